//! A running session as a picture: where it stands, how much is left, what is wanted and measured.

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use nape::api::{Event, EventBody, ForceUnit, Phase, SessionView};

use super::lines;
use crate::words::{force, minutes, word};

const KEYS: &str = "space pause or go on   e ease off   s or Enter stop   q stop";
const KEYS_RELEASE: &str = "Take the pull off, then press Enter or r.";

/// The picture; it stands on standard error.
pub(crate) struct Drawing {
    units: ForceUnit,
    head: ProgressBar,
    time: ProgressBar,
    pull: ProgressBar,
    words: ProgressBar,
    keys: ProgressBar,
    /// What was said last, and when.
    said: (u64, String),
}

impl Drawing {
    pub(super) fn new(units: ForceUnit) -> Self {
        let all = MultiProgress::with_draw_target(ProgressDrawTarget::stderr_with_hz(15));
        let add = |template: &str| {
            let style = ProgressStyle::with_template(template)
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("█▉▊▋▌▍▎▏ ");
            all.add(ProgressBar::new(1).with_style(style))
        };
        Self {
            units,
            head: add("  {msg}"),
            time: add("  time  {bar:40} {msg}"),
            pull: add("  pull  {bar:40} {msg}"),
            words: add("  {msg}"),
            keys: add("  {msg}"),
            said: (0, String::new()),
        }
    }

    /// Takes up what an event tells in words.
    pub(super) fn event(&mut self, event: &Event) {
        match &event.body {
            EventBody::Moment { text, .. } => self.tell(event.elapsed_ms, text),
            EventBody::Symptom { .. } | EventBody::EasedOff { .. } | EventBody::JournalFailed => {
                if let Some(text) = lines::text(&event.body, self.units) {
                    self.tell(event.elapsed_ms, &text);
                }
            }
            EventBody::Started { force_mn, .. } => {
                self.pull.set_length(u64::from(force_mn.unwrap_or(1).max(1)));
            }
            _ => {}
        }
    }

    /// Says something under the bars.
    pub(super) fn say(&self, text: &str) {
        self.words.set_message(text.to_owned());
    }

    /// What is told at one instant stands together: of the steps out of a pull none may be lost.
    fn tell(&mut self, at_ms: u64, text: &str) {
        if self.said.0 == at_ms && !self.said.1.is_empty() {
            self.said.1 += &format!("\n  {text}");
        } else {
            self.said = (at_ms, text.to_owned());
        }
        self.say(&self.said.1);
    }

    /// Draws the present.
    pub(super) fn frame(&self, session: &SessionView, person: Option<&str>) {
        self.head.set_message(head(session, person));
        self.time.set_length(session.total_ms.max(1));
        self.time.set_position(session.position_ms.min(session.total_ms));
        let left = session.total_ms.saturating_sub(session.position_ms);
        self.time.set_message(format!("{} left", minutes(left)));
        // Old numbers are never drawn as if they were live.
        self.pull.set_position(u64::from(session.measured_mn.unwrap_or(0)));
        self.pull.set_message(self.pull_text(session));
        self.keys.set_message(if session.release_asked { KEYS_RELEASE } else { KEYS });
    }

    /// Leaves the picture as it is, without the keys.
    pub(super) fn close(&self) {
        self.keys.finish_and_clear();
        for bar in [&self.head, &self.time, &self.pull, &self.words] {
            bar.abandon();
        }
    }

    fn pull_text(&self, session: &SessionView) -> String {
        let wanted = session.target_mn.map(|target| force(target, self.units));
        let measured = match (session.measured_mn, session.measured_age_ms) {
            (Some(measured), _) => force(measured, self.units),
            (None, Some(age)) => format!("last heard {} s ago", age / 1000),
            (None, None) => "not measured".to_owned(),
        };
        match wanted {
            Some(wanted) if session.measured_mn.is_some() => format!("{measured} of {wanted}"),
            Some(wanted) => format!("{measured}; wanted {wanted}"),
            None => measured,
        }
    }
}

/// Whose session it is stands on its screen (P3).
fn head(session: &SessionView, person: Option<&str>) -> String {
    let what = match (session.phase, session.segment) {
        (Phase::Running, Some(segment)) => word(&segment),
        (phase, _) => word(&phase),
    };
    let round =
        session.cycle.map(|round| format!("  round {round} of {}", session.cycles)).unwrap_or_default();
    let mut marks = String::new();
    for (mark, holds) in [
        ("rehearsal, no pull", session.rehearsal),
        ("simulated device", session.simulated),
        ("eased off", session.eased),
    ] {
        if holds {
            marks += &format!("  · {mark}");
        }
    }
    let whose = person.map(|person| format!("{person}  · ")).unwrap_or_default();
    format!("{whose}{what:<10}{round}{marks}")
}
