//! Content before it is checked: each item with the place it was written at.

use super::scope::{Groups, Scope};
use super::written::{
    Combination, Contradiction, Manifest, ModalityRow, PainRise, Question, Rule, SymptomRule, Written,
};

pub use crate::place::ContentError;
pub(crate) use crate::place::{Place, Placed};

/// All content, with places.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) version: String,
    pub(crate) files: Vec<String>,
    pub(crate) groups: Groups,
    /// Where the manifest itself stands.
    pub(crate) manifest: Place,
    pub(crate) modalities: Vec<Placed<ModalityRow>>,
    pub(crate) questions: Vec<Placed<Question>>,
    pub(crate) rules: Vec<Placed<Rule>>,
    pub(crate) contradictions: Vec<Placed<Contradiction>>,
    pub(crate) symptoms: Vec<Placed<SymptomRule>>,
    pub(crate) combinations: Vec<Placed<Combination>>,
    pub(crate) pain_rises: Vec<Placed<PainRise>>,
}

impl Draft {
    /// Fills in which ways of traction and regions each question and rule is for.
    pub(crate) fn resolve_scopes(&mut self) -> Result<(), ContentError> {
        for placed in &mut self.questions {
            let question = &placed.item;
            match Scope::resolve(&question.modalities, &question.regions, &self.groups) {
                Ok(scope) => placed.item.scope = scope,
                Err(name) => return Err(unknown_modality(placed, "question", &placed.item.id, &name)),
            }
        }
        for placed in &mut self.rules {
            let rule = &placed.item;
            match Scope::resolve(&rule.modalities, &rule.regions, &self.groups) {
                Ok(scope) => placed.item.scope = scope,
                Err(name) => return Err(unknown_modality(placed, "rule", &placed.item.id, &name)),
            }
        }
        Ok(())
    }

    /// The content without its places.
    pub(crate) fn into_written(self) -> Written {
        fn items<T>(placed: Vec<Placed<T>>) -> Vec<T> {
            placed.into_iter().map(|placed| placed.item).collect()
        }
        Written {
            manifest: Manifest {
                version: self.version,
                files: self.files,
                groups: self.groups,
                modality: items(self.modalities),
            },
            questions: items(self.questions),
            rules: items(self.rules),
            contradictions: items(self.contradictions),
            symptoms: items(self.symptoms),
            combinations: items(self.combinations),
            pain_rises: items(self.pain_rises),
        }
    }

    /// Content that was checked before, at a place of its own.
    pub(crate) fn from_written(written: Written, file: &str) -> Self {
        let Manifest { version, files, groups, modality } = written.manifest;
        Self {
            version,
            files,
            groups,
            manifest: Place { file: file.to_owned(), line: 1 },
            modalities: placed(modality, file),
            questions: placed(written.questions, file),
            rules: placed(written.rules, file),
            contradictions: placed(written.contradictions, file),
            symptoms: placed(written.symptoms, file),
            combinations: placed(written.combinations, file),
            pain_rises: placed(written.pain_rises, file),
        }
    }
}

/// Items that were not read from a file of their own: their number stands for the line.
pub(crate) fn placed<T>(items: Vec<T>, file: &str) -> Vec<Placed<T>> {
    items.into_iter().enumerate().map(|(index, item)| Placed::numbered(index, item, file)).collect()
}

fn unknown_modality<T>(placed: &Placed<T>, kind: &str, id: &str, name: &str) -> ContentError {
    placed.error(format!("{kind} {id}: modalities"), format!("{name} is no way of traction and no group"))
}
