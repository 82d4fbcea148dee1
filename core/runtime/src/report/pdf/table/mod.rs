//! A table: its caption, a head that comes again on every page, and rows that no page breaks where it need not.
//!
//! | file | answers |
//! |---|---|
//! | here | what stands where in a table? |
//! | `columns` | how wide is each column? |

mod columns;

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::blocks::{Layout, text};
use super::element::ElementId;
use super::mark::{Again, Mark, PartOf, Piece, Shape, at, pen};
use super::style::{CAPTION, CELL, HEADER, Ink, Type};
use super::wrap::{TextLine, Words};
use crate::report::document::{Holds, NOTHING_KNOWN, Table};

/// Above the caption, and between it and the head.
const GAP: f32 = 9.0;
const BELOW_CAPTION: f32 = 2.0;
/// Above and below the lines of a cell.
const CELL_EDGE: f32 = 2.4;
/// A row that is higher than a page is broken between so many lines.
const LINES_OF_A_HIGH_ROW: usize = 3;
/// A head that takes more of a page than this is not drawn again.
const MOST_OF_A_PAGE: f32 = 0.3;

/// Lays out a table.
pub(super) fn lay_out(table: &Table, layout: &mut Layout) {
    if table.columns.is_empty() {
        return;
    }
    let element = layout.elements.add(Tag::Table);
    caption(table, element, layout);
    let count = table.columns.len();
    let head: Vec<Words> = table
        .columns
        .iter()
        .map(|column| Words::of(&column.heading, HEADER, &mut layout.typesetter))
        .collect();
    let rows: Vec<Vec<Words>> = table.rows.iter().map(|row| cells(row, count, layout)).collect();
    let columns = columns::columns(table, &head, &rows, layout.frame.width);
    // A head without a body would break PDF/UA.
    let group = if rows.is_empty() { element } else { layout.elements.add_to(element, Tag::THead) };
    let head_row = layout.elements.add_to(group, Tag::TR);
    let head = Row::of(&head, HEADER, &columns, table);
    let elements = row_elements(head_row, count, layout, |_| TableHeaderScope::Column.into_tag());
    let first = layout.pieces.len();
    head.pieces(&elements, layout.frame.height, &mut layout.pieces);
    finish_head(first, layout);
    let again = again(first, layout);
    if rows.is_empty() {
        return;
    }
    let most = layout.frame.height - again.as_ref().map_or(0.0, |again| again.height);
    let body = layout.elements.add_to(element, Tag::TBody);
    let last = rows.len() - 1;
    for (number, words) in rows.iter().enumerate() {
        let row = Row::of(words, CELL, &columns, table);
        let row_element = layout.elements.add_to(body, Tag::TR);
        let elements = row_elements(row_element, count, layout, |column| {
            if column == 0 { TableHeaderScope::Row.into_tag() } else { Tag::TD.into() }
        });
        let first = layout.pieces.len();
        row.pieces(&elements, most, &mut layout.pieces);
        let width = layout.frame.width;
        for piece in layout.pieces.iter_mut().skip(first) {
            piece.again.clone_from(&again);
        }
        if let Some(piece) = layout.pieces.last_mut() {
            let line = if number == last { pen(0.7, Ink::Edge) } else { pen(0.4, Ink::Hair) };
            piece.decorate(Shape::Line(vec![at(0.0, piece.height), at(width, piece.height)], line));
            // No page holds the last row alone, or the head with only the first.
            piece.stays_with_next = number + 2 == last + 1 || (number == 0 && last > 0);
        }
    }
}

/// What a header's cell is to a screen reader.
trait IntoTag {
    fn into_tag(self) -> TagKind;
}

impl IntoTag for TableHeaderScope {
    fn into_tag(self) -> TagKind {
        Tag::TH(self).into()
    }
}

fn caption(table: &Table, element: ElementId, layout: &mut Layout) {
    let lines = Words::of(&table.caption, CAPTION, &mut layout.typesetter).lines(layout.frame.width);
    if lines.is_empty() {
        return;
    }
    let caption = layout.elements.add_to(element, Tag::Caption);
    let first = layout.pieces.len();
    for line in lines {
        let mut piece = Piece { height: CAPTION.line, stays_with_next: true, ..Piece::default() };
        piece.draw(text(at(0.0, 0.0), line, CAPTION), caption);
        layout.pieces.push(piece);
    }
    if let Some(piece) = layout.pieces.get_mut(first) {
        piece.gap = GAP;
    }
    if let Some(piece) = layout.pieces.last_mut() {
        piece.height += BELOW_CAPTION;
    }
}

/// The cells of a row, one for each column; what is not known is a dash, so that nobody looks for what is not there.
fn cells(row: &[String], count: usize, layout: &mut Layout) -> Vec<Words> {
    let said = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(count);
    said.map(|cell| {
        let words = Words::of(cell, CELL, &mut layout.typesetter);
        if words.is_empty() { Words::of(NOTHING_KNOWN, CELL, &mut layout.typesetter) } else { words }
    })
    .collect()
}

fn row_elements(
    row: ElementId,
    count: usize,
    layout: &mut Layout,
    kind: impl Fn(usize) -> TagKind,
) -> Vec<ElementId> {
    (0..count).map(|column| layout.elements.add_to(row, kind(column))).collect()
}

/// Rules the head off, and keeps it with the first row.
fn finish_head(first: usize, layout: &mut Layout) {
    let width = layout.frame.width;
    for piece in layout.pieces.iter_mut().skip(first) {
        piece.stays_with_next = true;
    }
    if let Some(piece) = layout.pieces.last_mut() {
        piece
            .decorate(Shape::Line(vec![at(0.0, piece.height), at(width, piece.height)], pen(0.9, Ink::Dark)));
    }
    if let Some(piece) = layout.pieces.get_mut(first) {
        piece.decorate(Shape::Line(vec![at(0.0, 0.0), at(width, 0.0)], pen(0.5, Ink::Edge)));
    }
}

/// The head as it comes again; `None` where it would fill the page.
fn again(first: usize, layout: &Layout) -> Option<Rc<Again>> {
    let pieces = layout.pieces.get(first..)?;
    let height: f32 = pieces.iter().map(|piece| piece.height).sum();
    if height > layout.frame.height * MOST_OF_A_PAGE {
        return None;
    }
    // A head this low is one piece.
    let marks = pieces.first()?.marks.iter().cloned().map(|mark| Mark { part_of: PartOf::Again, ..mark });
    Some(Rc::new(Again { height, marks: marks.collect() }))
}

/// The lines of a row's cells.
struct Row {
    cells: Vec<Vec<TextLine>>,
    /// From the left edge of the flow, with the width.
    places: Vec<(f32, f32)>,
    holds: Vec<Holds>,
    letters: Type,
}

impl Row {
    fn of(words: &[Words], letters: Type, columns: &columns::Columns, table: &Table) -> Self {
        let places = columns.places();
        let lines = words.iter().zip(&places).map(|(words, (_, width))| words.lines(*width));
        let holds = table.columns.iter().map(|column| column.holds).collect();
        Self { cells: lines.collect(), holds, letters, places }
    }

    /// The row as one piece, or as pieces of a few lines each where it is higher than `most`.
    fn pieces(&self, elements: &[ElementId], most: f32, pieces: &mut Vec<Piece>) {
        let lines = self.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let at_once = if self.height(lines) <= most { lines } else { LINES_OF_A_HIGH_ROW };
        for from in (0..lines).step_by(at_once) {
            let to = (from + at_once).min(lines);
            let above = if from == 0 { CELL_EDGE } else { 0.0 };
            let below = if to == lines { CELL_EDGE } else { 0.0 };
            let height = self.height(to - from) - 2.0 * CELL_EDGE + above + below;
            let mut piece = Piece { height, ..Piece::default() };
            for (column, element) in elements.iter().enumerate() {
                self.cell(column, from..to, *element, above, &mut piece);
            }
            pieces.push(piece);
        }
    }

    fn cell(
        &self,
        column: usize,
        lines: std::ops::Range<usize>,
        element: ElementId,
        above: f32,
        piece: &mut Piece,
    ) {
        let (Some(cell), Some((left, width))) = (self.cells.get(column), self.places.get(column)) else {
            return;
        };
        let mut y = above;
        for line in cell.iter().take(lines.end).skip(lines.start) {
            let x = match self.holds.get(column) {
                Some(Holds::Numbers) => left + width - line.width,
                _ => *left,
            };
            piece.draw(text(at(x, y), line.clone(), self.letters), element);
            y += self.letters.line;
        }
    }

    fn height(&self, lines: usize) -> f32 {
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * self.letters.line + 2.0 * CELL_EDGE
    }
}
