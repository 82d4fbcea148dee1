//! Looking back: trends, their drawings, the page of benchmarks. A direction at most, "meaningful" of pain alone (P30), and
//! never a cause.

use nape_logic::journal::trend as core;
use serde::{Deserialize, Serialize};

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::words::Region;

/// A day that has an entry.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct TrendPoint {
    /// The civil date that the entries' own clocks showed (`YYYY-MM-DD`).
    pub date: String,
    /// The mean of the day's entries.
    pub mean: f64,
    /// How many there are.
    pub n: u32,
    /// Their sum, of a measure that is counted: headaches, twinges, cracking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
}

/// Seven days.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct TrendWeek {
    /// The first one.
    pub from: String,
    /// The last one.
    pub to: String,
    /// How many of them have an entry.
    pub days: u8,
    /// The mean over those; absent below four.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
}

/// The trend of a measure.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Trend {
    /// Of what.
    pub measure: String,
    /// The unit of its numbers, where the measure has more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The first of the days asked for.
    pub from: String,
    /// The last one: today.
    pub to: String,
    /// Less, more or neither is hoped for.
    pub goal: TrendGoal,
    /// The days that have an entry; the others are missing.
    pub points: Vec<TrendPoint>,
    /// What `first` is the first week of.
    pub baseline: TrendBaseline,
    /// The first week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<TrendWeek>,
    /// The last one, which ends today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<TrendWeek>,
    /// The last week's mean less the first one's; absent where either has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// The same as a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<TrendDirection>,
    /// Pain alone, at a change of two or more.
    pub meaningful: bool,
    /// What may be said of it.
    pub why: String,
}

/// What is hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendGoal {
    /// Less.
    Lower,
    /// More.
    Higher,
    /// Neither.
    None,
}

/// What the first week is the first week of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendBaseline {
    /// The open course.
    Course,
    /// The days asked for.
    Days,
}

/// Where the last week lies next to the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendDirection {
    /// Below it.
    Lower,
    /// Above it.
    Higher,
    /// Neither.
    Same,
}

/// A drawing in a square of 10,000 by 10,000: `x` from left to right, `y` from bottom to top.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct TrendChart {
    /// Labels below it: days.
    pub x_ticks: Vec<ChartTick>,
    /// Labels beside it: the measure.
    pub y_ticks: Vec<ChartTick>,
    /// How many days a mark stands for.
    pub days_per_mark: u32,
    /// Neighbouring marks, to be joined; one alone is a dot.
    pub lines: Vec<ChartLine>,
    /// Where there is no entry.
    pub gaps: Vec<ChartSpan>,
    /// The weeks that are compared, as far as they are in the drawing.
    pub bands: Vec<ChartBand>,
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ChartTick {
    /// Where.
    pub at: u16,
    /// A date or a number.
    pub label: String,
}

/// Marks to be joined.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ChartLine {
    /// From left to right.
    pub places: Vec<ChartPlace>,
}

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ChartPlace {
    /// From the left.
    pub x: u16,
    /// From the bottom.
    pub y: u16,
}

/// A stretch from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ChartSpan {
    /// Its left end.
    pub from: u16,
    /// Its right end.
    pub to: u16,
}

/// A week that is compared.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct ChartBand {
    /// The first one, else the last one.
    pub is_first: bool,
    /// Where.
    pub span: ChartSpan,
    /// The height of its mean, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<u16>,
}

/// One of the fifteen benchmarks.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Benchmark {
    /// Its fact, `J01` to `J15`.
    pub id: String,
    /// Its name.
    pub text: String,
    /// The kind of its entries; absent of sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What is hoped for.
    pub goal: TrendGoal,
    /// The first week's mean; of sessions their number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<f64>,
    /// The last week's, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<f64>,
    /// Where the last week lies next to the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<TrendDirection>,
    /// Pain alone, at a change of two or more.
    pub meaningful: bool,
    /// Whether fewer sessions are read as good (P29); absent of all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good: Option<bool>,
    /// What may be said of it.
    pub why: String,
    /// What has to be said beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What is worth a look at cracking; never a diagnosis (P28). Not simply an observation: a module of Swift has that name.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CrackingObservation {
    /// `cracking_rises` or `cracking_relief`.
    pub id: String,
    /// In words.
    pub text: String,
    /// The facts behind it.
    pub sources: Vec<String>,
}

/// The page of benchmarks.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize)]
pub struct Benchmarks {
    /// What the first week is the first week of.
    pub baseline: TrendBaseline,
    /// The first day of the first week.
    pub first_from: String,
    /// The first day of the last one, which ends today.
    pub last_from: String,
    /// All fifteen.
    pub benchmarks: Vec<Benchmark>,
    /// Often none.
    pub observations: Vec<CrackingObservation>,
    /// The day from which the first card with a trend is shown (I04); absent before the first entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_from: Option<String>,
    /// Whether it is shown today.
    pub card: bool,
}

#[uniffi::export]
impl Nape {
    /// The trend of a measure (a kind of entries) over the last `days` days (1 to 3,660), today inclusive. The first week is
    /// that of the region's open course where its first week is over, else the first one of the days.
    pub async fn trend(&self, measure: String, days: u32, region: Region) -> Result<Trend, NapeError> {
        let found = self.engine.trend(core::Measure::from_word(&measure)?, days, region.into()).await?;
        Ok(convert::trend(found))
    }

    /// The same, drawn with at most `slots` marks from left to right (1 to 1,000).
    pub async fn trend_chart(
        &self,
        measure: String,
        days: u32,
        region: Region,
        slots: u32,
    ) -> Result<TrendChart, NapeError> {
        let found = self.engine.trend(core::Measure::from_word(&measure)?, days, region.into()).await?;
        Ok(convert::trend_chart(core::chart(&found.trend, slots)))
    }

    /// All fifteen benchmarks with their direction, how fewer sessions are read, and what is worth a look.
    pub async fn benchmarks(&self, region: Region) -> Result<Benchmarks, NapeError> {
        Ok(convert::benchmarks(self.engine.benchmarks(region.into()).await?))
    }
}

/// The trend of entries (JSON: `{"measure","days","today","course_started"?,"entries":[{"at","value"}]}`) as JSON, without a
/// journal. For checks and not for screens: its reason is a word.
#[uniffi::export]
pub fn check_trend(document: Vec<u8>) -> Result<String, NapeError> {
    let trend = core::check(&document)?;
    serde_json::to_string(&trend).map_err(|error| NapeError::Internal { detail: error.to_string() })
}

/// The words that `Nape.trend()` takes as a measure.
#[uniffi::export]
pub fn trend_measures() -> Vec<String> {
    core::Measure::all().map(|measure| measure.kind().word().to_owned()).collect()
}
