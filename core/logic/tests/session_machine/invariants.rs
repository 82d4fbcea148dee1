//! What holds whatever happens, at times that are no whole seconds.

use nape_logic::session::{DeviceRequest, Drive, Fact, Input, Phase, State, StopCause};
use nape_logic::units::Force;
use proptest::prelude::*;

use super::bench::{Bench, TOP, started};
use super::random::{Step, any_input};

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => any_input().prop_map(Step::Input),
        4 => (0_u64..90_000).prop_map(Step::Pass),
        1 => (0_u64..400_000).prop_map(Step::Sleep),
        1 => (0_u64..400_000, any::<bool>()).prop_map(|(seconds, reboot)| Step::Kill { seconds, reboot }),
    ]
}

fn take(bench: &mut Bench, step: Step) {
    match step {
        Step::Input(input) => bench.input(input),
        Step::Pass(millis) => bench.pass(millis),
        Step::Sleep(millis) => bench.sleep(millis),
        Step::Kill { seconds: millis, reboot } => bench.kill(millis, reboot),
    }
}

fn fold(bench: &Bench) -> State {
    State::fold(bench.facts.iter().map(|(fact, at)| (fact, *at))).expect("folds")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn replay_equals_live_and_no_pull_is_above_its_limit_or_rises_after_it_was_lowered(
        passive in any::<bool>(),
        steps in prop::collection::vec(any_step(), 0..40),
    ) {
        let mut bench = Bench::new(started(if passive { Drive::Person } else { Drive::Device }));
        let mut cap = TOP;
        for step in steps {
            take(&mut bench, step);
            prop_assert_eq!(&fold(&bench), bench.state());
            let state = bench.state();
            let now_cap = state.cap.unwrap_or(TOP);
            prop_assert!(now_cap <= cap, "nothing raises the cap");
            cap = now_cap;
            prop_assert!(state.target(bench.now).unwrap_or_default() <= cap);
            if state.phase != Phase::Running {
                prop_assert_eq!(state.target(bench.now), Some(Force::ZERO), "no pull outside of running");
            }
        }
        let lowered: Vec<Force> = bench.requests.iter().filter_map(|request| match request {
            DeviceRequest::Lower(force) => Some(*force),
            _ => None,
        }).collect();
        prop_assert!(lowered.windows(2).all(|pair| pair[1] < pair[0]), "each step is lower than the one before");
        let mut after = bench.requests.iter().skip_while(|request| **request != DeviceRequest::Release);
        prop_assert!(!after.any(|request| request.may_pull()), "nothing pulls after a release");
    }

    #[test]
    fn a_stop_reaches_release_within_its_own_input_in_every_state_and_the_session_ends(
        passive in any::<bool>(),
        steps in prop::collection::vec(any_step(), 0..25),
    ) {
        let mut bench = Bench::new(started(if passive { Drive::Person } else { Drive::Device }));
        for step in steps {
            take(&mut bench, step);
        }
        let was_over = bench.state().phase == Phase::Ended;
        let before = bench.requests.len();
        bench.input(Input::Stop(StopCause::Person));
        prop_assert!(matches!(bench.state().phase, Phase::Releasing | Phase::Ended));
        if !passive && !was_over {
            prop_assert_eq!(&bench.requests[before..], &[DeviceRequest::Release][..]);
            prop_assert_eq!(bench.order.first(), Some(&"device"), "before anything is written down");
        }
        bench.pass(400_000);
        let ends = bench.facts.iter().filter(|(fact, _)| matches!(fact, Fact::Finished(_))).count();
        prop_assert_eq!(ends, 1);
        prop_assert!(matches!(bench.facts.last(), Some((Fact::Finished(_), _))));
    }
}
