//! Benchmarks, the frequency of sessions (P29), what is worth a look (P28), the first card (I04).

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{BENCHMARKS, Direction, Goal, ObservationKind, PageInput, Reading, Told, Trouble, page};
use super::{back, told};
use crate::journal::entry::{Amount, Kind};
use crate::text::claims::banned_in;
use crate::text::{has_message, render};
use crate::time::Timestamp;

fn input() -> PageInput {
    PageInput::new(back(0), None).expect("input")
}

/// Three sessions in the first week, one in the last, pain and stiffness told and held.
fn fewer() -> PageInput {
    let mut input = input();
    for kind in [Kind::Pain, Kind::Stiffness] {
        input.sums.insert(kind, [told(21..28, 4), told(0..7, 4)].concat());
    }
    input.sessions = vec![back(27), back(25), back(22), back(3)];
    input
}

fn found(input: &PageInput, id: &str) -> super::super::Found {
    page(input).benchmarks.into_iter().find(|found| found.id == id).expect("a benchmark")
}

#[test]
fn all_fifteen_benchmarks_stand_on_the_page_with_what_is_hoped_for() {
    let ids: Vec<&str> = page(&input()).benchmarks.iter().map(|found| found.id).collect();
    assert_eq!(ids, (1..=15).map(|n| format!("J{n:02}")).collect::<Vec<_>>());
    for benchmark in &BENCHMARKS {
        assert!(has_message(&page(&input()).benchmarks[0].text.key), "{}", benchmark.id);
        let higher = ["J04", "J06", "J09", "J13", "J14"].contains(&benchmark.id);
        assert_eq!(benchmark.goal, if higher { Goal::Higher } else { Goal::Lower }, "{}", benchmark.id);
        if let super::super::Counted::Measure(kind) = benchmark.counted {
            assert_eq!(super::measure(kind).goal(), benchmark.goal, "{}", benchmark.id);
        }
    }
}

#[test]
fn how_often_the_upper_back_hurts_is_not_how_strongly() {
    let mut input = input();
    // Weaker on every day, but on no fewer days.
    input.sums.insert(Kind::Discomfort, [told(21..28, 6), told(0..7, 1)].concat());
    assert_eq!(found(&input, "J02").direction, Some(Direction::Same));
    assert_eq!(found(&input, "J03").direction, Some(Direction::Lower));
}

#[test]
fn a_day_without_a_medicine_counts_only_where_the_journal_was_kept() {
    let mut input = input();
    input.sums.insert(Kind::Medication, [told([27, 26, 25, 24], 0), told([2], 0)].concat());
    assert_eq!(found(&input, "J12").direction, None);
    input.kept = (0..28).map(back).collect();
    let medicine = found(&input, "J12");
    assert_eq!((medicine.first, medicine.last), (Some(4.0 / 7.0), Some(1.0 / 7.0)));
    assert!(render(&medicine.note.expect("a note")).contains("Change a medicine only with"));
}

#[test]
fn p29_fewer_sessions_are_good_only_where_pain_and_stiffness_held() {
    let good = page(&fewer()).frequency;
    assert_eq!((good.first, good.last, good.reading, good.is_good()), (3, 1, Reading::FewerHeld, true));
    for kind in [Kind::Pain, Kind::Stiffness] {
        let mut rose = fewer();
        rose.sums.insert(kind, [told(21..28, 4), told(1..7, 4), told(0..1, 5)].concat());
        assert_eq!(page(&rose).frequency.reading, Reading::FewerRose, "{kind}");
        let mut unknown = fewer();
        unknown.sums.remove(&kind);
        assert_eq!(page(&unknown).frequency.reading, Reading::FewerUnknown, "{kind}");
    }
}

#[test]
fn p29_a_stop_a_lock_or_a_hold_in_that_time_is_not_good() {
    for trouble in [Trouble::Stop, Trouble::Lock, Trouble::Hold] {
        for (days, reading) in [
            (28, Reading::FewerHeld),
            (27, Reading::FewerTrouble),
            (14, Reading::FewerTrouble),
            (0, Reading::FewerTrouble),
        ] {
            let mut input = fewer();
            input.troubles = vec![trouble(back(days))];
            assert_eq!(page(&input).frequency.reading, reading, "{:?}", input.troubles);
        }
    }
}

#[test]
fn no_other_number_of_sessions_is_good() {
    for (days, reading) in [
        (vec![], Reading::None),
        (vec![27, 3], Reading::Same),
        (vec![3], Reading::Higher),
        (vec![27, 3, 4], Reading::Higher),
    ] {
        let sessions = days.into_iter().map(back).collect();
        let frequency = page(&PageInput { sessions, ..fewer() }).frequency;
        assert_eq!((frequency.reading, frequency.is_good()), (reading, false));
    }
}

#[test]
fn in_the_first_two_weeks_of_a_course_nothing_is_read_into_the_number_of_sessions() {
    for days in 0..=13 {
        let input = PageInput {
            sessions: vec![back(days)],
            ..PageInput::new(back(0), Some(back(days))).expect("input")
        };
        let expected = if days < 13 { Reading::TooSoon } else { Reading::FewerUnknown };
        assert_eq!(page(&input).frequency.reading, expected, "{days}");
        assert_eq!(found(&input, "J15").good, Some(false));
    }
}

#[test]
fn p28_cracking_on_the_rise_is_told_with_its_sources() {
    let mut input = input();
    input.kept = (0..14).map(back).collect();
    let kinds = |input: &PageInput| page(input).observations.iter().map(|seen| seen.kind).collect::<Vec<_>>();
    for (before, last, seen) in
        [(0, 2, false), (0, 3, true), (6, 8, false), (6, 9, true), (10, 13, false), (10, 15, true)]
    {
        input.sums.insert(Kind::Cracking, [told([9], before), told([2], last)].concat());
        assert_eq!(!kinds(&input).is_empty(), seen, "{before} {last}");
    }
    let observation = page(&input).observations.remove(0);
    assert_eq!(
        (observation.kind, observation.sources),
        (ObservationKind::CrackingRises, &["E15", "L10"][..])
    );
    assert!(render(&observation.text).contains("10 times in one week and 15 times in the next"));
    input.kept = (0..10).map(back).collect();
    assert_eq!(kinds(&input), [], "a week in which the journal was not kept says nothing");
}

fn at(days: u64, time: &str, value: i32) -> Told {
    let text = format!("{}T{time}:00+01:00", back(days));
    Told { at: Timestamp::parse(&text).expect("an instant"), value: Amount::whole(value) }
}

#[test]
fn p28_relief_only_with_cracking_is_told_and_never_as_its_cause() {
    let pain = |days: &[u64]| -> Vec<Told> {
        days.iter().flat_map(|days| [at(*days, "09:00", 6), at(*days, "11:00", 4)]).collect()
    };
    let cracking = |days: &[u64]| -> Vec<Told> { days.iter().map(|days| at(*days, "10:00", 1)).collect() };
    let seen = |pain: Vec<Told>, cracking: Vec<Told>| {
        let observations = page(&PageInput { pain, cracking, ..input() }).observations;
        observations.into_iter().find(|seen| seen.kind == ObservationKind::CrackingRelief)
    };
    let observation = seen(pain(&[1, 5, 13]), cracking(&[1, 5, 13])).expect("an observation");
    assert_eq!(observation.sources, ["C16"]);
    assert!(render(&observation.text).contains("does not name a cause"));
    assert_eq!(seen(pain(&[1, 5]), cracking(&[1, 5])), None, "two falls are no pattern");
    assert_eq!(seen(pain(&[1, 5, 14]), cracking(&[1, 5, 14])), None, "one lies too far back");
    assert_eq!(seen(pain(&[1, 5, 9, 10]), cracking(&[1, 5, 9])), None, "pain fell once without cracking");
    let same_instant = [1, 5, 13].map(|days| at(days, "09:00", 1)).to_vec();
    assert_eq!(
        seen(pain(&[1, 5, 13]), same_instant),
        None,
        "what is told at one instant lies not in between"
    );
    let less = [1, 5, 13].into_iter().flat_map(|days| [at(days, "09:00", 6), at(days, "11:00", 5)]).collect();
    assert_eq!(seen(less, cracking(&[1, 5, 13])), None, "one point is no relief");
}

#[test]
fn i04_the_first_card_comes_on_day_ten_of_journaling() {
    for (days, card) in [(0, false), (8, false), (9, true), (300, true)] {
        let page = page(&PageInput { first_entry: Some(back(days)), ..input() });
        assert_eq!(page.card, card, "{days}");
    }
    assert_eq!(page(&input()).card_from, None);
}

proptest! {
    #[test]
    fn nothing_on_the_page_claims_what_may_not_be_claimed(
        values in proptest::collection::vec((0_u64..28, 0_usize..19, 0_i64..=10), 0..80),
        sessions in proptest::collection::vec(0_u64..28, 0..20),
    ) {
        let mut input = input();
        let mut seen = BTreeSet::new();
        for (day, kind, value) in values {
            let kind = Kind::ALL[kind];
            if seen.insert((day, kind)) {
                input.sums.entry(kind).or_default().extend(told([day], value));
            }
        }
        input.kept = (0..28).map(back).collect();
        input.sessions = sessions.into_iter().map(back).collect();
        let page = page(&input);
        let texts = page.benchmarks.iter().flat_map(|found| [Some(&found.why), Some(&found.text), found.note.as_ref()]);
        for text in texts.flatten().chain(page.observations.iter().map(|seen| &seen.text)).map(render) {
            prop_assert!(banned_in(&text).is_none(), "{}", text);
            prop_assert!(!text.starts_with("trend-"), "{}", text);
        }
    }
}
