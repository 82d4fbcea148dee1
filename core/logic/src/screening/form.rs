//! What is asked, for a way of traction and a region.

use serde::{Deserialize, Serialize};

use super::ScreeningError;
use super::content::{self, Question};
use crate::modality::{Modality, Region};
use crate::text::Message;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Before the first use, and whenever [`full_form_due`](super::full_form_due) says so.
    Full,
    /// Before each session.
    Short,
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

/// A value that brings up a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AskIfValue {
    /// Yes or no.
    Flag(bool),
    /// An option, or `unknown`.
    Word(String),
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

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormOption {
    /// The word used in answers.
    pub id: String,
    /// What the person reads.
    pub text: Message,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormQuestion {
    /// The word used in answers.
    pub id: String,
    /// Questions of the same page are shown together; pages come in the order of their first question.
    pub page: String,
    /// What the person reads.
    pub text: Message,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Message>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The options of a choice; none is ever preselected (P4).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FormOption>,
    /// The unit of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The least number allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The largest number allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Whether the outcome can be clear without it.
    pub required: bool,
    /// When it is asked; always where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask_if: Option<AskIf>,
}

/// A form to fill in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// Which form.
    pub form: FormKind,
    /// The way of traction it is for.
    pub modality: Modality,
    /// The region it is for.
    pub region: Region,
    /// The content that it was made from (P12).
    pub content_version: String,
    /// The questions in order.
    pub questions: Vec<FormQuestion>,
}

/// The form of `kind` for a way of traction and a region.
pub fn form(kind: FormKind, modality: Modality, region: Region) -> Result<Form, ScreeningError> {
    let content = content::for_modality(modality)?;
    let words = Words { modality, region };
    Ok(Form {
        form: kind,
        modality,
        region,
        content_version: content.version.clone(),
        questions: content.asked(kind, modality, region).map(|question| words.question(question)).collect(),
    })
}

/// Puts content into words for one way of traction and region, which every message may name.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) modality: Modality,
    pub(super) region: Region,
}

impl Words {
    pub(super) fn say(self, key: impl Into<String>) -> Message {
        Message::new(key).text("modality", self.modality.word()).text("region", self.region.word())
    }

    fn question(self, question: &Question) -> FormQuestion {
        FormQuestion {
            id: question.id.clone(),
            page: question.page.clone(),
            text: self.say(question.text_key()),
            help: question.help.then(|| self.say(question.help_key())),
            kind: question.kind,
            options: question
                .options
                .iter()
                .map(|option| FormOption { id: option.clone(), text: self.say(question.option_key(option)) })
                .collect(),
            unit: question.unit.clone(),
            min: question.min,
            max: question.max,
            required: question.required,
            ask_if: question.ask_if.clone(),
        }
    }
}
