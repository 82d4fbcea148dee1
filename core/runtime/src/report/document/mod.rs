//! A document as it is said, before it is drawn: what stands in it, in its order, in the words of one language.
//!
//! The same document becomes a page (`pdf/`) and plain text ([`Document::to_text`]), so that what a person looks through
//! before it leaves is what leaves.
//!
//! | file | what |
//! |---|---|
//! | here | the document and its blocks |
//! | `printable` | what of a text may go onto a page or a screen |
//! | `text` | the document as plain text |
//! | `sample` | a document for tests |

mod printable;
#[cfg(test)]
pub(crate) mod sample;
mod text;

pub(crate) use printable::printable;

use nape_logic::journal::trend::{Chart, Line, Span};
use nape_logic::time::Timestamp;

/// A document of a few pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence; stands in the file's properties and below the title.
    pub subject: String,
    /// Stands at the foot of every page.
    pub footer: String,
    /// How a page is counted, with [`PAGE`] and [`PAGES`] where the numbers go.
    pub page_line: String,
    /// When it is made.
    pub made: Timestamp,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Where a page's number goes in [`Document::page_line`].
pub const PAGE: &str = "{page}";
/// Where the number of pages goes in [`Document::page_line`].
pub const PAGES: &str = "{pages}";

/// Stands in a cell of which nothing is known.
pub(crate) const NOTHING_KNOWN: &str = "–";

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the parts up to the next one are about. The title is above all of them.
    Heading(Level, String),
    /// Some sentences.
    Paragraph(String),
    /// Some sentences in smaller letters: where something comes from, what is not known.
    Note(String),
    /// What must not be overlooked, in a box: a heading of its own and its lines.
    Warning {
        /// What it is about.
        title: String,
        /// What is said.
        lines: Vec<String>,
    },
    /// Points, each by itself.
    List(Vec<String>),
    /// Cells in rows and columns.
    Table(Table),
    /// A drawing.
    Figure(Box<Figure>),
    /// Lines to be filled in by hand.
    Form(Vec<Blank>),
}

/// How far in a heading lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A section of the document.
    Section,
    /// A part of a section.
    Part,
}

/// Cells in rows and columns. The first cell of a row is its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns; at least one.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column. An empty cell says that nothing is known.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub heading: String,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words, from the left.
    Words,
    /// Numbers, from the right.
    Numbers,
}

/// The drawing of a measure over days.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows.
    pub caption: String,
    /// The same in words with its numbers, for whoever does not see it.
    pub alternative: String,
    /// Axes, days, gaps and the two weeks that are compared.
    pub chart: Chart,
    /// The means of seven days, as lines between gaps.
    pub means: Vec<Line>,
    /// From the first week's mean, how far a change is none that counts; from bottom to top.
    pub unchanged: Option<Span>,
    /// The words of the key.
    pub key: FigureKey,
}

/// What each part of a drawing is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureKey {
    /// A mark.
    pub day: String,
    /// The line of means.
    pub mean: String,
    /// The stretch in which a change is none that counts, where there is one.
    pub unchanged: String,
    /// Days without an entry.
    pub gap: String,
}

/// A line to be filled in by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// What goes there.
    pub label: String,
    /// What may be written, in smaller letters; empty where nothing has to be said.
    pub hint: String,
}
