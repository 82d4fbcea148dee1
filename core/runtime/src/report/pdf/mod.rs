//! A document as pages: an accessible PDF that a person prints, and that a screen reader reads in its order.
//!
//! ```text
//! Document -> blocks, table, figure -> Piece (marks, each with its element) -> flow -> pages -> paint -> bytes
//!                 |
//!                 readable -> shape -> wrap       what of a text can be shown, its glyphs, its lines
//! ```
//!
//! What is claimed and what checks it stands in `docs/reports.md`: PDF/UA-1 and PDF/A-2a. The same document gives the same
//! bytes.
//!
//! | file | answers |
//! |---|---|
//! | here | what comes after what? |
//! | `paper` | how large is a page, and where may something stand on it? |
//! | `style` | how large and how dark are things? |
//! | `fonts` | which letters are there? |
//! | `readable` | what of a text can be shown, and what stands in for the rest? |
//! | `shape` | which glyphs does a text have? |
//! | `wrap` | where do its lines break? |
//! | `mark` | what is drawn, and what stays together? |
//! | `element` | which elements does a screen reader meet, in which order? |
//! | `blocks` | how is each block but a table and a figure laid out? |
//! | `table/` | how wide are columns, where does a table break? |
//! | `figure/` | how is a measure over days drawn? |
//! | `flow` | what comes onto which page? |
//! | `foot` | what stands at the foot of each? |
//! | `paint` | how does all that become bytes? |

mod blocks;
mod element;
mod figure;
mod flow;
mod fonts;
mod foot;
mod mark;
mod paint;
mod paper;
mod readable;
mod shape;
mod style;
mod table;
mod wrap;

#[cfg(test)]
mod tests;

pub use paper::Paper;

use super::document::{Block, Document};
use blocks::Layout;
use element::Elements;
use flow::Pages;
use foot::Foot;
use shape::Typesetter;

/// Why there is no PDF. Nothing that a document says brings either about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The fonts that are built in can't be read.
    #[error("the fonts that are built in can't be read")]
    Fonts,
    /// What was drawn does not keep to what is claimed.
    #[error("the pages don't keep to PDF/UA-1 and PDF/A-2a: {0}")]
    Claim(String),
}

/// The document as an accessible PDF on this paper. Letters that no font here has are stood in for, and kept in the text
/// that the file carries.
pub fn write(document: &Document, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let (pages, elements) = laid_out(document, paper)?;
    paint::paint(document, paper, pages, elements)
}

/// What comes onto which page, and what a screen reader meets.
fn laid_out(document: &Document, paper: Paper) -> Result<(Pages, Elements), PdfError> {
    let mut typesetter = Typesetter::new(fonts::built_in().ok_or(PdfError::Fonts)?, &document.language);
    let foot = Foot::of(document, paper, &mut typesetter);
    let frame = paper.frame(foot.height());
    let mut layout = Layout::new(typesetter, frame);
    layout.open(document);
    for block in &document.blocks {
        match block {
            Block::Table(table) => table::lay_out(table, &mut layout),
            Block::Figure(figure) => figure::lay_out(figure, &mut layout),
            other => layout.block(other),
        }
    }
    let Layout { mut typesetter, elements, pieces, .. } = layout;
    let mut pages = flow::pages(pieces, frame);
    foot.put(&mut pages, frame, &mut typesetter);
    Ok((pages, elements))
}
