//! A broken row is named with its line, its field and what is allowed there, and never with what was written.

use super::*;
use crate::document::FieldError;
use crate::journal::exchange::{MOST_ROWS, kind_of_file};

const GOOD: &str = r#"{"kind":"pain","at":"2026-03-09T18:00:00+01:00","value":4}"#;

#[test]
fn each_broken_line_is_named_wherever_it_stands() {
    let bad = [
        GOOD.replace(":4", ":11"),
        GOOD.replace(":4", ":3.5"),
        GOOD.replace("pain", "joy"),
        GOOD.replace("2026", "0000"),
        GOOD.replace("2026-03-09", "2026-03-12"),
        GOOD.replace("\"value\":4", "\"value\":4,\"site\":\"soul\""),
        GOOD.replace("\"value\"", "\"worth\""),
        GOOD[..30].to_owned(),
        r#"{"kind":"symptom","at":"2026-03-09T18:00:00+01:00","name":"a broken heart"}"#.to_owned(),
    ];
    let text = format!("\u{feff}{GOOD}\r\n\n{}\n", bad.join("\r\n"));
    let (rows, wrong) = lines(&text);
    let fields = ["value", "value", "kind", "at", "at", "site", "worth", "", "name"];
    let named: Vec<String> = (3..)
        .zip(fields)
        .map(|(line, field)| format!("line {line}{}{field}", if field.is_empty() { "" } else { ": " }))
        .collect();
    assert_eq!(wrong, named);
    assert_eq!(rows[0].place.line, 1);
}

#[test]
fn a_line_that_is_no_text_or_too_long_is_named() {
    let mut incoming = Incoming::default();
    let long = GOOD.replace("\"value\":4", &format!("\"note\":\"{}\"", "a".repeat(70_000)));
    let bytes = [GOOD.as_bytes(), b"\n\"\xff\"\n", long.as_bytes()].concat();
    read_lines(&bytes, None, &mut incoming).expect("a file");
    assert_eq!(checked(&incoming).1, ["line 2", "line 3"]);
}

#[test]
fn an_id_that_stands_there_twice_is_named() {
    let named = GOOD.replace('{', r#"{"id":"01965f00-0000-7000-8000-000000000001","#);
    let (_, wrong) = lines(&format!("{named}\n{GOOD}\n{}\n", named.replace(":4}", ":5}")));
    assert_eq!(wrong, ["line 3: id"]);
}

#[test]
fn one_row_too_many_is_refused() {
    let refused = |rows: usize| {
        read_lines("{}\n".repeat(rows).as_bytes(), None, &mut Incoming::default())
            .err()
            .map(|error| error.field)
    };
    assert_eq!(refused(MOST_ROWS), None);
    assert_eq!(refused(MOST_ROWS + 1), Some("file".to_owned()));
}

#[test]
fn each_broken_cell_is_named_wherever_it_stands() {
    let text = "\u{feff}at,value (0 to 10),site,context,note\r\n\
                2026-03-09T18:00:00+01:00,4,neck,desk stress,\"two\r\nlines\"\r\n\
                2026-03-09T18:00:00+01:00,11,,,\r\n\
                2026-03-09T18:00:00+01:00,3.5,,,\r\n\
                2026-03-09,four,soul,desk love,\r\n\
                ,,,,\r\n\
                ,4,,,\r\n\
                2026-03-09T18:00:00+01:00,4,,,\r\n";
    let (rows, wrong) = table(text);
    let named = [
        "line 4: value",
        "line 5: value",
        "line 6: at",
        "line 6: value",
        "line 6: site",
        "line 6: context",
        "line 8: at",
    ];
    assert_eq!(wrong, named.map(|field| format!("pain.csv {field}")));
    assert_eq!(rows[0].entry.note.as_deref(), Some("two\nlines"));
    assert_eq!(rows.last().map(|row| row.place.line), Some(9));
}

#[test]
fn a_table_without_a_needed_column_or_with_one_twice_or_unknown_is_refused() {
    let refused = |text: &str, file: &str| -> FieldError {
        read_table(text.as_bytes(), Some(&file.into()), kind_of_file(file), &mut Incoming::default())
            .expect_err("refused")
    };
    for (text, file, field) in [
        ("value\n4\n", "pain.csv", "pain.csv line 1: at"),
        ("at,value,value (0 to 10)\n", "pain.csv", "pain.csv line 1: column 3"),
        ("at,value,mood\n", "pain.csv", "pain.csv line 1: column 3"),
        ("at,value\n", "mine.csv", "mine.csv line 1: kind"),
        ("", "pain.csv", "file"),
    ] {
        let error = refused(text, file);
        assert_eq!(error.field, field, "{text}");
        assert!(error.allowed.is_some());
    }
}

#[test]
fn a_cell_of_a_column_that_the_kind_lacks_is_named() {
    let (_, wrong) = table("at,kind,value,quality\n2026-03-09T18:00:00+01:00,sleep,4,dull\n");
    assert_eq!(wrong, ["pain.csv line 2: quality"]);
}

#[test]
fn no_problem_repeats_what_was_written() {
    let secret = "a_secret";
    let line = format!(r#"{{"kind":"{secret}","at":"{secret}","note":"{secret}","{secret}x":1}}"#);
    let row = format!(
        "at,kind,value,site,note\n{secret},{secret},{secret},{secret},\"{secret}\u{202e}\"\n{secret}\n"
    );
    let mut problems = Problems::default();
    for (text, is_table) in [(line.as_str(), false), (row.as_str(), true)] {
        let mut incoming = Incoming::default();
        if is_table {
            read_table(text.as_bytes(), Some(&"pain.csv".into()), None, &mut incoming).expect("a table");
        } else {
            read_lines(text.as_bytes(), None, &mut incoming).expect("lines");
        }
        problems.and(&incoming.problems(true));
    }
    assert!(problems.total() > 3);
    assert!(!format!("{:?}", problems.told()).contains(secret), "{:?}", problems.told());
}
