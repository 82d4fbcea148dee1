//! One session, read back: its facts, its timeline, what was measured, the check after it.

use nape_logic::id::{CourseId, SessionId};
use nape_logic::session::{self, Finished, Started, State, Step, Timeline};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;

use crate::store::fact::{AfterCheckFact, Fact, NextDayFact};
use crate::store::telemetry::{self, Gap, TelemetryItem, TelemetrySample};
use crate::store::{FactFilter, Reader, StoreError, StoredFact};

/// Points of a chart at most.
const CHART_POINTS: usize = 240;
/// A session has far fewer facts than this.
const MOST_FACTS: u32 = 100_000;

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionReport {
    /// Which one.
    pub id: SessionId,
    /// Its course.
    pub course: Option<CourseId>,
    /// What was started.
    pub started: Started,
    /// When.
    pub started_at: Timestamp,
    /// Its last fact.
    pub last_at: Timestamp,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// What happened, in order.
    pub facts: Vec<FactLine>,
    /// The compiled dose.
    pub timeline: Timeline,
    /// What was measured.
    pub telemetry: TelemetryReport,
    /// When the person said after the end that the pull is off.
    pub released_after: Option<Timestamp>,
    /// What comes after it.
    pub next_steps: Vec<Step>,
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
    /// The mean pull while the device aimed at its highest.
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
        let Some(state) = State::fold(of_session) else {
            return Ok(None);
        };
        let Some(first) = stored.iter().find(|fact| fact.heading.kind == "session") else {
            return Ok(None);
        };
        let after = facts.iter().rev().find_map(|(_, fact)| match fact {
            Fact::AfterCheck(after) => Some(after.clone()),
            _ => None,
        });
        let next_day = facts.iter().find_map(|(_, fact)| match fact {
            Fact::NextDayCheck(next_day) => Some(next_day.clone()),
            _ => None,
        });
        let of_session =
            |fact: &Fact| matches!(fact, Fact::Session(fact) if *fact != session::Fact::ReleasedAfter);
        let last = facts.iter().rev().find(|(_, fact)| of_session(fact));
        let released_after =
            facts.iter().find(|(_, fact)| *fact == Fact::Session(session::Fact::ReleasedAfter));
        Ok(Some(Self {
            id,
            course: first.heading.course,
            started_at: first.heading.at,
            last_at: last.map_or(first.heading.at, |(stored, _)| stored.heading.at),
            finished: state.finished,
            released_after: released_after.map(|(stored, _)| stored.heading.at),
            next_steps: session::after(&state),
            facts: lines(&stored),
            timeline: state.timeline,
            started: state.started,
            telemetry: TelemetryReport::read(reader, id)?,
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
    fn read(reader: &Reader, id: SessionId) -> Result<Self, StoreError> {
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
        report.hold_mean = hold_mean(&samples);
        report.points = thin(&samples);
        Ok(report)
    }
}

/// The mean pull while the device aimed at its highest: holds, whatever pauses did to the times of the plan.
fn hold_mean(samples: &[TelemetrySample]) -> Force {
    let top = samples.iter().map(|sample| sample.target).max().unwrap_or_default();
    let held = samples.iter().filter(|sample| sample.target == top && top > Force::ZERO);
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
