//! The outermost limits of each modality and region, read from `content/plan/envelope.toml`.
//!
//! Each number there carries its source and how well that is known. What has no row cannot be planned, so
//! that damaged content refuses every plan in place of letting one through.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::figure::{Degrees, Figure, Origin, Percent, Rate, Ratio, Sessions};
use crate::modality::{Modality, Region};
use crate::place::ContentError;
use crate::time::Millis;
use crate::units::Force;

const FILE: &str = "plan/envelope.toml";
const BUILT_IN: &str = include_str!("../../content/plan/envelope.toml");

static ENVELOPE: LazyLock<Envelope> = LazyLock::new(|| Envelope::parse(FILE, BUILT_IN).unwrap_or_default());

/// All rows; at most one for a modality and region.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    rows: Vec<Row>,
}

/// The limits of one modality for one part of the spine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The way of traction.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// The dose of a first session without a provider's plan; absent where that is not possible.
    pub start: Option<Start>,
    /// Absent where a current provider's plan is required.
    pub without_provider: Option<Ceiling>,
    /// What a current provider's plan may ask for.
    pub with_provider: Ceiling,
    /// What needs a provider's name and date where a plan without is possible.
    pub provider_needed: Option<ProviderNeeded>,
    /// Holds and rests.
    pub cycle: Cycle,
    /// Flexion.
    pub angle: Angle,
    /// Steepness.
    pub ramp: Ramp,
    /// What is allowed but said.
    pub warn: Option<Warn>,
}

/// The first dose (P13).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The pull at most.
    pub force: Figure<Force>,
    /// The whole session at most.
    pub duration: Figure<Millis>,
}

/// The most that a plan may ask for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// The pull at most; absent where only the device limits it.
    pub force_max: Option<Figure<Force>>,
    /// The whole session at most.
    pub duration_max: Figure<Millis>,
    /// Sessions a day at most.
    pub per_day: Figure<Sessions>,
    /// Time from one session's end to the next one's start, at least.
    pub gap: Option<Figure<Millis>>,
}

/// Where a provider's name and date are needed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderNeeded {
    /// At this pull and above.
    pub from_force: Figure<Force>,
    /// Above this share of body weight.
    pub above_share: Figure<Percent>,
}

/// What an intermittent session's cycle may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// A hold lasts at least this long, where the row says so.
    pub hold_min: Option<Figure<Millis>>,
    /// A hold lasts at most this long, where the row says so.
    pub hold_max: Option<Figure<Millis>>,
    /// Hold is at least so many times the rest.
    pub ratio_min: Figure<Ratio>,
    /// Hold is at most so many times the rest.
    pub ratio_max: Figure<Ratio>,
}

/// What the flexion may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Angle {
    /// At least.
    pub min: Figure<Degrees>,
    /// At most.
    pub max: Figure<Degrees>,
    /// Where the plan says nothing.
    pub default: Option<Figure<Degrees>>,
}

/// How steep a ramp may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ramp {
    /// At least.
    pub slowest: Figure<Rate>,
    /// Where the plan says nothing and hold and rest leave the time.
    pub gentle: Figure<Rate>,
    /// At most.
    pub fastest: Figure<Rate>,
}

/// What is allowed but said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// From this share of body weight on.
    pub from_share: Figure<Percent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    sources: BTreeMap<String, String>,
    row: Vec<Spanned<Row>>,
}

impl Envelope {
    /// The envelope that ships with Nape.
    pub fn built_in() -> &'static Self {
        &ENVELOPE
    }

    /// Reads the rows of `text`; `file` is only for the error's sake.
    pub fn parse(file: &str, text: &str) -> Result<Self, ContentError> {
        let place = Place { file, text };
        let reader = toml::Deserializer::parse(text)
            .map_err(|error| place.error(error.span(), ".", error.message()))?;
        let document: Document = serde_path_to_error::deserialize(reader).map_err(|error| {
            let path = visible_path(&error.path().to_string());
            place.error(error.inner().span(), &path, error.inner().message())
        })?;
        let mut rows: Vec<Row> = Vec::new();
        for (index, row) in document.row.into_iter().enumerate() {
            let (span, row) = (row.span(), row.into_inner());
            let field = format!("row[{index}]");
            if rows.iter().any(|known| known.is_for(row.modality, row.region)) {
                return Err(place.error(Some(span), &field, "stands twice"));
            }
            row.contradiction().map_or(Ok(()), |found| Err(place.error(Some(span), &field, found)))?;
            unknown_source(&row, &document.sources).map_or(Ok(()), |(name, span)| {
                Err(place.error(Some(span), &format!("{field}.{name}.sources"), "not a listed source"))
            })?;
            rows.push(row);
        }
        Ok(Self { rows })
    }

    /// The row of a modality and region, where it can be planned.
    pub fn row(&self, modality: Modality, region: Region) -> Option<&Row> {
        self.rows.iter().find(|row| row.is_for(modality, region))
    }

    pub(super) fn row_mut(&mut self, modality: Modality, region: Region) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.is_for(modality, region))
    }

    /// Whether any region of `modality` can be planned.
    pub fn knows(&self, modality: Modality) -> bool {
        self.rows.iter().any(|row| row.modality == modality)
    }

    /// Every row, in the file's order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    fn is_for(&self, modality: Modality, region: Region) -> bool {
        self.modality == modality && self.region == region
    }

    /// Every number's name and origin.
    pub fn origins(&self) -> Vec<(&'static str, &Origin)> {
        let mut all = Vec::new();
        if let Some(start) = &self.start {
            all.push(("start.force", &start.force.origin));
            all.push(("start.duration", &start.duration.origin));
        }
        if let Some(ceiling) = &self.without_provider {
            ceiling.origins(
                [
                    "without_provider.force_max",
                    "without_provider.duration_max",
                    "without_provider.per_day",
                    "without_provider.gap",
                ],
                &mut all,
            );
        }
        self.with_provider.origins(
            [
                "with_provider.force_max",
                "with_provider.duration_max",
                "with_provider.per_day",
                "with_provider.gap",
            ],
            &mut all,
        );
        if let Some(needed) = &self.provider_needed {
            all.push(("provider_needed.from_force", &needed.from_force.origin));
            all.push(("provider_needed.above_share", &needed.above_share.origin));
        }
        all.extend(self.cycle.hold_min.iter().map(|hold| ("cycle.hold_min", &hold.origin)));
        all.extend(self.cycle.hold_max.iter().map(|hold| ("cycle.hold_max", &hold.origin)));
        all.push(("cycle.ratio_min", &self.cycle.ratio_min.origin));
        all.push(("cycle.ratio_max", &self.cycle.ratio_max.origin));
        all.push(("angle.min", &self.angle.min.origin));
        all.push(("angle.max", &self.angle.max.origin));
        all.extend(self.angle.default.iter().map(|angle| ("angle.default", &angle.origin)));
        all.push(("ramp.slowest", &self.ramp.slowest.origin));
        all.push(("ramp.gentle", &self.ramp.gentle.origin));
        all.push(("ramp.fastest", &self.ramp.fastest.origin));
        all.extend(self.warn.iter().map(|warn| ("warn.from_share", &warn.from_share.origin)));
        all
    }

    /// What in this row cannot be true at once.
    fn contradiction(&self) -> Option<&'static str> {
        let angle = &self.angle;
        let default_angle = angle.default.as_ref().map_or(angle.min.value, |angle| angle.value);
        let hold_bounds = self.cycle.hold_min.as_ref().zip(self.cycle.hold_max.as_ref());
        let without = self.without_provider.as_ref();
        let ordered = [
            (
                without.is_some() == self.start.is_some()
                    && without.is_some() == self.provider_needed.is_some(),
                "start, without_provider and provider_needed go together",
            ),
            (self.cycle.ratio_min.value <= self.cycle.ratio_max.value, "cycle: ratio_min is above ratio_max"),
            (
                hold_bounds.is_none_or(|(min, max)| min.value <= max.value),
                "cycle: hold_min is above hold_max",
            ),
            (angle.min.value <= default_angle && default_angle <= angle.max.value, "angle: out of order"),
            (
                self.ramp.slowest.value <= self.ramp.gentle.value
                    && self.ramp.gentle.value <= self.ramp.fastest.value,
                "ramp: out of order",
            ),
            (
                without.is_none_or(|lower| lower.is_within(&self.with_provider)),
                "without_provider allows more than with_provider",
            ),
            (without.is_none_or(|ceiling| ceiling.force_max.is_some()), "without_provider needs a force_max"),
        ];
        ordered.into_iter().find(|(holds, _)| !holds).map(|(_, message)| message)
    }
}

impl Ceiling {
    fn origins<'a>(&'a self, names: [&'static str; 4], all: &mut Vec<(&'static str, &'a Origin)>) {
        let [force_max, duration_max, per_day, gap] = names;
        all.extend(self.force_max.iter().map(|force| (force_max, &force.origin)));
        all.push((duration_max, &self.duration_max.origin));
        all.push((per_day, &self.per_day.origin));
        all.extend(self.gap.iter().map(|time| (gap, &time.origin)));
    }

    fn is_within(&self, other: &Self) -> bool {
        let forces = self.force_max.as_ref().zip(other.force_max.as_ref());
        forces.is_none_or(|(lower, higher)| lower.value <= higher.value)
            && self.duration_max.value <= other.duration_max.value
            && self.per_day.value <= other.per_day.value
    }
}

fn unknown_source(row: &Row, listed: &BTreeMap<String, String>) -> Option<(&'static str, Range<usize>)> {
    row.origins().into_iter().find_map(|(name, origin)| {
        origin
            .sources
            .iter()
            .find(|source| !(listed.contains_key(source.as_ref()) || is_fact_or_rule(source.as_ref())))
            .map(|source| (name, source.span()))
    })
}

/// `A01` to `O99`, or a product rule such as `P14`.
fn is_fact_or_rule(source: &str) -> bool {
    let mut letters = source.chars();
    let letter = letters.next();
    let digits = letters.as_str();
    let numbered = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match letter {
        Some('A'..='O') => numbered && digits.len() == 2,
        Some('P') => numbered && digits.len() <= 2,
        _ => false,
    }
}

/// The path without the names by which the reader carries places.
fn visible_path(path: &str) -> String {
    let visible: Vec<&str> = path.split('.').filter(|part| !part.starts_with('$')).collect();
    if visible.is_empty() { ".".to_owned() } else { visible.join(".") }
}

struct Place<'a> {
    file: &'a str,
    text: &'a str,
}

impl Place<'_> {
    fn error(&self, span: Option<Range<usize>>, field: &str, message: &str) -> ContentError {
        let start = span.map_or(0, |span| span.start);
        let before = self.text.bytes().take(start);
        ContentError {
            file: self.file.to_owned(),
            line: 1 + before.filter(|byte| *byte == b'\n').count(),
            field: field.to_owned(),
            message: message.to_owned(),
        }
    }
}
