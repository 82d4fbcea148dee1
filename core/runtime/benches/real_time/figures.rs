//! Least, median, p99 and most of a list of times, and how busy the machine was meanwhile.

use std::fmt;
use std::time::Duration;

pub(crate) struct Figures(Vec<Duration>);

impl Figures {
    pub(crate) fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        let mut times: Vec<Duration> = times.into_iter().collect();
        assert!(!times.is_empty(), "something was measured");
        times.sort();
        Self(times)
    }

    /// The time that so many of a hundred don't pass.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0[rank.clamp(1, self.0.len()) - 1]
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [least, median, p99, most] =
            [0, 50, 99, 100].map(|percent| self.percentile(percent).as_secs_f64() * 1e3);
        let count = self.0.len();
        write!(
            formatter,
            "least {least:.2} ms, median {median:.2} ms, p99 {p99:.2} ms, most {most:.2} ms ({count})"
        )
    }
}

/// The load averages of the last 1, 5 and 15 minutes, where the system tells them (Linux).
pub(crate) fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<&str> = told.split_whitespace().take(3).collect();
    if averages.is_empty() { "not known here".to_owned() } else { averages.join(" ") }
}
