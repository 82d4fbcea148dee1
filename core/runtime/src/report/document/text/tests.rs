//! A document as plain text.

use nape_logic::journal::trend::{Axis, Chart};
use proptest::prelude::*;
use textwrap::core::display_width;

use crate::report::document::sample::document;
use crate::report::document::{Blank, Block, Column, Figure, FigureKey, Holds, Level, Table};

fn body(blocks: Vec<Block>, width: usize) -> String {
    let text = document(blocks).to_text(width);
    let text = text.strip_prefix("Report\n======\nWhat was told.\n").unwrap();
    text.strip_suffix("\nTold by the person\n").unwrap().to_owned()
}

fn table(columns: &[(&str, Holds)], rows: &[&[&str]]) -> Block {
    let column = |(heading, holds): &(&str, Holds)| Column { heading: (*heading).to_owned(), holds: *holds };
    Block::Table(Table {
        caption: "Sessions".to_owned(),
        columns: columns.iter().map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
    })
}

fn figure() -> Block {
    let word = || "word".to_owned();
    Block::Figure(Box::new(Figure {
        caption: "Pain, 0 to 10".to_owned(),
        alternative: "On 3 of 7 days it was 4.".to_owned(),
        chart: Chart {
            x: Axis { ticks: Vec::new() },
            y: Axis { ticks: Vec::new() },
            days_per_mark: 1,
            lines: Vec::new(),
            gaps: Vec::new(),
            bands: Vec::new(),
        },
        means: Vec::new(),
        unchanged: None,
        key: FigureKey { day: word(), mean: word(), unchanged: word(), gap: word() },
    }))
}

#[test]
fn headings_are_underlined_by_their_level() {
    let blocks = vec![
        Block::Heading(Level::Section, "Stops".to_owned()),
        Block::Paragraph("None.".to_owned()),
        Block::Heading(Level::Part, "Reviews".to_owned()),
    ];
    assert_eq!(body(blocks, 60), "\nStops\n=====\n\nNone.\n\nReviews\n-------\n");
}

#[test]
fn points_have_dashes_and_hang_below_them() {
    let blocks = vec![Block::List(vec!["one point that is long".to_owned(), "two".to_owned()])];
    assert_eq!(body(blocks, 20), "\n- one point that is\n  long\n- two\n");
}

#[test]
fn a_warning_is_marked_on_every_line() {
    let blocks = vec![Block::Warning {
        title: "Locked".to_owned(),
        lines: vec!["Nobody has looked at this yet.".to_owned()],
    }];
    assert_eq!(body(blocks, 20), "\n! Locked\n! Nobody has looked\n! at this yet.\n");
}

#[test]
fn columns_stand_below_each_other_with_numbers_at_the_right() {
    let blocks = vec![table(
        &[("Month", Holds::Words), ("Pain", Holds::Numbers), ("Dose", Holds::Words)],
        &[&["2026-01", "7.1", "5 kg"], &["2026-02", "10", ""]],
    )];
    let drawn = "\nSessions\n\
                 Month    Pain  Dose\n\
                 -------  ----  ----\n\
                 2026-01   7.1  5 kg\n\
                 2026-02    10  –\n";
    assert_eq!(body(blocks, 60), drawn);
}

#[test]
fn a_wide_cell_is_wrapped_within_its_column() {
    let blocks = vec![table(
        &[("When", Holds::Words), ("Why", Holds::Words)],
        &[&["2026-01-01", "the hand went to sleep and stayed so"]],
    )];
    let drawn = "\nSessions\n\
                 When        Why\n\
                 ----------  ------------------\n\
                 2026-01-01  the hand went to\n            sleep and stayed\n            so\n";
    assert_eq!(body(blocks, 30), drawn);
}

#[test]
fn a_table_too_wide_for_the_text_is_told_row_by_row() {
    let columns: Vec<(String, Holds)> =
        (1..=9).map(|number| (format!("column-{number}"), Holds::Words)).collect();
    let columns: Vec<(&str, Holds)> =
        columns.iter().map(|(heading, holds)| (heading.as_str(), *holds)).collect();
    let text = body(vec![table(&columns, &[&["a", "b", "", "d", "e", "f", "g", "h", "i"]])], 40);
    assert!(text.starts_with("\nSessions\n- column-1: a\n  column-2: b\n  column-3: –\n"), "{text}");
}

#[test]
fn a_drawing_is_said_in_words() {
    assert_eq!(body(vec![figure()], 60), "\nPain, 0 to 10\n  On 3 of 7 days it was 4.\n");
}

#[test]
fn what_is_filled_in_by_hand_has_a_line() {
    let blocks = vec![Block::Form(vec![
        Blank { label: "Pull".to_owned(), hint: "in N or kg".to_owned() },
        Blank { label: "Minutes".to_owned(), hint: String::new() },
    ])];
    let line = "_".repeat(24);
    assert_eq!(body(blocks, 24), format!("\nPull\n(in N or kg)\n{line}\n\nMinutes\n{line}\n"));
}

#[test]
fn nothing_in_it_speaks_to_a_terminal() {
    let words = "red \u{1b}[31m\u{7}\u{8}\u{9b}2J\u{202e}evil\u{2066}\r\nnext".to_owned();
    let blocks = vec![Block::Paragraph(words.clone()), Block::Heading(Level::Part, words)];
    let text = document(blocks).to_text(60);
    assert!(text.contains("red [31m2Jevil\nnext"), "{text:?}");
    assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'));
    assert!(!text.contains(['\u{202e}', '\u{2066}']));
}

#[test]
fn a_document_without_words_is_one_empty_line() {
    let mut empty = document(Vec::new());
    for words in [&mut empty.title, &mut empty.subject, &mut empty.footer] {
        words.clear();
    }
    assert_eq!(empty.to_text(60), "\n");
}

proptest! {
    #[test]
    fn no_line_is_wider_than_asked_for(words in "\\PC{0,80}", width in 20_usize..100) {
        let blocks = vec![
            Block::Heading(Level::Section, words.clone()),
            Block::Paragraph(words.clone()),
            Block::List(vec![words.clone()]),
            Block::Warning { title: words.clone(), lines: vec![words.clone()] },
            table(&[("When", Holds::Words), (&words, Holds::Numbers)], &[&[&words, &words], &["x", &words]]),
            Block::Form(vec![Blank { label: words.clone(), hint: words }]),
        ];
        for line in document(blocks).to_text(width).lines() {
            prop_assert!(display_width(line) <= width, "{line:?}");
        }
    }
}
