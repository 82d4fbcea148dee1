//! A home for each test: a folder, a key, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The morning on which every test's wall clock starts.
pub(crate) const MORNING: &str = "2026-03-02T07:30:00-05:00";
/// So much faster than real do sessions run.
pub(crate) const SPEED: &str = "300";
/// All that a person confirms before a pull.
pub(crate) const CONFIRMED: [&str; 2] = ["--confirm", "setup,presence,audible"];

/// A home folder with nothing in it yet.
pub(crate) struct Home {
    folder: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().expect("a folder") };
        home.write("key", &"5a".repeat(32));
        home
    }

    /// A home in which a session may start, once it is confirmed.
    pub(crate) fn ready() -> Self {
        let home = Self::screened();
        home.run(&confirmed_unit(SPEED, &["--rehearse"])).expect(0);
        home
    }

    /// A home in which a pull by hand may start by this example plan, once it is confirmed; rehearsed with `device`.
    /// The answers are those for an over-door pulley.
    pub(crate) fn ready_by_hand(modality: &str, plan: &str, device: &str) -> Self {
        let home = Self::new();
        for form in ["full", "short"] {
            let mut sheet = example_json(&format!("answers/{form}-over-door.json"));
            sheet["modality"] = json!(modality);
            let file = home.write("answers.json", &sheet.to_string());
            home.run(&["screen", "save", "--answers", &file]).expect(0);
        }
        home.run(&["plan", "set", &example(&format!("plans/{plan}.json"))]).expect(0);
        let run = ["session", "run", "--modality", modality, "--device", device, "--speed", SPEED];
        home.run(&[&run[..], &["--rehearse", "--confirm", "setup,presence"]].concat()).expect(0);
        home
    }

    /// A home in which only the rehearsal is missing.
    pub(crate) fn screened() -> Self {
        let home = Self::new();
        home.write("plan.json", &short_plan().to_string());
        home.run(&["screen", "save", "--answers", &example("answers/full-nothing-against.json")]).expect(0);
        home.run(&["screen", "save", "--answers", &example("answers/short-nothing-against.json")]).expect(0);
        home.run(&["plan", "set", &home.path("plan.json")]).expect(0);
        home
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.folder.path().join(name), text).expect("written");
        self.path(name)
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    /// The program, in this home and nowhere else.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(MORNING, arguments)
    }

    /// The program, in this home and at this time.
    pub(crate) fn command_of(&self, now: &str, arguments: &[&str]) -> Command {
        let mut command = self.bare_command(arguments);
        command
            .arg("--home")
            .arg(self.journal())
            .arg("--key-file")
            .arg(self.path("key"))
            .args(["--now", now]);
        command
    }

    /// A run at another time than the morning.
    pub(crate) fn run_at(&self, now: &str, arguments: &[&str]) -> Ran {
        Ran::of(&self.command_of(now, arguments).output().expect("the program runs"))
    }

    /// The program with the default folders, which lie in this home too.
    pub(crate) fn bare_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nape"));
        command
            .args(arguments)
            .current_dir(repository())
            .env_remove("NAPE_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            // Not the keyring of whoever runs the tests.
            .env("NAPE_KEYRING", "0")
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().expect("the program runs"))
    }

    /// A run that reads `input` as what is typed, and then nothing more.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let typed = fs::File::open(self.write("typed", input)).expect("a file");
        Ran::of(&self.command(arguments).stdin(typed).output().expect("the program runs"))
    }

    /// The one JSON document of a run.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
        ran.document()
    }

    /// A session on the simulated unit with everything confirmed, its script, and its events.
    pub(crate) fn session(&self, script: &str) -> (Ran, Vec<Value>) {
        let script = self.write("script.jsonl", script);
        let ran = self.run(&confirmed_unit(SPEED, &["--json", "--script", &script]));
        let events = ran.lines();
        (ran, events)
    }
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The one document on standard output; nothing else may stand there.
    #[track_caller]
    pub(crate) fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Standard output as JSON lines.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(parse).collect()
    }

    /// The error's document.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        self.document()["error"].clone()
    }
}

/// The command line of a session on the simulated home unit, and what else is asked of it.
pub(crate) fn simulated_unit<'a>(speed: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let run = ["session", "run", "--modality", "home_unit", "--device", "sim", "--speed", speed];
    [&run, more].concat()
}

/// The same with everything confirmed.
pub(crate) fn confirmed_unit<'a>(speed: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    simulated_unit(speed, &[&CONFIRMED, more].concat())
}

/// Where the workspace lies.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace")
}

/// A file of cli/examples.
pub(crate) fn example(name: &str) -> String {
    repository().join("cli/examples").join(name).to_str().expect("UTF-8").to_owned()
}

/// The example as JSON.
pub(crate) fn example_json(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(example(name)).expect("there")).expect("JSON")
}

/// The example plan, shortened to five minutes so that tests are quick.
pub(crate) fn short_plan() -> Value {
    let mut plan = example_json("plans/home-unit-intermittent.json");
    plan["duration_ms"] = json!(300_000);
    plan["per_day"] = json!(3);
    plan
}

/// Which of the events have this word.
pub(crate) fn named<'a>(events: &'a [Value], word: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["event"] == word).collect()
}
