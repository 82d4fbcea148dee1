//! Each line of section 7, and the product rules that sharpen it.

use super::*;
use crate::units::{EnteredLength, LengthUnit};

fn told_a_day_later(day: u32, pain: u8) -> PastSession {
    let told = NextDay { at: morning(day + 1), pain: Some(pain), felt: Felt::Nothing };
    PastSession { next_day: Some(told), ..session(day) }
}

fn felt(day: u32, felt: Felt) -> PastSession {
    PastSession { felt, ..session(day) }
}

/// The emergency and the stop lock elsewhere; here they lower and never leave a dose as it was.
#[test]
fn a_stop_lowers_and_ends_every_row() {
    let history = course(vec![session(1), session(2), felt(3, Felt::Stopped)]);
    assert_eq!(lowered_to(&history, morning(4)), Some(dose(72_000, 10)));
    assert_eq!(decide(&history, morning(4)).permit, None);
}

#[test]
fn pain_that_rises_in_a_session_lowers_the_next_dose_by_one_step() {
    assert_eq!(lowered_to(&course(vec![felt(1, Felt::Rose)]), morning(2)), Some(dose(72_000, 10)));
}

#[test]
fn pain_two_points_higher_a_day_later_holds_the_next_day_and_then_lowers() {
    let history = course(vec![told_a_day_later(1, 6)]);
    let held = decide(&history, morning(3));
    assert_eq!((held.next, held.no_session_before), (Next::Hold, Some(morning(4).date())));
    assert_eq!(lowered_to(&history, morning(4)), Some(dose(72_000, 10)));
}

#[test]
fn two_holds_in_seven_days_pause_until_a_provider_was_asked() {
    let mut history = course(vec![told_a_day_later(1, 6), told_a_day_later(8, 6)]);
    let paused = decide(&history, morning(12));
    assert_eq!((paused.next, paused.paused), (Next::Hold, Some(LimitId::ProgressionTwoHolds)));
    history.contacts.push(Contact { at: morning(11), date: morning(10).date() });
    assert_eq!(decide(&history, morning(12)).paused, None);
    history.sessions[1].next_day = Some(NextDay { at: morning(10), pain: Some(6), felt: Felt::Nothing });
    assert_eq!(decide(&history, morning(12)).paused, None, "eight days apart");
}

#[test]
fn mild_soreness_keeps_the_dose() {
    assert_eq!(decide(&course(vec![felt(1, Felt::Noted)]), morning(2)).next, Next::Keep);
}

/// A plan that is only less than the one before it, and still more than what is open, raises nothing.
#[test]
fn a_lower_plan_that_asks_for_more_than_a_step_moves_nothing() {
    let ran = |day| PastSession { dose: Some(dose(26_600, 5)), ..session(day) };
    let own = |day, minutes| AcceptedPlan {
        modality: Modality::HomeUnit,
        at: morning(day).plus(Millis::from_mins(60)),
        dose: dose(26_600, minutes),
        provider: None,
    };
    let after = |plans| History { plans, ..course(vec![ran(2), ran(3), ran(4)]) };
    let most = |history: &History| decide(history, morning(6)).limits.most();
    assert_eq!(most(&after(vec![own(1, 10)])), Some(dose(26_600, 5)));
    assert_eq!(most(&after(vec![own(1, 10), own(5, 9)])), Some(dose(26_600, 5)));
    assert_eq!(most(&after(vec![own(1, 10), own(5, 6)])), Some(dose(26_600, 6)), "one step is asked for");
}

/// On a bar the step of time is ten seconds of each set: a longer hold is that raise and no other one.
#[test]
fn three_clean_sessions_at_a_bar_permit_a_longer_hold_of_each_set() {
    let sets =
        |seconds: u64| Amount { load: Load::BodyWeight, duration: Millis::from_secs(seconds), sets: 2 };
    let hung = |day| PastSession {
        modality: Modality::HangingBar,
        dose: Some(sets(45)),
        ended: morning(day).plus(Millis::from_mins(2)),
        ..session(day)
    };
    let provider = Some(PlanProvider { date: morning(1).date(), expires: None });
    let accepted = |day, seconds, provider| AcceptedPlan {
        modality: Modality::HangingBar,
        at: morning(day),
        dose: sets(seconds),
        provider,
    };
    let mut history = course(vec![hung(2), hung(3), hung(4)]);
    history.modality = Modality::HangingBar;
    history.plans = vec![accepted(1, 95, provider), accepted(2, 45, provider)];
    let now = morning(6);
    let permit = decide(&history, now).permit.expect("a raise is open");
    assert_eq!((permit.load, permit.duration), (None, Some(Millis::from_secs(65))));
    let raise = |fields: &[&str], seconds| may_raise(&history, fields, sets(seconds), provider, now);
    assert_eq!(raise(&["duration_ms", "hold_ms"], 65), Ok(()));
    assert_eq!(raise(&["duration_ms", "hold_ms"], 75), Err(LimitId::ProgressionNotYet));
    assert_eq!(raise(&["duration_ms", "hold_ms", "rest_ms"], 65), Err(LimitId::ProgressionOneVariable));
}

#[test]
fn three_clean_sessions_permit_one_step_of_one_variable_inside_the_providers_plan() {
    let low = |day| PastSession { dose: Some(dose(40_000, 8)), ..session(day) };
    let mut history = course(vec![low(2), low(3), low(4)]);
    let now = morning(6);
    assert_eq!(decide(&history, now).permit, None, "nothing to raise: the plan itself allows more");
    let own =
        AcceptedPlan { at: morning(1).plus(Millis(1)), dose: dose(40_000, 8), ..history.plans[0].clone() };
    history.plans.push(own);
    let permit = decide(&history, now).permit.expect("a permit");
    assert_eq!(permit.load, Some(Load::Force(Force::from_millinewtons(44_000))));
    assert_eq!(permit.duration, Some(Millis::from_mins(9)));

    let raise = |fields: &[&str], asked| may_raise(&history, fields, asked, history.plans[0].provider, now);
    assert_eq!(raise(&["force"], dose(44_000, 8)), Ok(()));
    assert_eq!(raise(&["duration_ms"], dose(40_000, 9)), Ok(()));
    assert_eq!(raise(&["force"], dose(44_100, 8)), Err(LimitId::ProgressionNotYet), "more than a step");
    assert_eq!(raise(&["force", "duration_ms"], dose(44_000, 9)), Err(LimitId::ProgressionOneVariable));
    assert_eq!(raise(&["per_day"], dose(40_000, 8)), Err(LimitId::ProgressionNotYet));
    let newer = PlanProvider { date: morning(5).date(), expires: None };
    assert_eq!(may_raise(&history, &["force", "duration_ms"], dose(80_000, 20), Some(newer), now), Ok(()));
}

#[test]
fn missed_sessions_change_nothing_but_fourteen_idle_days_start_again() {
    let history = course(vec![session(1)]);
    assert_eq!(decide(&history, morning(14)).limits, decide(&history, morning(2)).limits);
    assert!(!decide(&history, morning(15)).restart);
    assert!(decide(&history, morning(16)).restart);
}

/// Levels, heights and body weight have steps of their own, and none becomes a force.
#[test]
fn a_step_lower_of_each_load() {
    let height = |value, unit| Load::Height(EnteredLength { value, unit });
    let step =
        |load, modality| Amount { load, duration: Millis::from_mins(2), sets: 2 }.one_step_lower(modality);
    let unit = Modality::HomeUnit;
    assert_eq!(step(Load::Level(3), unit).load, Load::Level(2));
    assert_eq!(step(height(8.0, LengthUnit::Cm), unit).load, height(7.0, LengthUnit::Cm));
    assert_eq!(step(height(4.0, LengthUnit::In), unit).load, height(3.5, LengthUnit::In));
    for (load, modality, seconds) in [
        (Load::Level(1), unit, 60),
        (height(0.5, LengthUnit::In), Modality::NeckHammock, 60),
        (Load::BodyWeight, Modality::HangingBar, 100),
        (Load::BodyWeight, Modality::InversionTable, 105),
    ] {
        let lower = step(load, modality);
        assert_eq!((lower.load, lower.duration), (load, Millis::from_secs(seconds)));
    }
    let shortest = Amount { load: Load::Level(1), duration: Millis::from_secs(60), sets: 1 };
    assert_eq!(shortest.one_step_lower(unit), shortest, "no step leaves less than a minute");
}
