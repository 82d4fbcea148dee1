//! What an integrator adds at `open`: questions and rules of their own, never less than what is built in (P38).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::content::{Content, written_built_in};
use super::draft::{ContentError, Draft, placed};
use super::validate::validate;
use super::written::{Question, Rule};
use crate::document::FieldError;
use crate::text::claims::refuse_banned;
use crate::text::has_message;

/// Questions and rules as an integrator writes them, with their words. The shapes are those of the files under
/// `content/screening/`; read it with [`from_json`](crate::document::from_json).
///
/// An addition can only make screening stricter: a rule that is added can fire beside the built-in ones and
/// never instead of them, a question that is added can only be missing or bring up a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Additions {
    /// Who adds, as a person would recognise it; not blank, at most 80 characters.
    pub name: String,
    /// Their version; a change makes screening due (P12).
    pub version: String,
    #[serde(default)]
    pub(super) question: Vec<Question>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
    /// The words by message key: `screening-question-ID`, `screening-option-QUESTION-OPTION`,
    /// `screening-help-ID`, `screening-rule-ID`, and each `next_step` that is not a built-in one.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// Why additions were not taken; nothing of them is in force then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AdditionError {
    /// It would replace something built in, which could make it milder.
    #[error("{field}: additions can't replace what is built in")]
    Loosens {
        /// What it would replace, such as `rule pregnancy`.
        field: String,
    },
    /// It does not hang together.
    #[error(transparent)]
    BadInput(#[from] FieldError),
    /// The built-in content is damaged.
    #[error(transparent)]
    Content(ContentError),
}

/// The built-in content with `additions`.
pub(super) fn add(additions: &Additions) -> Result<Content, AdditionError> {
    check_head(additions)?;
    let written = written_built_in().map_err(AdditionError::Content)?;
    replaces_nothing(additions, &written.questions, &written.rules)?;
    let mut draft = Draft::from_written(written, "built in");
    draft.version = format!("{}+{}", draft.version, mark(additions));
    for question in placed(additions.question.clone(), "additions") {
        // At the end of its page where that is built in, else at the end of the form.
        let page = draft.questions.iter().rposition(|other| other.item.page == question.item.page);
        draft.questions.insert(page.map_or(draft.questions.len(), |last| last + 1), question);
    }
    draft.rules.extend(placed(additions.rule.clone(), "additions"));
    let has_words = |key: &str| has_message(key) || additions.words.contains_key(key);
    draft.resolve_scopes().and_then(|()| validate(&draft, &has_words)).map_err(FieldError::from)?;
    let mut content = Content::from_written(draft.into_written()).map_err(AdditionError::Content)?;
    content.added_words.clone_from(&additions.words);
    Ok(content)
}

fn check_head(additions: &Additions) -> Result<(), FieldError> {
    let longest_name = 80;
    if additions.name.trim().is_empty() || additions.name.chars().count() > longest_name {
        return Err(FieldError::new("name", "not a name", "1 to 80 characters"));
    }
    if additions.version.trim().is_empty() {
        return Err(FieldError::new("version", "empty", "the additions' own version"));
    }
    additions.words.iter().try_for_each(|(key, text)| check_words(key, text))
}

/// What an integrator says is held to what Nape may say.
fn check_words(key: &str, text: &str) -> Result<(), FieldError> {
    let field = format!("words.{key}");
    if text.trim().is_empty() || text.chars().any(char::is_control) {
        return Err(FieldError::new(field, "not a text", "words without control characters"));
    }
    refuse_banned(field, text)
}

fn replaces_nothing(
    additions: &Additions,
    questions: &[Question],
    rules: &[Rule],
) -> Result<(), AdditionError> {
    let built_in_questions: BTreeSet<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    let built_in_rules: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let question = additions.question.iter().find(|one| built_in_questions.contains(one.id.as_str()));
    let rule = additions.rule.iter().find(|one| built_in_rules.contains(one.id.as_str()));
    let words = additions.words.keys().find(|key| has_message(key));
    let field = question
        .map(|one| format!("question {}", one.id))
        .or_else(|| rule.map(|one| format!("rule {}", one.id)))
        .or_else(|| words.map(|key| format!("words {key}")));
    field.map_or(Ok(()), |field| Err(AdditionError::Loosens { field }))
}

/// A mark that changes with anything in the additions, so that a change makes screening due.
fn mark(additions: &Additions) -> String {
    // Additions are plain data: serialising them can't fail.
    let digest = Sha256::digest(serde_json::to_vec(additions).unwrap_or_default());
    let short = digest.iter().take(4).fold(0_u32, |mark, byte| mark << 8 | u32::from(*byte));
    format!("{}-{short:08x}", additions.version)
}
