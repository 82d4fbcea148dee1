//! What screening knows, read once from the TOML files under `content/screening/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use toml::Spanned;

use super::condition::Condition;
use super::form::{AskIf, FormKind, QuestionKind};
use super::outcome::{Effect, StillOpen};
use super::symptom::{Action, Stage};
use super::{ScreeningError, validate};
use crate::modality::{Modality, Region};

/// The option of every `choices` list that says "none of these" and stands alone.
pub(super) const NONE: &str = "none";
/// The answer that is legal for every question and falls to the strict side.
pub(super) const UNKNOWN: &str = "unknown";

/// Reads one of the content files into the program.
macro_rules! content_file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../content/screening/", $name)))
    };
}

pub(super) const MANIFEST: (&str, &str) = content_file!("manifest.toml");

/// In the order in which a form asks.
pub(super) const FILES: &[(&str, &str)] = &[
    content_file!("emergency.toml"),
    content_file!("trauma.toml"),
    content_file!("systemic.toml"),
    content_file!("conditions.toml"),
    content_file!("gates.toml"),
    content_file!("today.toml"),
    content_file!("symptoms.toml"),
];

/// What is wrong in a content file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {field}: {message}")]
pub struct ContentError {
    /// The file's name under `content/screening/`.
    pub file: String,
    /// The line, from 1: of the mistake itself, or where the question, rule or symptom that has it begins.
    pub line: usize,
    /// The item and field, such as `rule past_fusion: when`; `.` where the file itself is not TOML.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

/// Something with the place it was written at.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) item: T,
    pub(super) file: &'static str,
    pub(super) line: usize,
}

impl<T> Placed<T> {
    pub(super) fn error(&self, field: impl Into<String>, message: impl Into<String>) -> ContentError {
        ContentError {
            file: self.file.to_owned(),
            line: self.line,
            field: field.into(),
            message: message.into(),
        }
    }
}

/// All that screening knows.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) version: String,
    pub(super) modalities: Vec<Modality>,
    pub(super) questions: Vec<Placed<Question>>,
    pub(super) rules: Vec<Placed<Rule>>,
    pub(super) symptoms: Vec<Placed<SymptomRule>>,
    pub(super) combinations: Vec<Placed<Combination>>,
    pub(super) pain_rises: Vec<Placed<PainRise>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    version: String,
    modalities: Vec<Modality>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    question: Vec<Spanned<Question>>,
    #[serde(default)]
    rule: Vec<Spanned<Rule>>,
    #[serde(default)]
    symptom: Vec<Spanned<SymptomRule>>,
    #[serde(default)]
    combination: Vec<Spanned<Combination>>,
    #[serde(default)]
    pain_rise: Vec<Spanned<PainRise>>,
}

/// A question as written. An empty list of regions or modalities means all of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) page: String,
    pub(super) kind: QuestionKind,
    #[serde(default)]
    pub(super) options: Vec<String>,
    pub(super) unit: Option<String>,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    #[serde(default = "yes")]
    pub(super) required: bool,
    pub(super) forms: Vec<FormKind>,
    #[serde(default)]
    modalities: Vec<Modality>,
    #[serde(default)]
    regions: Vec<Region>,
    pub(super) ask_if: Option<AskIf>,
    /// Whether there is a help text.
    #[serde(default)]
    pub(super) help: bool,
    /// Whether the answer is kept as a value of its own, whatever the rules make of it.
    #[serde(default)]
    pub(super) stored: bool,
    pub(super) sources: Vec<String>,
}

/// A rule as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) effect: Effect,
    pub(super) when: Condition,
    #[serde(default)]
    modalities: Vec<Modality>,
    #[serde(default)]
    regions: Vec<Region>,
    #[serde(default)]
    pub(super) clearable: bool,
    pub(super) next_step: String,
    /// What this rule leaves open (P11); what all rules that hold leave open is offered.
    #[serde(default = "all_open")]
    pub(super) still_open: Vec<StillOpen>,
    pub(super) sources: Vec<String>,
}

/// What a symptom does, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SymptomRule {
    pub(super) id: String,
    pub(super) action: Action,
    #[serde(default)]
    pub(super) at: BTreeMap<Stage, Action>,
    #[serde(default)]
    pub(super) only_if_risen: bool,
    pub(super) above: Option<Above>,
    pub(super) sources: Vec<String>,
}

/// Beyond `value`, `action` holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Above {
    pub(super) value: u8,
    pub(super) action: Action,
}

/// Symptoms that mean more together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Combination {
    pub(super) id: String,
    pub(super) at_least: usize,
    pub(super) of: Vec<String>,
    pub(super) action: Action,
    pub(super) sources: Vec<String>,
}

/// What a rise of pain does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PainRise {
    pub(super) id: String,
    pub(super) stages: Vec<Stage>,
    pub(super) by_at_least: u8,
    pub(super) action: Action,
    pub(super) next_step: String,
    pub(super) sources: Vec<String>,
}

const fn yes() -> bool {
    true
}

fn all_open() -> Vec<StillOpen> {
    StillOpen::ALL.to_vec()
}

/// `screening-KIND-some-id` for `some_id`.
pub(super) fn message_key(kind: &str, id: &str) -> String {
    format!("screening-{kind}-{}", id.replace('_', "-"))
}

fn holds<T: PartialEq>(listed: &[T], one: &T) -> bool {
    listed.is_empty() || listed.contains(one)
}

impl Question {
    pub(super) fn text_key(&self) -> String {
        message_key("question", &self.id)
    }

    pub(super) fn help_key(&self) -> String {
        message_key("help", &self.id)
    }

    pub(super) fn option_key(&self, option: &str) -> String {
        message_key("option", &format!("{}_{option}", self.id))
    }

    fn is_asked(&self, kind: FormKind, modality: Modality, region: Region) -> bool {
        self.forms.contains(&kind) && holds(&self.modalities, &modality) && holds(&self.regions, &region)
    }
}

impl Rule {
    pub(super) fn text_key(&self) -> String {
        message_key("rule", &self.id)
    }

    pub(super) fn applies(&self, modality: Modality, region: Region) -> bool {
        holds(&self.modalities, &modality) && holds(&self.regions, &region)
    }
}

impl Content {
    /// The questions of one form, in order.
    pub(super) fn asked(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> impl Iterator<Item = &Question> {
        self.questions
            .iter()
            .map(|placed| &placed.item)
            .filter(move |question| question.is_asked(kind, modality, region))
    }

    /// The rules that apply to one way of traction and region.
    pub(super) fn rules(&self, modality: Modality, region: Region) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|placed| &placed.item).filter(move |rule| rule.applies(modality, region))
    }

    pub(super) fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().map(|placed| &placed.item).find(|rule| rule.id == id)
    }
}

static CONTENT: LazyLock<Result<Content, ContentError>> = LazyLock::new(|| load(MANIFEST, FILES));

/// The built-in content.
pub(super) fn content() -> Result<&'static Content, ContentError> {
    CONTENT.as_ref().map_err(Clone::clone)
}

/// The built-in content, where `modality` can be screened.
pub(super) fn for_modality(modality: Modality) -> Result<&'static Content, ScreeningError> {
    let content = content()?;
    if content.modalities.contains(&modality) {
        Ok(content)
    } else {
        Err(ScreeningError::NotYetScreened { modality })
    }
}

/// The ways of traction whose rules are complete.
pub fn screened_modalities() -> &'static [Modality] {
    content().map_or(&[], |content| &content.modalities)
}

/// The version of the built-in content. Where it changes, screening is due before the next session (P12).
pub fn content_version() -> Result<&'static str, ScreeningError> {
    Ok(content()?.version.as_str())
}

/// Reads and checks content.
pub(super) fn load(
    manifest: (&'static str, &'static str),
    files: &[(&'static str, &'static str)],
) -> Result<Content, ContentError> {
    let Manifest { version, modalities } = parse(manifest.0, manifest.1)?;
    let mut content = Content {
        version,
        modalities,
        questions: Vec::new(),
        rules: Vec::new(),
        symptoms: Vec::new(),
        combinations: Vec::new(),
        pain_rises: Vec::new(),
    };
    for &(name, text) in files {
        let file: File = parse(name, text)?;
        place(name, text, file.question, &mut content.questions);
        place(name, text, file.rule, &mut content.rules);
        place(name, text, file.symptom, &mut content.symptoms);
        place(name, text, file.combination, &mut content.combinations);
        place(name, text, file.pain_rise, &mut content.pain_rises);
    }
    validate::validate(&content)?;
    Ok(content)
}

fn place<T>(file: &'static str, text: &str, items: Vec<Spanned<T>>, into: &mut Vec<Placed<T>>) {
    into.extend(items.into_iter().map(|item| Placed {
        line: line_at(text, item.span().start),
        file,
        item: item.into_inner(),
    }));
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, ContentError> {
    let error = |field: String, error: &toml::de::Error| ContentError {
        file: name.to_owned(),
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        field,
        message: error.message().to_owned(),
    };
    let reader = toml::Deserializer::parse(text).map_err(|found| error(".".to_owned(), &found))?;
    serde_path_to_error::deserialize(reader)
        .map_err(|found| error(readable(&found.path().to_string()), found.inner()))
}

/// The path without the step that `Spanned` puts into it.
fn readable(path: &str) -> String {
    path.split('.').filter(|step| !step.starts_with('$')).collect::<Vec<_>>().join(".")
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}
