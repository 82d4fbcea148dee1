//! The check-in of an ordinary day (P26): records and calls. What is chosen for it stands in the profile.

use std::collections::BTreeMap;

use nape_logic::document::FieldError;
use nape_logic::journal::check_in as core;
use nape_logic::journal::entry::Kind;
use nape_logic::text::Message;
use serde::Serialize;

use super::convert;
use super::door::Nape;
use super::entry::EntriesWritten;
use super::error::NapeError;
use super::language::render;
use super::words::EntryKind;

/// What is asked now: each question may be passed over.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CheckIn {
    /// At most three, in their order.
    pub questions: Vec<CheckInQuestion>,
    /// What asks for a note, the fourth and last answer.
    pub note: String,
}

/// A question that a whole number answers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CheckInQuestion {
    /// The kind of entry that the answer becomes.
    pub kind: EntryKind,
    /// What is asked.
    pub text: String,
    /// What the least number stands for; absent where things are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// What the greatest number stands for, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// The least number.
    pub least: i32,
    /// The greatest number.
    pub most: i32,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckInAnswers {
    /// What was passed over is left out.
    pub answers: Vec<CheckInAnswer>,
    /// The person's own words, at most 4,000 characters.
    #[uniffi(default = None)]
    pub note: Option<String>,
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct CheckInAnswer {
    /// The question's kind.
    pub kind: EntryKind,
    /// A number of the question's range.
    pub value: i32,
}

impl From<core::Question> for CheckInQuestion {
    fn from(question: core::Question) -> Self {
        let core::Question { kind, text, low, high, least, most } = question;
        let words = |message: Option<Message>| message.as_ref().map(render);
        Self { kind: kind.into(), text: render(&text), low: words(low), high: words(high), least, most }
    }
}

impl TryFrom<CheckInAnswers> for core::Answers {
    type Error = FieldError;

    fn try_from(CheckInAnswers { answers, note }: CheckInAnswers) -> Result<Self, FieldError> {
        let mut once = BTreeMap::new();
        for CheckInAnswer { kind, value } in answers {
            let kind = Kind::from(kind);
            if once.insert(kind, value).is_some() {
                return Err(FieldError::new(kind.word(), "is answered twice", "each question once"));
            }
        }
        Ok(Self { answers: once, note })
    }
}

#[uniffi::export]
impl Nape {
    /// What the check-in asks: the measures of the person's choice, by default pain, sleep and stiffness.
    pub async fn check_in(&self) -> Result<CheckIn, NapeError> {
        let questions = self.engine.check_in().await?.questions();
        let note = render(&Message::new("checkin-note"));
        Ok(CheckIn { questions: questions.into_iter().map(Into::into).collect(), note })
    }

    /// Writes the answers as entries of this moment: all of them or none, on the disk when it returns. Tingling among them
    /// is screened in the same step and may lock (P6). A `BadInput` names the kind of each answer that is wrong.
    pub async fn record_check_in(&self, answers: CheckInAnswers) -> Result<EntriesWritten, NapeError> {
        Ok(convert::entries_written(self.engine.record_check_in(answers.try_into()?).await?))
    }
}

/// Every question of which one to three can be chosen in the profile.
#[uniffi::export]
pub fn check_in_choices() -> Vec<CheckInQuestion> {
    core::choices().map(Into::into).collect()
}

/// Reads answers (JSON: `{"answers":{"pain":3,"sleep":6},"note"?:"..."}`), strictly.
#[uniffi::export]
pub fn check_in_from_json(document: Vec<u8>) -> Result<CheckInAnswers, NapeError> {
    let core::Answers { answers, note } =
        core::Answers::from_json(&document).map_err(NapeError::bad_document)?;
    let answer = |(kind, value): (Kind, i32)| CheckInAnswer { kind: kind.into(), value };
    Ok(CheckInAnswers { answers: answers.into_iter().map(answer).collect(), note })
}
