//! The facts of screening: forms, locks, clearances, what was told, and the agreement to the intended use.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nape_logic::id::RecordId;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{AnswerSheet, Clearance, FormKind, SymptomReport, Verdict};
use nape_logic::session::SymptomAction;
use nape_logic::text::Message;
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// The ids of the rules that counted.
    pub rules: Vec<String>,
    /// The ids of the rules that held and that a clearance lifted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lifted: Vec<String>,
    /// Those of both that only an "unknown" made hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsure: Vec<String>,
    /// Required questions without an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The content that decided (P12).
    pub content_version: String,
    /// The answers themselves.
    pub sheet: AnswerSheet,
}

/// Sessions are locked until someone has looked at what was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LockSet {
    /// Which lock.
    pub lock: Uuid,
    /// When, where the clock showed less than the last fact did: it was told after that one (E7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Where it was told.
    #[serde(default)]
    pub cause: LockCause,
    /// What it came to.
    #[serde(default = "stop_and_see")]
    pub verdict: Verdict,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<LockAbout>,
    /// The ids of the rules that held.
    pub rules: Vec<String>,
    /// What each rule says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<Message>,
    /// What to do, as the gravest rule says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<Message>,
}

/// The way of traction and the part of the spine that a lock was set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockAbout {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
}

/// Where it was told what locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockCause {
    /// On a form.
    Form,
    /// In a session; what the first locks, which did not say it, were set for.
    #[default]
    Session,
    /// In the check after a session.
    AfterCheck,
    /// A day after a session.
    NextDay,
    /// At any other time.
    Told,
}

const fn stop_and_see() -> Verdict {
    Verdict::NeedsProvider
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
    /// The other locks that were open when this was entered, and stay so. What another phone had locked before the
    /// examination, and was not known here, is none of them (E7). Absent in what earlier programs stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_open: Option<Vec<Uuid>>,
}

/// A provider allowed something, as the person entered it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearanceGiven {
    /// Which clearance.
    pub clearance: Uuid,
    /// What was entered.
    pub given: Clearance,
    /// Who says so.
    pub provenance: Provenance,
}

/// Who says what a provider decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// The person, from memory or paper (P17).
    AsEnteredByThePerson,
}

/// A clearance holds no more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearanceWithdrawn {
    /// Which clearance.
    pub clearance: Uuid,
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
    /// How strong symptoms are, 0 to 10, where told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, u8>,
    /// What they did.
    pub action: SymptomAction,
    /// Whether pain rose in the session (P8).
    #[serde(default)]
    pub pain_rose: bool,
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

/// The check a day after a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextDayFact {
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// Symptoms, by screening's ids.
    pub symptoms: Vec<String>,
    /// How strong symptoms are, 0 to 10, where told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, u8>,
    /// What they did.
    pub action: SymptomAction,
    /// Whether pain rose over what it was before the session (P8).
    pub pain_rose: bool,
    /// Whether it was told so early that the day after is still to be told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub early: bool,
}

/// Symptoms that were told outside any session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SymptomsTold {
    /// What was told.
    pub report: SymptomReport,
    /// What it did.
    pub action: SymptomAction,
    /// The entries of the journal that told it, if any did: erasing one erases this too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<RecordId>,
}

/// The person agreed to what Nape is for (P12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The version of the text.
    pub version: String,
}
