//! May this person have a session today, and why not?
//!
//! Everything that is asked and decided is data under `content/screening/`; the code here only reads it,
//! checks it, and applies it to a sheet of answers.
//!
//! | file | question it answers |
//! |---|---|
//! | `form` | what is asked, for a way of traction and a region? |
//! | `sheet` | what did a person hand in: answers, clearances, history? |
//! | `reading` | does each answer fit its question, and none another? |
//! | `condition` | does a rule hold for these answers? |
//! | `check` | what do all rules together come to? |
//! | `outcome` | how is that said: [`Outcome`], what [`Fired`], what stays open? |
//! | `rescreen` | is the full form due again? |
//! | `symptom` | what does a symptom around a session do now? |
//! | `content` | what is known: the built-in content |
//! | `additions` | what does an integrator add to it? |
//! | `words`, `written`, `scope` | the shapes that content is written in |
//! | `draft`, `validate`, `reach` | does it hang together, and if not, where? |
//!
//! The last two lines are compiled into the build script too (`build/`), which reads the files and packs them:
//! a file that is broken by hand fails the build with its line.
//!
//! Three things always hold. The strict side wins: `"unknown"` counts as every answer that fires a rule, and
//! what is missing is never clear. The order of answers, clearances and symptoms changes nothing. What is added
//! to the content can only make it stricter.

mod additions;
mod check;
mod condition;
mod content;
mod draft;
mod form;
mod outcome;
mod reach;
mod reading;
mod rescreen;
mod scope;
mod sheet;
mod symptom;
mod validate;
mod words;
mod written;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use thiserror::Error;

use crate::document::FieldError;
use crate::modality::{Modality, Region};
use crate::text::Message;
use crate::time::Timestamp;
use content::Content;

pub use crate::modality::Use;
pub use additions::{AdditionError, Additions};
pub use draft::ContentError;
pub use form::{Form, FormOption, FormQuestion};
pub use outcome::{ClearedBy, Fired, Outcome, Verdict};
pub use rescreen::{Due, FULL_FORM_HOLDS, full_form_due};
pub use sheet::{Answer, AnswerSheet, Clearance, History};
pub use symptom::{ReportedSymptom, SymptomOutcome, SymptomReport, SymptomWords};
pub use words::{Action, AskIf, AskIfValue, Effect, FormKind, QuestionKind, Stage, StillOpen};

/// What is asked and decided: the built-in content, or that with an integrator's additions.
#[derive(Debug, Clone)]
pub struct Screening {
    content: Content,
}

static BUILT_IN: LazyLock<Result<Screening, ContentError>> = LazyLock::new(Screening::load);

impl Screening {
    /// What ships with Nape. Fails only where the program itself is damaged.
    pub fn built_in() -> Result<&'static Self, ScreeningError> {
        BUILT_IN.as_ref().map_err(|error| error.clone().into())
    }

    /// Reads the built-in content once more; [`built_in`](Self::built_in) keeps what it read.
    pub fn load() -> Result<Self, ContentError> {
        Content::built_in().map(|content| Self { content })
    }

    /// The built-in content with an integrator's additions, which can only make it stricter.
    pub fn with(additions: &Additions) -> Result<Self, AdditionError> {
        additions::add(additions).map(|content| Self { content })
    }

    /// The version of the content. Where it changes, screening is due before the next session (P12).
    pub fn content_version(&self) -> &str {
        &self.content.version
    }

    /// Every way of traction, and what Nape does with it.
    pub fn modalities(&self) -> impl Iterator<Item = (Modality, Use)> {
        self.content.modalities.iter().map(|row| (row.id, row.used_for))
    }

    /// The parts of the spine that a way of traction is for; any other is refused (P2).
    pub fn regions(&self, modality: Modality) -> &[Region] {
        self.content.regions(modality)
    }

    /// Whether there is a rule of this id that a provider's clearance can lift.
    pub fn is_clearable(&self, id: &str) -> bool {
        self.content.rule(id).is_some_and(|rule| rule.clearable)
    }

    /// Whether there is a rule of this id.
    pub fn knows_rule(&self, id: &str) -> bool {
        self.content.rule(id).is_some()
    }

    /// What a rule says of a way of traction and a part of the spine; nothing where there is no such rule.
    pub fn rule_words(&self, id: &str, modality: Modality, region: Region) -> Option<Message> {
        let words = form::Words { modality, region, added: &self.content.added_words };
        self.content.rule(id).map(|rule| words.say(rule.text.clone()))
    }

    /// The rules of an outcome that keep sessions locked until somebody has examined what they tell of: each
    /// that counts and is an emergency, a stop, or marked so in the content (an injury).
    pub fn locking<'a>(&self, outcome: &'a Outcome) -> Vec<&'a Fired> {
        let locks = |fired: &&Fired| {
            let marked = self.content.rule(&fired.rule).is_some_and(|rule| rule.locks);
            fired.cleared_by.is_none() && (marked || matches!(fired.effect, Effect::Emergency | Effect::Stop))
        };
        outcome.fired.iter().filter(locks).collect()
    }

    /// Refuses a region that the way of traction is not for.
    fn for_region(&self, modality: Modality, region: Region) -> Result<&Content, ScreeningError> {
        let regions = self.content.regions(modality);
        if regions.contains(&region) {
            return Ok(&self.content);
        }
        let allowed: Vec<&str> = regions.iter().map(|region| region.word()).collect();
        let message = format!("not a part of the spine that {modality} is for");
        Err(ScreeningError::BadInput(vec![FieldError::new("region", message, allowed.join(", "))]))
    }
}

/// The built-in [`Screening::form`].
pub fn form(kind: FormKind, modality: Modality, region: Region) -> Result<Form, ScreeningError> {
    Screening::built_in()?.form(kind, modality, region)
}

/// The built-in [`Screening::check`].
pub fn check(sheet: &AnswerSheet, now: Timestamp) -> Result<Outcome, ScreeningError> {
    Screening::built_in()?.check(sheet, now)
}

/// The built-in [`Screening::symptom`].
pub fn symptom(report: &SymptomReport) -> Result<SymptomOutcome, ScreeningError> {
    Screening::built_in()?.symptom(report)
}

/// The built-in [`Screening::symptoms`].
pub fn symptoms() -> Result<Vec<SymptomWords>, ScreeningError> {
    Ok(Screening::built_in()?.symptoms())
}

/// The built-in [`Screening::content_version`].
pub fn content_version() -> Result<&'static str, ScreeningError> {
    Ok(Screening::built_in()?.content_version())
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScreeningError {
    /// The document does not fit the form: every problem in it, in the order of its fields; never empty.
    #[error("{} problem(s) in the document", .0.len())]
    BadInput(Vec<FieldError>),
    /// The built-in content is damaged. A test keeps such a build from passing.
    #[error(transparent)]
    Content(#[from] ContentError),
}
