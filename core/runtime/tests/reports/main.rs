//! Reports as files. What other programs say of them: `tests/reports` of the project.
//!
//! | file | what |
//! |---|---|
//! | here | what holds of the bytes |
//! | `samples` | documents that show everything a report may hold |

#![allow(missing_docs, unreachable_pub, clippy::panic, clippy::unwrap_used, reason = "it fails loudly")]

mod samples;

use nape::report::document::{Blank, Block, Column, Document, Holds, Level, Table};
use nape::report::pdf::{self, Paper};
use nape_logic::time::Timestamp;
use proptest::prelude::*;
use samples::{document, paragraph, section};

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn file(document: &Document) -> Vec<u8> {
    pdf::write(document, Paper::A4).unwrap()
}

/// How often a text stands in a file, whose structure is not packed.
fn count(file: &[u8], text: &str) -> usize {
    file.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
}

fn elements(file: &[u8], kind: &str) -> usize {
    count(file, &format!("/StructElem/S/{kind}/"))
}

fn pages(file: &[u8]) -> usize {
    count(file, "/Type/Page/")
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, document) in samples::all() {
        for paper in PAPERS {
            let [first, second] = [(), ()].map(|()| pdf::write(&document, paper).unwrap());
            assert!(first == second, "{name}");
        }
    }
}

#[test]
fn another_instant_gives_another_number_of_the_file() {
    let one = samples::visit();
    let other = Document { made: Timestamp::parse("2026-12-31T18:30:06+01:00").unwrap(), ..one.clone() };
    assert_ne!(file(&one), file(&other));
}

#[test]
fn a_year_takes_four_pages_and_less_than_400_kilobytes() {
    for paper in PAPERS {
        let year = pdf::write(&samples::year(), paper).unwrap();
        assert!((3..=4).contains(&pages(&year)), "{}", pages(&year));
        assert!(year.len() < 400_000, "{}", year.len());
    }
}

#[test]
fn the_page_for_a_visit_is_one_page() {
    for paper in PAPERS {
        assert_eq!(pages(&pdf::write(&samples::visit(), paper).unwrap()), 1);
    }
}

#[test]
fn paper_has_its_size() {
    let document = samples::empty();
    assert_eq!(count(&pdf::write(&document, Paper::A4).unwrap(), "/MediaBox[0 0 595.28 841.89]"), 1);
    assert_eq!(count(&pdf::write(&document, Paper::Letter).unwrap(), "/MediaBox[0 0 612 792]"), 1);
}

#[test]
fn the_file_says_what_it_is_in_which_language_and_when_it_was_made() {
    let file = file(&samples::year());
    for said in [
        "/Title(Traction report)",
        "/Creator(Nape)",
        "/CreationDate(D:20261231183005+01'00)",
        "/Lang(en)",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
        assert!(count(&file, said) >= 1, "{said}");
    }
}

#[test]
fn a_table_over_pages_is_told_once() {
    let rows: Vec<Vec<String>> = (0..100).map(|row| vec![format!("row {row}"), "x".to_owned()]).collect();
    let column = |heading: &str| Column { heading: heading.to_owned(), holds: Holds::Words };
    let table = Table { caption: "All".to_owned(), columns: vec![column("What"), column("How")], rows };
    let file = file(&document("Report", vec![Block::Table(table)]));
    assert!(pages(&file) > 1);
    assert_eq!(
        ["Table", "Caption", "TR", "TH", "TD"].map(|kind| elements(&file, kind)),
        [1, 1, 101, 2 + 100, 100],
    );
}

#[test]
fn every_block_has_its_element() {
    let file = file(&document(
        "Report",
        vec![
            section("Stops"),
            Block::Heading(Level::Part, "Reviews".to_owned()),
            paragraph("None."),
            Block::Note("Nothing known.".to_owned()),
            Block::Warning { title: "Locked".to_owned(), lines: vec!["Why.".to_owned()] },
            Block::List(vec!["one".to_owned(), "two".to_owned()]),
            Block::Figure(Box::new(samples::figure("Pain", 1))),
            Block::Form(vec![Blank { label: "Pull".to_owned(), hint: "in N".to_owned() }]),
        ],
    ));
    // Below the title, a paragraph, a note, both lines of the warning, what is filled in.
    assert_eq!(elements(&file, "P"), 1 + 1 + 1 + 2 + 1);
    assert_eq!(
        ["H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Figure"].map(|kind| elements(&file, kind)),
        [1, 1, 1, 1, 2, 2, 2, 1],
    );
    assert_eq!(count(&file, "/Alt(Pain: 338 of 365 days have an entry."), 1);
}

/// A document with this text in every place that has one.
fn full_of(text: &str) -> Document {
    let text = || text.to_owned();
    let column = |holds| Column { heading: text(), holds };
    let mut figure = samples::figure(&text(), 3);
    figure.alternative = text();
    figure.key.day = text();
    figure.chart.y.ticks[0].label = text();
    let blocks = vec![
        Block::Heading(Level::Part, text()),
        section(&text()),
        paragraph(&text()),
        Block::Note(text()),
        Block::Warning { title: text(), lines: vec![text(), text()] },
        Block::List(vec![text(), text()]),
        Block::Table(Table {
            caption: text(),
            columns: vec![column(Holds::Words), column(Holds::Numbers)],
            rows: vec![vec![text(), text()], vec![text()], Vec::new()],
        }),
        Block::Figure(Box::new(figure)),
        Block::Form(vec![Blank { label: text(), hint: text() }]),
    ];
    let mut document = document(&text(), blocks);
    document.language = text();
    document.subject = text();
    document.footer = text();
    document.page_line = text();
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_text_keeps_a_report_from_being_made(letters in proptest::collection::vec(any::<char>(), 0..40)) {
        let text: String = letters.into_iter().collect();
        for paper in PAPERS {
            prop_assert!(pdf::write(&full_of(&text), paper).is_ok());
        }
    }
}

#[test]
fn a_text_longer_than_a_file_may_hold_at_once_is_no_trouble() {
    assert!(pdf::write(&full_of(&"many words and 中文 ".repeat(2000)), Paper::A4).is_ok());
}
