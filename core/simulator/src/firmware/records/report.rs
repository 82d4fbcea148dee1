//! How entries and fragments go out at the pace of the link.

use crate::codes::Characteristic;
use crate::firmware::Firmware;
use crate::options::Options;
use crate::record::fragment;

/// What one connection event carries, and how often one comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Milliseconds.
    interval: u64,
    frames: u64,
}

impl Pace {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            interval: options.connection_interval.max(1),
            frames: u64::from(options.frames_per_interval.max(1)),
        }
    }
}

/// A report under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    began: u64,
    sent: u64,
    rest: Rest,
}

/// What is still to be sent.
#[derive(Debug, Clone, Copy)]
enum Rest {
    /// Entries of the records with this number and above; `None` behind the highest possible.
    Entries { from: Option<u32> },
    /// The content of a record from this byte on.
    Content { number: u32, offset: usize },
}

impl Report {
    pub(super) const fn entries(from: u32, now: u64) -> Self {
        Self { began: now, sent: 0, rest: Rest::Entries { from: Some(from) } }
    }

    pub(super) const fn content(number: u32, offset: usize, now: u64) -> Self {
        Self { began: now, sent: 0, rest: Rest::Content { number, offset } }
    }

    /// When the next frame may go.
    const fn due(&self, pace: Pace) -> u64 {
        self.began.saturating_add((self.sent / pace.frames).saturating_mul(pace.interval))
    }
}

impl Firmware {
    /// When the report under way goes on.
    pub(in crate::firmware) fn next_record_frame(&self) -> Option<u64> {
        self.records.report.map(|report| report.due(self.records.pace))
    }

    /// Sends what the link can carry by now, and the answer behind the last of it.
    pub(in crate::firmware) fn report_records(&mut self, now: u64) {
        while let Some(mut report) = self.records.report {
            if report.due(self.records.pace) > now {
                return;
            }
            let Some((frame, rest)) = self.next_frame(report.rest) else {
                return self.complete_report();
            };
            report.rest = rest;
            report.sent += 1;
            self.records.report = Some(report);
            self.outgoing.push((Characteristic::SessionRecord, frame));
        }
    }

    /// The next frame and what is left after it; `None` at the end.
    fn next_frame(&self, rest: Rest) -> Option<(Vec<u8>, Rest)> {
        let memory = &self.records.memory;
        match rest {
            Rest::Entries { from } => {
                let kept = memory.first_from(from?)?;
                let from = kept.record.number.checked_add(1);
                Some((kept.record.entry(kept.content.len()), Rest::Entries { from }))
            }
            Rest::Content { number, offset } => {
                let (frame, length) = fragment(number, &memory.get(number)?.content, offset)?;
                Some((frame, Rest::Content { number, offset: offset + length }))
            }
        }
    }
}
