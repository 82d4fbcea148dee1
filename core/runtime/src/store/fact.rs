//! Every kind of fact that the journal holds, and its JSON. A fact is appended once and never changed, so
//! fields are only ever added, each with a default.

use chrono::NaiveDate;
use nape_logic::device::command::{Command, Outcome, Sequence};
use nape_logic::id::{CourseId, SessionId};
use nape_logic::journal::chain::{Content, Heading, Payload};
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{AnswerSheet, FormKind, Verdict};
use nape_logic::session;
use nape_logic::time::Now;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::NewFact;

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
    CourseStarted(CourseStarted),
    CourseEnded(CourseEnded),
    AfterCheck(AfterCheckFact),
    StopExplained(StopExplained),
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

/// A form that was answered for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScreeningFact {
    /// Which form.
    pub form: FormKind,
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// What it came to.
    pub outcome: Verdict,
    /// The ids of the rules that held.
    pub rules: Vec<String>,
    /// The content that decided (P12).
    pub content_version: String,
    /// The answers themselves.
    pub sheet: AnswerSheet,
}

/// Sessions are locked until someone has looked at what was felt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LockSet {
    /// Which lock.
    pub lock: Uuid,
    /// The ids of the rules that held.
    pub rules: Vec<String>,
}

/// Someone has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LockResolved {
    /// Which lock.
    pub lock: Uuid,
    /// The day of the examination.
    pub examined: NaiveDate,
    /// Who examined.
    pub by: String,
    /// What they advised.
    pub advice: String,
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

/// The check after a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AfterCheckFact {
    /// How it feels.
    pub feeling: Feeling,
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// Symptoms, by screening's ids.
    pub symptoms: Vec<String>,
    /// What they did.
    pub action: session::SymptomAction,
}

/// How it feels after a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feeling {
    /// Better than before.
    Better,
    /// As before.
    Same,
    /// Worse than before.
    Worse,
}

/// The person's answer to "why did you stop?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopExplained {
    /// Why, as told.
    pub why: String,
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
    /// The kind's word in the journal.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Session(_) => "session",
            Self::Command(_) => "command",
            Self::Screening(_) => "screening",
            Self::LockSet(_) => "lock_set",
            Self::LockResolved(_) => "lock_resolved",
            Self::CourseStarted(_) => "course_started",
            Self::CourseEnded(_) => "course_ended",
            Self::AfterCheck(_) => "after_check",
            Self::StopExplained(_) => "stop_explained",
        }
    }

    /// Reads a fact back. `None` for a kind or a form of it that this version does not know.
    pub fn read(kind: &str, payload: &str) -> Option<Self> {
        fn json<T: serde::de::DeserializeOwned>(payload: &str) -> Option<T> {
            serde_json::from_str(payload).ok()
        }
        match kind {
            "session" => json(payload).map(Self::Session),
            "command" => json(payload).map(Self::Command),
            "screening" => json(payload).map(Self::Screening),
            "lock_set" => json(payload).map(Self::LockSet),
            "lock_resolved" => json(payload).map(Self::LockResolved),
            "course_started" => json(payload).map(Self::CourseStarted),
            "course_ended" => json(payload).map(Self::CourseEnded),
            "after_check" => json(payload).map(Self::AfterCheck),
            "stop_explained" => json(payload).map(Self::StopExplained),
            _ => None,
        }
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
