//! A dose becomes segments with absolute offsets, once; after that "where are we" is a lookup.
//!
//! The arithmetic is the one of the device profile: a ramp up is part of its hold, a ramp down is part of its
//! rest, so that a cycle lasts exactly hold + rest; the release ends at the total, with no force.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::plan::{Dose, Pattern};
use crate::time::Millis;
use crate::units::Force;

/// What happens during a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Getting in; no force.
    Setup,
    /// The pull changes, up or down.
    Ramp,
    /// The pull stands at the dose.
    Hold,
    /// The pull stands at the rest force.
    Rest,
    /// The pull goes to zero for good.
    Release,
}

/// A stretch of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What happens.
    pub kind: SegmentKind,
    /// Offset of its first instant from the start of the timeline.
    pub start: Millis,
    /// Offset of the first instant after it.
    pub end: Millis,
    /// Pull at its start, where the dose is a known force.
    pub from: Option<Force>,
    /// Pull at its end, where the dose is a known force.
    pub to: Option<Force>,
    /// Which pull-and-rest cycle, from 1; none before the first and in the release.
    pub cycle: Option<u32>,
}

impl Segment {
    /// The target pull at `position`, which lies in this segment.
    fn target(&self, position: Millis) -> Option<Force> {
        let (from, to) = (self.from?.millinewtons(), self.to?.millinewtons());
        let length = self.end.minus(self.start).get().max(1);
        let into = position.minus(self.start).get().min(length);
        let step = u64::from(from.abs_diff(to)) * into / length;
        let step = u32::try_from(step).unwrap_or(u32::MAX);
        Some(Force::from_millinewtons(if to >= from { from + step } else { from - step }))
    }
}

/// Where a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The segment.
    pub segment: Segment,
    /// Time left in it.
    pub left_in_segment: Millis,
    /// Time left in all.
    pub left: Millis,
    /// The target pull now, where the dose is a known force.
    pub target: Option<Force>,
}

/// The whole of a session, without gaps and overlaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    segments: Vec<Segment>,
}

/// A dose that makes no session; `plan::check` refuses all of these before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimelineError {
    /// The release is longer than the session.
    #[error("duration_ms: shorter than the release")]
    ShorterThanRelease,
    /// An intermittent dose without a hold or a rest.
    #[error("hold_ms, rest_ms: an intermittent session needs both")]
    NoCycle,
    /// A ramp up that is longer than its hold, or a ramp down that is longer than its rest.
    #[error("ramp_up_ms, ramp_down_ms: longer than the hold or the rest they are part of")]
    RampLongerThanPart,
    /// Counted holds whose holds and rests are not the session's length.
    #[error("sets: do not fill the session")]
    SetsDoNotFill,
    /// More segments than a session can have (10,000).
    #[error("hold_ms, rest_ms: too short for so long a session")]
    TooManySegments,
}

const MOST_SEGMENTS: usize = 10_000;

impl Timeline {
    /// Compiles `dose`, with a get-in countdown of `get_in` before any force (zero: none).
    pub fn compile(dose: &Dose, get_in: Millis) -> Result<Self, TimelineError> {
        Builder::new(dose, get_in)?.build()
    }

    /// A session without load: get in, press Stop, get out (product rule P19).
    pub fn rehearsal(length: Millis) -> Self {
        let segment = Segment {
            kind: SegmentKind::Setup,
            start: Millis::ZERO,
            end: length,
            from: None,
            to: None,
            cycle: None,
        };
        Self { segments: vec![segment] }
    }

    /// The segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The end of the last segment.
    pub fn total(&self) -> Millis {
        self.segments.last().map_or(Millis::ZERO, |last| last.end)
    }

    /// How many pull-and-rest cycles begin; 1 for a sustained session.
    pub fn cycles(&self) -> u32 {
        self.segments.iter().filter_map(|segment| segment.cycle).max().unwrap_or(0)
    }

    /// The place at `position`; `None` from the total on.
    pub fn at(&self, position: Millis) -> Option<Place> {
        let index = self.segments.partition_point(|segment| segment.end <= position);
        let segment = *self.segments.get(index)?;
        Some(Place {
            segment,
            left_in_segment: segment.end.minus(position),
            left: self.total().minus(position),
            target: segment.target(position),
        })
    }

    /// The offset of the first force: the end of the get-in countdown.
    pub fn load_starts(&self) -> Millis {
        self.segments
            .iter()
            .find(|segment| segment.kind != SegmentKind::Setup)
            .map_or_else(|| self.total(), |segment| segment.start)
    }
}

/// Lays segments one after the other.
struct Builder<'a> {
    dose: &'a Dose,
    segments: Vec<Segment>,
    cursor: Millis,
    release_starts: Millis,
    total: Millis,
}

impl<'a> Builder<'a> {
    fn new(dose: &'a Dose, get_in: Millis) -> Result<Self, TimelineError> {
        let total = get_in.plus(dose.duration);
        if dose.ramp_down >= dose.duration {
            return Err(TimelineError::ShorterThanRelease);
        }
        if dose.pattern == Pattern::Intermittent {
            cycle_fits(dose)?;
        }
        let mut builder = Self {
            dose,
            segments: Vec::new(),
            cursor: Millis::ZERO,
            release_starts: total.minus(dose.ramp_down),
            total,
        };
        builder.lay(SegmentKind::Setup, get_in, None, builder.known(Force::ZERO), None);
        Ok(builder)
    }

    fn build(mut self) -> Result<Timeline, TimelineError> {
        match (self.dose.pattern, self.dose.sets) {
            (Pattern::Sustained, _) => self.pull(1, self.release_starts),
            (Pattern::Intermittent, Some(sets)) => {
                for cycle in 1..=u32::from(sets) {
                    let hold_ends = self.cursor.plus(self.dose.hold);
                    self.pull(cycle, hold_ends);
                    if cycle < u32::from(sets) {
                        self.rest(cycle, hold_ends.plus(self.dose.rest));
                    }
                }
            }
            (Pattern::Intermittent, None) => {
                let mut cycle = 1;
                while self.cursor < self.release_starts {
                    if self.segments.len() > MOST_SEGMENTS {
                        return Err(TimelineError::TooManySegments);
                    }
                    let hold_ends = self.cursor.plus(self.dose.hold);
                    self.pull(cycle, hold_ends);
                    self.rest(cycle, hold_ends.plus(self.dose.rest));
                    cycle += 1;
                }
            }
        }
        let release = self.total.minus(self.cursor);
        self.lay(SegmentKind::Release, release, self.pull_now(), self.known(Force::ZERO), None);
        Ok(Timeline { segments: self.segments })
    }

    /// Ramp up and hold until `end`.
    fn pull(&mut self, cycle: u32, end: Millis) {
        let top = self.dose.load.force();
        self.ramp_to(top, self.dose.ramp_up, cycle);
        let left = end.minus(self.cursor);
        self.lay(SegmentKind::Hold, left, top, top, Some(cycle));
    }

    /// Ramp down and rest until `end`.
    fn rest(&mut self, cycle: u32, end: Millis) {
        let bottom = self.known(self.dose.rest_force);
        self.ramp_to(bottom, self.dose.ramp_down, cycle);
        let left = end.minus(self.cursor);
        self.lay(SegmentKind::Rest, left, bottom, bottom, Some(cycle));
    }

    /// A ramp to `to` at the rate that takes `full` between no pull and the dose; where the pull changes at all it
    /// takes at least a millisecond, so that it never jumps.
    fn ramp_to(&mut self, to: Option<Force>, full: Millis, cycle: u32) {
        let (Some(from), Some(to), Some(top)) = (self.pull_now(), to, self.dose.load.force()) else {
            return;
        };
        let change = u64::from(from.millinewtons().abs_diff(to.millinewtons()));
        let length = (change * full.get()).div_ceil(u64::from(top.millinewtons()).max(1)).max(change.min(1));
        self.lay(SegmentKind::Ramp, Millis(length), Some(from), Some(to), Some(cycle));
    }

    /// Adds a segment, cut where the release starts; a segment without length is left out.
    fn lay(
        &mut self,
        kind: SegmentKind,
        length: Millis,
        from: Option<Force>,
        to: Option<Force>,
        cycle: Option<u32>,
    ) {
        let from = if kind == SegmentKind::Setup { to } else { from };
        let mut segment =
            Segment { kind, start: self.cursor, end: self.cursor.plus(length), from, to, cycle };
        if kind != SegmentKind::Release && segment.end > self.release_starts {
            segment.to = segment.target(self.release_starts);
            segment.end = self.release_starts;
        }
        if segment.end > segment.start {
            self.cursor = segment.end;
            self.segments.push(segment);
        }
    }

    fn pull_now(&self) -> Option<Force> {
        self.segments.last().map_or_else(|| self.known(Force::ZERO), |last| last.to)
    }

    /// `force` where the dose is a known force; a level or a height has none.
    fn known(&self, force: Force) -> Option<Force> {
        self.dose.load.force().map(|_| force)
    }
}

/// Whether holds and rests have time of their own, room for their ramps, and fill the session where they are counted.
fn cycle_fits(dose: &Dose) -> Result<(), TimelineError> {
    let has_rests = dose.sets != Some(1);
    if dose.hold == Millis::ZERO || (has_rests && dose.rest == Millis::ZERO) {
        return Err(TimelineError::NoCycle);
    }
    if dose.ramp_up > dose.hold || (has_rests && dose.ramp_down > dose.rest) {
        return Err(TimelineError::RampLongerThanPart);
    }
    match dose.sets {
        Some(sets) if counted(dose, sets) != dose.duration => Err(TimelineError::SetsDoNotFill),
        _ => Ok(()),
    }
}

/// So many holds, with a rest between two of them.
fn counted(dose: &Dose, sets: u8) -> Millis {
    let times = |time: Millis, times: u8| Millis(time.get().saturating_mul(u64::from(times)));
    times(dose.hold, sets).plus(times(dose.rest, sets.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modality::{Modality, Region};
    use crate::plan::Load;
    use proptest::prelude::*;

    fn dose(pattern: Pattern, minutes: u64) -> Dose {
        Dose {
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            pattern,
            load: Load::Force(Force::from_millinewtons(80_000)),
            rest_force: Force::from_millinewtons(40_000),
            duration: Millis::from_mins(minutes),
            hold: Millis::from_secs(60),
            rest: Millis::from_secs(20),
            ramp_up: Millis::from_secs(16),
            ramp_down: Millis::from_secs(8),
            angle_deg: None,
            sets: None,
        }
    }

    fn words(timeline: &Timeline) -> Vec<(SegmentKind, u64, u64)> {
        timeline.segments().iter().map(|s| (s.kind, s.start.secs_floor(), s.end.secs_floor())).collect()
    }

    #[test]
    fn an_intermittent_session_ramps_holds_ramps_rests_and_releases() {
        use SegmentKind::{Hold, Ramp, Release, Rest};
        let timeline = Timeline::compile(&dose(Pattern::Intermittent, 2), Millis::ZERO).expect("compiles");
        let expected = vec![
            (Ramp, 0, 16),
            (Hold, 16, 60),
            (Ramp, 60, 64),
            (Rest, 64, 80),
            // From the rest force the ramp is half as long: the rate is the same.
            (Ramp, 80, 88),
            (Hold, 88, 112),
            (Release, 112, 120),
        ];
        assert_eq!(words(&timeline), expected);
        assert_eq!(timeline.cycles(), 2);
    }

    #[test]
    fn a_sustained_session_is_one_hold() {
        use SegmentKind::{Hold, Ramp, Release, Setup};
        let timeline =
            Timeline::compile(&dose(Pattern::Sustained, 5), Millis::from_secs(10)).expect("compiles");
        assert_eq!(
            words(&timeline),
            vec![(Setup, 0, 10), (Ramp, 10, 26), (Hold, 26, 302), (Release, 302, 310)]
        );
        assert_eq!(timeline.load_starts(), Millis::from_secs(10));
    }

    #[test]
    fn a_session_without_a_known_force_has_no_ramps_and_no_targets() {
        let dose = Dose { load: Load::Level(3), ..dose(Pattern::Intermittent, 3) };
        let timeline = Timeline::compile(&dose, Millis::ZERO).expect("compiles");
        assert!(timeline.segments().iter().all(|s| s.kind != SegmentKind::Ramp && s.to.is_none()));
        assert_eq!(timeline.total(), Millis::from_mins(3));
    }

    fn hanging(sets: u8) -> Dose {
        let seconds = 30 * u64::from(sets) + 45 * (u64::from(sets) - 1);
        Dose {
            modality: Modality::HangingBar,
            load: Load::BodyWeight,
            rest_force: Force::ZERO,
            duration: Millis::from_secs(seconds),
            hold: Millis::from_secs(30),
            rest: Millis::from_secs(45),
            ramp_up: Millis::ZERO,
            ramp_down: Millis::ZERO,
            sets: Some(sets),
            ..dose(Pattern::Intermittent, 1)
        }
    }

    #[test]
    fn sets_are_exactly_so_many_holds_and_end_with_the_last_one() {
        use SegmentKind::{Hold, Rest};
        let timeline = Timeline::compile(&hanging(3), Millis::ZERO).expect("compiles");
        assert_eq!(
            words(&timeline),
            [(Hold, 0, 30), (Rest, 30, 75), (Hold, 75, 105), (Rest, 105, 150), (Hold, 150, 180)]
        );
        assert_eq!((timeline.cycles(), timeline.total()), (3, Millis::from_secs(180)));
        let once = Dose { rest: Millis::ZERO, ..hanging(1) };
        assert_eq!(words(&Timeline::compile(&once, Millis::ZERO).expect("compiles")), [(Hold, 0, 30)]);
    }

    #[test]
    fn sets_with_a_known_force_are_released_at_their_end() {
        use SegmentKind::{Hold, Ramp, Release, Rest};
        let (load, ramp) = (Load::Force(Force::from_millinewtons(50_000)), Millis::from_secs(5));
        let dose = Dose { load, ramp_up: ramp, ramp_down: ramp, ..hanging(2) };
        let timeline = Timeline::compile(&dose, Millis::ZERO).expect("compiles");
        assert_eq!(
            words(&timeline),
            [
                (Ramp, 0, 5),
                (Hold, 5, 30),
                (Ramp, 30, 35),
                (Rest, 35, 75),
                (Ramp, 75, 80),
                (Hold, 80, 100),
                (Release, 100, 105)
            ]
        );
        assert_eq!(timeline.segments().last().and_then(|release| release.to), Some(Force::ZERO));
    }

    #[test]
    fn sets_that_do_not_fill_the_session_are_refused() {
        for seconds in [104, 106, 150] {
            let dose = Dose { duration: Millis::from_secs(seconds), ..hanging(2) };
            assert_eq!(Timeline::compile(&dose, Millis::ZERO), Err(TimelineError::SetsDoNotFill));
        }
        let none = Dose { sets: Some(0), ..hanging(2) };
        assert_eq!(Timeline::compile(&none, Millis::ZERO), Err(TimelineError::SetsDoNotFill));
    }

    #[test]
    fn the_place_at_an_offset_is_its_segment_and_target() {
        let timeline = Timeline::compile(&dose(Pattern::Intermittent, 2), Millis::ZERO).expect("compiles");
        let place = timeline.at(Millis::from_secs(8)).expect("running");
        assert_eq!(place.target, Some(Force::from_millinewtons(40_000)));
        assert_eq!(place.left, Millis::from_secs(112));
        assert_eq!(timeline.at(Millis::from_mins(2)), None);
    }

    #[test]
    fn a_dose_that_makes_no_session_is_refused() {
        let base = dose(Pattern::Intermittent, 2);
        let cases = [
            (Dose { ramp_down: base.duration, ..base.clone() }, TimelineError::ShorterThanRelease),
            (Dose { rest: Millis::ZERO, ..base.clone() }, TimelineError::NoCycle),
            (Dose { hold: Millis::from_secs(5), ..base.clone() }, TimelineError::RampLongerThanPart),
        ];
        for (dose, error) in cases {
            assert_eq!(Timeline::compile(&dose, Millis::ZERO), Err(error));
        }
    }

    fn any_dose() -> impl Strategy<Value = Dose> {
        let shape = (any::<bool>(), 1_u32..223_000, 0_u8..=100, 20_000_u64..3_600_000);
        let cycle = (1_000_u64..120_000, 1_000_u64..120_000, 0_u64..30_000, 1_u64..30_000, 0_u64..120_000);
        (shape, cycle).prop_map(|((sustained, top, rest_percent, duration), (hold, rest, up, down, _))| {
            Dose {
                modality: Modality::HomeUnit,
                region: Region::Cervical,
                pattern: if sustained { Pattern::Sustained } else { Pattern::Intermittent },
                load: Load::Force(Force::from_millinewtons(top)),
                rest_force: Force::from_millinewtons(top).percent_floor(rest_percent),
                duration: Millis(duration),
                hold: Millis(hold),
                rest: Millis(rest),
                ramp_up: Millis(up),
                ramp_down: Millis(down),
                angle_deg: None,
                sets: None,
            }
        })
    }

    proptest! {
        #[test]
        fn a_timeline_has_no_gaps_no_overlaps_and_ends_at_its_total_without_force(dose in any_dose(), get_in in 0_u64..120_000) {
            let Ok(timeline) = Timeline::compile(&dose, Millis(get_in)) else { return Ok(()) };
            let mut cursor = Millis::ZERO;
            for segment in timeline.segments() {
                prop_assert_eq!(segment.start, cursor);
                prop_assert!(segment.end > segment.start);
                cursor = segment.end;
            }
            prop_assert_eq!(cursor, dose.duration.plus(Millis(get_in)));
            prop_assert_eq!(timeline.segments().last().and_then(|s| s.to), Some(Force::ZERO));
        }

        #[test]
        fn the_target_is_never_above_the_dose_and_never_jumps(dose in any_dose()) {
            let Ok(timeline) = Timeline::compile(&dose, Millis::ZERO) else { return Ok(()) };
            let top = dose.load.force().expect("a force");
            let mut last = Force::ZERO;
            for segment in timeline.segments() {
                prop_assert_eq!(segment.from, Some(last));
                prop_assert!(segment.to <= Some(top));
                last = segment.to.expect("a force");
            }
        }
    }
}
