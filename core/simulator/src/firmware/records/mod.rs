//! Records of programmes: written, kept until deleted, and told to who asks (section 12).
//!
//! | file | question it answers |
//! |---|---|
//! | `mod.rs` | When does a record begin and end, and what is noticed for it? |
//! | `memory.rs` | Which records are kept, over restarts too, and which number comes next? |
//! | `recorder.rs` | How does one record grow while its programme runs? |
//! | `access.rs` | What does a request for records mean, and what is answered? |
//! | `report.rs` | How do entries and fragments go out at the pace of the link? |
//!
//! Where the profile leaves a choice, this unit reads it so:
//!
//! - the first thing that ends a programme is its cause, but a restart always is;
//! - a fault, a Stop or a press while the force already goes to zero is an event and changes no cause;
//! - a press of the start button that ends the unit's own programme is two events: the button, a Stop at the unit;
//! - a sample is taken at the start and each second after it, and none at the very end;
//! - 200 events have room; one more says how many were lost;
//! - the memory is full once as many records are kept as the unit can.

mod access;
mod memory;
mod recorder;
mod report;

use super::Firmware;
use crate::frames::{Forces, Times};
use crate::options::Features;
use crate::record::{Cause, Happening, Record};
pub(crate) use memory::Memory;
pub(super) use recorder::Recorder;
pub(super) use report::Pace;
use report::Report;

/// What the firmware has to do with records.
#[derive(Debug, Clone)]
pub(super) struct Records {
    pub(super) memory: Memory,
    pub(super) recorder: Option<Recorder>,
    report: Option<Report>,
    pace: Pace,
}

impl Records {
    pub(super) const fn new(memory: Memory, pace: Pace) -> Self {
        Self { memory, recorder: None, report: None, pace }
    }

    pub(super) const fn pace(&self) -> Pace {
        self.pace
    }

    pub(super) fn disconnected(&mut self) {
        self.report = None;
    }
}

/// Who started a programme: both 0 for the unit itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Starter {
    pub(super) token: u32,
    pub(super) bond_number: u16,
}

impl Starter {
    pub(super) const UNIT: Self = Self { token: 0, bond_number: 0 };
}

impl Firmware {
    /// A programme runs from now on; it leaves a record if there is room for one.
    pub(super) fn begin_record(&mut self, starter: Starter, forces: Forces, times: Times, now: u64) {
        if !self.features.has(Features::KEEPS_RECORDS) {
            return;
        }
        let Some(number) = self.records.memory.next_number() else { return };
        let record = Record {
            number,
            boot_id: self.boot_id,
            bond_number: starter.bond_number,
            token: starter.token,
            began: self.clock.uptime(now),
            began_unix: self.clock.unix(now),
            duration: 0,
            cause: Cause::ProgrammeDone,
            faults: self.faults,
            greatest_force: 0,
            forces,
            times,
            events: Vec::new(),
            samples: Vec::new(),
        };
        self.records.recorder = Some(Recorder::new(record, now));
        self.note(now);
        self.sample(now);
    }

    /// Something that shows in no state, before what follows from it.
    pub(super) fn note_happening(&mut self, what: Happening, now: u64) {
        if let Some(recorder) = &mut self.records.recorder {
            recorder.push(what, now);
        }
    }

    /// Why the programme ends, unless that is known already.
    pub(super) const fn note_cause(&mut self, cause: Cause) {
        if let Some(recorder) = &mut self.records.recorder {
            recorder.ends_by(cause);
        }
    }

    /// A restart is the cause whatever had begun to end the programme.
    pub(super) const fn note_restart(&mut self) {
        if let Some(recorder) = &mut self.records.recorder {
            recorder.ends_by_restart();
        }
    }

    /// Whatever changed since the last look becomes an event.
    pub(crate) fn note(&mut self, now: u64) {
        let news = self.news();
        if let Some(recorder) = &mut self.records.recorder {
            recorder.note(news, now);
        }
    }

    /// Takes the measured force into the record.
    pub(super) fn sample(&mut self, now: u64) {
        let measured = super::report::decinewtons(self.reading);
        if let Some(recorder) = &mut self.records.recorder {
            recorder.sample(measured, now);
        }
    }

    /// Force is zero, or the unit restarts: the record is complete.
    pub(super) fn close_record(&mut self, now: u64) {
        if let Some(recorder) = self.records.recorder.take() {
            self.records.memory.keep(recorder.closed(now));
        }
    }
}
