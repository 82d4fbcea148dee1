//! The outermost limits of each modality and region: `content/plan/envelope.toml`, read, checked and packed by the
//! build.
//!
//! What has no row cannot be planned, so that damaged content refuses every plan in place of letting one through.

use std::sync::LazyLock;

use serde::Deserialize;

use super::check::Caps;
use super::row::Row;
use crate::modality::{Modality, Region, Use};
use crate::packed::packed;

static ENVELOPE: LazyLock<Envelope> = LazyLock::new(|| packed!("envelope.bin").unwrap_or_default());

/// All rows; at most one for a modality and region.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    #[serde(rename = "row")]
    rows: Vec<Row>,
    /// What each way of traction is used for, from screening's manifest.
    uses: Vec<(Modality, Use)>,
}

impl Envelope {
    /// The envelope that ships with Nape.
    pub fn built_in() -> &'static Self {
        &ENVELOPE
    }

    /// The row of a modality and region, where it can be planned.
    pub fn row(&self, modality: Modality, region: Region) -> Option<&Row> {
        self.rows.iter().find(|row| row.modality == modality && row.region == region)
    }

    /// How often, where nobody said so: as without a provider's plan (P14), the lowest of all ways of traction.
    pub fn caps_without_a_plan(&self) -> Caps {
        let ceilings = self.rows.iter().filter_map(|row| row.without_provider.as_ref());
        let caps = ceilings.map(|ceiling| Caps {
            per_day: ceiling.per_day.value.0,
            per_week: None,
            gap: ceiling.gap.as_ref().map(|gap| gap.value),
        });
        caps.fold(Caps { per_day: 1, per_week: None, gap: None }, Caps::strictest)
    }

    pub(super) fn row_mut(&mut self, modality: Modality, region: Region) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.modality == modality && row.region == region)
    }

    /// Whether any region of `modality` can be planned.
    pub fn knows(&self, modality: Modality) -> bool {
        self.rows.iter().any(|row| row.modality == modality)
    }

    /// What Nape does with `modality`; `None` where content does not say.
    pub fn used_for(&self, modality: Modality) -> Option<Use> {
        self.uses.iter().find(|(known, _)| *known == modality).map(|(_, used_for)| *used_for)
    }

    /// Every row, in the file's order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}
