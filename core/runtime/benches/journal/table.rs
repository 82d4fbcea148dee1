//! The table at the end: what, limit, measured, peer, ratio.

use std::fmt;
use std::time::Duration;

#[derive(Default)]
pub(crate) struct Table(Vec<String>);

/// What a figure is held to.
pub(crate) enum Limit {
    None,
    /// So many times its first peer.
    Ratio(f64),
    Time(Duration),
    Megabytes(f64),
}

/// A figure.
#[derive(Clone, Copy)]
pub(crate) enum Figure {
    Time(Duration),
    Megabytes(f64),
}

impl Figure {
    fn number(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Megabytes(megabytes) => megabytes,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) if *time >= Duration::from_secs(1) => {
                write!(formatter, "{:.2} s", time.as_secs_f64())
            }
            Self::Time(time) => write!(formatter, "{:.3} ms", time.as_secs_f64() * 1e3),
            Self::Megabytes(megabytes) => write!(formatter, "{megabytes:.1} MB"),
        }
    }
}

impl Table {
    /// A figure and its peers, each with its name.
    pub(crate) fn line(&mut self, what: &str, limit: &Limit, figure: Figure, peers: &[(&str, Figure)]) {
        let ratio = |peer: &Figure| figure.number() / peer.number();
        let holds = match limit {
            Limit::None => None,
            Limit::Ratio(most) => peers.first().map(|(_, peer)| ratio(peer) <= *most),
            Limit::Time(most) => Some(figure.number() < most.as_secs_f64()),
            Limit::Megabytes(most) => Some(figure.number() <= *most),
        };
        let limit = match limit {
            Limit::None => String::new(),
            Limit::Ratio(most) => format!("{most} times"),
            Limit::Time(most) => format!("{} ms", most.as_millis()),
            Limit::Megabytes(most) => format!("{most} MB"),
        };
        let over = if holds == Some(false) { " OVER" } else { "" };
        let shown: Vec<String> = peers.iter().map(|(name, peer)| format!("{name} {peer}")).collect();
        let ratios: Vec<String> = peers.iter().map(|(_, peer)| format!("{:.2}", ratio(peer))).collect();
        let (shown, ratios) = (shown.join("; "), ratios.join("; "));
        self.0.push(format!("| {what} | {limit} | {figure}{over} | {shown} | {ratios} |"));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| what | limit | measured | peer | ratio |\n|---|---|---|---|---|")?;
        self.0.iter().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}
