//! A key in the system's keyring: a real one, on a session bus of its own. `tools/setup.sh keyring` installs both.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Home, Ran};

/// A person's session, with a keyring that their login unlocks.
struct Session {
    home: Home,
}

impl Session {
    fn new() -> Self {
        let home = Home::new();
        fs::create_dir_all(home.path("run")).expect("a folder");
        Self { home }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let unlocked =
            r#"printf walk | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@""#;
        let program = self.home.bare_command(&[]);
        let mut session = Command::new("dbus-run-session");
        session.args(["--", "sh", "-c", unlocked, "sh"]).arg(program.get_program()).args(arguments);
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => session.env(name, value),
                None => session.env_remove(name),
            };
        }
        session.env_remove("NAPE_KEYRING").env("XDG_RUNTIME_DIR", self.home.path("run"));
        session.current_dir(program.get_current_dir().expect("set"));
        Ran::of(&session.output().expect("dbus-run-session: `tools/setup.sh keyring` installs it"))
    }

    /// The one file of a key.
    fn key_file(&self) -> PathBuf {
        let keys = fs::read_dir(self.home.path(".config/nape/keys")).expect("a folder");
        let files: Vec<PathBuf> = keys.map(|file| file.expect("a file").path()).collect();
        let [file] = files.as_slice() else { panic!("{files:?}") };
        file.clone()
    }

    fn key_text(&self) -> String {
        fs::read_to_string(self.key_file()).expect("readable")
    }
}

#[test]
fn a_new_journals_key_is_in_the_keyring_and_its_file_only_names_it() {
    let session = Session::new();
    let made = session.run(&["course", "start"]).expect(0);
    assert!(made.err.contains("in the system's keyring"), "{}", made.err);
    let text = session.key_text();
    let name = text.trim().strip_prefix("keyring:").expect("a name");
    assert_eq!(name.len(), 32, "a name and no key: {name}");
    assert_eq!(session.run(&["journal", "verify", "--json"]).expect(0).document()["intact"], true);

    let elsewhere = session.home.bare_command(&["journal", "verify", "--json"]).output().expect("runs");
    let error = Ran::of(&elsewhere).expect(5).error();
    assert!(error["message"].as_str().is_some_and(|text| text.contains("can't be reached")), "{error}");
}

#[test]
fn a_changed_key_is_another_one_in_the_keyring_and_an_erased_one_is_in_it_no_more() {
    let session = Session::new();
    session.run(&["course", "start"]).expect(0);
    let old = session.key_text();
    session.run(&["journal", "rekey", "--json"]).expect(0);
    let new = session.key_text();
    assert!(new.starts_with("keyring:") && new != old, "{new}");
    assert_eq!(session.run(&["journal", "verify", "--json"]).expect(0).document()["intact"], true);

    let (gone, there) = (session.home.write("old", &old), session.home.write("new", &new));
    let opened = |key: &str| session.run(&["journal", "verify", "--json", "--key-file", key]);
    assert_eq!(opened(&there).expect(0).document()["intact"], true);
    let missing = |ran: Ran| {
        let error = ran.expect(5).error();
        assert!(
            error["message"].as_str().is_some_and(|text| text.contains("not in the system's keyring")),
            "{error}"
        );
    };
    missing(opened(&gone));
    session.run(&["journal", "erase", "--all", "--confirm", "erase,erase-all"]).expect(0);
    missing(opened(&there));
}
