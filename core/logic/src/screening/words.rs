//! The words that content is written in: forms, kinds of questions, effects, stages and actions.
//!
//! The build script reads content with these same types, so nothing here may need more than serde.

use serde::{Deserialize, Deserializer, Serialize};

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Before the first use, and whenever [`full_form_due`](super::full_form_due) says so.
    Full,
    /// Before each session.
    Short,
}

impl FormKind {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Full, Self::Short];
}

/// How a question is answered. `"unknown"` is legal for every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// `true` or `false`.
    YesNo,
    /// One option.
    Choice,
    /// A list of options; `none` stands alone.
    Choices,
    /// A whole number within bounds.
    Number,
    /// A date, `YYYY-MM-DD`, not in the future.
    Date,
    /// Words.
    Text,
}

/// A value that brings up a follow-up, or that a rule looks for. Read from text as `true`, `false` or a word; only
/// the packing writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum AskIfValue {
    /// Yes or no.
    Flag(bool),
    /// An option, or `unknown`.
    Word(String),
}

impl<'de> Deserialize<'de> for AskIfValue {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum AsText {
            Flag(bool),
            Word(String),
        }
        #[derive(Deserialize)]
        enum AsPacked {
            Flag(bool),
            Word(String),
        }
        // Packed content doesn't tell a word from a flag by its look.
        if reader.is_human_readable() {
            return AsText::deserialize(reader).map(|value| match value {
                AsText::Flag(flag) => Self::Flag(flag),
                AsText::Word(word) => Self::Word(word),
            });
        }
        AsPacked::deserialize(reader).map(|value| match value {
            AsPacked::Flag(flag) => Self::Flag(flag),
            AsPacked::Word(word) => Self::Word(word),
        })
    }
}

/// A follow-up is asked where the answer to `question` is, or contains, one of the values in `is`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskIf {
    /// The question before it.
    pub question: String,
    /// The values.
    pub is: Vec<AskIfValue>,
}

/// What a rule does when it holds, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Help is needed now.
    Emergency,
    /// No session.
    Block,
    /// No session before a provider has looked at it.
    NeedsProvider,
    /// A running session ends, and no other starts before a provider has looked at it.
    Stop,
    /// Written down; a session may go on.
    Note,
}

/// What a person can still do where no session is possible (P11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StillOpen {
    /// Write in the journal.
    Journal,
    /// Quiet breathing, which moves neither neck nor back.
    Breathing,
    /// Posture breaks, which do move the neck.
    PostureBreaks,
    /// Make the page for a visit to the provider.
    VisitPage,
}

impl StillOpen {
    /// Every one, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Journal, Self::Breathing, Self::PostureBreaks, Self::VisitPage];
    /// Those that move nothing: all that is offered while it is not known what is wrong.
    pub const UNMOVING: &'static [Self] = &[Self::Journal, Self::Breathing, Self::VisitPage];
}

/// When a symptom is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before a session; "before" is before the last one.
    BeforeSession,
    /// While the pull is on.
    InSession,
    /// Right after it.
    AfterSession,
    /// A day later.
    NextDay,
}

/// What is done about a symptom, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Release, lock, call for help.
    Emergency,
    /// Release, and no session before a provider has looked at it.
    StopAndSee,
    /// Release and end; the next dose is one step lower.
    EndAndLower,
    /// One step lower.
    Lower,
    /// Written down.
    Note,
}
