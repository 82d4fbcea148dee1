//! What leaves for a provider, written by the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, Ran, confirmed_unit, example};

const NOTE: &str = "=cmd()|' /C calc'!A0, \"quoted\"\nnext line";

/// A home in which something was told: a session, pain, and a note that a spreadsheet would run.
fn told() -> Home {
    let home = Home::screened();
    home.run(&["session", "log", "--file", &example("logged/manual.json")]).expect(0);
    let entry = |kind: &str, more: Value| {
        let mut entry = serde_json::json!({"kind": kind, "at": "2026-03-01T08:00:00-05:00"});
        entry.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        entry.to_string()
    };
    let lines = [
        entry("pain", serde_json::json!({"value": 6, "site": "neck", "note": NOTE})),
        entry("note", serde_json::json!({"note": "only mine"})),
    ];
    let file = home.write("entries.jsonl", &lines.join("\n"));
    home.run(&["journal", "add", "--file", &file]).expect(0);
    home
}

fn report(home: &Home, form: &str, out: &str, more: &[&str]) -> Ran {
    let words = ["--json", "report", form, "--from", "2026-02-20", "--to", "2026-03-02", "--out", out];
    home.run(&[&words, more].concat())
}

fn written(home: &Home, form: &str, name: &str, more: &[&str]) -> String {
    let out = home.path(name);
    assert_fits("report-written", &report(home, form, &out, more).expect(0).document());
    let permissions = fs::metadata(&out).expect("there").permissions().mode();
    assert_eq!(permissions & 0o077, 0, "{form}: nobody else reads it");
    out
}

fn json(home: &Home, more: &[&str]) -> Value {
    let text = fs::read_to_string(written(home, "json", "report.json", more)).expect("a file");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    assert_fits("report", &report);
    report
}

#[test]
fn a_report_as_json_tells_what_the_journal_holds_in_the_contracts_words() {
    let home = told();
    let report = json(&home, &["--name", "Ana", "--record-number", "A-7"]);
    let head = &report["report"];
    assert_eq!((&head["person"]["name"], &head["person"]["record_number"]), (&"Ana".into(), &"A-7".into()));
    assert!(head["not_clinically_reviewed"].as_str().is_some_and(|words| words.contains("clinician")), "P12");
    let session = &report["sessions"][0];
    assert_eq!(session["logged"]["force"]["value"], 18.0);
    assert_eq!((&session["before"]["pain"], &session["logged"]["pain_after"]), (&5.into(), &4.into()));
    assert_eq!(report["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["entries"][0]["note"], NOTE);
    assert_eq!(report["plans"][0]["provenance"], "as_entered_by_the_person", "P17");
    assert!(report["forms"].as_array().is_some_and(|forms| !forms.is_empty()));
}

#[test]
fn notes_stay_here_where_the_person_says_so_and_out_of_pages_unless_they_say_so() {
    let home = told();
    let report = json(&home, &["--without-notes"]);
    assert_eq!(report["entries"].as_array().map(Vec::len), Some(1), "a note is nothing without its words");
    assert!(!report.to_string().contains("calc") && !report.to_string().contains("sleepy"));
    let preview = |more: &[&str]| {
        let words = ["--json", "report", "pdf", "--from", "2026-02-20", "--to", "2026-03-02", "--preview"];
        let preview = home.run(&[&words, more].concat()).expect(0).document();
        assert_fits("report-preview", &preview);
        preview["text"].as_str().expect("text").to_owned()
    };
    assert!(!preview(&[]).contains("only mine"));
    assert!(preview(&["--notes"]).contains("only mine"));
}

#[test]
fn tables_are_read_back_by_another_reader_and_no_cell_begins_a_formula() {
    let home = told();
    let folder = written(&home, "csv", "tables", &[]);
    let mut names = Vec::new();
    for file in fs::read_dir(&folder).expect("a folder") {
        let path = file.expect("a file").path();
        let mut reader = csv::Reader::from_path(&path).expect("a table");
        let columns = reader.headers().expect("a header").len();
        for row in reader.records() {
            let row = row.expect("RFC 4180");
            assert_eq!(row.len(), columns, "{}", path.display());
            // A number below nothing is one.
            let runs = |cell: &str| {
                cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
            };
            assert!(!row.iter().any(runs), "{row:?}");
        }
        names.push(path.file_name().expect("a name").to_string_lossy().into_owned());
    }
    for name in ["sessions.csv", "plans.csv", "locks.csv", "forms.csv", "pain.csv", "about_this_report.csv"] {
        assert!(names.contains(&name.to_owned()), "{name} of {names:?}");
    }
    written(&home, "csv", "tables", &[]);
    home.write("tables/mine.txt", "mine");
    report(&home, "csv", &folder, &[]).expect(2);
    assert!(Path::new(&folder).join("mine.txt").exists(), "what is no table of a report is somebody's");
}

#[test]
fn pages_are_written_for_the_provider_and_for_a_visit() {
    let home = told();
    for (form, name, more) in [("pdf", "report.pdf", &["--paper", "letter"][..]), ("visit", "visit.pdf", &[])]
    {
        let bytes = fs::read(written(&home, form, name, more)).expect("a file");
        assert!(bytes.starts_with(b"%PDF-1.7"), "{form}");
    }
    let visit = fs::read_to_string(written(&home, "visit", "visit.txt", &[])).expect("text");
    for words in ["Questions to ask", "Technique and device", "Force or level", "When to stop", "clinician"] {
        assert!(visit.contains(words), "{words} of P33 and P12 in {visit}");
    }
}

/// E9
#[test]
fn simulated_sessions_are_in_no_report() {
    let home = Home::ready();
    home.run(&confirmed_unit("1000", &[])).expect(0);
    assert_eq!(json(&home, &[])["sessions"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_report_that_makes_no_sense_is_refused_and_nothing_is_written() {
    let home = told();
    let out = home.path("report.pdf");
    for (words, field) in [
        (&["--from", "2026-03-02", "--to", "2026-03-01"][..], "to"),
        (&["--from", "2030-01-01", "--to", "2030-02-01"], "from"),
        (&["--from", "yesterday", "--to", "2026-03-01"], "from"),
        (&["--from", "2026-03-01", "--to", "2026-03-02", "--name", " "], "name"),
        (&["--from", "2026-03-01", "--to", "2026-03-02", "--born", "2030-01-01"], "born"),
    ] {
        for form in ["pdf", "visit", "csv", "json"] {
            let line = [&["--json", "report", form, "--out", &out][..], words].concat();
            assert_eq!(home.run(&line).expect(2).error()["field"], field, "{form} {words:?}");
        }
    }
    report(&home, "pdf", &home.path("no/such/folder/report.pdf"), &[]).expect(5);
    report(&home, "json", &home.journal().join("journal.db").to_string_lossy(), &[]).expect(2);
    assert!(!Path::new(&out).exists());
}

#[test]
fn days_on_which_nothing_was_told_give_a_report_that_says_so() {
    let home = Home::new();
    let line =
        ["report", "pdf", "--from", "2025-01-01", "--to", "2025-01-31", "--out", &home.path("empty.pdf")];
    assert!(home.run(&line).expect(0).out.contains("Nothing was told"));
}
