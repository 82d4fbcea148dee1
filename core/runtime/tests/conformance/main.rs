//! The examination of a device, examined: a sound unit keeps to everything that is asked of it, and for each requirement
//! there is a unit that breaks it and is found out.
//!
//! | file | answers |
//! |---|---|
//! | `tampered` | how is a sound unit made to do something else? |
//! | `breaks` | which unit breaks which requirement? |

#![allow(clippy::expect_used, missing_docs, reason = "it fails loudly")]

mod breaks;
mod tampered;

use std::collections::BTreeSet;

use nape::conformance::{CheckOutcome, ConformanceReport, Extent, Leaping, examine};
use nape::link::{Link, SimulatedLink};
use nape_logic::time::{Elapsed, Timestamp};
use nape_simulator::{Features, Kind, Options};
use tampered::Tampered;

pub(crate) fn unit(features: Features) -> Options {
    Options { features, records: nape_simulator::plausible_records(3, 3, 120), ..Options::default() }
}

pub(crate) fn examined(link: Box<dyn Link>, extent: Extent) -> ConformanceReport {
    let wall = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
    examine(link, &mut Leaping::new(Elapsed(0), wall), extent, |_, _| true)
}

fn sound(features: Features, extent: Extent) -> ConformanceReport {
    examined(Box::new(SimulatedLink::of(unit(features))), extent)
}

fn failures(report: &ConformanceReport) -> Vec<String> {
    let failed = |outcome: &CheckOutcome| match outcome {
        CheckOutcome::Failed(found) => Some(found.clone()),
        _ => None,
    };
    report.checked.iter().filter_map(|one| Some(format!("{}: {}", one.id, failed(&one.outcome)?))).collect()
}

fn units() -> Vec<(&'static str, Features)> {
    let home = Features::default();
    vec![
        ("a home unit with records", home.clone()),
        ("one without records", home.clone().without_records()),
        ("a table for the lower back", Features { regions: Features::LUMBAR, modality: 2, ..home.clone() }),
        ("one for both regions", Features { regions: 3, ..home.clone() }),
        ("one with a start button", home.clone().with(Features::START_BUTTON)),
        (
            "one that can't do less than it can do at most",
            Features { least_force: 300, greatest_force: 300, ..home.clone() },
        ),
        ("a gauge", Features { kind: Kind::Gauge, modality: 3, flags: 0, records: 0, ..home.clone() }),
        (
            "one with levels",
            Features { levels: 8, least_force: 0, greatest_force: 0, ..home.with(Features::LEVELS) },
        ),
    ]
}

#[test]
fn a_sound_unit_of_any_kind_keeps_to_everything() {
    for (what, features) in units() {
        let report = sound(features, Extent::Moving);
        assert_eq!(failures(&report), Vec::<String>::new(), "{what}");
        assert!(report.conforms(), "{what}");
        assert_eq!(report.unit.serial, "SIM-1");
    }
}

#[test]
fn at_rest_nothing_ever_pulls() {
    let link = Tampered::sound(unit(Features::default()));
    let seen = link.watched();
    let report = examined(Box::new(link), Extent::AtRest);
    assert_eq!(failures(&report), Vec::<String>::new());
    assert!(!report.conforms(), "what was not run is kept to by nobody");
    assert!(report.checked.iter().any(|one| matches!(one.outcome, CheckOutcome::NotRun(_))));
    assert_eq!(seen.lock().expect("whole").peak_decinewtons, 0);
}

#[test]
fn an_examination_pulls_by_the_least_force_and_leaves_the_unit_at_rest_without_records_of_its_own() {
    let features = Features { least_force: 150, ..Features::default() };
    let link = Tampered::sound(unit(features));
    let seen = link.watched();
    assert!(examined(Box::new(link), Extent::Moving).conforms());
    let seen = seen.lock().expect("whole");
    // A step above the least force, and what the physics overshoots.
    assert!((140..=200).contains(&seen.peak_decinewtons), "{seen:?}");
    assert_eq!((seen.force_decinewtons, seen.is_connected), (0, false));
    assert_eq!(seen.records, 3, "those that it had before");
}

#[test]
fn a_unit_that_pulls_is_told_to_stop_and_asked_nothing_more() {
    let mut link = SimulatedLink::of(unit(Features::default().with(Features::START_BUTTON)));
    assert!(link.inject("start_button", Elapsed(0)));
    let report = examined(Box::new(link), Extent::Moving);
    assert_eq!(failures(&report).len(), 1);
    assert!(failures(&report)[0].starts_with("unit.rests"), "{:?}", failures(&report));
    assert!(report.checked[2..].iter().all(|one| matches!(one.outcome, CheckOutcome::NotRun(_))));
}

#[test]
fn a_unit_that_is_not_there_is_said_to_be_none() {
    let link = Tampered::sound(unit(Features::default())).failing_to_connect();
    let report = examined(Box::new(link), Extent::AtRest);
    assert!(failures(&report)[0].starts_with("unit.reached"));
    assert!(report.checked[1..].iter().all(|one| matches!(one.outcome, CheckOutcome::NotRun(_))));
}

#[test]
fn an_examination_that_is_ended_says_what_was_not_run() {
    let wall = Timestamp::parse("2026-03-28T09:00:00+02:00").expect("an instant");
    let link = Box::new(SimulatedLink::of(unit(Features::default())));
    let report = examine(link, &mut Leaping::new(Elapsed(0), wall), Extent::AtRest, |number, count| {
        assert!(number <= count);
        number < 5
    });
    assert_eq!(report.checked.iter().filter(|one| one.outcome == CheckOutcome::Passed).count(), 4);
}

#[test]
fn each_requirement_is_broken_by_a_unit_that_is_found_out() {
    let all = sound(Features::default(), Extent::AtRest);
    let asked: BTreeSet<&str> = all.checked.iter().map(|one| one.id).collect();
    let broken: BTreeSet<&str> = breaks::all().iter().map(|broken| broken.requirement).collect();
    assert_eq!(asked, broken, "each has a unit that breaks it");
    for broken in breaks::all() {
        let report = examined(Box::new((broken.unit)()), Extent::Moving);
        let outcome = report.checked.iter().find(|one| one.id == broken.requirement).map(|one| &one.outcome);
        assert!(
            matches!(outcome, Some(CheckOutcome::Failed(_))),
            "{}: {outcome:?}; failed: {:?}",
            broken.requirement,
            failures(&report)
        );
    }
}
