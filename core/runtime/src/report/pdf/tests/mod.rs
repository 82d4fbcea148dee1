//! What comes onto which page, as it is laid out. Other programs look at the files (`tests/reports` of the project).
//!
//! | file | what |
//! |---|---|
//! | here | what the tests share |
//! | `letters` | what is shown of a text, and what its lines are |
//! | `pages` | what stands together, and where pages end |
//! | `tables` | tables |
//! | `figures` | drawings |

mod figures;
mod letters;
mod pages;
mod tables;

use super::flow::{Page, Pages};
use super::mark::{At, Mark, PartOf, Shape, at};
use super::paper::Frame;
use super::shape::{Part, Run};
use super::{Paper, fonts, foot, laid_out};
use crate::report::document::sample::document;
use crate::report::document::{Block, Column, Holds, Level, Table};
use crate::report::pdf::shape::Typesetter;

fn pages(blocks: Vec<Block>) -> Pages {
    laid_out(&document(blocks), Paper::A4).unwrap().0
}

fn typesetter() -> Typesetter {
    Typesetter::new(fonts::built_in().unwrap(), "en")
}

/// Where the flow of [`document`] stands.
fn frame(paper: Paper) -> Frame {
    paper.frame(foot::Foot::of(&document(Vec::new()), paper, &mut typesetter()).height())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(words.to_owned())
}

fn section(words: &str) -> Block {
    Block::Heading(Level::Section, words.to_owned())
}

fn table(columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    let column = |heading: &&str| Column { heading: (*heading).to_owned(), holds: Holds::Words };
    Table { caption: "Sessions".to_owned(), columns: columns.iter().map(column).collect(), rows }
}

/// What a run draws, with what it says where that is something else.
fn said(run: &Run) -> String {
    let said = |part: &Part| part.truth.clone().unwrap_or_else(|| part.shown.clone());
    run.parts.iter().map(said).collect::<String>().trim_end().to_owned()
}

/// A line of text on a page.
struct Said {
    text: String,
    /// Where it begins, on its baseline.
    at: At,
    width: f32,
    part_of: PartOf,
}

fn texts(page: &Page) -> Vec<Said> {
    let text = |(corner, Mark { shape, part_of }): &(At, Mark)| match shape {
        Shape::Text(place, run, letters) => Some(Said {
            text: said(run),
            at: at(corner.x + place.x, corner.y + place.y),
            width: run.width * letters.size,
            part_of: *part_of,
        }),
        _ => None,
    };
    page.marks.iter().filter_map(text).collect()
}

/// The lines of a page, without its foot.
fn lines(page: &Page) -> Vec<String> {
    let flow = texts(page).into_iter().filter(|said| said.part_of != PartOf::Foot);
    flow.map(|said| said.text).collect()
}
