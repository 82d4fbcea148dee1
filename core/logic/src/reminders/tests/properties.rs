//! What holds whatever the rules, the clocks and the hours.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;

use super::super::{
    Clock, Notification, Planned, Reason, Rule, State, Times, ZoneChange, ZoneOffsets, ZonePolicy, plan,
};
use crate::time::Timestamp;

const HOUR: i64 = 3_600_000;
/// 2026-03-29T01:00:00Z: in the first zone the clock goes forward.
const NIGHT: i64 = 1_774_746_000_000;

pub(super) fn zones() -> BTreeMap<String, ZoneOffsets> {
    let zone = |offsets: &[(i64, i32)]| ZoneOffsets(offsets.to_vec());
    BTreeMap::from([
        ("Here".to_owned(), zone(&[(0, 3600), (NIGHT, 7200)])),
        ("West".to_owned(), zone(&[(0, -18_000), (NIGHT + 90 * HOUR, -21_600)])),
        ("East".to_owned(), zone(&[(0, 46_800), (NIGHT + 30 * HOUR, -39_600)])),
    ])
}

fn any_zone() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Here", "West", "East"]).prop_map(str::to_owned)
}

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0_u32..24, prop::sample::select(vec![0_u32, 15, 30, 59]))
        .prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time"))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (20_u64..45).prop_map(|day| NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day") + chrono::Days::new(day))
}

pub(super) fn any_rule() -> impl Strategy<Value = Rule> {
    let days = prop::sample::subsequence(
        vec![
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ],
        1..=7,
    );
    let times = prop_oneof![
        any_time().prop_map(Times::Daily),
        (any_time(), days).prop_map(|(time, weekdays)| Times::Weekly { time, weekdays }),
        (15_u32..300, any_time(), any_time()).prop_map(|(every_minutes, one, other)| Times::Interval {
            every_minutes,
            from: one.min(other),
            until: one.max(other),
        }),
        (any_day(), any_time()).prop_map(|(date, time)| Times::Once { date, time }),
    ];
    let zone = prop_oneof![2 => Just(ZonePolicy::Floating), 1 => any_zone().prop_map(ZonePolicy::Fixed)];
    (times, zone, prop::option::of(any_day()), prop::option::of(1_u32..30))
        .prop_map(|(times, zone, start, count)| Rule { times, zone, start, end: None, count })
}

pub(super) fn any_state() -> impl Strategy<Value = State> {
    let now = (0_i64..72)
        .prop_map(|hours| Timestamp::from_unix_millis(NIGHT - hours * HOUR, 3600).expect("an instant"));
    let changes = prop::collection::btree_map(-100_i64..100, any_zone(), 0..3);
    let quiet =
        prop::option::of((any_time(), any_time()).prop_filter("differ", |(from, until)| from != until));
    (now, any_zone(), changes, quiet, prop::collection::vec(any_day(), 0..3), 1_u32..10, 0_u32..40).prop_map(
        |(now, device_zone, changes, quiet, done_dates, horizon_days, capacity)| State {
            now,
            device_zone,
            zone_changes: changes
                .into_iter()
                .map(|(hours, zone)| ZoneChange {
                    at: Timestamp::from_unix_millis(NIGHT + hours * HOUR, 0).expect("an instant"),
                    zone,
                })
                .collect(),
            quiet,
            paused_until: None,
            done_dates,
            horizon_days,
            capacity,
        },
    )
}

fn rings(planned: &Planned) -> Vec<(i64, usize)> {
    planned.notifications.iter().map(|one: &Notification| (one.at.unix_millis(), one.rule)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_rings_in_quiet_hours_outside_the_horizon_twice_or_beyond_the_capacity(
        rules in prop::collection::vec(any_rule(), 0..5),
        state in any_state(),
    ) {
        let zones = zones();
        let planned = plan(&rules, &state, &zones);
        let rings = rings(&planned);
        prop_assert!(rings.len() <= state.capacity as usize);
        prop_assert!(rings.is_sorted());
        prop_assert!(rings.windows(2).all(|pair| pair[0] != pair[1]), "once");
        let mut shown = vec![(i64::MIN, &zones[&state.device_zone])];
        shown.extend(state.zone_changes.iter().map(|change| (change.at.unix_millis(), &zones[&change.zone])));
        let phone = Clock::changing(shown);
        for (at, _) in &rings {
            prop_assert!((state.now.unix_millis()..state.horizon()).contains(at));
            let reads = phone.reads(*at).expect("in the calendar").time();
            let quiet = state.quiet.is_some_and(|(from, until)| {
                if from <= until { from <= reads && reads < until } else { reads >= from || reads < until }
            });
            prop_assert!(!quiet, "{reads}");
        }
    }

    #[test]
    fn the_same_state_gives_the_same_plan_and_a_later_look_agrees_where_both_look(
        rules in prop::collection::vec(any_rule(), 1..5),
        state in any_state(),
        hours in 0_i64..40,
    ) {
        // A rule without a start counts from the day of the look, so that one has to be said here.
        let rules: Vec<Rule> = rules
            .into_iter()
            .map(|rule| Rule { count: rule.count.filter(|_| rule.start.is_some()), ..rule })
            .collect();
        let (zones, state) = (zones(), State { capacity: 10_000, ..state });
        let first = plan(&rules, &state, &zones);
        prop_assert_eq!(&first, &plan(&rules, &state, &zones));
        let later = Timestamp::from_unix_millis(state.now.unix_millis() + hours * HOUR, 3600).expect("an instant");
        let second = plan(&rules, &State { now: later, ..state.clone() }, &zones);
        let both = later.unix_millis()..state.horizon();
        let within = |planned: &Planned| -> Vec<(i64, usize)> {
            rings(planned).into_iter().filter(|(at, _)| both.contains(at)).collect()
        };
        prop_assert_eq!(within(&first), within(&second));
    }

    #[test]
    fn less_room_keeps_the_earliest_and_says_what_it_left_out(
        rules in prop::collection::vec(any_rule(), 1..5),
        state in any_state(),
    ) {
        let zones = zones();
        let all = rings(&plan(&rules, &State { capacity: 10_000, ..state.clone() }, &zones));
        let planned = plan(&rules, &state, &zones);
        let room = (state.capacity as usize).min(all.len());
        prop_assert_eq!(&rings(&planned)[..], &all[..room]);
        let left: Vec<_> = planned.dropped.iter().filter(|one| one.reason == Reason::Capacity).collect();
        prop_assert_eq!(left.len(), all.len() - room);
    }

    #[test]
    fn a_clock_reads_what_it_is_asked_for_or_has_jumped_past_it_and_never_before(
        zone in any_zone(),
        minutes in -6_000_i64..12_000,
    ) {
        let clock = Clock::of(&zones()[&zone]);
        let label = chrono::DateTime::from_timestamp_millis(NIGHT + minutes * 60_000).expect("a time").naive_utc();
        let at = clock.first_at(label).expect("comes");
        prop_assert!(clock.reads(at).expect("reads") >= label);
        prop_assert!(clock.reads(at - 60_000).expect("reads") < label, "a minute before it has not come");
    }
}
