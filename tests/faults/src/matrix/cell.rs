//! One cell: the fault at three moments, once left alone and once with a Stop right behind it.

use std::collections::BTreeSet;

use nape_logic::device::controller::{Output, ReleaseResult};
use nape_logic::time::Millis;
use nape_simulator::State;

use super::ending::{Ending, ends_within, stops_within};
use crate::rig::{Rig, TICK};
use crate::states::{InFlight, Situation};

/// Before the unit has what is on its way, about when it gets it, and while its answer is on its way.
const MOMENTS: [Millis; 3] = [Millis(0), Millis(30), Millis(50)];
/// What is left alone is watched for so long: past every time that is stated.
const WATCHED: Millis = Millis(15_000);
/// The longest that a Stop takes, with a connection that is never made.
const STOP_WATCHED: Millis = Millis(40_000);

/// What a cell came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The safe states in which it ended, left alone.
    pub endings: BTreeSet<Ending>,
    /// From the fault to force zero where nobody did anything, at the longest.
    pub alone: Millis,
    /// How a Stop right behind the fault ended.
    pub releases: BTreeSet<&'static str>,
    /// From that Stop to force zero, at the longest.
    pub stopped: Millis,
    /// Everything that did not hold; empty in a proven cell.
    pub problems: Vec<String>,
}

impl Cell {
    /// Runs it.
    pub fn run(situation: Situation, in_flight: InFlight, fault: &str, mtu: u16) -> Self {
        let mut cell = Self::default();
        for (seed, moment) in (1_u64..).zip(MOMENTS) {
            for stops in [false, true] {
                let at = format!("{} ms, {}", moment.0, if stops { "with a Stop" } else { "left alone" });
                let Some(mut rig) = situation.reach(in_flight, seed, mtu) else {
                    cell.problems.push(format!("{at}: the situation did not come about"));
                    continue;
                };
                rig.run(moment);
                let was_idle = rig.device().state() == State::Idle;
                if !rig.inject(fault) {
                    cell.problems.push("the simulator does not know it".to_owned());
                }
                let mut problems = if stops {
                    cell.stop(&mut rig, fault)
                } else {
                    cell.leave_alone(&mut rig, fault, was_idle && fault == "start_button")
                };
                problems.extend(rig.witness().broken().iter().map(ToString::to_string));
                cell.problems.extend(problems.into_iter().map(|problem| format!("{at}: {problem}")));
            }
        }
        cell
    }

    fn leave_alone(&mut self, rig: &mut Rig, fault: &str, may_begin_at_unit: bool) -> Vec<String> {
        let mut problems = Vec::new();
        let time = time_to_zero(rig, WATCHED);
        let Some(ending) = Ending::of(rig, may_begin_at_unit) else {
            return vec![format!("{:?} is no safe state", rig.device().state())];
        };
        self.endings.insert(ending);
        if !ending.pulls() {
            self.alone = self.alone.max(time);
            let within = ends_within(fault);
            if time > within {
                problems.push(format!("force zero after {} ms, not {} ms", time.0, within.0));
            }
        }
        // Whatever goes on is still the person's to stop.
        rig.take_said();
        rig.stop();
        let time = time_to_zero(rig, STOP_WATCHED);
        problems.extend(judge_stop(rig, time, stops_within(fault)));
        problems
    }

    fn stop(&mut self, rig: &mut Rig, fault: &str) -> Vec<String> {
        rig.take_said();
        rig.stop();
        let time = time_to_zero(rig, STOP_WATCHED);
        self.stopped = self.stopped.max(time);
        self.releases.extend(releases(rig).into_iter().map(|result| match result {
            ReleaseResult::Confirmed => "confirmed",
            ReleaseResult::Unconfirmed => "by hand",
        }));
        judge_stop(rig, time, stops_within(fault))
    }
}

/// Watches until nothing more is to come, at most so long; says when the cable was slack for good.
fn time_to_zero(rig: &mut Rig, watched: Millis) -> Millis {
    let begin = rig.now();
    let mut last = None;
    let mut quiet = Millis::ZERO;
    while rig.now().since(begin) < watched {
        rig.run(TICK);
        if rig.device().true_force_decinewtons() > 0 {
            last = Some(rig.now());
            quiet = Millis::ZERO;
        } else if !rig.witness().is_releasing() {
            quiet = quiet.plus(TICK);
        }
        // After a Stop nothing begins by itself; without one the time is watched to its end.
        if watched == STOP_WATCHED && quiet > Millis(3_000) {
            break;
        }
    }
    last.map_or(Millis::ZERO, |last| last.since(begin).plus(TICK))
}

fn releases(rig: &Rig) -> Vec<ReleaseResult> {
    rig.said()
        .iter()
        .filter_map(|output| match output {
            Output::Release(result) => Some(*result),
            _ => None,
        })
        .collect()
}

fn judge_stop(rig: &Rig, time: Millis, within: Millis) -> Vec<String> {
    let mut problems = Vec::new();
    if time > within {
        problems.push(format!("force zero {} ms after Stop, not {} ms", time.0, within.0));
    }
    let device = rig.device();
    if device.true_force_decinewtons() > 0 || matches!(device.state(), State::Running | State::Paused) {
        problems.push(format!("{:?} after Stop", device.state()));
    }
    let answers = releases(rig).len();
    if answers != 1 {
        problems.push(format!("{answers} answers to one Stop"));
    }
    problems
}
