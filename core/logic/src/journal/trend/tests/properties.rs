//! What holds for any entries.

use chrono::Days;
use proptest::prelude::*;

use super::super::{Asked, DAYS_MAX, DaySum, PageInput, Told, by_day, in_one_unit, page, trend};
use super::{asked, back, date, measure, told};
use crate::journal::entry::{Amount, Kind};
use crate::time::Timestamp;

fn any_sums() -> impl Strategy<Value = Vec<DaySum>> {
    proptest::collection::btree_map(0_u64..40, (0_i64..=10, 1_u32..300), 0..40).prop_map(|days| {
        let day = |(back_days, (value, n)): (u64, (i64, u32))| DaySum {
            date: back(back_days),
            sum: value * 1000 * i64::from(n) - i64::from(n % 7) * 10,
            n,
        };
        days.into_iter().map(day).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_days_changes_nothing(sums in any_sums(), days in 1_u32..60) {
        let reversed: Vec<DaySum> = sums.iter().rev().copied().collect();
        let pain = measure(Kind::Pain);
        prop_assert_eq!(
            trend(pain, &asked(days), &sums),
            trend(pain, &asked(days), &reversed)
        );
    }

    /// So that nobody has to read ten years for a trend in a course that began then.
    #[test]
    fn the_spans_hold_all_that_a_trend_and_the_page_need(
        sums in any_sums(), days in 1_u32..60, started in 0_u64..45
    ) {
        let pain = measure(Kind::Pain);
        let needed = |asked: &Asked| -> Vec<DaySum> {
            let spans = asked.spans();
            let is_in = |day: &&DaySum| spans.iter().any(|(first, last)| (*first..=*last).contains(&day.date));
            sums.iter().filter(is_in).copied().collect()
        };
        let asked = Asked::new(days, back(0), Some(back(started))).expect("asked");
        prop_assert_eq!(trend(pain, &asked, &sums), trend(pain, &asked, &needed(&asked)));
        let page_of = |sums: &[DaySum]| {
            let mut input = PageInput::new(back(0), Some(back(started))).expect("input");
            input.kept = sums.iter().map(|day| day.date).collect();
            input.sums = PageInput::kinds().map(|kind| (kind, sums.to_vec())).collect();
            page(&input)
        };
        let asked = PageInput::new(back(0), Some(back(started))).expect("input").asked;
        prop_assert_eq!(page_of(&sums), page_of(&needed(&asked)));
    }

    #[test]
    fn each_day_with_an_entry_is_one_point_and_no_other_day_is(sums in any_sums(), days in 1_u32..60) {
        let found = trend(measure(Kind::Pain), &asked(days), &sums);
        let within = sums.iter().filter(|day| day.date >= back(u64::from(days) - 1));
        prop_assert_eq!(found.points.len(), within.count());
        prop_assert!(found.points.windows(2).all(|pair| pair[0].date < pair[1].date));
    }

    #[test]
    fn what_was_told_in_whatever_order_makes_the_same_days(
        values in proptest::collection::vec((0_i64..10_000_000, 0_i32..=10, -12_i32..=14), 0..60),
        seed in 0_usize..1000,
    ) {
        let told: Vec<Told> = values
            .iter()
            .map(|(second, value, hours)| Told {
                at: Timestamp::from_unix_millis(second * 1000, hours * 3600).expect("an instant"),
                value: Amount::whole(*value),
            })
            .collect();
        let mut turned = told.clone();
        turned.rotate_left(seed.checked_rem(told.len()).unwrap_or(0));
        let days = by_day(&told);
        prop_assert_eq!(by_day(&turned), days.clone());
        prop_assert_eq!(days.iter().map(|day| day.n as usize).sum::<usize>(), told.len());
    }

    /// However many entries a day has: what is too long for a fraction is rounded far below what is shown.
    #[test]
    fn a_change_is_never_far_from_what_plain_numbers_say(
        counts in proptest::collection::vec(1_u32..4_000_000_000, 14),
        values in proptest::collection::vec(0_i32..=10, 14),
    ) {
        let sums: Vec<DaySum> = counts
            .iter()
            .zip(&values)
            .zip([0..7, 21..28].into_iter().flatten())
            .map(|((n, value), days)| DaySum { date: back(days), sum: i64::from(*value) * 1000 * i64::from(*n) + 1, n: *n })
            .collect();
        let found = trend(measure(Kind::Pain), &asked(28), &sums).compared.change.expect("a change");
        let mean = |of: &[i32]| f64::from(of.iter().sum::<i32>()) / 7.0;
        let plain = mean(&values[..7]) - mean(&values[7..]);
        prop_assert!((found - plain).abs() < 1e-2, "{} {}", found, plain);
    }

    #[test]
    fn raising_every_value_of_the_last_week_never_lowers_the_change(sums in any_sums(), more in 1_i64..5) {
        let raised: Vec<DaySum> = sums
            .iter()
            .map(|day| {
                let added = if day.date >= back(6) { more * 1000 * i64::from(day.n) } else { 0 };
                DaySum { sum: day.sum + added, ..*day }
            })
            .collect();
        let change = |sums: &[DaySum]| trend(measure(Kind::Pain), &asked(28), sums).compared.change;
        if let Some((before, after)) = change(&sums).zip(change(&raised)) {
            prop_assert!(after > before);
        }
    }
}

#[test]
fn from_one_day_to_ten_years_can_be_asked_for() {
    for (days, good) in [(0, false), (1, true), (DAYS_MAX, true), (DAYS_MAX + 1, false), (u32::MAX, false)] {
        let error = Asked::new(days, back(0), None).err();
        assert_eq!(error.is_none(), good, "{days}");
        if let Some(error) = error {
            assert_eq!(
                (error.field.as_str(), error.allowed.as_deref()),
                ("days", Some("a whole number from 1 to 3660"))
            );
        }
    }
}

#[test]
fn two_units_of_a_measure_are_never_added_up() {
    let row = |unit: &str, days: u64, value: i64| (unit.to_owned(), told([days], value)[0]);
    let rows =
        || vec![row("", 20, 60), row("scale", 20, 5), row("deg", 3, 70), row("scale", 2, 6), row("", 1, 65)];
    let (unit, days) = in_one_unit(rows(), "deg");
    assert_eq!((unit.as_str(), days), ("deg", [told([20], 60), told([3], 70), told([1], 65)].concat()));
    let (unit, days) = in_one_unit(rows()[..4].to_vec(), "deg");
    assert_eq!((unit.as_str(), days.len()), ("scale", 2));
    assert_eq!(in_one_unit(Vec::new(), "deg"), ("deg".to_owned(), Vec::new()));
    assert_eq!(measure(Kind::RangeOfMotion).usual_unit(), Some("deg"));
    assert_eq!(measure(Kind::Pain).usual_unit(), None);
}

#[test]
fn the_ends_of_the_calendar_break_nothing() {
    for today in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX, date("0001-01-01"), date("9999-12-31")] {
        let asked = Asked::new(DAYS_MAX, today, Some(today)).expect("asked");
        let sums = [DaySum { date: today, sum: 3000, n: 1 }];
        assert_eq!(trend(measure(Kind::Pain), &asked, &sums).points.len(), 1, "{today}");
    }
}

#[test]
fn a_course_before_the_days_asked_for_asks_for_its_own_days_too() {
    let started = back(100);
    let asked = Asked::new(28, back(0), Some(started)).expect("asked");
    assert_eq!(asked.spans(), [(started, back(94)), (back(27), back(0))]);
    let sums = [told(94..=100, 8), told(0..7, 5)].concat();
    let found = trend(measure(Kind::Pain), &asked, &sums);
    assert_eq!((found.compared.change, found.points.len()), (Some(-3.0), 7));
    assert_eq!(found.compared.first.map(|week| week.to), started.checked_add_days(Days::new(6)));
}
