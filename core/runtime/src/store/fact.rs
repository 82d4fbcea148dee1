//! Every kind of fact that the journal holds, and its JSON. A fact is appended once and never changed, so
//! fields are only ever added, each with a default.

use nape_logic::device::command::{Command, Outcome, Sequence};
use nape_logic::id::{CourseId, SessionId};
use nape_logic::journal::chain::{Content, Heading, Payload};
use nape_logic::modality::Region;
use nape_logic::routine;
use nape_logic::session;
use nape_logic::time::Now;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::NewFact;

mod alert;
mod backup;
mod battery;
mod course;
mod device;
mod logged;
mod screening;

pub use alert::AlertTold;
pub use backup::{BackupUnder, MadeBackup};
pub use battery::DeviceBattery;
pub use course::{CourseReviewed, PlanAccepted, ProviderContact};
pub use device::{Base64, DeviceLinked, DeviceRecordKept, DeviceSynced, RecordClaimed};
pub use logged::SessionLogged;
pub use screening::{
    AfterCheckFact, Agreed, ClearanceGiven, ClearanceWithdrawn, Feeling, LockAbout, LockCause, LockResolved,
    LockSet, NextDayFact, Provenance, ScreeningFact, SymptomsTold,
};

/// A fact of any kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is its payload's type")]
pub enum Fact {
    Session(session::Fact),
    Command(CommandFact),
    Screening(Box<ScreeningFact>),
    LockSet(LockSet),
    LockResolved(LockResolved),
    ClearanceGiven(ClearanceGiven),
    ClearanceWithdrawn(ClearanceWithdrawn),
    CourseStarted(CourseStarted),
    CourseEnded(CourseEnded),
    SessionLogged(Box<SessionLogged>),
    AfterCheck(AfterCheckFact),
    NextDayCheck(NextDayFact),
    SymptomsTold(Box<SymptomsTold>),
    StopExplained(StopExplained),
    Agreed(Agreed),
    Routine(RoutineFact),
    PlanAccepted(PlanAccepted),
    ProviderContact(ProviderContact),
    CourseReviewed(CourseReviewed),
    BackupMade(MadeBackup),
    Alert(AlertTold),
    /// What a device said of its battery.
    DeviceBattery(DeviceBattery),
    /// A device may write a record of this session.
    DeviceLinked(DeviceLinked),
    DeviceRecord(Box<DeviceRecordKept>),
    RecordClaimed(RecordClaimed),
    DeviceSynced(DeviceSynced),
}

/// A command to a device: before it is sent where it may pull, and how it went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fact")]
pub enum CommandFact {
    /// It is about to be sent, or was just sent where it only lowers force.
    Issued {
        /// Its number under this session's token.
        sequence: Sequence,
        /// What was said.
        command: Command,
    },
    /// It is known how it went, or known that it isn't.
    Settled {
        /// Its number.
        sequence: Sequence,
        /// How it went.
        outcome: Outcome,
    },
}

/// A course began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseStarted {
    /// The part of the spine.
    pub region: Region,
    /// The person's own reason.
    pub reason: Option<String>,
    /// The provider, as entered.
    pub provider: Option<String>,
}

/// A course ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseEnded {
    /// Why, as told.
    pub why: Option<String>,
}

/// The person's answer to "why did you stop?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopExplained {
    /// Why, as told.
    pub why: String,
}

/// Something that happened in a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutineFact {
    /// Which run of a routine.
    pub run: Uuid,
    /// What happened.
    #[serde(flatten)]
    pub fact: routine::Fact,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// The session.
    pub session: Option<SessionId>,
    /// The course.
    pub course: Option<CourseId>,
    /// Not a real pull.
    pub simulated: bool,
}

impl Fact {
    /// The session's own fact, where it is one.
    pub const fn of_session(&self) -> Option<&session::Fact> {
        if let Self::Session(fact) = self { Some(fact) } else { None }
    }

    /// The kind's word in the journal.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Session(_) => "session",
            Self::Command(_) => "command",
            Self::Screening(_) => "screening",
            Self::LockSet(_) => "lock_set",
            Self::LockResolved(_) => "lock_resolved",
            Self::ClearanceGiven(_) => "clearance_given",
            Self::ClearanceWithdrawn(_) => "clearance_withdrawn",
            Self::CourseStarted(_) => "course_started",
            Self::CourseEnded(_) => "course_ended",
            Self::SessionLogged(_) => "session_logged",
            Self::AfterCheck(_) => "after_check",
            Self::NextDayCheck(_) => "next_day_check",
            Self::SymptomsTold(_) => "symptoms_told",
            Self::StopExplained(_) => "stop_explained",
            Self::Agreed(_) => "agreed",
            Self::Routine(_) => "routine",
            Self::PlanAccepted(_) => "plan_accepted",
            Self::ProviderContact(_) => "provider_contact",
            Self::CourseReviewed(_) => "reviewed",
            Self::BackupMade(_) => "backup_made",
            Self::Alert(_) => "alert",
            Self::DeviceBattery(_) => "device_battery",
            Self::DeviceLinked(_) => "device_linked",
            Self::DeviceRecord(_) => "device_record",
            Self::RecordClaimed(_) => "record_claimed",
            Self::DeviceSynced(_) => "device_synced",
        }
    }

    /// Reads a fact back. `None` for a kind or a form of it that this version does not know.
    pub fn read(kind: &str, payload: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == kind).and_then(|(_, read)| read(payload))
    }

    /// Whether this version knows facts of this kind.
    pub fn knows(kind: &str) -> bool {
        KINDS.iter().any(|(known, _)| *known == kind)
    }

    /// The fact as a row to append, stamped with `now`.
    pub fn stamp(&self, about: About, now: &Now) -> NewFact {
        // A fact is plain data: serialising it can't fail.
        let payload = serde_json::to_string(self).unwrap_or_default();
        NewFact {
            heading: Heading {
                kind: self.kind().to_owned(),
                session: about.session,
                course: about.course,
                at: now.wall,
                elapsed: Some(now.elapsed),
                boot: Some(now.boot.clone()),
                simulated: about.simulated,
            },
            content: Content { salt: *Uuid::new_v4().as_bytes(), payload: Payload(payload) },
        }
    }
}

type Read = fn(&str) -> Option<Fact>;

/// Every kind by its word, and how its payload is read.
const KINDS: &[(&str, Read)] = &[
    ("session", |payload| json(payload).map(Fact::Session)),
    ("command", |payload| json(payload).map(Fact::Command)),
    ("screening", |payload| json(payload).map(Fact::Screening)),
    ("lock_set", |payload| json(payload).map(Fact::LockSet)),
    ("lock_resolved", |payload| json(payload).map(Fact::LockResolved)),
    ("clearance_given", |payload| json(payload).map(Fact::ClearanceGiven)),
    ("clearance_withdrawn", |payload| json(payload).map(Fact::ClearanceWithdrawn)),
    ("course_started", |payload| json(payload).map(Fact::CourseStarted)),
    ("course_ended", |payload| json(payload).map(Fact::CourseEnded)),
    ("session_logged", |payload| json(payload).map(Fact::SessionLogged)),
    ("after_check", |payload| json(payload).map(Fact::AfterCheck)),
    ("next_day_check", |payload| json(payload).map(Fact::NextDayCheck)),
    ("symptoms_told", |payload| json(payload).map(Fact::SymptomsTold)),
    ("agreed", |payload| json(payload).map(Fact::Agreed)),
    ("routine", |payload| json(payload).map(Fact::Routine)),
    ("plan_accepted", |payload| json(payload).map(Fact::PlanAccepted)),
    ("provider_contact", |payload| json(payload).map(Fact::ProviderContact)),
    ("reviewed", |payload| json(payload).map(Fact::CourseReviewed)),
    ("backup_made", |payload| json(payload).map(Fact::BackupMade)),
    ("alert", |payload| json(payload).map(Fact::Alert)),
    ("device_battery", |payload| json(payload).map(Fact::DeviceBattery)),
    ("device_linked", |payload| json(payload).map(Fact::DeviceLinked)),
    ("device_record", |payload| json(payload).map(Fact::DeviceRecord)),
    ("record_claimed", |payload| json(payload).map(Fact::RecordClaimed)),
    ("device_synced", |payload| json(payload).map(Fact::DeviceSynced)),
    ("stop_explained", |payload| json(payload).map(Fact::StopExplained)),
];

fn json<T: serde::de::DeserializeOwned>(payload: &str) -> Option<T> {
    serde_json::from_str(payload).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Fact, KINDS};

    /// A fact of every kind as a program once wrote it. A line is never changed: a form that has to be read differently gets a
    /// further one.
    const EXAMPLES: &str = include_str!("fact/examples.jsonl");

    #[derive(serde::Deserialize)]
    struct Example<'t> {
        kind: &'t str,
        payload: serde_json::Value,
    }

    #[test]
    fn every_kind_of_fact_reads_as_it_was_written() {
        let mut met = BTreeSet::new();
        for line in EXAMPLES.lines() {
            let Example { kind, payload } = serde_json::from_str(line).expect("an example");
            let fact = Fact::read(kind, &payload.to_string()).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(fact.kind(), kind);
            met.insert(kind);
        }
        let known: BTreeSet<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(met, known, "each kind has its example");
        assert!(!Fact::knows("of_a_newer_program") && Fact::read("of_a_newer_program", "{}").is_none());
    }
}
