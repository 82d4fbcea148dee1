//! Screening as a screen needs it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, Serializer};

use super::words::{Modality, Region, SymptomAction};

/// Which form: the whole one, or the short one before each session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Before first use, every 30 days, after a stop for a symptom, after 14 idle days.
    Full,
    /// Before each session.
    Short,
}

/// A form to fill in, page by page.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Form {
    /// Which form.
    pub form: FormKind,
    /// The way of traction it is for.
    pub modality: Modality,
    /// The part of the spine it is for.
    pub region: Region,
    /// The version of the questions and rules.
    pub content_version: String,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// A form with what was answered before (P4). Nothing is ever preselected: old answers are shown to be confirmed.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct FormToFill {
    /// The form.
    pub form: Form,
    /// Question id to its old answer; never for a question that is asked afresh.
    pub previous: HashMap<String, Answer>,
    /// When they were given (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_at: Option<String>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Question {
    /// The id that its answer is given under.
    pub id: String,
    /// Questions of the same page are shown together.
    pub page: String,
    /// The question in words.
    pub text: String,
    /// An explanation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// The options of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
    /// The unit of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Whether the form is never clear without it.
    pub required: bool,
    /// Asked only where another answer calls for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask_if: Option<AskIf>,
    /// Never shown with an old answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub afresh: bool,
    /// The ids of the facts that it rests on.
    pub sources: Vec<String>,
}

/// What kind of answer a question takes. `Answer::Unknown` is legal for every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Yes or no.
    YesNo,
    /// One of the options.
    Choice,
    /// Any of the options; `none` stands for none of them.
    Choices,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Words.
    Text,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct QuestionOption {
    /// The id that the answer names.
    pub id: String,
    /// The option in words.
    pub text: String,
}

/// Asked only where `question` was answered with one of `is`.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct AskIf {
    /// The other question.
    pub question: String,
    /// The answers that call for it.
    pub is: Vec<Answer>,
}

/// An answer. In JSON: `true`, `"option"`, `["option"]`, `4`, `"2026-05-01"`, or `"unknown"`.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum Answer {
    /// Yes or no.
    YesNo {
        /// Whether yes.
        yes: bool,
    },
    /// The person does not know; falls to the strict side.
    Unknown,
    /// An option's id, a date (`YYYY-MM-DD`) or words, as the question's kind says.
    Text {
        /// The words.
        text: String,
    },
    /// Options' ids.
    Choices {
        /// The ids.
        chosen: Vec<String>,
    },
    /// A number.
    Number {
        /// The number.
        value: f64,
    },
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::YesNo { yes } => serializer.serialize_bool(*yes),
            Self::Unknown => serializer.serialize_str("unknown"),
            Self::Text { text } => serializer.serialize_str(text),
            Self::Choices { chosen } => chosen.serialize(serializer),
            Self::Number { value } => serializer.serialize_f64(*value),
        }
    }
}

/// When the last things happened that make the full form due again, for checks without a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct ScreeningHistory {
    /// The end of the last session (RFC 3339).
    pub last_session: Option<String>,
    /// The last full form (RFC 3339).
    pub last_full: Option<String>,
    /// The last stop for a symptom (RFC 3339).
    pub last_stop_symptom: Option<String>,
    /// The last short form on which something new spoke against a session (RFC 3339).
    #[uniffi(default)]
    pub last_news: Option<String>,
    /// The day (`YYYY-MM-DD`) on which a rule came up anew, by the rule's id; an older clearance does not cover it.
    #[uniffi(default)]
    pub raised: HashMap<String, String>,
}

/// The answers to a form.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct AnswerSheet {
    /// Which form was answered.
    pub form: FormKind,
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// Question id to answer.
    pub answers: HashMap<String, Answer>,
    /// What a provider allowed, for a check without a journal; a journal has its own.
    pub clearances: Vec<Clearance>,
    /// What went before, for a check without a journal; a journal knows it by itself.
    pub history: Option<ScreeningHistory>,
}

/// What a provider allowed, as entered by the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The provider's name.
    pub name: String,
    /// The provider's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The day (`YYYY-MM-DD`).
    pub date: String,
    /// The rules it is about.
    pub rules: Vec<String>,
    /// The way of traction it is about.
    pub modality: Modality,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// What the answers mean, the strictest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Signs of an emergency: release, call.
    Emergency,
    /// Something rules a session out.
    Blocked,
    /// A provider has to be asked, or an answer is missing.
    NeedsProvider,
    /// Nothing answered speaks against it. Never shown to a person as "clear": use the message.
    Clear,
}

/// What a rule does, the strictest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Signs of an emergency.
    Emergency,
    /// Rules a session out.
    Block,
    /// Needs a provider.
    NeedsProvider,
    /// Stop and have it looked at.
    Stop,
    /// Worth knowing.
    Note,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct FiredRule {
    /// The rule's id.
    pub rule: String,
    /// What it does.
    pub effect: Effect,
    /// The question that fired it.
    pub question: String,
    /// Only a "don't know" fired it: say it as a doubt.
    pub unsure: bool,
    /// The ids of the facts it rests on.
    pub sources: Vec<String>,
    /// Why, in words.
    pub text: String,
    /// What to do next.
    pub next_step: String,
    /// Whether a provider can allow it.
    pub clearable: bool,
    /// Who allowed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleared_by: Option<String>,
}

/// What a form's answers mean.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ScreeningOutcome {
    /// The strictest of all.
    pub outcome: Outcome,
    /// The outcome in words for the person.
    pub message: String,
    /// Every rule that fired, the strictest first.
    pub fired: Vec<FiredRule>,
    /// Required answers that are missing.
    pub missing: Vec<String>,
    /// What is still open to the person.
    pub still_open: Vec<String>,
    /// The version of the questions and rules that decided.
    pub content_version: String,
    /// Whom to call where a provider has to look at it (P36); never in an emergency, and only from a journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub call: Option<ProviderCall>,
}

/// The provider of the plan in force, as entered. Nothing is dialled by itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ProviderCall {
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
}

/// What a person felt.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct SymptomReport {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// When it was felt.
    pub stage: SymptomStage,
    /// What was felt.
    pub symptoms: Vec<Symptom>,
    /// Pain now, 0 to 10.
    pub pain: Option<u8>,
    /// Pain before the session, 0 to 10.
    pub pain_before: Option<u8>,
    /// In how many earlier sessions of this course pain rose.
    #[uniffi(default)]
    pub earlier_rises: u8,
}

/// When a symptom was felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SymptomStage {
    /// Before a session.
    BeforeSession,
    /// During it.
    InSession,
    /// After it.
    AfterSession,
    /// A day later.
    NextDay,
}

/// One symptom.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Symptom {
    /// Its id, from `symptoms()`.
    pub id: String,
    /// How strong, 0 to 10; without it, it counts as risen.
    pub value: Option<u8>,
    /// How strong before, 0 to 10.
    pub before: Option<u8>,
}

/// A symptom that can be told, in words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SymptomWords {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// What a report of symptoms means.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct SymptomOutcome {
    /// What it does now.
    pub action: SymptomAction,
    /// The same as a form's outcome.
    pub outcome: Outcome,
    /// Whether sessions stay locked until it was looked at.
    pub locks: bool,
    /// Every rule that fired, the strictest first.
    pub fired: Vec<FiredRule>,
    /// Whom to call where a provider has to look at it (P36); never in an emergency, and only from a journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub call: Option<ProviderCall>,
}

/// How screening stands for a modality.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ScreeningStatus {
    /// When the full form was last answered (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_at: Option<String>,
    /// Its outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_outcome: Option<Outcome>,
    /// Whether it is due.
    pub full_due: bool,
    /// When the short form was last answered (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_at: Option<String>,
    /// Its outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_outcome: Option<Outcome>,
    /// Whether it is due.
    pub short_due: bool,
    /// How many locks are open.
    pub locks: u32,
}
