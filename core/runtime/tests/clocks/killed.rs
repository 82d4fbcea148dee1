//! The program is killed in the middle of a session and started again.

use nape::api::{
    AwayClock, DeviceChoice, End, EventBody, Phase, Reason, Recovery, Release, ScriptAct, ScriptLine,
    StartSession,
};

use super::person::request;
use super::phone::{HOUR, Phone};

const MINUTE: u64 = 60_000;

async fn recovered(phone: &Phone) -> Recovery {
    phone.nape.recover().await.expect("recovers")
}

#[tokio::test]
async fn e02_ten_seconds_later_the_pull_is_assumed_to_be_on_and_its_time_runs_on() {
    let mut phone = Phone::pulling().await;
    phone.awake_after(5 * MINUTE).await;
    phone.asleep(10_000);
    let mut again = phone.killed().await;
    let found = recovered(&again).await;
    assert_eq!(found.away_by, Some(AwayClock::Elapsed));
    assert_eq!(again.present().position_ms, 5 * MINUTE + 10_000);
    again.awake_after(9 * MINUTE + 50_000).await;
    assert_eq!(again.let_go().await, (End::Completed, 0));
    phone = again;
    let id = found.resumed.expect("goes on");
    let detail = phone.nape.session(id).await.expect("stands in the journal");
    let times: Vec<u64> = detail.facts.iter().map(|fact| fact.elapsed_ms).collect();
    assert_eq!(times.last(), Some(&(15 * MINUTE)), "session time runs through the kill");
    assert!(times.is_sorted());
}

#[tokio::test]
async fn e02_after_the_end_the_cue_comes_at_once() {
    let phone = Phone::pulling().await;
    phone.asleep(HOUR);
    let mut phone = phone.killed().await;
    recovered(&phone).await;
    let cue = |event: &EventBody| matches!(event, EventBody::Moment { key, .. } if key == "session-moment-release-overdue");
    phone.until(cue).await;
    assert_eq!(phone.let_go().await, (End::Completed, HOUR - 15 * MINUTE));
}

#[tokio::test]
async fn e02_after_a_reboot_wall_time_tells_how_long_it_was_and_the_person_is_told_so() {
    let phone = Phone::pulling().await;
    phone.asleep(2 * MINUTE);
    phone.reboot();
    let mut phone = phone.killed().await;
    let found = recovered(&phone).await;
    assert_eq!((found.away_by, found.away_ms), (Some(AwayClock::Wall), Some(2 * MINUTE)));
    assert!(found.advice.expect("advice").contains("time of day"));
    assert_eq!(phone.present().position_ms, 2 * MINUTE);
    phone.awake_after(13 * MINUTE).await;
    assert_eq!(phone.let_go().await, (End::Completed, 0));
}

#[tokio::test]
async fn e02_after_a_reboot_with_the_wall_clock_turned_back_the_pull_must_come_off_at_once() {
    let phone = Phone::pulling().await;
    phone.reboot();
    phone.set_wall_by(-HOUR.cast_signed());
    let phone = phone.killed().await;
    let found = recovered(&phone).await;
    assert_eq!(found.away_by, Some(AwayClock::Unknown));
    assert!(found.advice.expect("advice").contains("Take it off now"));
    assert_eq!(phone.present().phase, Phase::Releasing);
}

#[tokio::test]
async fn e02_with_a_device_it_is_closed_as_interrupted_in_this_boot_and_the_next() {
    for reboot in [false, true] {
        let phone = Phone::pulled().await;
        phone.asleep(HOUR);
        if reboot {
            phone.reboot();
        }
        let phone = phone.killed().await;
        let found = recovered(&phone).await;
        assert_eq!((found.interrupted.len(), found.resumed), (1, None));
        let detail = phone.nape.session(found.interrupted[0].clone()).await.expect("in the journal");
        assert_eq!(detail.summary.end, Some(End::Interrupted));
        assert_eq!(detail.summary.reason, Some(Reason::Killed));
        assert_eq!(detail.summary.release, Some(Release::Unknown));
        assert_eq!(detail.next_steps[0].id, "check_release");
    }
}

#[tokio::test]
async fn what_the_person_says_after_an_end_that_nobody_saw_is_written_down_once() {
    let phone = Phone::pulled().await;
    let mut phone = phone.killed().await;
    let found = recovered(&phone).await;
    phone.nape.released().await.expect("takes it");
    phone.until(|event| matches!(event, EventBody::ReleasedAfter)).await;
    phone.nape.released().await.expect("takes it");
    let detail = phone.nape.session(found.interrupted[0].clone()).await.expect("in the journal");
    assert!(detail.released_after.is_some());
    let said = detail.facts.iter().filter(|fact| fact.payload.contains("released_after")).count();
    assert_eq!(said, 1);
    assert!(detail.next_steps.iter().all(|step| step.id != "check_release"));
    assert_eq!(detail.summary.release, Some(Release::Unknown), "how it ended stays what it was");
}

/// In a pull by hand with a gauge on it that is heard.
async fn gauged(script: Vec<ScriptLine>) -> Phone {
    let mut phone = Phone::ready().await;
    let gauge = DeviceChoice::SimulatedGauge { seed: 1 };
    phone.nape.start_session(request(true, gauge.clone())).await.expect("rehearses");
    phone.nape.stop(None).await.expect("stops");
    phone.until(|event| matches!(event, EventBody::Finished { .. })).await;
    let start = StartSession { script, ..request(false, gauge) };
    phone.nape.start_session(start).await.expect("starts");
    for _ in 0..300 {
        phone.awake_after(100).await;
    }
    phone
}

#[tokio::test]
async fn e02_after_a_kill_a_pull_with_a_gauge_goes_on_and_the_missing_gauge_is_told() {
    let phone = gauged(vec![]).await;
    assert!(phone.present().measured_mn.is_some(), "it was heard");
    let mut phone = phone.killed().await;
    recovered(&phone).await;
    phone.awake_after(5_000).await;
    phone.until(|event| *event == EventBody::GaugeSilent).await;
    phone.awake_after(15 * MINUTE).await;
    assert_eq!(phone.let_go().await.0, End::Completed);
}

#[tokio::test]
async fn e02_a_kill_while_too_much_was_measured_gives_no_more_than_ten_seconds() {
    let over = ScriptLine { at_ms: 25_000, act: ScriptAct::Fault { name: "over_force".to_owned() } };
    let mut phone = gauged(vec![over]).await;
    phone.until(|event| matches!(event, EventBody::OverLimit { .. })).await;
    let phone = phone.killed().await;
    recovered(&phone).await;
    phone.awake_after(9_999).await;
    assert_eq!(phone.present().phase, Phase::Running);
    phone.awake_after(1).await;
    assert_eq!((phone.present().phase, phone.present().release_asked), (Phase::Releasing, true));
}
