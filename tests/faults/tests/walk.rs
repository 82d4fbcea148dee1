//! Random schedules of a person, a journal, a radio and an actuator: whatever happens in whatever order.

use std::collections::BTreeMap;

use nape_faults::walk::{Begin, Step, came_across, play};
use nape_simulator::Fault;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{FileFailurePersistence, TestRunner};

/// Five tests of so many: 20,000 schedules.
const SCHEDULES: u32 = 4_000;
/// What must be met in at least one of so many schedules.
const RARELY: usize = 200;

fn step() -> impl Strategy<Value = Step> {
    let journal = prop_oneof![
        4 => Just(Some(0)),
        2 => (10_u64..300).prop_map(Some),
        1 => (4_800_u64..5_200).prop_map(Some),
        1 => Just(None),
    ];
    let wait = prop_oneof![4 => 0_u64..150, 3 => 150_u64..1_500, 2 => 1_500_u64..5_000];
    prop_oneof![
        4 => any::<bool>().prop_map(|steady| Step::Prepare { steady }),
        5 => Just(Step::Start),
        3 => Just(Step::Pause),
        3 => Just(Step::Resume),
        2 => Just(Step::Lower),
        2 => Just(Step::Higher),
        2 => Just(Step::ClearFault),
        2 => Just(Step::Stop),
        1 => Just(Step::Disconnect),
        1 => Just(Step::Connect),
        2 => Just(Step::ConnectAgain),
        6 => (0..Fault::NAMES.len()).prop_map(Step::Fault),
        2 => journal.prop_map(Step::Journal),
        14 => wait.prop_map(Step::Wait),
    ]
}

fn schedule() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(step(), 1..30)
}

fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        // More for a night of them: PROPTEST_CASES.
        cases: default.cases.max(SCHEDULES),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("proptest-regressions/walk.txt"))),
        ..default
    }
}

fn holds(begin: Begin, steps: &[Step], seed: u64) -> Result<(), TestCaseError> {
    play(begin, steps, seed).map(drop).map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_rule_holds_from_before_the_connection(steps in schedule(), seed in any::<u64>()) {
        holds(Begin::Unlinked, &steps, seed)?;
    }

    #[test]
    fn every_rule_holds_from_a_unit_at_rest(steps in schedule(), seed in any::<u64>()) {
        holds(Begin::Connected, &steps, seed)?;
    }

    #[test]
    fn every_rule_holds_from_an_armed_unit(steps in schedule(), seed in any::<u64>()) {
        holds(Begin::Armed, &steps, seed)?;
    }

    #[test]
    fn every_rule_holds_from_a_rising_force(steps in schedule(), seed in any::<u64>()) {
        holds(Begin::RampUp, &steps, seed)?;
    }

    #[test]
    fn every_rule_holds_from_a_held_force(steps in schedule(), seed in any::<u64>()) {
        holds(Begin::Hold, &steps, seed)?;
    }
}

/// Found by the walk: reports come late, and the actuator sticks once its fall was seen. The answer to the Stop may then
/// take the ramp from the first report on, and no longer.
#[test]
fn a_release_that_sticks_after_it_was_seen_falling_late_is_answered_and_ends() {
    let place = |name| Fault::NAMES.iter().position(|known| *known == name).expect("a fault");
    let steps = [
        Step::Fault(place("corrupt_frames")),
        Step::Stop,
        Step::Wait(3_161),
        Step::Fault(place("stuck_actuator")),
    ];
    let rig = play(Begin::Hold, &steps, 0).expect("every rule holds");
    assert!(came_across(&rig).contains(&"an unconfirmed release"));
}

/// A walk that never came there would show nothing.
#[test]
fn the_schedules_come_across_everything_that_the_rules_speak_of() {
    let mut runner = TestRunner::deterministic();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let schedules = 1_000;
    for seed in 0..schedules {
        let steps = schedule().new_tree(&mut runner).expect("a schedule").current();
        let begin = [Begin::Connected, Begin::Armed, Begin::RampUp, Begin::Hold][seed % 4];
        let rig = play(begin, &steps, u64::try_from(seed).expect("a seed")).expect("every rule holds");
        for what in came_across(&rig) {
            *met.entry(what).or_default() += 1;
        }
    }
    assert_eq!(met.len(), 14, "{met:?}");
    let rare: Vec<_> = met.iter().filter(|(_, times)| **times * RARELY < schedules).collect();
    assert!(rare.is_empty(), "{rare:?}");
}
