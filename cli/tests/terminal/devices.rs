//! `nape device` without a radio: the simulated unit, and what is said where there is no Bluetooth.

use crate::schema::assert_fits;
use crate::support::{Home, Ran};

const SESSION: [&str; 9] = [
    "session",
    "run",
    "--modality",
    "home_unit",
    "--device",
    "sim",
    "--speed",
    "1000",
    "--confirm=setup,presence,audible",
];

#[test]
fn a_unit_s_own_record_comes_once_and_the_others_wait_until_they_are_claimed() {
    let home = Home::ready();
    home.run(&SESSION);
    let report = home.json(&["device", "sync", "sim"]);
    assert_fits("device-synced", &report);
    let counts = |report: &serde_json::Value| {
        ["records_new", "records_known", "deleted_on_device", "not_ours"].map(|name| report[name].as_u64())
    };
    assert_eq!(counts(&report), [1, 0, 1, 2].map(Some));
    assert_eq!(counts(&home.json(&["device", "sync", "sim"])), [0, 0, 0, 2].map(Some));
    let claimed = home.json(&["device", "sync", "sim", "--mine", "1", "--not-mine", "2"]);
    assert_eq!(counts(&claimed), [1, 0, 1, 1].map(Some));
    assert_eq!(claimed["waiting"][0]["disowned"], true);
}

#[test]
fn devices_are_listed_and_a_missing_one_is_bad_input() {
    let home = Home::new();
    assert_fits("device-known", &home.json(&["device", "list"]));
    let ran = home.run(&["device", "sync", "--json"]);
    assert_eq!((ran.status, ran.error()["field"].as_str()), (2, Some("device")));
    let ran = home.run(&["device", "sync", "nowhere", "--json"]);
    assert_eq!((ran.status, ran.error()["field"].as_str()), (2, Some("address")));
    let ran = home.run(&["device", "pair", "C4:4E:61:00:00:01", "--passkey", "12345", "--json"]);
    assert_eq!(ran.status, 2, "five digits");
}

/// A machine without a Bluetooth service: said, with the status of a device, and nothing hangs.
#[test]
fn without_bluetooth_it_is_said_so() {
    let home = Home::new();
    let one = "C4:4E:61:00:00:01";
    for words in [
        &["device", "scan", "--seconds", "1"][..],
        &["device", "sync", one],
        &["device", "status", one],
        &["device", "check", one],
    ] {
        let mut command = home.command(words);
        command.env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere");
        let ran = Ran::of(&command.output().expect("the program runs"));
        assert_eq!(ran.status, 4, "{words:?}: {ran:?}");
        assert!(ran.out.is_empty() && ran.err.contains("Bluetooth"), "{words:?}: {ran:?}");
    }
}

#[test]
fn a_unit_says_how_it_is_and_that_it_let_go() {
    let home = Home::new();
    let now = home.json(&["device", "status", "sim"]);
    assert_fits("device-now", &now);
    assert_eq!((now["state"].as_str(), now["simulated"].as_bool()), (Some("idle"), Some(true)));
    assert!(now.get("released").is_none());
    assert_eq!(home.json(&["device", "status", "sim", "--release"])["released"], true);
}

#[test]
fn a_unit_is_held_against_the_profile_and_pulls_only_where_nobody_is_in_it() {
    let home = Home::new();
    let at_rest = home.json(&["device", "check", "sim"]);
    assert_fits("device-check", &at_rest);
    assert_eq!((at_rest["conforms"].as_bool(), at_rest["failed"].as_u64()), (Some(false), Some(0)));
    assert!(at_rest["not_run"].as_u64() > Some(5));
    let text = home.run(&["device", "check", "sim"]).expect(0).out;
    assert!(text.contains("not run   pull.starts to pull.written_down, 11 of them"), "{text}");

    let error = home.run(&["device", "check", "sim", "--moving", "--json"]).expect(2).error();
    assert_eq!((error["field"].as_str(), error["allowed"].as_str()), (Some("confirm"), Some("nobody-in-it")));

    let moving = home.json(&["device", "check", "sim", "--moving", "--confirm", "nobody-in-it"]);
    assert_fits("device-check", &moving);
    assert_eq!((moving["conforms"].as_bool(), moving["left_at_rest"].as_bool()), (Some(true), Some(true)));
    let text = home.run(&["device", "check", "sim", "--moving", "--confirm", "nobody-in-it"]).expect(0).out;
    assert!(text.contains("kept      pull.dead_man (section 7)"), "{text}");
}
