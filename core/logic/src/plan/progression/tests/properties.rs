//! What holds for every course, also for those that nobody would live through.

use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::plan::progression::amount::is_above;

const DAYS: u64 = 45;
const NOW_DAY: u64 = 46;

fn hours(from: u64) -> Timestamp {
    morning(1).plus(Millis::from_mins(from * 60))
}

fn any_hour() -> impl Strategy<Value = u64> {
    0..DAYS * 24
}

fn any_dose() -> impl Strategy<Value = Amount> {
    // Steps and their neighbours, so that doses meet each other.
    let force =
        prop_oneof![Just(80_000), Just(72_000), Just(64_800), Just(79_200), Just(40_000), Just(44_000)];
    let load = prop_oneof![
        8 => force.prop_map(|force| Load::Force(Force::from_millinewtons(force))),
        1 => (1_u8..4).prop_map(Load::Level),
    ];
    (load, 1_u64..13).prop_map(|(load, minutes)| Amount {
        load,
        duration: Millis::from_mins(minutes),
        sets: 1,
    })
}

fn any_felt() -> impl Strategy<Value = Felt> {
    prop_oneof![
        12 => Just(Felt::Nothing),
        2 => Just(Felt::Noted),
        1 => Just(Felt::TooStrong),
        1 => Just(Felt::Rose),
        1 => Just(Felt::Stopped),
    ]
}

prop_compose! {
    fn any_session()(
        start in any_hour(),
        home in proptest::bool::weighted(0.9),
        dose in option::weighted(0.9, any_dose()),
        (completed, eased) in (proptest::bool::weighted(0.9), proptest::bool::weighted(0.1)),
        felt in any_felt(),
        before in option::weighted(0.9, 0_u8..8),
        change in prop_oneof![8 => Just(0_u8), 1 => Just(1)],
        next in option::weighted(0.3, (1_u64..48, 0_u8..9, any_felt())),
    ) -> PastSession {
        let ended = hours(start).plus(Millis::from_mins(10));
        PastSession {
            modality: if home { Modality::HomeUnit } else { Modality::OverDoorPulley },
            in_course: start > 24,
            started: hours(start),
            ended,
            dose,
            completed,
            eased,
            released_in_time: true,
            felt,
            pain_before: before,
            pain_after: before.map(|before| before + change),
            next_day: next.map(|(later, pain, felt)| {
                NextDay { at: ended.plus(Millis::from_mins(later * 60)), pain: Some(pain), felt }
            }),
        }
    }
}

prop_compose! {
    fn any_plan()(hour in any_hour(), dose in any_dose(), given in option::weighted(0.7, 0_u64..DAYS)) -> AcceptedPlan {
        let provider = given.map(|day| PlanProvider { date: hours(day * 24).date(), expires: None });
        AcceptedPlan { modality: Modality::HomeUnit, at: hours(hour), dose, provider }
    }
}

prop_compose! {
    fn any_history()(
        sessions in prop::collection::vec(any_session(), 0..14),
        plans in prop::collection::vec(any_plan(), 0..4),
        contacts in prop::collection::vec((any_hour(), 0_u64..DAYS), 0..3),
        reviews in prop::collection::vec((any_hour(), 0_usize..4, option::of(-7_i8..8), option::of(0_u8..11)), 0..4),
        locks in prop::collection::vec(any_hour(), 0..2),
    ) -> History {
        let contact = |(hour, day): (u64, u64)| Contact { at: hours(hour), date: hours(day * 24).date() };
        let review = |(hour, kind, groc, pain): (u64, usize, Option<i8>, Option<u8>)| {
            Reviewed { at: hours(hour), kind: ReviewKind::ALL[kind], groc, pain }
        };
        History {
            modality: Modality::HomeUnit,
            course_started: Some(hours(24)),
            sessions,
            plans,
            contacts: contacts.into_iter().map(contact).collect(),
            reviews: reviews.into_iter().map(review).collect(),
            locks: locks.into_iter().map(hours).collect(),
            pains: Vec::new(),
        }
    }
}

/// A row of clean sessions, which chance hardly ever makes, then what chance makes.
fn any_course() -> impl Strategy<Value = History> {
    (any_history(), any_dose(), 0_u64..20).prop_map(|(mut history, dose, first)| {
        for day in first..first + 4 {
            let clean = session(1);
            let started = hours(day * 24);
            let ended = started.plus(Millis::from_mins(10));
            history.sessions.push(PastSession { started, ended, dose: Some(dose), ..clean });
        }
        history
    })
}

fn now() -> impl Strategy<Value = Timestamp> {
    (0..NOW_DAY * 24).prop_map(hours)
}

fn until(history: &History, now: Timestamp) -> History {
    let mut known = history.clone();
    known.sessions.retain(|session| session.ended <= now);
    for session in &mut known.sessions {
        session.next_day = session.next_day.filter(|day| day.at <= now);
    }
    known.plans.retain(|plan| plan.at <= now);
    known
}

/// What makes a session worse than it was.
fn worse(session: &PastSession, how: u8) -> PastSession {
    let mut worse = session.clone();
    match how {
        0 => worse.felt = worse.felt.max(Felt::Rose),
        1 => worse.felt = Felt::Stopped,
        2 => worse.completed = false,
        3 => worse.eased = true,
        _ => {
            let told = worse.next_day.map_or(session.ended.plus(Millis::from_mins(60)), |day| day.at);
            let held = session.pain_before.unwrap_or(0) + 2;
            let pain = worse.next_day.and_then(|day| day.pain).unwrap_or(0).max(held);
            let felt = worse.next_day.map_or(Felt::Nothing, |day| day.felt);
            worse.next_day = Some(NextDay { at: told, pain: Some(pain), felt });
        }
    }
    worse
}

const fn rank(next: Next) -> u8 {
    match next {
        Next::Keep => 0,
        Next::Lower { .. } => 1,
        Next::Hold => 2,
    }
}

/// The most that the person could come to now: the ceiling, or what they may raise it to.
fn reach(advice: &Advice) -> Option<(Load, Millis)> {
    let most = advice.limits.most()?;
    let permit = advice.permit.unwrap_or(Permit { load: None, duration: None });
    let load = permit.load.filter(|load| is_above(*load, most.load)).unwrap_or(most.load);
    Some((load, permit.duration.unwrap_or(most.duration).max(most.duration)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    /// E5 of the sources: more is not better, and the app never raises.
    #[test]
    fn no_output_is_above_the_last_accepted_dose(history in any_course(), now in now()) {
        let history = until(&history, now);
        let accepted = history.plans.iter().map(|plan| (plan.at, plan.dose)).collect::<Vec<_>>();
        let Some(last_at) = accepted.iter().map(|(at, _)| *at).max() else { return Ok(()) };
        let last: Vec<Amount> = accepted.iter().filter(|(at, _)| *at == last_at).map(|(_, dose)| *dose).collect();
        let advice = decide(&history, now);
        let most = advice.limits.most().expect("a plan was accepted");
        let within = |last: &Amount| !is_above(most.load, last.load) && most.duration <= last.duration;
        prop_assert!(last.iter().any(within), "{most:?} against {last:?}");
        if let Next::Lower { to, .. } = advice.next {
            prop_assert_eq!(to, most);
        }
    }

    /// What a person may raise stays inside what a provider ever gave, where one stands behind the plan.
    #[test]
    fn a_permit_is_one_step_at_most(history in any_course(), now in now()) {
        let history = until(&history, now);
        let advice = decide(&history, now);
        if let Some(permit) = advice.permit {
            let most = advice.limits.most().expect("a permit stands on a dose");
            prop_assert!(permit.duration.is_none_or(|time| time.minus(most.duration) <= Millis::from_mins(1)));
            if let (Some(Load::Force(to)), Load::Force(from)) = (permit.load, most.load) {
                prop_assert!(to.millinewtons() <= from.millinewtons() + from.percent_floor(STEP_PERCENT).millinewtons());
            }
        }
    }

    #[test]
    fn a_hold_a_symptom_or_a_stop_never_loosens_anything(
        history in any_course(), which in any::<prop::sample::Index>(), how in 0_u8..5, now in now(),
    ) {
        let before = until(&history, now);
        if before.sessions.is_empty() {
            return Ok(());
        }
        let mut after = before.clone();
        let which = which.index(after.sessions.len());
        after.sessions[which] = worse(&before.sessions[which], how);
        let after = until(&after, now);
        let (before, after) = (decide(&before, now), decide(&after, now));
        prop_assert!(rank(after.next) >= rank(before.next), "{before:?} {after:?}");
        prop_assert!(after.no_session_before >= before.no_session_before);
        prop_assert!(before.paused.is_none() || after.paused.is_some());
        prop_assert!(before.taper || !after.taper);
        prop_assert!(before.restart == after.restart && before.reviews == after.reviews);
        if let (Some((load, time)), Some((was_load, was_time))) = (reach(&after), reach(&before)) {
            prop_assert!(!is_above(load, was_load) && time <= was_time, "{before:?} {after:?}");
        }
    }

    #[test]
    fn the_order_in_which_facts_are_given_changes_nothing(
        (given, shuffled) in any_course().prop_flat_map(|history| {
            let sessions = Just(history.sessions.clone()).prop_shuffle();
            let plans = Just(history.plans.clone()).prop_shuffle();
            let rest = Just(history.clone());
            (Just(history), (sessions, plans, rest).prop_map(|(sessions, plans, rest)| History { sessions, plans, ..rest }))
        }),
        now in now(),
    ) {
        prop_assert_eq!(decide(&given, now), decide(&shuffled, now));
    }
}
