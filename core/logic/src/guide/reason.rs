//! Why a person starts a course: in their own words, never a diagnosis (P1).

use smol_str::SmolStr;

use super::card::for_region;
use super::written;
use crate::modality::Region;
use crate::place::Placed;
use crate::text::Message;

/// A reason for a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Its id, which a course stores.
    pub id: String,
    /// In words.
    pub text: Message,
    /// The facts that it comes from.
    pub sources: Vec<SmolStr>,
}

pub(super) fn reasons(written: &[Placed<written::Reason>], region: Region) -> Vec<Reason> {
    written
        .iter()
        .map(|placed| &placed.item)
        .filter(|reason| reason.regions.is_empty() || reason.regions.contains(&region))
        .map(|reason| Reason {
            id: reason.id.clone(),
            text: for_region(&Message::new(reason.key()), region),
            sources: reason.sources.clone(),
        })
        .collect()
}
