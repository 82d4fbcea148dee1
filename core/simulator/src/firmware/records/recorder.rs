//! How one record grows while its programme runs.

use crate::firmware::report::News;
use crate::record::{Cause, Happening, Record, RecordEvent};

/// Events that have room.
const EVENTS: usize = 200;
/// Time between two samples, milliseconds.
const SAMPLE_PERIOD: u64 = 1_000;

/// A record that is being written.
#[derive(Debug, Clone)]
pub(crate) struct Recorder {
    record: Record,
    began: u64,
    seen: News,
    cause: Option<Cause>,
    lost: Option<RecordEvent>,
}

impl Recorder {
    /// What is so already when the programme begins is its first events.
    pub(super) const fn new(record: Record, now: u64) -> Self {
        Self { record, began: now, seen: News::NONE, cause: None, lost: None }
    }

    pub(super) const fn ends_by(&mut self, cause: Cause) {
        if self.cause.is_none() {
            self.cause = Some(cause);
        }
    }

    pub(super) const fn ends_by_restart(&mut self) {
        self.cause = Some(Cause::Restart);
    }

    fn since_start(&self, now: u64) -> u32 {
        u32::try_from(now.saturating_sub(self.began)).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, what: Happening, now: u64) {
        let at = self.since_start(now);
        if self.record.events.len() < EVENTS {
            self.record.events.push(RecordEvent { at, what });
            return;
        }
        let before = match self.lost {
            Some(RecordEvent { what: Happening::Lost(events), .. }) => events,
            _ => 0,
        };
        self.lost = Some(RecordEvent { at, what: Happening::Lost(before.saturating_add(1)) });
    }

    /// Causes come before what follows from them.
    pub(super) fn note(&mut self, news: News, now: u64) {
        let seen = std::mem::replace(&mut self.seen, news);
        let changes = [
            (news.hand_switch != seen.hand_switch).then_some(Happening::HandSwitch(news.hand_switch)),
            (news.start_button != seen.start_button).then_some(Happening::StartButton(news.start_button)),
            (news.faults != seen.faults).then_some(Happening::Faults(news.faults)),
            (news.state != seen.state).then_some(Happening::State(news.state)),
            (news.phase != seen.phase).then_some(Happening::Phase(news.phase)),
        ];
        self.record.faults = self.record.faults.with(news.faults);
        for what in changes.into_iter().flatten() {
            self.push(what, now);
        }
    }

    pub(super) fn sample(&mut self, measured: u16, now: u64) {
        self.record.greatest_force = self.record.greatest_force.max(measured);
        let taken = self.record.samples.len();
        let due = u64::try_from(taken).unwrap_or(u64::MAX).saturating_mul(SAMPLE_PERIOD);
        if now.saturating_sub(self.began) >= due && taken < usize::from(u16::MAX) {
            self.record.samples.push(Some(measured));
        }
    }

    /// The record once it is complete.
    pub(super) fn closed(self, now: u64) -> Record {
        let mut record = Record {
            duration: self.since_start(now),
            cause: self.cause.unwrap_or(Cause::ProgrammeDone),
            ..self.record
        };
        record.events.extend(self.lost);
        record
    }
}
