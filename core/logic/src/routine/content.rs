//! The built-in practices, as the build read them from `content/routine/` and checked them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::practice::{Example, LogOnly, Practice};
use super::words::LimitOn;
use super::written::Written;
use crate::place::ContentError;

const ROUTINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/routine.json"));

/// What is known of practices, and what a routine of them may be.
#[derive(Debug, Clone)]
pub struct Content {
    practices: Vec<Practice>,
    log_only: Vec<LogOnly>,
    examples: Vec<Example>,
    limits: BTreeMap<LimitOn, (u32, u32)>,
}

static BUILT_IN: LazyLock<Result<Content, ContentError>> = LazyLock::new(|| {
    let written: Written = serde_json::from_slice(ROUTINE).map_err(|error| ContentError {
        file: "routine.json".to_owned(),
        line: error.line(),
        field: ".".to_owned(),
        message: error.to_string(),
    })?;
    Ok(Content::from_written(&written))
});

impl Content {
    /// What ships with Nape. Fails only where the program itself is damaged.
    pub fn built_in() -> Result<&'static Self, ContentError> {
        BUILT_IN.as_ref().map_err(Clone::clone)
    }

    fn from_written(written: &Written) -> Self {
        Self {
            practices: written.practices.iter().map(|placed| Practice::new(&placed.item)).collect(),
            log_only: written.log_only.iter().map(|placed| LogOnly::new(&placed.item)).collect(),
            examples: written.examples.iter().map(|placed| Example::new(&placed.item)).collect(),
            limits: LimitOn::ALL.iter().map(|on| (*on, written.limit(*on))).collect(),
        }
    }

    /// Every practice that a step may be, in the order of the content.
    pub fn practices(&self) -> &[Practice] {
        &self.practices
    }

    /// The practice with this id.
    pub fn practice(&self, id: &str) -> Option<&Practice> {
        self.practices.iter().find(|practice| practice.id == id)
    }

    /// What is told about and written down, never a step (X11, X12, K14).
    pub fn log_only(&self, id: &str) -> Option<&LogOnly> {
        self.log_only.iter().find(|one| one.id == id)
    }

    /// Routines to look at.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The least and the most that any routine may have of `on`.
    pub fn limit(&self, on: LimitOn) -> (u32, u32) {
        self.limits.get(&on).copied().unwrap_or_default()
    }
}
