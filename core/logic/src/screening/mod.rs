//! May this person have a session today, and why not?
//!
//! Everything that is asked and decided is data under `content/screening/`; the code here only reads it,
//! checks it, and applies it to a sheet of answers.
//!
//! | file | question it answers |
//! |---|---|
//! | `form` | what is asked, for a way of traction and a region? |
//! | `sheet` | what did a person hand in: answers, clearances, history? |
//! | `reading` | does each answer fit its question? |
//! | `condition` | does a rule hold for these answers? |
//! | `check` | what do all rules together come to? |
//! | `outcome` | how is that said: [`Outcome`], what [`Fired`], what stays open? |
//! | `rescreen` | is the full form due again? |
//! | `symptom` | what does a symptom around a session do now? |
//! | `content` | where the data is read: questions, rules and symptoms from TOML |
//! | `validate` | does the data hang together? |
//!
//! Three things always hold. The strict side wins: `"unknown"` counts as every answer that fires a rule, and
//! what is missing is never clear. The order of answers, clearances and symptoms changes nothing. A way of
//! traction without complete rules is [`ScreeningError::NotYetScreened`], never an outcome.

mod check;
mod condition;
mod content;
mod form;
mod outcome;
mod reading;
mod rescreen;
mod sheet;
mod symptom;
mod validate;

#[cfg(test)]
mod tests;

use thiserror::Error;

use crate::document::FieldError;
use crate::modality::Modality;

pub use check::check;
pub use content::{ContentError, content_version, screened_modalities};
pub use form::{AskIf, AskIfValue, Form, FormKind, FormOption, FormQuestion, QuestionKind, form};
pub use outcome::{ClearedBy, Effect, Fired, Outcome, StillOpen, Verdict};
pub use rescreen::{Due, full_form_due};
pub use sheet::{Answer, AnswerSheet, Clearance, History};
pub use symptom::{
    Action, ReportedSymptom, Stage, SymptomOutcome, SymptomReport, SymptomWords, symptom, symptoms,
};

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScreeningError {
    /// The rules for this way of traction are not complete, so nothing can be said about it.
    #[error("modality: {modality} cannot be screened yet")]
    NotYetScreened {
        /// The way of traction asked about.
        modality: Modality,
    },
    /// The document does not fit the form: every problem in it, in the order of its fields; never empty.
    #[error("{} problem(s) in the document", .0.len())]
    BadInput(Vec<FieldError>),
    /// The built-in content is damaged. A test keeps such a build from passing.
    #[error(transparent)]
    Content(#[from] ContentError),
}

impl ScreeningError {
    /// The first problem of a document that does not fit.
    pub fn first_problem(&self) -> Option<&FieldError> {
        match self {
            Self::BadInput(problems) => problems.first(),
            Self::NotYetScreened { .. } | Self::Content(_) => None,
        }
    }
}
