//! A measure over days, drawn: what it shows above it, the drawing, a key below it.
//!
//! Everything in it is told apart by its shape, so that it does in grey: days are dots, means of seven days a line, days
//! without an entry are hatched, a change that does not count is an even ground, and the weeks that are compared are
//! brackets above with a bar at their mean.
//!
//! | file | answers |
//! |---|---|
//! | here | what stands where? |
//! | `plot` | how is the chart drawn? |
//! | `key` | what does each shape mean? |

mod key;
mod plot;

use krilla::tagging::Tag;

use super::blocks::{Layout, alternative, shortened, text};
use super::mark::{Piece, at};
use super::style::CAPTION;
use super::wrap::Words;
use crate::report::document::Figure;

const GAP: f32 = 10.0;
/// More would break a limit of the format.
const MOST_OF_ALTERNATIVE: usize = 8000;

/// Lays out a drawing, which no page breaks.
pub(super) fn lay_out(figure: &Figure, layout: &mut Layout) {
    let width = layout.frame.width;
    let group = layout.elements.add(Tag::Div);
    let lines = Words::of(&figure.caption, CAPTION, &mut layout.typesetter).lines(width);
    let first = layout.pieces.len();
    if !lines.is_empty() {
        let caption = layout.elements.add_to(group, Tag::Caption);
        for line in lines {
            let mut piece = Piece { height: CAPTION.line, stays_with_next: true, ..Piece::default() };
            piece.draw(text(at(0.0, 0.0), line, CAPTION), caption);
            layout.pieces.push(piece);
        }
    }
    let told = [&figure.alternative, &figure.caption].map(|words| shortened(words, MOST_OF_ALTERNATIVE));
    let told = told.into_iter().find(|words| !words.is_empty()).unwrap_or_else(|| "–".to_owned());
    let element = layout.elements.add_to(group, Tag::Figure(None));
    layout.elements.change(element, |kind| alternative(kind, told));
    let mut piece = Piece { drawing: Some(element), ..Piece::default() };
    let height = plot::draw(figure, width, &mut piece, element, &mut layout.typesetter);
    piece.height = key::draw(figure, height, width, &mut piece, element, &mut layout.typesetter);
    layout.pieces.push(piece);
    if let Some(piece) = layout.pieces.get_mut(first) {
        piece.gap = GAP;
    }
}
