//! One session, read back: its facts, its timeline, what was measured, the check after it.

use nape_logic::id::SessionId;
use nape_logic::session::{self, LoggedSession, State, Step, Timeline};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;

use crate::store::fact::{AfterCheckFact, Fact, NextDayFact};
use crate::store::telemetry::{self, Gap, TelemetryItem, TelemetrySample};
use crate::store::{FactFilter, Reader, StoreError, StoredFact};

/// Points of a chart at most.
const CHART_POINTS: usize = 240;
/// A session has far fewer facts than this.
const MOST_FACTS: u32 = 100_000;

/// See the module. What the ledger knows of it is not repeated.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionReport {
    /// What happened, in order.
    pub facts: Vec<FactLine>,
    /// The compiled dose; none of a session that was told afterwards.
    pub timeline: Option<Timeline>,
    /// What was measured.
    pub telemetry: TelemetryReport,
    /// When the person said after the end that the pull is off.
    pub released_after: Option<Timestamp>,
    /// What comes after it.
    pub next_steps: Vec<Step>,
    /// What was told of it, where it was not guided.
    pub logged: Option<LoggedSession>,
    /// The last check after it.
    pub after: Option<AfterCheckFact>,
    /// The check a day later.
    pub next_day: Option<NextDayFact>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// When.
    pub at: Timestamp,
    /// Session time since Start.
    pub elapsed: Millis,
    /// The fact's kind in the journal.
    pub kind: String,
    /// Its JSON.
    pub payload: String,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TelemetryReport {
    /// Stored samples.
    pub samples: u64,
    /// Stretches without any.
    pub gaps: Vec<Gap>,
    /// The highest pull.
    pub max: Force,
    /// The mean pull of the holds, at the dose or at what the person had eased off to.
    pub hold_mean: Force,
    /// Samples for a chart, in order.
    pub points: Vec<ChartPoint>,
}

/// A sample for a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartPoint {
    /// Session time.
    pub at: Millis,
    /// Measured.
    pub measured: Force,
    /// Wanted.
    pub target: Force,
}

impl SessionReport {
    /// Reads a session; `None` where there is none.
    pub fn read(reader: &Reader, id: SessionId) -> Result<Option<Self>, StoreError> {
        let filter = FactFilter { session: Some(id), limit: MOST_FACTS, ..FactFilter::default() };
        let stored = reader.facts(filter)?;
        let facts: Vec<(&StoredFact, Fact)> =
            stored.iter().filter_map(|fact| Some((fact, read(fact)?))).collect();
        let of_session = facts.iter().filter_map(|(stored, fact)| match fact {
            Fact::Session(fact) => Some((fact, stored.heading.elapsed.unwrap_or_default())),
            _ => None,
        });
        let state = State::fold(of_session);
        let logged = facts.iter().find_map(|(_, fact)| match fact {
            Fact::SessionLogged(logged) => Some(logged.told.clone()),
            _ => None,
        });
        if state.is_none() && logged.is_none() {
            return Ok(None);
        }
        let after = facts.iter().rev().find_map(|(_, fact)| match fact {
            Fact::AfterCheck(after) => Some(after.clone()),
            _ => None,
        });
        let next_day = facts.iter().rev().find_map(|(_, fact)| match fact {
            Fact::NextDayCheck(next_day) => Some(next_day.clone()),
            _ => None,
        });
        // Stored is a sample a second: what was too much in between stands in a fact.
        let excess = facts.iter().filter_map(|(_, fact)| match fact {
            Fact::Session(session::Fact::OverLimit { measured, .. }) => Some(*measured),
            _ => None,
        });
        let excess = excess.max().unwrap_or_default();
        let released_after =
            facts.iter().find(|(_, fact)| *fact == Fact::Session(session::Fact::ReleasedAfter));
        Ok(Some(Self {
            released_after: released_after.map(|(stored, _)| stored.heading.at),
            next_steps: state.as_ref().map(session::after).unwrap_or_default(),
            facts: lines(&stored),
            timeline: state.map(|state| state.timeline),
            telemetry: TelemetryReport::read(reader, id, &hold_levels(&facts))?.with_highest(excess),
            logged,
            after,
            next_day,
        }))
    }
}

fn read(stored: &StoredFact) -> Option<Fact> {
    Fact::read(&stored.heading.kind, &stored.payload.as_ref()?.0)
}

fn lines(stored: &[StoredFact]) -> Vec<FactLine> {
    let facts: Vec<Option<Fact>> = stored.iter().map(read).collect();
    let mut times = SessionTime::default();
    let line = |(stored, fact): (&StoredFact, &Option<Fact>)| FactLine {
        at: stored.heading.at,
        elapsed: times
            .at(fact.as_ref().and_then(Fact::of_session), stored.heading.elapsed.unwrap_or_default()),
        kind: stored.heading.kind.clone(),
        payload: stored.payload.as_ref().map(|payload| payload.0.clone()).unwrap_or_default(),
    };
    stored.iter().zip(&facts).map(line).collect()
}

/// The session time of each fact: the time since the first one, through kills and boots.
pub fn session_times<'a>(facts: impl IntoIterator<Item = (&'a session::Fact, Elapsed)>) -> Vec<Millis> {
    let mut times = SessionTime::default();
    facts.into_iter().map(|(fact, at)| times.at(Some(fact), at)).collect()
}

/// Session time, fact after fact.
#[derive(Default)]
struct SessionTime {
    so_far: Millis,
    last: Option<Elapsed>,
}

impl SessionTime {
    fn at(&mut self, fact: Option<&session::Fact>, at: Elapsed) -> Millis {
        let since_last = match fact {
            // What was read before is of another program's life, perhaps of another clock.
            Some(session::Fact::FoundOpen(away)) => away.time,
            _ => at.since(self.last.unwrap_or(at)),
        };
        self.last = Some(at);
        self.so_far = self.so_far.plus(since_last);
        self.so_far
    }
}

impl TelemetryReport {
    fn with_highest(mut self, measured: Force) -> Self {
        self.max = self.max.max(measured);
        self
    }

    fn read(reader: &Reader, id: SessionId, levels: &[(Millis, Force)]) -> Result<Self, StoreError> {
        let mut report = Self::default();
        let mut samples = Vec::new();
        for page in reader.telemetry(id)? {
            for item in telemetry::decode(&page.body).unwrap_or_default() {
                match item {
                    TelemetryItem::Sample(sample) => samples.push(sample),
                    TelemetryItem::Gap(gap) => report.gaps.push(gap),
                }
            }
        }
        report.samples = samples.len() as u64;
        report.max = samples.iter().map(|sample| sample.measured).max().unwrap_or_default();
        report.hold_mean = hold_mean(&samples, levels);
        report.points = thin(&samples);
        Ok(report)
    }
}

/// From when on a hold is how strong: the dose first, then what it was eased off to.
fn hold_levels(facts: &[(&StoredFact, Fact)]) -> Vec<(Millis, Force)> {
    let mut times = SessionTime::default();
    let mut levels = Vec::new();
    for (stored, fact) in facts {
        let at = times.at(fact.of_session(), stored.heading.elapsed.unwrap_or_default());
        let level = match fact {
            Fact::Session(session::Fact::Started(started)) => started.dose.load.force(),
            Fact::Session(session::Fact::EasedOff { to, .. }) => *to,
            _ => None,
        };
        levels.extend(level.map(|level| (at, level)));
    }
    levels
}

/// A tenth of a newton, which a device may be told less than the dose.
const ONE_STEP_OF_THE_WIRE: u32 = 100;

/// The mean pull while the device aimed at what a hold was then, whatever pauses did to the times of the plan.
fn hold_mean(samples: &[TelemetrySample], levels: &[(Millis, Force)]) -> Force {
    let is_held = |sample: &&TelemetrySample| {
        let level = levels.iter().rev().find(|(from, _)| *from <= sample.at).map(|(_, level)| *level);
        level.is_some_and(|level| {
            level > Force::ZERO
                && level.millinewtons().abs_diff(sample.target.millinewtons()) <= ONE_STEP_OF_THE_WIRE
        })
    };
    let held = samples.iter().filter(is_held);
    let (sum, count) = held
        .fold((0, 0), |(sum, count), sample| (sum + u64::from(sample.measured.millinewtons()), count + 1));
    let mean: u64 = u64::checked_div(sum, count).unwrap_or(0);
    Force::from_millinewtons(u32::try_from(mean).unwrap_or(u32::MAX))
}

/// At most so many samples as a chart can show, evenly, each stretch by its highest.
fn thin(samples: &[TelemetrySample]) -> Vec<ChartPoint> {
    let step = samples.len().div_ceil(CHART_POINTS).max(1);
    samples
        .chunks(step)
        .filter_map(|stretch| stretch.iter().max_by_key(|sample| sample.measured))
        .map(|sample| ChartPoint { at: sample.at, measured: sample.measured, target: sample.target })
        .collect()
}
