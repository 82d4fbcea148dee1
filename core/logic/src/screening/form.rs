//! What is asked, for a way of traction and a region.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use super::words::{AskIf, FormKind, QuestionKind};
use super::written::Question;
use super::{Screening, ScreeningError};
use crate::modality::{Modality, Region};
use crate::text::Message;

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
    /// Never shown with an old answer (P4).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub afresh: bool,
    /// Ids of the evidence behind it.
    pub sources: Vec<SmolStr>,
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

impl Screening {
    /// The form of `kind` for a way of traction and a region.
    pub fn form(&self, kind: FormKind, modality: Modality, region: Region) -> Result<Form, ScreeningError> {
        let content = self.for_region(modality, region)?;
        let words = Words { modality, region, added: &content.added_words };
        Ok(Form {
            form: kind,
            modality,
            region,
            content_version: content.version.clone(),
            questions: content
                .asked(kind, modality, region)
                .map(|question| words.question(question))
                .collect(),
        })
    }
}

/// Puts content into words for one way of traction and region, which every message may name.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) modality: Modality,
    pub(super) region: Region,
    pub(super) added: &'a BTreeMap<String, String>,
}

impl Words<'_> {
    pub(super) fn say(self, key: impl Into<SmolStr>) -> Message {
        let key = key.into();
        match self.added.get(key.as_str()) {
            Some(words) => Message::as_given(words),
            None => {
                Message::of(key).text("modality", self.modality.word()).text("region", self.region.word())
            }
        }
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
            afresh: question.afresh,
            sources: question.sources.clone(),
        }
    }
}
