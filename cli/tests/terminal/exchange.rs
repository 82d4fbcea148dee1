//! `nape journal export` and `nape journal import`.

use std::fs;

use serde_json::{Value, json};

use crate::schema::assert_fits;
use crate::support::{Home, example};

const TABLE: [&str; 2] = ["--columns", "date=Day,measure=What,value=How much,note=Remark"];
const MEASURES: [&str; 6] =
    ["--measure", "Neck pain=pain", "--measure", "Ibuprofen=medication:ibuprofen", "--measure", "Steps=skip"];

/// A home with a day's entries.
fn written() -> Home {
    let home = Home::new();
    home.run(&["journal", "add", "--file", &example("journal/day.jsonl")]).expect(0);
    home
}

fn count(home: &Home) -> usize {
    home.json(&["journal", "list"])["entries"].as_array().map(Vec::len).expect("a list")
}

#[test]
fn what_one_home_exports_another_imports_and_exports_byte_for_byte() {
    let (home, other) = (written(), Home::new());
    let (lines, tables) = (home.path("all.jsonl"), home.path("tables"));
    let exported = home.json(&["journal", "export", &lines]);
    assert_fits("entries-exported", &exported);
    assert_eq!((&exported["entries"], &exported["kinds"]["pain"]), (&json!(5), &json!(1)));
    assert_fits("entries-exported", &home.json(&["journal", "export", &tables, "--format", "csv"]));
    for line in fs::read_to_string(&lines).expect("text").lines() {
        assert_fits("entry", &serde_json::from_str(line).expect("JSON"));
    }
    let imported = other.json(&["journal", "import", &lines]);
    assert_fits("entries-imported", &imported);
    assert_eq!(imported["added"], 5);
    let again = other.json(&["journal", "import", &tables]);
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(5)));
    other.run(&["journal", "export", &other.path("all.jsonl")]).expect(0);
    assert_eq!(fs::read(other.path("all.jsonl")).expect("there"), fs::read(&lines).expect("there"));
    let named = home.json(&["journal", "export", &home.path(""), "--kind", "pain"]);
    assert!(
        named["file"].as_str().is_some_and(|file| file.ends_with("nape-2026-03-02T073000.jsonl")),
        "{named}"
    );
}

#[test]
fn a_broken_row_is_named_and_neither_it_nor_a_dry_run_writes_anything() {
    let (home, other) = (written(), Home::new());
    let file = home.path("all.jsonl");
    home.run(&["journal", "export", &file]).expect(0);
    let text = fs::read_to_string(&file).expect("text");
    let dry = other.json(&["journal", "import", &file, "--dry-run"]);
    assert_fits("entries-imported", &dry);
    assert_eq!((&dry["dry_run"], &dry["added"]), (&json!(true), &json!(5)));
    fs::write(&file, text + "{\"kind\":\"pain\",\"at\":\"2026-03-02T06:00:00-05:00\",\"value\":11}\n")
        .expect("written");
    let ran = other.run(&["journal", "import", &file, "--json"]).expect(2);
    assert_fits("error", &ran.document());
    assert_eq!(
        (&ran.error()["field"], &ran.error()["allowed"]),
        (&json!("line 6: value"), &json!("a whole number from 0 to 10"))
    );
    assert_eq!(count(&other), 0);
}

#[test]
fn a_bad_file_makes_no_journal() {
    let home = Home::new();
    let field = |arguments: &[&str]| -> Value {
        home.run(&[&["journal", "import"], arguments, &["--json"]].concat()).expect(2).error()["field"]
            .clone()
    };
    let table = example("journal/other-program.csv");
    assert_eq!(field(&[&home.path("nowhere")]), "file");
    assert_eq!(field(&[&table]), "line 1: column 1");
    assert_eq!(field(&[&table, "--columns", "date=Date"]), "measures");
    assert_eq!(field(&[&table, "--columns", "date=Date", "--measure", "Pain=pain"]), "columns.date");
    assert_eq!(field(&[&table, "--columns", "date=Day,date=Day"]), "--columns");
    assert_eq!(field(&[&table, "--format", "table"]), "columns");
    home.run(&["journal", "import", &table, "--columns", "day=Day"]).expect(2);
    home.run(&["journal", "import", &table, "--measure", "Neck pain=joy"]).expect(2);
    assert!(!home.journal().exists());
}

#[test]
fn another_programs_table_comes_in_once_its_measures_are_mapped() {
    let home = Home::new();
    let table = example("journal/other-program.csv");
    let import = |more: &[&str]| {
        let format = ["--date-format", "%d/%m/%Y"];
        [&["journal", "import", &table], &TABLE[..], &format, more]
            .concat()
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let json = |words: &[String]| home.json(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let dry = json(&import(&[&MEASURES[..2], &["--dry-run"]].concat()));
    assert_fits("entries-imported", &dry);
    let found: Vec<(&str, u64)> = dry["measures"]
        .as_array()
        .expect("measures")
        .iter()
        .map(|found| (found["measure"].as_str().expect("a name"), found["rows"].as_u64().expect("a count")))
        .collect();
    assert_eq!(found, [("Ibuprofen", 1), ("Neck pain", 2), ("Steps", 1)]);
    assert_eq!(dry["unmapped"], 2);
    let words: Vec<String> = import(&MEASURES[..2]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let refused = home.run(&[&words[..], &["--json"]].concat()).expect(2).error();
    assert_eq!(refused["field"], "line 3: measure");
    let text = home.run(&[&words[..], &["--dry-run"]].concat()).expect(0).out;
    assert!(text.contains("\"Steps\" (1): not mapped") && text.contains("--measure NAME=KIND"), "{text}");
    let done = json(&import(&MEASURES));
    assert_eq!((&done["added"], &done["kinds"]["medication"]), (&json!(3), &json!(1)));
    assert_eq!(json(&import(&MEASURES))["unchanged"], 3);
    let out = home.run(&["journal", "list"]).expect(0).out;
    assert!(out.contains("2026-02-27 12:00  pain 4") && out.contains("medication ibuprofen 400"), "{out}");
}

#[test]
fn a_person_reads_what_was_written_and_that_nothing_protects_it() {
    let home = written();
    let out = home.run(&["journal", "export", &home.path("all.jsonl")]).expect(0).out;
    assert!(out.contains("5 entries in") && out.contains("plain text") && out.contains("pain: 1"), "{out}");
    let out = home.run(&["journal", "import", &home.path("all.jsonl")]).expect(0).out;
    assert!(out.contains("Taken in: 0 added, 5 unchanged."), "{out}");
}
