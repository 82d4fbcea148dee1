//! Tables.

use super::{Said, document, frame, lines, pages, section, table, texts};
use crate::report::document::{Block, Column, Holds, NOTHING_KNOWN, Table};
use crate::report::pdf::flow::Page;
use crate::report::pdf::mark::PartOf;
use crate::report::pdf::{Paper, laid_out};

fn rows(count: usize) -> Vec<Vec<String>> {
    (0..count).map(|number| vec![format!("Session {number}"), "one steady pull".to_owned()]).collect()
}

fn heads(page: &Page) -> Vec<PartOf> {
    texts(page).into_iter().filter(|said| said.text == "What").map(|said| said.part_of).collect()
}

#[test]
fn the_head_comes_again_on_every_page_and_is_told_once() {
    let laid = pages(vec![Block::Table(table(&["What", "How"], rows(120)))]);
    assert_eq!(laid.sheets.len(), 3);
    assert!(matches!(heads(&laid.sheets[0])[..], [PartOf::Element(_)]));
    assert_eq!(heads(&laid.sheets[1]), [PartOf::Again]);
    assert_eq!(heads(&laid.sheets[2]), [PartOf::Again]);
    let told: Vec<String> =
        laid.sheets.iter().flat_map(lines).filter(|line| line.starts_with("Session ")).collect();
    let expected: Vec<String> = (0..120).map(|number| format!("Session {number}")).collect();
    assert_eq!(told, expected);
}

#[test]
fn no_page_breaks_a_row_that_fits_on_one() {
    let cell = "a cell of several lines that has much to say about what happened then ".repeat(5);
    for count in 1..25 {
        let rows = (0..count).map(|_| vec!["row".to_owned(), cell.clone()]).collect();
        for page in &pages(vec![Block::Table(table(&["What", "How"], rows))]).sheets {
            let lines = lines(page);
            let starts = lines.iter().filter(|line| *line == "row").count();
            let first_lines = lines.iter().filter(|line| line.starts_with("a cell of several lines")).count();
            assert_eq!(starts, first_lines, "{count} rows");
        }
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_over_the_pages_below_its_head() {
    let cell = "word ".repeat(6000);
    let laid = pages(vec![Block::Table(table(&["What", "How"], vec![vec!["row".to_owned(), cell]]))]);
    assert!(laid.sheets.len() > 2);
    assert!(lines(&laid.sheets[0]).len() > 20, "the first page is used");
    let words: usize = laid
        .sheets
        .iter()
        .flat_map(lines)
        .map(|line| line.split(' ').filter(|word| *word == "word").count())
        .sum();
    assert_eq!(words, 6000);
    assert!(laid.sheets.iter().skip(1).all(|page| heads(page) == [PartOf::Again]));
    let bottom = frame(Paper::A4).bottom();
    let flow = laid.sheets.iter().flat_map(texts).filter(|said| said.part_of != PartOf::Foot);
    assert!(flow.into_iter().all(|said| said.at.y <= bottom));
}

#[test]
fn a_heading_stays_with_the_first_row_of_its_table() {
    for count in 0..60 {
        let mut blocks: Vec<Block> = (0..count).map(|_| super::paragraph("line")).collect();
        blocks.push(section("Stops"));
        blocks.push(Block::Table(table(&["What", "How"], rows(3))));
        let laid = pages(blocks);
        let page = laid.sheets.iter().find(|page| lines(page).iter().any(|line| line == "Stops")).unwrap();
        assert!(lines(page).iter().any(|line| line == "Session 1"), "after {count} lines");
    }
}

#[test]
fn a_cell_of_which_nothing_is_known_has_a_dash() {
    let rows = vec![vec!["row".to_owned(), String::new()], vec![" ".to_owned()]];
    let laid = pages(vec![Block::Table(table(&["What", "How"], rows))]);
    let cells = &lines(&laid.sheets[0])[5..];
    assert_eq!(cells, ["row", NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN]);
}

#[test]
fn a_table_without_rows_shows_its_head_and_one_without_columns_nothing() {
    let laid =
        pages(vec![Block::Table(table(&["What", "How"], Vec::new())), Block::Table(table(&[], rows(2)))]);
    assert_eq!(lines(&laid.sheets[0])[2..], ["Sessions", "What", "How"]);
}

#[test]
fn numbers_end_below_each_other() {
    let column = |heading: &str, holds| Column { heading: heading.to_owned(), holds };
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let laid = pages(vec![Block::Table(Table {
        caption: String::new(),
        columns: vec![column("What", Holds::Words), column("Pain", Holds::Numbers)],
        rows: vec![row(["a", "7.1"]), row(["b", "10"])],
    })]);
    let end = |text: &str| {
        let said = texts(&laid.sheets[0]).into_iter().find(|said| said.text == text).unwrap();
        said.at.x + said.width
    };
    assert!((end("7.1") - end("10")).abs() < 0.01);
    assert!((end("7.1") - end("Pain")).abs() < 0.01);
}

#[test]
fn short_columns_keep_their_width_where_long_ones_wrap() {
    let long = "a long sentence about how it was and what came of it in the end ".repeat(3);
    let row = vec!["2026-12-20 08:02".to_owned(), long.clone(), long];
    let laid = pages(vec![Block::Table(table(&["When", "How", "Why"], vec![row]))]);
    assert!(lines(&laid.sheets[0]).contains(&"2026-12-20 08:02".to_owned()));
}

#[test]
fn many_columns_of_long_words_stay_on_the_paper() {
    let headings = vec!["Unpronounceable"; 30];
    let rows = vec![vec!["incomprehensibilities".to_owned(); 30]; 2];
    let many = document(vec![Block::Table(table(&headings, rows))]);
    for paper in [Paper::A4, Paper::Letter] {
        let (pages, _) = laid_out(&many, paper).unwrap();
        let right = frame(paper).left + frame(paper).width;
        for Said { text, at, width, .. } in pages.sheets.iter().flat_map(texts) {
            assert!(at.x + width <= right + 0.1, "{text}");
        }
    }
}
