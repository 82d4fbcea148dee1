//! Which alerts find room in what a system holds, and when to plan again (P31).

use std::collections::BTreeSet;

use super::schedule::Alert;
use super::state::State;
use super::subject::Subject;
use crate::time::Timestamp;

/// Posture breaks take at most so many of the places (P31).
pub const MOST_POSTURE_BREAKS: usize = 8;

/// What a system holds of the marker that asks to plan again is named so; nothing that becomes of it is kept.
pub const REFRESH: &str = "refresh";

/// The marker that asks to plan again comes so long before something would be lost: a person has a day for it (own decision
/// `[D]`).
const TIME_TO_REFRESH_MS: i64 = 24 * 3_600_000;

/// What a system holds.
pub(super) struct Room {
    /// What finds room, in order.
    pub(super) alerts: Vec<Alert>,
    /// What finds none.
    pub(super) without: Vec<Alert>,
    /// When to plan again; the marker takes a place.
    pub(super) refresh: Option<Timestamp>,
}

/// Each subject keeps room for its next alert, posture breaks take a few places only, and the rest goes by time. `goes_on`
/// says that more rings behind the horizon.
pub(super) fn fill(alerts: Vec<Alert>, state: &State, goes_on: bool) -> Room {
    let mut breaks = 0;
    let (mut alerts, mut without): (Vec<Alert>, Vec<Alert>) = alerts.into_iter().partition(|alert| {
        let is_break = alert.subject == Subject::PostureBreak;
        breaks += usize::from(is_break);
        !is_break || breaks <= MOST_POSTURE_BREAKS
    });
    let capacity = usize::try_from(state.capacity).unwrap_or(usize::MAX);
    let more_follows = alerts.len() > capacity || goes_on;
    let room = if more_follows { capacity.saturating_sub(1) } else { capacity };
    let lost = split_off_what_has_no_room(&mut alerts, room);
    let first_lost = lost.first().map_or(state.horizon(), |alert| alert.at.unix_millis());
    // With the last alert that leaves time; where something would be lost before, with the first one.
    let in_time = |alert: &&Alert| alert.at.unix_millis() <= first_lost - TIME_TO_REFRESH_MS;
    let soonest = alerts.first().or(lost.first()).filter(|_| !lost.is_empty());
    let refresh = alerts.iter().rfind(in_time).or(soonest).map(|one| one.at);
    without.extend(lost);
    Room { alerts, without, refresh: refresh.filter(|_| more_follows && capacity > 0) }
}

/// What finds no room, in order.
fn split_off_what_has_no_room(alerts: &mut Vec<Alert>, room: usize) -> Vec<Alert> {
    if alerts.len() <= room {
        return Vec::new();
    }
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for subject in Subject::ALL {
        let next = alerts.iter().position(|alert| alert.subject == *subject);
        kept.extend(next.filter(|_| kept.len() < room));
    }
    for index in 0..alerts.len() {
        if kept.len() < room {
            kept.insert(index);
        }
    }
    let mut index = 0;
    let (stay, go) = std::mem::take(alerts).into_iter().partition(|_| {
        index += 1;
        kept.contains(&(index - 1))
    });
    *alerts = stay;
    go
}
