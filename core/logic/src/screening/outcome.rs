//! What screening answers: the outcome, each rule that holds, and what a person can still do.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::words::{Effect, StillOpen};
use crate::text::Message;

impl Effect {
    /// The least that the whole outcome is where a rule with this effect holds.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Emergency => Verdict::Emergency,
            Self::Block => Verdict::Blocked,
            Self::NeedsProvider | Self::Stop => Verdict::NeedsProvider,
            Self::Note => Verdict::Clear,
        }
    }
}

/// What a screening comes to, the mildest first.
///
/// The last word is for machines: a person is shown [`Outcome::text`], which never calls anything clear (P10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No rule speaks against a session, and no answer is missing.
    Clear,
    /// A provider comes first, or an answer is missing.
    NeedsProvider,
    /// No session.
    Blocked,
    /// Help is needed now.
    Emergency,
}

/// The clearance that keeps a rule from counting, as the person entered it (P17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearedBy {
    /// The provider's name.
    pub name: String,
    /// The provider's profession.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The day it was given.
    pub date: NaiveDate,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<NaiveDate>,
}

/// A rule that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fired {
    /// The rule's id.
    pub rule: SmolStr,
    /// What it does.
    pub effect: Effect,
    /// The question that fired it (of several, the first on the form), or `history`; for a symptom its id.
    pub question: SmolStr,
    /// Set where only an "unknown" fired it, so that it can be said as a doubt.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
    /// Ids of the evidence: facts, conflicts, product rules, sections.
    pub sources: Vec<SmolStr>,
    /// What the rule says.
    pub text: Message,
    /// What to do next.
    pub next_step: Message,
    /// Whether a provider's clearance can lift it.
    pub clearable: bool,
    /// The clearance that lifts it; such a rule is shown and does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleared_by: Option<ClearedBy>,
}

/// What a sheet of answers comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The gravest of all that counts.
    pub outcome: Verdict,
    /// The same for a person.
    pub text: Message,
    /// Every rule that holds: the gravest effect first, then by rule id.
    pub fired: Vec<Fired>,
    /// Required questions without an answer, in the order of the form.
    pub missing: Vec<String>,
    /// What is left to do; empty where the outcome is clear.
    pub still_open: Vec<StillOpen>,
    /// The content that decided (P12).
    pub content_version: String,
}
