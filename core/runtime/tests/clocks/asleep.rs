//! The app is suspended.

use nape::api::{DeviceChoice, End, EventBody, Phase, SegmentKind, Urgency};

use super::person::request;
use super::phone::{HOUR, Phone};

const MINUTE: u64 = 60_000;

fn key(event: &EventBody) -> Option<&str> {
    if let EventBody::Moment { key, .. } = event { Some(key) } else { None }
}

#[tokio::test]
async fn asleep_across_the_end_of_a_hold_it_wakes_in_the_rest_and_says_so() {
    let mut phone = Phone::pulling().await;
    phone.nape.app_suspended().await.expect("suspends");
    phone.asleep(75_000);
    phone.nape.app_resumed().await.expect("resumes");
    let rest = |event: &EventBody| matches!(event, EventBody::Moment { key, .. } if key == "session-moment-rest-by-hand");
    phone.until(rest).await;
    let present = phone.present();
    assert_eq!(
        (present.segment, present.cycle, present.position_ms),
        (Some(SegmentKind::Rest), Some(1), 75_000)
    );
}

#[tokio::test]
async fn asleep_across_the_end_the_cue_comes_at_once_with_its_steps_and_says_how_late_it_is() {
    let mut phone = Phone::pulling().await;
    phone.nape.app_suspended().await.expect("suspends");
    phone.awake_after(HOUR).await;
    let step = |event: &EventBody| matches!(event, EventBody::Moment { key, .. } if key.starts_with("session-release"));
    let events = phone.until(step).await;
    let told: Vec<&str> = events.iter().filter_map(key).collect();
    assert_eq!(told, ["session-moment-release-overdue", "session-release-unit-let-go"]);
    assert!(phone.present().release_asked);
    let (end, late) = phone.let_go().await;
    assert_eq!((end, late), (End::Completed, HOUR - 15 * MINUTE), "counted from when it was due");
}

/// E1: where the person is the release, what tells them to let go is as urgent as a device's own.
#[tokio::test]
async fn the_end_cue_does_not_wait_for_a_journal_that_is_locked() {
    let mut phone = Phone::pulling().await;
    let lock = phone.lock_the_journal();
    phone.asleep(15 * MINUTE);
    let cue = |event: &EventBody| key(event) == Some("session-moment-release-now");
    let before = phone.until(cue).await;
    let waits = |event: &EventBody| matches!(event, EventBody::Releasing { .. } | EventBody::JournalFailed);
    assert!(!before.iter().any(waits), "said before it is written: {before:?}");
    drop(lock);
    assert_eq!(phone.let_go().await, (End::Completed, 0));
}

/// P25: the system's notifications end it, whatever the app does.
#[tokio::test]
async fn p25_a_passive_pull_always_has_an_alarm_for_its_end_and_the_repeats_of_it() {
    let phone = Phone::pulling().await;
    phone.asleep(MINUTE);
    let alarms = phone.alarms().await;
    let end = alarms.iter().find(|alarm| alarm.id == "end").expect("an end");
    assert_eq!(end.in_ms, 14 * MINUTE);
    assert_eq!(end.key, "session-moment-release-now");
    assert_eq!(end.urgency, Urgency::Insists);
    assert!(alarms.len() <= 30 && alarms.iter().filter(|alarm| alarm.ends).count() > 8);
    assert!(alarms.is_sorted_by_key(|alarm| alarm.in_ms));
}

#[tokio::test]
async fn the_alarms_follow_a_pause_a_resume_and_the_end() {
    let mut phone = Phone::pulling().await;
    phone.awake_after(MINUTE).await;
    phone.nape.pause().await.expect("pauses");
    let ids = |alarms: Vec<nape::api::Alarm>| alarms.into_iter().map(|alarm| alarm.id).collect::<Vec<_>>();
    assert_eq!(ids(phone.alarms().await), ["pause"]);
    phone.awake_after(MINUTE).await;
    phone.nape.resume().await.expect("resumes");
    let end = phone.alarms().await.into_iter().find(|alarm| alarm.id == "end").expect("an end");
    assert_eq!(end.in_ms, 14 * MINUTE, "the pause does not count");
    phone.nape.stop(None).await.expect("stops");
    assert_eq!(ids(phone.alarms().await).first().map(String::as_str), Some("end-1"), "until the pull is off");
    phone.let_go().await;
    assert!(phone.alarms().await.is_empty());
}

/// Without a second pair of eyes on the clock: the end is exact after a night of short looks.
#[tokio::test]
async fn waking_up_again_and_again_adds_nothing_to_the_pull() {
    let phone = Phone::pulling().await;
    for _ in 0..899 {
        phone.awake_after(1_000).await;
    }
    assert_eq!(phone.present().phase, Phase::Running);
    phone.awake_after(1_000).await;
    assert_eq!(phone.present().phase, Phase::Releasing);
}

#[tokio::test]
async fn the_countdown_moves_and_what_was_slept_of_it_counts() {
    let phone = Phone::ready().await;
    let mut start = request(false, DeviceChoice::None);
    start.get_in_ms = 30_000;
    phone.nape.start_session(start).await.expect("starts");
    phone.awake_after(5_000).await;
    let present = phone.present();
    assert_eq!((present.phase, present.moving, present.position_ms), (Phase::Ready, true, 5_000));
    phone.awake_after(85_000).await;
    assert_eq!(phone.present().position_ms, 90_000);
}

#[tokio::test]
async fn whoever_has_an_answer_finds_it_in_the_present() {
    let phone = Phone::pulling().await;
    for second in 1..=600 {
        phone.awake_after(1_000).await;
        assert_eq!(phone.present().position_ms, second * 1_000);
    }
    for pause in 0..200 {
        phone.nape.pause().await.expect("pauses");
        assert_eq!(phone.present().phase, Phase::Paused, "pause {pause}");
        phone.nape.resume().await.expect("resumes");
        assert_eq!(phone.present().phase, Phase::Running, "pause {pause}");
    }
}
