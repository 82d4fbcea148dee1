//! A wrong key and a damaged journal are told apart, and the files are left as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::Home;

/// The bytes of everything in a folder that could be harmed. A lock holds nothing, and SQLite's shared memory
/// is an index that each opening makes anew.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            !["journal.lock", "session.lock", "journal.db-shm"].contains(&name.as_str())
        })
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

#[track_caller]
fn assert_untouched(folder: &Path, before: &BTreeMap<String, Vec<u8>>) {
    let after = contents(folder);
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    for (name, bytes) in before {
        assert!(after.get(name) == Some(bytes), "{name} was changed");
    }
}

#[test]
fn a_wrong_key_is_told_and_touches_nothing() {
    let home = Home::screened();
    home.write("key", &"a5".repeat(32));
    let before = contents(&home.journal());
    let ran = home.run(&["session", "list", "--json"]).expect(5);
    assert_eq!(ran.error()["kind"], "wrong_key");
    assert_untouched(&home.journal(), &before);
}

#[test]
fn a_damaged_journal_is_told_and_touched_no_further() {
    let home = Home::screened();
    // A log beside the database may hold its first pages too.
    for name in ["journal.db", "journal.db-wal"] {
        let file = home.journal().join(name);
        if let Ok(mut bytes) = fs::read(&file) {
            bytes.iter_mut().take(4096).for_each(|byte| *byte ^= 0x55);
            fs::write(&file, &bytes).expect("written");
        }
    }
    let before = contents(&home.journal());
    for verb in [&["session", "list", "--json"][..], &["journal", "verify", "--json"]] {
        let ran = home.run(verb).expect(5);
        assert_eq!(ran.error()["kind"], "damaged");
        assert_untouched(&home.journal(), &before);
    }
}

/// Who has the key has everything: the file beside the database is only a name.
#[test]
fn a_journal_whose_identity_is_spoilt_is_healed_and_nothing_is_generated_over_it() {
    let home = Home::screened();
    let identity = home.journal().join("journal.json");
    let whole = fs::read(&identity).expect("there");
    fs::write(&identity, "{\"format\":1").expect("written");
    let generated = home.run(&["--json", "journal", "generate", "--seed", "1", "--years", "1"]).expect(2);
    assert_eq!(generated.error()["field"], "home");
    home.run(&["plan", "show", "--modality", "home_unit"]).expect(0);
    assert_eq!(fs::read(&identity).expect("healed"), whole);
    fs::remove_file(&identity).expect("there");
    let generated = home.run(&["--json", "journal", "generate", "--seed", "1", "--years", "1"]).expect(2);
    assert_eq!(generated.error()["field"], "home");
    assert_eq!(home.json(&["journal", "list"])["entries"], serde_json::json!([]));
}

#[test]
fn a_whole_journal_is_verified() {
    let check = Home::screened().json(&["journal", "verify"]);
    assert_eq!(check["intact"], true);
    assert!(check["facts"].as_u64() > Some(0));
}

#[test]
fn without_a_key_file_the_key_is_made_once_for_its_owner_alone_and_found_again() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let run = || {
        let mut command =
            home.bare_command(&["profile", "set", "--file", &crate::support::example("profile.json")]);
        crate::support::Ran::of(&command.output().expect("runs")).expect(0)
    };
    assert!(run().err.contains("key was made"), "the program says once where the key is");
    assert!(!run().err.contains("key was made"));
    let keys = Path::new(&home.path(".config/nape/keys")).to_owned();
    let files: Vec<_> =
        fs::read_dir(keys).expect("a folder of keys").map(|entry| entry.expect("key").path()).collect();
    let [key] = files.as_slice() else { panic!("one key: {files:?}") };
    assert_eq!(fs::metadata(key).expect("there").permissions().mode() & 0o777, 0o600);
    let identity = fs::read_to_string(home.path(".local/share/nape/journal.json")).expect("an identity");
    let name = key.file_stem().expect("a name").to_string_lossy().into_owned();
    assert!(identity.contains(&name), "the key is named by the journal's id");
}

#[test]
fn a_journal_whose_key_is_elsewhere_is_not_given_a_new_one() {
    let home = Home::screened();
    let mut command = home.bare_command(&["session", "list", "--json", "--home"]);
    let ran = crate::support::Ran::of(&command.arg(home.journal()).output().expect("runs")).expect(2);
    assert_eq!(ran.error()["field"], "--key-file");
    assert!(!Path::new(&home.path(".config/nape/keys")).exists());
}
