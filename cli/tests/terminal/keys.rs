//! Another key for the journal, and the end of everything: `journal rekey`, `journal erase --all`.

use std::fs;
use std::path::Path;

use crate::schema::assert_fits;
use crate::support::Home;

fn key(home: &Home) -> String {
    fs::read_to_string(home.path("key")).expect("a key")
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).expect("the folder").count()
}

const ERASE: [&str; 5] = ["journal", "erase", "--all", "--confirm", "erase,erase-all"];

#[test]
fn a_new_key_takes_the_place_of_the_old_one_and_the_journal_is_whole() {
    let home = Home::screened();
    let old = key(&home);
    let rekeyed = home.json(&["journal", "rekey"]);
    assert_fits("journal-rekeyed", &rekeyed);
    assert_eq!(rekeyed["key_file"], home.path("key"));
    assert_ne!(key(&home), old);
    assert!(!Path::new(&home.path("key.next")).exists());
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
    home.write("key", &old);
    assert_eq!(home.run(&["journal", "verify", "--json"]).expect(5).error()["kind"], "wrong_key");
}

#[test]
fn a_rekey_killed_behind_the_change_is_settled_at_the_next_start() {
    let home = Home::screened();
    let old = key(&home);
    home.json(&["journal", "rekey"]);
    // As a kill between the change and the renaming of its file leaves them.
    home.write("key.next", &key(&home));
    home.write("key", &old);
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
    assert_ne!(key(&home), old);
    assert!(!Path::new(&home.path("key.next")).exists());
}

#[test]
fn a_rekey_killed_before_the_change_goes_on_under_the_old_key() {
    let home = Home::screened();
    home.write("key.next", &"77".repeat(32));
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
    home.json(&["journal", "rekey"]);
    assert_ne!(key(&home).trim(), "77".repeat(32), "a key that nobody used is made anew");
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
}

#[test]
fn everything_is_erased_after_two_yeses_and_the_key_file_is_gone() {
    let home = Home::screened();
    for confirm in [&[][..], &["--confirm", "erase"], &["--confirm", "erase-all"]] {
        let told = [&["journal", "erase", "--all", "--json"], confirm].concat();
        assert_eq!(home.run(&told).expect(3).error()["rules"][0], "gate.presence");
    }
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
    assert_fits("journal-erased", &home.json(&ERASE));
    assert_eq!(files(&home.journal()), 0);
    assert!(!Path::new(&home.path("key")).exists());
    home.run(&["journal", "erase"]).expect(2);
}

#[test]
fn a_key_of_this_machine_is_erased_too_and_the_next_journal_has_another() {
    let home = Home::new();
    let run =
        |arguments: &[&str]| crate::support::Ran::of(&home.bare_command(arguments).output().expect("runs"));
    let keys = || -> Vec<_> {
        let keys = fs::read_dir(home.path(".config/nape/keys")).expect("a folder of keys");
        keys.map(|entry| fs::read(entry.expect("a key").path()).expect("read")).collect()
    };
    run(&["journal", "verify"]).expect(0);
    run(&["journal", "rekey"]).expect(0);
    let first = keys();
    run(&ERASE).expect(0);
    assert_eq!(keys().len(), 0);
    run(&["journal", "verify"]).expect(0);
    assert_ne!(keys(), first);
}

#[test]
fn a_journal_whose_key_is_lost_says_so_with_the_way_back_and_can_be_erased() {
    let home = Home::screened();
    home.write("key", &"a5".repeat(32));
    let lost = home.run(&["journal", "verify", "--json"]).expect(5).error();
    assert!(lost["message"].as_str().is_some_and(|words| words.contains("restoring a backup")), "{lost}");
    home.json(&ERASE);
    assert_eq!(files(&home.journal()), 0);
}

#[test]
fn an_erasure_that_a_kill_cut_short_is_finished_before_a_key_is_looked_for() {
    let home = Home::screened();
    fs::write(home.journal().join("journal.erasing"), "").expect("written");
    fs::remove_file(home.path("key")).expect("there");
    let ran = home.run(&["journal", "verify"]).expect(2);
    assert!(ran.err.contains("had been cut short was finished"), "{}", ran.err);
    assert_eq!(files(&home.journal()), 0);
}

/// Both find no journal and make the same one; neither loses what it writes.
#[test]
fn two_programs_that_start_at_once_in_an_empty_home_both_keep_what_they_write() {
    let home = Home::new();
    let entry = r#"{"kind":"pain","at":"2026-03-02T07:00:00-05:00","value":2,"site":"neck"}"#;
    let file = home.write("entry.json", entry);
    let folder = home.path("both");
    let add = ["--home", &folder, "--now", "2026-03-02T07:30:00-05:00", "journal", "add", "--file", &file];
    let running: Vec<_> = (0..4).map(|_| home.bare_command(&add).spawn().expect("runs")).collect();
    for child in running {
        let output = child.wait_with_output().expect("ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let listed = home.bare_command(&["--home", &folder, "--json", "journal", "list"]).output().expect("runs");
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    assert_eq!(listed["entries"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_journal_whose_identity_is_lost_says_so_and_is_mended_by_its_key() {
    let home = Home::new();
    let folder = home.path("journal");
    let run = |more: &[&str]| {
        home.bare_command(&[&["--home", &folder, "--json"], more].concat()).output().expect("runs")
    };
    assert!(run(&["course", "start"]).status.success());
    let keys = home.path(".config/nape/keys");
    let key = fs::read_dir(&keys).expect("a folder").next().expect("a key").expect("a key").path();
    fs::remove_file(Path::new(&folder).join("journal.json")).expect("removed");
    let lost = run(&["journal", "verify"]);
    assert_eq!(lost.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&lost.stdout).contains("journal.json"), "and not the key");
    assert!(run(&["--key-file", key.to_str().expect("plain"), "journal", "verify"]).status.success());
    assert!(run(&["journal", "verify"]).status.success(), "it is written anew");
}
