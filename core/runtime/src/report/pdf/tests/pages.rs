//! What stands together, and where pages end.

use super::figures::figure;
use super::{Said, document, frame, lines, pages, paragraph, section, table, texts};
use crate::report::document::{Blank, Block, Level, PAGE, PAGES};
use crate::report::pdf::mark::{Mark, PartOf, Shape};
use crate::report::pdf::style::Ink;
use crate::report::pdf::{Paper, laid_out};

/// A document of `count` lines and these blocks below them.
fn below(count: usize, blocks: Vec<Block>) -> Vec<Block> {
    (0..count).map(|number| paragraph(&format!("line {number}"))).chain(blocks).collect()
}

#[test]
fn a_document_without_blocks_is_a_page_with_a_title() {
    let pages = pages(Vec::new());
    assert_eq!(pages.sheets.len(), 1);
    assert_eq!(lines(&pages.sheets[0]), ["Report", "What was told."]);
}

#[test]
fn a_heading_never_ends_a_page() {
    for count in 20..60 {
        let laid = pages(below(count, vec![section("Stops"), paragraph("None.")]));
        for page in &laid.sheets {
            assert_ne!(lines(page).last().map(String::as_str), Some("Stops"), "after {count} lines");
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    let long = "some words that go on and on ".repeat(14);
    for count in 20..60 {
        let laid = pages(below(count, vec![paragraph(&long)]));
        let on_page = |page| lines(page).iter().filter(|line| line.contains("words")).count();
        for page in &laid.sheets {
            assert_ne!(on_page(page), 1, "after {count} lines");
        }
    }
}

#[test]
fn every_page_has_the_foot_with_its_number() {
    let laid = pages(below(100, Vec::new()));
    let count = laid.sheets.len();
    assert!(count > 2);
    for (page, number) in laid.sheets.iter().zip(1..) {
        let foot: Vec<String> = texts(page)
            .into_iter()
            .filter(|said| said.part_of == PartOf::Foot)
            .map(|said| said.text)
            .collect();
        assert_eq!(foot, ["Told by the person".to_owned(), format!("{number} of {count}")]);
    }
}

#[test]
fn headings_go_into_the_outline_and_leave_no_level_out() {
    let blocks = vec![
        Block::Heading(Level::Part, "Before any section".to_owned()),
        section("Stops"),
        Block::Heading(Level::Part, "Reviews".to_owned()),
    ];
    let outline: Vec<(u16, String)> =
        pages(blocks).bookmarks.into_iter().map(|(bookmark, _)| (bookmark.level, bookmark.words)).collect();
    let of = |level, words: &str| (level, words.to_owned());
    assert_eq!(outline, [of(1, "Report"), of(2, "Before any section"), of(2, "Stops"), of(3, "Reviews")]);
}

#[test]
fn a_warning_has_its_ground_and_its_rule_on_every_line_of_every_page() {
    let warning = Block::Warning {
        title: "Locked".to_owned(),
        lines: (0..90).map(|number| format!("why {number}")).collect(),
    };
    let laid = pages(vec![warning]);
    assert!(laid.sheets.len() > 1);
    for page in &laid.sheets {
        let lines = lines(page).iter().filter(|line| line.starts_with("why") || *line == "Locked").count();
        let of = |ink| {
            let is_it = |mark: &Mark| matches!(mark.shape, Shape::Area(.., own) if own == ink);
            page.marks.iter().filter(|(_, mark)| is_it(mark)).count()
        };
        assert_eq!((of(Ink::Ground), of(Ink::Dark)), (lines, lines));
    }
}

#[test]
fn what_is_filled_in_by_hand_has_room() {
    let blank = |label: &str| Blank { label: label.to_owned(), hint: String::new() };
    let laid = pages(vec![Block::Form(vec![blank("Pull"), blank("Minutes")])]);
    let places: Vec<f32> = texts(&laid.sheets[0])
        .into_iter()
        .filter(|said| said.text == "Pull" || said.text == "Minutes")
        .map(|said| said.at.y)
        .collect();
    assert!(places[1] - places[0] > 25.0, "{places:?}");
}

#[test]
fn a_point_of_a_list_has_its_mark_before_its_words() {
    let laid = pages(vec![Block::List(vec!["one".to_owned(), " ".to_owned(), "two".to_owned()])]);
    assert_eq!(lines(&laid.sheets[0])[2..], ["•", "one", "•", "two"]);
}

#[test]
fn nothing_leaves_the_paper_however_long_it_is() {
    for words in ["wordswithoutanend".repeat(30), "words without an end ".repeat(1500)] {
        let mut figure = figure();
        for long in [&mut figure.caption, &mut figure.key.day, &mut figure.chart.y.ticks[0].label] {
            long.clone_from(&words);
        }
        let mut long = document(vec![
            paragraph(&words),
            Block::Note(words.clone()),
            Block::List(vec![words.clone()]),
            Block::Warning { title: words.clone(), lines: vec![words.clone()] },
            Block::Form(vec![Blank { label: words.clone(), hint: words.clone() }]),
            Block::Table(table(&[&words, &words, "How"], vec![vec![words.clone(); 3]; 2])),
            Block::Figure(Box::new(figure)),
            section(&words),
        ]);
        long.footer.clone_from(&words);
        long.title.clone_from(&words);
        long.page_line = format!("{words} {PAGE} {PAGES}");
        for paper in [Paper::A4, Paper::Letter] {
            let (width, height) = paper.size();
            let (pages, _) = laid_out(&long, paper).unwrap();
            let foot = pages.sheets.iter().flat_map(texts).find(|said| said.part_of == PartOf::Foot).unwrap();
            for Said { text, at, width: own, part_of } in pages.sheets.iter().flat_map(texts) {
                assert!(at.x >= 20.0 && at.x + own <= width - 20.0, "{text}");
                let bottom = if part_of == PartOf::Foot { height - 20.0 } else { foot.at.y };
                assert!(at.y <= bottom, "{text}");
            }
        }
    }
}

#[test]
fn a_flow_ends_above_the_foot() {
    let laid = pages(below(200, Vec::new()));
    let bottom = frame(Paper::A4).bottom();
    for page in &laid.sheets {
        for said in texts(page).iter().filter(|said| said.part_of != PartOf::Foot) {
            assert!(said.at.y <= bottom, "{}", said.text);
        }
    }
}
