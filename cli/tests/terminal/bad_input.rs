//! A wrong file is named by field, and nothing is stored.

use serde_json::{Value, json};

use crate::support::{Home, example, example_json};

/// What is done to a good document, and the field that must then be named.
struct Spoilt {
    what: &'static str,
    text: String,
    field: &'static str,
}

/// The document with another value at `pointer`.
fn set(what: &'static str, document: &Value, pointer: &str, value: Value, field: &'static str) -> Spoilt {
    let mut document = document.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    document.pointer_mut(parent).expect("it exists")[name] = value;
    Spoilt { what, text: document.to_string(), field }
}

/// The document without what stands at `pointer`.
fn cut(document: &Value, pointer: &str, field: &'static str) -> Spoilt {
    let mut document = document.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut).expect("it exists");
    parent.remove(name).expect("it exists");
    Spoilt { what: "missing field", text: document.to_string(), field }
}

fn truncated(document: &Value) -> Spoilt {
    let text = document.to_string();
    Spoilt { what: "truncated", text: text[..text.len() - 3].to_owned(), field: "." }
}

#[track_caller]
fn all_are_refused(verb: &[&str], spoilt: &[Spoilt]) {
    let home = Home::new();
    for Spoilt { what, text, field } in spoilt {
        let file = home.write("spoilt.json", text);
        let ran = home.run(&[verb, &[file.as_str(), "--json"]].concat()).expect(2);
        let error = ran.error();
        assert_eq!(error["kind"], "bad_input", "{what}");
        assert_eq!(error["field"], *field, "{what}: {error}");
        assert!(error["allowed"].is_string() || *what == "missing field", "{what}: {error}");
        crate::schema::assert_fits("error", &ran.document());
    }
    assert!(!home.journal().exists(), "a bad file must not even make a journal");
}

#[test]
fn a_wrong_answers_file_is_refused() {
    let good = example_json("answers/short-nothing-against.json");
    let spoilt = [
        truncated(&good),
        cut(&good, "/form", "form"),
        set("unknown field", &good, "/mood", json!("fine"), "mood"),
        set("unknown question", &good, "/answers/mood", json!(1), "answers.mood"),
        set("wrong type", &good, "/answers/pain_now", json!("a lot"), "answers.pain_now"),
        set("out of range", &good, "/answers/pain_now", json!(11), "answers.pain_now"),
        set("unknown word", &good, "/modality", json!("rack"), "modality"),
    ];
    all_are_refused(&["screen", "check", "--answers"], &spoilt);
    all_are_refused(&["screen", "save", "--answers"], &spoilt);
}

#[test]
fn a_wrong_plan_file_is_refused() {
    let good = example_json("plans/home-unit-intermittent.json");
    let spoilt = [
        truncated(&good),
        cut(&good, "/pattern", "pattern"),
        cut(&good, "/force/unit", "force.unit"),
        set("unknown field", &good, "/forse", json!(1), "forse"),
        set("wrong type", &good, "/duration_ms", json!("15 min"), "duration_ms"),
        set("negative", &good, "/hold_ms", json!(-1), "hold_ms"),
        set("unknown unit", &good, "/force/unit", json!("stone"), "force.unit"),
    ];
    for verb in [&["plan", "check"][..], &["plan", "set"], &["session", "timeline", "--plan"]] {
        all_are_refused(verb, &spoilt);
    }
}

#[test]
fn a_wrong_logged_session_is_refused() {
    let good = example_json("logged/manual.json");
    let huge = Spoilt { what: "huge", text: format!("{good}{}", " ".repeat(64 * 1024)), field: "." };
    let mut hammock = good.clone();
    hammock["modality"] = json!("neck_hammock");
    let spoilt = [
        huge,
        truncated(&good),
        cut(&good, "/started", "started"),
        cut(&good, "/duration_ms", "duration_ms"),
        cut(&good, "/bend", "bend"),
        set("unknown field", &good, "/streak", json!(3), "streak"),
        set("wrong type", &good, "/duration_ms", json!("15 min"), "duration_ms"),
        set("in the future", &good, "/started", json!("2026-03-02T07:31:00-05:00"), "started"),
        set("too long ago", &good, "/started", json!("2025-03-01T07:30:00-05:00"), "started"),
        set("not a field of it", &good, "/count", json!(3), "count"),
        set("out of range", &good, "/pain_after", json!(11), "pain_after"),
        set("unknown symptom", &good, "/symptoms", json!(["sudden_wings"]), "symptoms[0]"),
        set("not for this part", &hammock, "/region", json!("lumbar"), "region"),
    ];
    all_are_refused(&["session", "log", "--file"], &spoilt);
}

#[test]
fn a_wrong_plan_file_from_elsewhere_is_refused() {
    let good = example_json("plans/over-door-with-provider.json");
    let huge = Spoilt { what: "huge", text: format!("{good}{}", " ".repeat(64 * 1024)), field: "." };
    let spoilt = [
        huge,
        truncated(&good),
        cut(&good, "/pattern", "pattern"),
        set("unknown field", &good, "/forse", json!(1), "forse"),
        set("unknown unit", &good, "/force/unit", json!("stone"), "force.unit"),
    ];
    all_are_refused(&["plan", "import"], &spoilt);
}

#[test]
fn a_wrong_symptoms_file_is_refused() {
    let good = example_json("symptoms/dizziness.json");
    let spoilt = [
        truncated(&good),
        cut(&good, "/stage", "stage"),
        set("unknown field", &good, "/when", json!("now"), "when"),
        set("wrong type", &good, "/pain", json!("much"), "pain"),
    ];
    all_are_refused(&["screen", "symptom", "--file"], &spoilt);
}

#[test]
fn a_wrong_profile_file_is_refused() {
    let good = example_json("profile.json");
    let spoilt = [
        truncated(&good),
        set("unknown field", &good, "/shoe_size", json!(43), "shoe_size"),
        set("wrong type", &good, "/birth_year", json!("1980"), "birth_year"),
        cut(&good, "/weight/unit", "weight.unit"),
    ];
    all_are_refused(&["profile", "set", "--file"], &spoilt);
}

#[test]
fn a_wrong_script_is_refused_with_its_line_before_anything_starts() {
    let home = Home::ready();
    let good = r#"{"at_ms":1000,"input":"ease_off"}"#;
    for (bad, field) in [
        (r#"{"at_ms":2000,"input":"stop""#, "line 2"),
        (r#"{"input":"stop"}"#, "line 2: at_ms"),
        (r#"{"at_ms":2000,"input":"stop","volume":11}"#, "line 2: volume"),
        (r#"{"at_ms":"2000","input":"stop"}"#, "line 2: at_ms"),
        (r#"{"at_ms":2000,"input":"sprint"}"#, "line 2: input"),
    ] {
        let (ran, _) = home.session(&format!("{good}\n{bad}\n"));
        assert_eq!(ran.expect(2).error()["field"], field, "{bad}");
    }
    let (ran, _) = home.session(r#"{"at_ms":2000,"input":"symptom","symptom":"sudden_wings"}"#);
    ran.expect(2);
    let (ran, _) = home.session(r#"{"at_ms":2000,"fault":"gremlins"}"#);
    ran.expect(2);
    let sessions = home.json(&["session", "list"]);
    assert_eq!(sessions["sessions"].as_array().map(Vec::len), Some(1), "only the rehearsal: {sessions}");
}

#[test]
fn a_missing_answer_is_listed_and_is_no_error() {
    let outcome =
        Home::new().json(&["screen", "check", "--answers", &example("answers/full-not-finished.json")]);
    assert_ne!(outcome["outcome"], "clear");
    assert!(outcome["missing"].as_array().is_some_and(|missing| !missing.is_empty()));
}

#[test]
fn a_wrong_command_line_is_bad_input_in_both_forms() {
    let home = Home::new();
    for line in [
        &["screen", "form", "--form", "long", "--modality", "home_unit"][..],
        &["screen", "form", "--form", "full", "--modality", "rack"],
        &["session", "list", "--limit", "0"],
        &["session", "list", "--zone", "Mars/Olympus"],
        &["session", "run", "--modality", "home_unit", "--speed", "0.5"],
        &["session", "run", "--modality", "home_unit", "--get-in", "5"],
        &["about", "--lang", "not.a.tag"],
        &["sing"],
        &["plan", "sing"],
        &[],
    ] {
        home.bare_command(line)
            .output()
            .map(|output| crate::support::Ran::of(&output).expect(2))
            .expect("runs");
    }
    let ran = home.bare_command(&["about", "--lang", "not.a.tag", "--json"]).output().expect("runs");
    let error = crate::support::Ran::of(&ran).expect(2).error();
    assert_eq!(error["kind"], "bad_input");
    assert_eq!(error["field"], "language");
}

#[test]
fn a_language_without_words_is_answered_in_english_and_says_so_once() {
    let home = Home::new();
    let about = |line: &[&str]| home.bare_command(line).output().expect("runs");
    let english = about(&["about"]);
    let other = about(&["about", "--lang", "tlh-KX"]);
    assert_eq!(other.stdout, english.stdout);
    let note = String::from_utf8_lossy(&other.stderr).into_owned();
    assert_eq!(note.matches("tlh-KX").count(), 1, "{note}");
    for line in [&["about"][..], &["about", "--lang", "en_GB"]] {
        assert_eq!(about(line).stderr, english.stderr, "{line:?}");
    }
    let longer = about(&["about", "--lang", "en-XA"]);
    assert!(String::from_utf8_lossy(&longer.stdout).contains('⟦'), "the core's words follow");
}

#[test]
fn rules_of_reminders_that_make_no_sense_are_named_all_at_once() {
    let home = Home::new();
    let rules = r#"{"rules":[{"kind":"daily","time":"25:00","zone_policy":"floating"},
        {"kind":"daily","time":"08:00","zone_policy":"fixed","zone":"Mars/Olympus"}],
        "state":{"now":"2026-03-07T12:00:00-05:00","device_zone":"America/New_York","horizon_days":0,"capacity":30}}"#;
    let file = home.write("rules.json", rules);
    let error = home.run(&["remind", "check", "--file", &file, "--json"]).expect(2).error();
    assert_eq!(
        (&error["field"], &error["also"][0]["field"]),
        (&"rules[0].time".into(), &"state.horizon_days".into())
    );
    let file = home.write(
        "rules.json",
        &rules.replace("25:00", "05:00").replace("horizon_days\":0", "horizon_days\":1"),
    );
    let error = home.run(&["remind", "check", "--file", &file, "--json"]).expect(2).error();
    assert_eq!(error["field"], "rules[1].zone", "{error}");
    assert!(error["allowed"].as_str().is_some_and(|allowed| allowed.contains("IANA")), "{error}");
}

#[test]
fn what_the_contract_names_and_this_version_lacks_says_so() {
    let home = Home::new();
    let error = home.run(&["report", "fhir", "--json"]).expect(2).error();
    assert_eq!(error["kind"], "not_in_this_version");
}

#[test]
fn a_key_file_that_is_no_key_is_bad_input() {
    let home = Home::new();
    for text in ["", "5a", "not a key", &"5g".repeat(32)] {
        home.write("key", text);
        let error = home.run(&["session", "list", "--json"]).expect(2).error();
        assert_eq!(error["field"], "--key-file");
    }
    assert!(!home.journal().exists());
}
