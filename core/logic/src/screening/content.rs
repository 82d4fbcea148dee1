//! What screening knows: the built-in content, checked and packed by the build, and what was added to it.

use std::collections::BTreeMap;

use super::draft::ContentError;
use super::scope::Scope;
use super::words::FormKind;
use super::written::{
    Combination, Contradiction, ModalityRow, PainRise, Question, Rule, SymptomRule, Written,
};
use crate::modality::{Modality, Region};
use crate::packed::packed;

/// All that screening knows.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) version: String,
    pub(super) modalities: Vec<ModalityRow>,
    pub(super) questions: Vec<Question>,
    pub(super) rules: Vec<Rule>,
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) symptoms: Vec<SymptomRule>,
    pub(super) combinations: Vec<Combination>,
    pub(super) pain_rises: Vec<PainRise>,
    /// The words of what was added, by message key; built-in words are Fluent's.
    pub(super) added_words: BTreeMap<String, String>,
}

impl Content {
    /// The built-in content.
    pub(super) fn built_in() -> Result<Self, ContentError> {
        Self::from_written(written_built_in()?)
    }

    /// Makes content of what was checked before.
    pub(super) fn from_written(written: Written) -> Result<Self, ContentError> {
        let groups = written.manifest.groups;
        let unknown = |name: String| damaged(format!("{name} is no way of traction and no group"));
        let mut questions = written.questions;
        for question in &mut questions {
            question.scope =
                Scope::resolve(&question.modalities, &question.regions, &groups).map_err(unknown)?;
        }
        let is_there = |id: &&str| questions.iter().any(|question| question.id == **id);
        let conditions = written.rules.iter().map(|rule| &rule.when);
        let mut conditions = conditions.chain(written.contradictions.iter().map(|one| &one.when));
        // A condition that looks nowhere would never hold: the build refuses it, and so does this.
        if !conditions.all(|condition| condition.questions().iter().all(is_there)) {
            return Err(damaged("a rule looks at a question that is not there".to_owned()));
        }
        let place = |id: &str| questions.iter().position(|question| question.id == id).unwrap_or(usize::MAX);
        let mut contradictions = written.contradictions;
        for contradiction in &mut contradictions {
            contradiction.when.locate(&place);
        }
        let mut rules = written.rules;
        for rule in &mut rules {
            rule.when.locate(&place);
            rule.text = rule.text_key().into();
            rule.scope = Scope::resolve(&rule.modalities, &rule.regions, &groups).map_err(unknown)?;
        }
        Ok(Self {
            version: written.manifest.version,
            modalities: written.manifest.modality,
            questions,
            rules,
            contradictions,
            symptoms: written.symptoms,
            combinations: written.combinations,
            pain_rises: written.pain_rises,
            added_words: BTreeMap::new(),
        })
    }

    /// The questions of one form, in order.
    pub(super) fn asked(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.is_asked(kind, modality, region))
    }

    /// The rules that apply to one way of traction and region.
    pub(super) fn rules(&self, modality: Modality, region: Region) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.scope.includes(modality, region))
    }

    pub(super) fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The parts of the spine that a way of traction is for.
    pub(super) fn regions(&self, modality: Modality) -> &[Region] {
        self.modalities.iter().find(|row| row.id == modality).map_or(&[], |row| &row.regions)
    }
}

/// The built-in content as written.
pub(super) fn written_built_in() -> Result<Written, ContentError> {
    packed!("screening.bin")
}

fn damaged(message: String) -> ContentError {
    ContentError { file: "screening.bin".to_owned(), line: 1, field: ".".to_owned(), message }
}
