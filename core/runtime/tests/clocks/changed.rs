//! Clocks are set, zones change, ports fail: a pull lasts as long as its plan says.

use nape::api::{End, Phase};

use super::person::Person;
use super::phone::{HOUR, Phone};

const MINUTE: u64 = 60_000;

#[tokio::test]
async fn setting_the_wall_clock_changes_nothing_of_a_running_pull() {
    for hours in [-48_i64, 48] {
        let mut phone = Phone::pulling().await;
        phone.awake_after(5 * MINUTE).await;
        phone.set_wall_by(hours * 3_600_000);
        phone.awake_after(9 * MINUTE).await;
        let present = phone.present();
        assert_eq!((present.phase, present.position_ms), (Phase::Running, 14 * MINUTE));
        phone.awake_after(MINUTE).await;
        assert_eq!(phone.let_go().await, (End::Completed, 0));
    }
}

#[tokio::test]
async fn the_night_in_which_summer_time_begins_makes_no_pull_longer() {
    let mut phone = Phone::ready().await;
    phone.asleep(25 * MINUTE);
    let start = super::person::request(false, nape::api::DeviceChoice::None);
    let id = phone.nape.start_session(start).await.expect("starts");
    phone.awake_after(10 * MINUTE).await;
    assert_eq!(phone.present().position_ms, 10 * MINUTE);
    phone.awake_after(5 * MINUTE).await;
    assert_eq!(phone.let_go().await, (End::Completed, 0));
    let detail = phone.nape.session(id).await.expect("in the journal");
    assert!(detail.summary.started.ends_with("+01:00"), "{}", detail.summary.started);
    assert!(detail.summary.ended.expect("ended").ends_with("+02:00"));
}

/// A faulty port: it goes back by an hour and counts on from there.
#[tokio::test]
async fn an_elapsed_clock_that_goes_back_makes_no_pull_longer() {
    let phone = Phone::pulling().await;
    phone.awake_after(5 * MINUTE).await;
    phone.set_elapsed_back_by(HOUR);
    phone.nape.app_resumed().await.expect("wakes up");
    assert!(phone.present().position_ms >= 5 * MINUTE, "nothing is taken back");
    phone.awake_after(10 * MINUTE).await;
    assert_eq!(phone.present().phase, Phase::Releasing);
}

#[tokio::test]
async fn an_elapsed_clock_that_fails_and_comes_back_makes_no_pull_longer() {
    let phone = Phone::pulling().await;
    phone.awake_after(5 * MINUTE).await;
    phone.fail_elapsed(true);
    phone.awake_after(5 * MINUTE).await;
    assert_eq!(phone.present().phase, Phase::Running);
    phone.fail_elapsed(false);
    phone.awake_after(5 * MINUTE).await;
    assert_eq!(phone.present().phase, Phase::Releasing);
}

/// E7: a clock that was turned back opens nothing, and it is said.
#[tokio::test]
async fn e07_a_clock_that_was_turned_back_is_said() {
    let person = Person::ready().await;
    assert_eq!(person.nape.recover().await.expect("answers").clock, None);
    let person = person.reopen_at("2026-03-10T08:30:00+01:00").await;
    assert_eq!(person.nape.recover().await.expect("answers").clock, None, "half an hour is no turning back");
    let person = person.reopen_at("2026-03-09T09:00:00+01:00").await;
    let said = person.nape.recover().await.expect("answers").clock.expect("is said");
    assert!(said.contains("2026-03-10T09:0"), "{said}");
}
