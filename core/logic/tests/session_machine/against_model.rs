//! Random doses and inputs at random times, through sleep, kill and reboot: the machine does what a session that
//! counts seconds does. Failures shrink, and stay in `against_model.proptest-regressions`.

use nape_logic::session::{Machine, MomentKind, Phase, Started, State};
use proptest::prelude::*;

use super::bench::Bench;
use super::model::{Happened, Model};
use super::random::{Step, any_story};

/// Both sessions, step by step.
struct Pair {
    bench: Bench,
    model: Model,
    /// Seconds in which a pull was wanted, with somebody there.
    under_load: u64,
    started: Started,
}

impl Pair {
    fn new(started: Started) -> Self {
        let model = Model::new(&started);
        Self { bench: Bench::new(started.clone()), model, under_load: 0, started }
    }

    fn step(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match step {
            Step::Input(input) => {
                self.bench.input(input.clone());
                self.model.input(input);
            }
            Step::Pass(seconds) => {
                for _ in 0..*seconds {
                    self.bench.pass(1000);
                    self.model.second();
                    let running = self.model.phase == Phase::Running;
                    let pulls = self.model.target().map_or(running, |target| target > 0.0);
                    self.under_load += u64::from(pulls);
                    self.same_present()?;
                }
            }
            Step::Sleep(seconds) => {
                self.sleep(*seconds);
                self.bench.sleep(seconds * 1000);
                self.model.input(&nape_logic::session::Input::AppResumed);
            }
            Step::Kill { seconds, reboot } => {
                self.sleep(*seconds);
                self.bench.kill(seconds * 1000, *reboot);
                self.model.found_open();
            }
        }
        self.same_present()?;
        self.same_past()
    }

    fn sleep(&mut self, seconds: u64) {
        (0..seconds).for_each(|_| self.model.slept_second());
    }

    /// Where both stand.
    fn same_present(&self) -> Result<(), TestCaseError> {
        let (bench, model) = (&self.bench, &self.model);
        let state = bench.state();
        prop_assert_eq!(state.phase, model.phase);
        prop_assert_eq!(state.position(bench.now).get(), model.shown_position() * 1000);
        prop_assert_eq!(state.cap.map(nape_logic::units::Force::millinewtons), model.cap);
        let target = state.target(bench.now).map(|target| f64::from(target.millinewtons()));
        prop_assert_eq!(target.is_some(), model.target().is_some());
        let top = self.started.dose.load.force().unwrap_or_default();
        if let (Some(target), Some(expected)) = (target, model.target()) {
            // A ramp of the machine ends on a whole millisecond.
            let off = f64::from(top.millinewtons()) / 1000.0 + 2.0;
            prop_assert!((target - expected).abs() <= off, "{target} mN, expected {expected}");
        }
        Ok(())
    }

    /// What both did until now, and that the journal tells the same.
    fn same_past(&self) -> Result<(), TestCaseError> {
        let (bench, model) = (&self.bench, &self.model);
        let happened: Vec<Happened> = bench.facts.iter().filter_map(|(fact, _)| Happened::of(fact)).collect();
        prop_assert_eq!(&happened, &model.happened);
        prop_assert_eq!(&bench.requests, &model.requests);
        let cue =
            |kind: &&MomentKind| matches!(kind, MomentKind::ReleaseNow | MomentKind::ReleaseOverdue { .. });
        prop_assert_eq!(bench.moments.iter().filter(cue).count(), model.end_cues);
        let folded = State::fold(bench.facts.iter().map(|(fact, at)| (fact, *at)));
        prop_assert_eq!(folded.as_ref(), Some(bench.state()), "replay equals live");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_machine_does_what_a_session_that_counts_seconds_does((started, steps) in any_story(30)) {
        let mut pair = Pair::new(started);
        for step in &steps {
            pair.step(step)?;
        }
        prop_assert!(pair.under_load <= pair.started.dose.duration.secs_floor(), "never longer than the plan");
    }

    #[test]
    fn at_every_fact_a_kill_leaves_a_session_that_comes_to_its_end((started, steps) in any_story(12)) {
        let mut pair = Pair::new(started);
        for step in &steps {
            pair.step(step)?;
        }
        for kept in 1..=pair.bench.facts.len() {
            let facts = &pair.bench.facts[..kept];
            let state = State::fold(facts.iter().map(|(fact, at)| (fact, *at))).expect("begins with its start");
            ends_well(state, facts[kept - 1].1)?;
        }
    }
}

/// Found open a little later, the session ends once, by itself, and without asking for a pull.
fn ends_well(state: State, last: nape_logic::time::Elapsed) -> Result<(), TestCaseError> {
    use nape_logic::session::{Away, AwayClock, Fact, Output};
    use nape_logic::time::Millis;
    if state.finished.is_some() {
        return Ok(());
    }
    let away = Away { time: Millis::from_secs(10), by: AwayClock::Elapsed };
    let mut now = last.plus(away.time);
    let mut ends = 0;
    if state.goes_on() {
        let mut machine = Machine::recover(state, away, now);
        loop {
            while let Some(output) = machine.poll_output() {
                prop_assert!(!matches!(output, Output::Device(_)), "nobody is asked to pull");
                ends += usize::from(matches!(output, Output::Fact(Fact::Finished(_))));
            }
            let Some(due) = machine.poll_timeout() else { break };
            now = now.max(due);
            machine.handle_timeout(now);
        }
    } else {
        let facts = Machine::close_interrupted(&state, away, now);
        ends += facts.iter().filter(|fact| matches!(fact, Fact::Finished(_))).count();
        prop_assert!(matches!(facts.last(), Some(Fact::Finished(_))));
    }
    prop_assert_eq!(ends, 1);
    Ok(())
}
