//! What does each shape mean?

use super::super::blocks::text;
use super::super::element::ElementId;
use super::super::mark::{At, Piece, Shape, at, pen};
use super::super::shape::Typesetter;
use super::super::style::{Ink, LABEL};
use super::super::wrap::Words;
use super::plot;
use crate::report::document::Figure;

const ABOVE: f32 = 3.0;
/// The width of a shape, from there to its words, and from there to the next shape.
const SHAPE: f32 = 16.0;
const TO_WORDS: f32 = 5.0;
const BETWEEN: f32 = 13.0;
const LINE: f32 = 11.5;
/// The words of a key are the product's own and short; longer ones must not push the drawing off its page.
const MOST_LINES: usize = 4;
const BOX: f32 = 7.0;

/// Draws the key below `y`; answers where it ends.
pub(super) fn draw(
    figure: &Figure,
    y: f32,
    width: f32,
    piece: &mut Piece,
    element: ElementId,
    typesetter: &mut Typesetter,
) -> f32 {
    let mut corner = at(0.0, y + ABOVE);
    for (shape, words) in entries(figure) {
        let words = Words::of(words, LABEL, typesetter);
        if words.is_empty() {
            continue;
        }
        let own = SHAPE + TO_WORDS + words.widest_line();
        if corner.x > 0.0 && corner.x + own > width {
            corner = at(0.0, corner.y + LINE);
        }
        for shape in shape(at(corner.x, corner.y)) {
            piece.draw(shape, element);
        }
        let lines = words.lines(width - corner.x - SHAPE - TO_WORDS);
        let lines = lines.get(..MOST_LINES).unwrap_or(&lines);
        let below = lines.iter().skip(1).map(|_| LINE).sum::<f32>();
        let mut place = at(corner.x + SHAPE + TO_WORDS, corner.y);
        for line in lines {
            piece.draw(text(place, line.clone(), LABEL), element);
            place.y += LINE;
        }
        corner = at(corner.x + own + BETWEEN, corner.y + below);
    }
    corner.y + LINE
}

type Sample = fn(At) -> Vec<Shape>;

/// What is in the drawing, in the order of its weight.
fn entries(figure: &Figure) -> Vec<(Sample, &str)> {
    let key = &figure.key;
    let mut entries: Vec<(Sample, &str)> = Vec::new();
    if !figure.chart.lines.is_empty() {
        entries.push((days, &key.day));
    }
    if !figure.means.is_empty() {
        entries.push((means, &key.mean));
    }
    if figure.unchanged.is_some() {
        entries.push((unchanged, &key.unchanged));
    }
    if !figure.chart.gaps.is_empty() {
        entries.push((gap, &key.gap));
    }
    entries
}

fn middle(corner: At) -> f32 {
    corner.y + LABEL.line / 2.0
}

fn days(corner: At) -> Vec<Shape> {
    let places = [2.0, 8.0, 14.0].map(|x| at(corner.x + x, middle(corner)));
    vec![Shape::Dots(places.into(), pen(2.3, Ink::Middle))]
}

fn means(corner: At) -> Vec<Shape> {
    let places = [0.0, SHAPE].map(|x| at(corner.x + x, middle(corner)));
    vec![plot::mean(places.into())]
}

fn unchanged(corner: At) -> Vec<Shape> {
    plot::unchanged(at(corner.x, middle(corner) - BOX / 2.0), SHAPE, BOX).into()
}

fn gap(corner: At) -> Vec<Shape> {
    vec![plot::hatched(at(corner.x, middle(corner) - BOX / 2.0), SHAPE, BOX)]
}
