//! `nape journal add|edit|delete|erase|history|list|search`.

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, example, example_json};

/// What is wrong with a file of entries.
fn refused(home: &Home, file: &str) -> Value {
    home.run(&["--json", "journal", "add", "--file", file]).expect(2).error()
}

#[test]
fn entries_and_what_is_answered_fit_their_schemas() {
    let home = Home::new();
    for name in ["pain", "pain-corrected", "symptom"] {
        assert_fits("entry", &example_json(&format!("journal/{name}.json")));
    }
    let added = home.json(&["journal", "add", "--file", &example("journal/day.jsonl")]);
    assert_fits("entries-added", &added);
    let told = home.json(&["journal", "add", "--file", &example("journal/symptom.json")]);
    assert_fits("entries-added", &told);
    assert_eq!(told["told"][0]["locks"], true);
    assert_fits("entries", &home.json(&["journal", "list"]));
    let page = home.json(&["journal", "list", "--limit", "2"]);
    assert_fits("entries", &page);
    let next = page["next"].as_str().expect("a next page");
    let rest = home.json(&["journal", "list", "--after", next]);
    assert_eq!(rest["entries"].as_array().map(Vec::len), Some(4));
    let day = home.json(&["journal", "day"]);
    assert_fits("day", &day);
    assert_eq!(day["date"], "2026-03-02");
    assert_eq!(home.run(&["--json", "journal", "day", "yesterday"]).expect(2).error()["field"], "date");
    assert_fits("entries-found", &home.json(&["journal", "search", "pillow"]));
    let id = added["added"][2].as_str().expect("an id");
    let edited = home.json(&["journal", "edit", id, "--file", &example("journal/pain-corrected.json")]);
    assert_fits("entry-edited", &edited);
    assert_fits("entry-deleted", &home.json(&["journal", "delete", id]));
    assert_fits("entry-history", &home.json(&["journal", "history", id]));
    assert_fits("entry-erased", &home.json(&["journal", "erase", id]));
    let history = home.json(&["journal", "history", id]);
    assert_fits("entry-history", &history);
    assert_eq!(history["revisions"][0]["redacted"], true);
    assert_eq!(home.json(&["journal", "verify"])["intact"], true);
}

#[test]
fn a_value_reads_back_as_it_was_typed() {
    let home = Home::new();
    let file = home.write(
        "entries.jsonl",
        r#"{"kind":"medication","at":"2026-03-02T06:00:00-05:00","name":"a","value":0.5,"unit":"tablet"}
{"kind":"pain","at":"2026-03-02T06:00:00-05:00","value":4}
"#,
    );
    home.run(&["journal", "add", "--file", &file]).expect(0);
    let out = home.run(&["--json", "journal", "list"]).expect(0).out;
    assert!(out.contains(r#""value":0.5"#) && out.contains(r#""value":4,"#), "{out}");
    assert!(out.contains("2026-03-02T06:00:00-05:00"), "its own offset: {out}");
}

#[test]
fn a_bad_line_is_named_and_nothing_of_the_file_is_written() {
    let home = Home::new();
    let good = r#"{"kind":"mood","at":"2026-03-02T06:00:00-05:00","value":4}"#;
    for (bad, field) in [
        (good.replace('4', "11"), "line 3: value"),
        (good.replace('4', "3.5"), "line 3: value"),
        (good.replace("2026", "0000"), "line 3: at"),
        (good.replace("2026-03-02", "2026-03-04"), "line 3: at"),
        (good.replace("mood", "joy"), "line 3: kind"),
        (good.replace("\"value\":4", "\"value\":4,\"site\":\"neck\""), "line 3: site"),
    ] {
        let file = home.write("bad.jsonl", &format!("{good}\n\n{bad}\n"));
        let error = refused(&home, &file);
        assert_eq!(error["field"], field, "{error}");
        assert!(error["allowed"].is_string(), "{error}");
    }
    assert_eq!(home.json(&["journal", "list"])["entries"], serde_json::json!([]));
}

#[test]
fn an_id_that_an_entry_has_already_names_its_line() {
    let home = Home::new();
    let good = r#"{"kind":"mood","at":"2026-03-02T06:00:00-05:00","value":4}"#;
    let named = good.replace('{', r#"{"id":"01965f00-0000-7000-8000-000000000001","#);
    let further = named.replace("0001\"", "0002\"");
    home.run(&["journal", "add", "--file", &home.write("named.json", &named)]).expect(0);
    let batch = home.write("batch.jsonl", &format!("{good}\n\n{further}\n{named}\n"));
    assert_eq!(refused(&home, &batch)["field"], "line 4: id");
    assert_eq!(refused(&home, &home.path("named.json"))["field"], "id");
    assert_eq!(home.json(&["journal", "list"])["entries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_note_is_never_too_long_or_no_text() {
    let home = Home::new();
    let note = |text: &[u8]| {
        let path = home.path("note.json");
        let start: &[u8] = br#"{"kind":"note","at":"2026-03-02T06:00:00-05:00","note":""#;
        std::fs::write(&path, [start, text, b"\"}"].concat()).expect("written");
        path
    };
    for (text, field) in [
        (vec![b'a'; 1024 * 1024], "note"),
        (vec![b'a'; 5000], "note"),
        (b"\xff\xfe".to_vec(), "."),
        ("turned \u{202e}around".as_bytes().to_vec(), "note"),
        (br"a bell \u0007".to_vec(), "note"),
    ] {
        let error = refused(&home, &note(&text));
        assert_eq!(error["field"], field, "{error}");
    }
}

#[test]
fn a_person_reads_their_entries_in_plain_lines() {
    let home = Home::new();
    home.run(&["journal", "add", "--file", &example("journal/day.jsonl")]).expect(0);
    let out = home.run(&["journal", "list"]).expect(0).out;
    for words in [
        "pain 4, neck left, tight, beside desk",
        "medication ibuprofen 400 mg",
        "sleep 6: \"woke once, the pillow was too high\"",
        "psfs lifting my child 6",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert_eq!(home.run(&["journal", "search", "no such words"]).expect(0).out.trim(), "No entry.");
}

/// P26, in the terminal: at most four lines, and what is answered becomes entries of this moment.
#[test]
fn a_check_in_takes_a_line_for_each_question_and_writes_what_was_answered() {
    let home = Home::new();
    let asked = home.json(&["checkin", "--questions"]);
    assert_fits("check-in", &asked);
    assert_eq!(asked["questions"].as_array().map(Vec::len), Some(3));
    let done = home.run_with_input(&["--json", "checkin"], "3\n\n12\n2\nthin pillow\n").expect(0);
    assert!(done.err.contains("A whole number from 0 to 10, or Enter."), "{}", done.err);
    let written: Value = serde_json::from_str(&done.out).expect("JSON");
    assert_fits("entries-added", &written);
    assert_eq!(written["added"].as_array().map(Vec::len), Some(3));
    let passed_over = home.run_with_input(&["journal", "checkin"], "\n\n\n\n").expect(0);
    assert!(passed_over.out.contains("nothing is written"), "{}", passed_over.out);
    home.run_with_input(&["checkin"], "3\n").expect(2);
    assert_fits("check-in-answers", &example_json("journal/check-in.json"));
    home.run(&["checkin", "--file", &example("journal/check-in.json")]).expect(0);
    let error = home.run(&["--json", "checkin", "--choose", "pain,groc"]).expect(2).error();
    assert_eq!(error["field"], "check_in");
    assert_fits("profile", &home.json(&["profile", "show"]));
    let listed = home.json(&["journal", "list"]);
    assert_eq!(listed["entries"].as_array().map(Vec::len), Some(6));
}
