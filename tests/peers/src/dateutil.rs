//! Times that repeat as another language's usual library has them: Python's dateutil.

use std::time::Duration;

use crate::answering::Answering;

const PROGRAM: &str = include_str!("dateutil.py");

/// The running process.
#[derive(Debug)]
pub struct Dateutil(Answering);

impl Dateutil {
    /// None where there is no Python here, or one without dateutil. `rules` are of RFC 5545, one a line, on the clock of
    /// `zone` from `start` on, a civil time such as `20260309T000000`.
    pub fn start(rules: &str, zone: &str, start: &str) -> Option<Self> {
        let mut dateutil = Self(Answering::python(PROGRAM, [rules.as_ref(), zone.as_ref(), start.as_ref()])?);
        dateutil.instants(1).is_some().then_some(dateutil)
    }

    /// So many times every instant of all rules in the next four weeks, and how many instants there are.
    pub fn instants(&mut self, times: u64) -> Option<Duration> {
        self.0.answer(&times.to_string())
    }
}
