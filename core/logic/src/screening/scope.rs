//! Which ways of traction and regions a question or rule is for.

use std::collections::BTreeMap;

use crate::modality::{Modality, Region};

/// Named lists of ways of traction, usable wherever one of them could stand.
pub(crate) type Groups = BTreeMap<String, Vec<Modality>>;

/// A set of ways of traction and a set of regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scope {
    modalities: u16,
    regions: u8,
}

impl Scope {
    /// The scope as written: an empty list means all. The first name that is neither a way of traction nor a
    /// group, where there is one.
    pub(crate) fn resolve(
        modalities: &[String],
        regions: &[Region],
        groups: &Groups,
    ) -> Result<Self, String> {
        let mut set = if modalities.is_empty() { u16::MAX } else { 0 };
        for name in modalities {
            match (Modality::from_word(name), groups.get(name)) {
                (Some(modality), _) => set |= bit(modality),
                (None, Some(group)) => set |= group.iter().fold(0, |set, modality| set | bit(*modality)),
                (None, None) => return Err(name.clone()),
            }
        }
        let regions = if regions.is_empty() {
            u8::MAX
        } else {
            regions.iter().fold(0, |set, one| set | region_bit(*one))
        };
        Ok(Self { modalities: set, regions })
    }

    /// Whether it is for this way of traction and region.
    pub(crate) const fn includes(self, modality: Modality, region: Region) -> bool {
        self.modalities & bit(modality) != 0 && self.regions & region_bit(region) != 0
    }
}

const fn bit(modality: Modality) -> u16 {
    1 << modality as u16
}

const fn region_bit(region: Region) -> u8 {
    1 << region as u8
}
