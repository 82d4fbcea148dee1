//! How is each block but a table and a figure laid out?

use std::num::NonZeroU16;
use std::rc::Rc;

use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::element::{ElementId, Elements};
use super::mark::{At, Bookmark, Piece, Shape, at, pen};
use super::paper::Frame;
use super::shape::Typesetter;
use super::style::{BODY, Ink, LABEL, LONGEST_LINE, NOTE, PART, SECTION, SUBJECT, TITLE, Type, WARNING};
use super::wrap::{TextLine, Words};
use crate::report::document::{Blank, Block, Document, Level};

/// What a document without a title is called: PDF/UA asks for one.
pub(super) const UNNAMED: &str = "Nape";

/// Above a paragraph, and between the points of a list.
const GAP: f32 = 5.0;
const GAP_OF_POINTS: f32 = 2.0;
/// Where the text of a point begins.
const INDENT: f32 = 12.0;
/// The rule at the left of a warning, and from there to its text.
const WARNING_RULE: f32 = 4.0;
const WARNING_INDENT: f32 = 14.0;
const WARNING_EDGE: f32 = 6.0;
/// From one line to write on to the next: 9 mm.
const BLANK_LINE: f32 = 25.5;
const ABOVE_LABEL: f32 = 4.0;
const MOST_BESIDE: usize = 12;
const BELOW_FORM: f32 = 5.0;
/// How much of the width the labels of such lines have.
const BLANK_LABEL: f32 = 0.36;

/// A document that is being laid out.
pub(super) struct Layout {
    pub(super) typesetter: Typesetter,
    pub(super) elements: Elements,
    pub(super) pieces: Vec<Piece>,
    pub(super) frame: Frame,
    /// The level of the last heading.
    heading: u16,
}

impl Layout {
    pub(super) fn new(typesetter: Typesetter, frame: Frame) -> Self {
        Self { typesetter, elements: Elements::default(), pieces: Vec::new(), frame, heading: 0 }
    }

    /// Begins with the title and what is said below it.
    pub(super) fn open(&mut self, document: &Document) {
        let width = self.frame.width;
        let words = Words::of(&document.title, TITLE, &mut self.typesetter);
        let title = if words.is_empty() { UNNAMED } else { &document.title };
        self.heading(title, 1, TITLE, 0.0);
        let element = self.elements.add(Tag::P);
        self.text(&document.subject, SUBJECT, element, Place { gap: 1.0, ..Place::default() });
        let mut rule = Piece { height: 3.0, gap: 5.0, ..Piece::default() };
        rule.decorate(Shape::Line(vec![at(0.0, 0.0), at(width, 0.0)], pen(1.2, Ink::Strong)));
        self.pieces.push(rule);
    }

    /// Lays out a block, but no table and no figure.
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(Level::Section, words) => self.heading(words, 2, SECTION, 15.0),
            Block::Heading(Level::Part, words) => self.heading(words, 3, PART, 9.0),
            Block::Paragraph(words) => self.paragraph(words, BODY),
            Block::Note(words) => self.paragraph(words, NOTE),
            Block::Warning { title, lines } => self.warning(title, lines),
            Block::List(points) => self.list(points),
            Block::Form(blanks) => self.form(blanks),
            Block::Table(_) | Block::Figure(_) => {}
        }
    }

    fn heading(&mut self, words: &str, level: u16, letters: Type, gap: f32) {
        let lines = Words::of(words, letters, &mut self.typesetter).lines(self.frame.width);
        if lines.is_empty() {
            return;
        }
        // No level may be left out on the way down.
        let level = level.min(self.heading + 1);
        self.heading = level;
        let title = outlined(words);
        let tag = Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title.clone()));
        let element = self.elements.add(tag);
        let first = self.pieces.len();
        self.lines(lines, letters, element, Place { gap, ..Place::default() });
        for piece in self.pieces.iter_mut().skip(first) {
            piece.stays_with_next = true;
        }
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.bookmark = Some(Bookmark { level, words: title });
        }
    }

    fn paragraph(&mut self, words: &str, letters: Type) {
        let element = self.elements.add(Tag::P);
        self.text(words, letters, element, Place { gap: GAP, ..Place::default() });
    }

    /// Lays out a text in lines that no eye loses.
    fn text(&mut self, words: &str, letters: Type, element: ElementId, place: Place) {
        let width = (self.frame.width - place.left).min(LONGEST_LINE);
        let lines = Words::of(words, letters, &mut self.typesetter).lines(width);
        self.lines(lines, letters, element, place);
    }

    /// One piece for each line; no line of a text stands alone at the end or the start of a page.
    fn lines(&mut self, lines: Vec<TextLine>, letters: Type, element: ElementId, place: Place) {
        let count = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            let gap = if number == 0 { place.gap } else { 0.0 };
            let stays_with_next = count > 1 && (number == 0 || number + 2 == count);
            let mut piece = Piece { height: letters.line, gap, stays_with_next, ..Piece::default() };
            piece.draw(text(at(place.left, 0.0), line, letters), element);
            self.pieces.push(piece);
        }
    }

    fn list(&mut self, points: &[String]) {
        let list = self.elements.add(Tag::L(ListNumbering::Disc));
        for (point, number) in points.iter().zip(0_u32..) {
            let lines = Words::of(point, BODY, &mut self.typesetter)
                .lines((self.frame.width - INDENT).min(LONGEST_LINE));
            if lines.is_empty() {
                continue;
            }
            let item = self.elements.add_to(list, Tag::LI);
            let label = self.elements.add_to(item, Tag::Lbl);
            let body = self.elements.add_to(item, Tag::LBody);
            let first = self.pieces.len();
            let gap = if number == 0 { GAP } else { GAP_OF_POINTS };
            self.lines(lines, BODY, body, Place { gap, left: INDENT });
            let bullet = Words::of("•", BODY, &mut self.typesetter).lines(INDENT).into_iter().next();
            if let (Some(piece), Some(bullet)) = (self.pieces.get_mut(first), bullet) {
                let body = std::mem::take(&mut piece.marks);
                piece.draw(text(at(2.0, 0.0), bullet, BODY), label);
                piece.marks.extend(body);
            }
        }
    }

    fn warning(&mut self, title: &str, said: &[String]) {
        let width = (self.frame.width - WARNING_INDENT - WARNING_EDGE).min(LONGEST_LINE);
        let group = self.elements.add(Tag::Div);
        let first = self.pieces.len();
        for (words, letters) in
            std::iter::once((title, WARNING)).chain(said.iter().map(|line| (line.as_str(), BODY)))
        {
            let lines = Words::of(words, letters, &mut self.typesetter).lines(width);
            if !lines.is_empty() {
                let element = self.elements.add_to(group, Tag::P);
                self.lines(lines, letters, element, Place { gap: 0.0, left: WARNING_INDENT });
            }
        }
        let frame_width = self.frame.width;
        let Some(pieces) = self.pieces.get_mut(first..).filter(|pieces| !pieces.is_empty()) else { return };
        let last = pieces.len() - 1;
        for (number, piece) in pieces.iter_mut().enumerate() {
            let above = if number == 0 { WARNING_EDGE } else { 0.0 };
            let below = if number == last { WARNING_EDGE } else { 2.0 };
            box_in(piece, above, below, frame_width);
        }
        if let Some(piece) = pieces.first_mut() {
            piece.gap = GAP + 2.0;
            piece.stays_with_next = last > 0;
        }
    }

    fn form(&mut self, blanks: &[Blank]) {
        for Blank { label, hint } in blanks {
            let width = self.frame.width * BLANK_LABEL - 10.0;
            let said = [(label, BODY), (hint, LABEL)].map(|(words, letters)| {
                let lines = Words::of(words, letters, &mut self.typesetter).lines(width);
                lines.into_iter().map(move |line| (line, letters))
            });
            let mut lines: Vec<(TextLine, Type)> = said.into_iter().flatten().collect();
            let element = self.elements.add(Tag::P);
            // More than stand beside a line stand above it.
            for (line, letters) in lines.drain(..lines.len().saturating_sub(MOST_BESIDE)) {
                let mut piece = Piece { height: letters.line, stays_with_next: true, ..Piece::default() };
                piece.draw(text(at(0.0, 0.0), line, letters), element);
                self.pieces.push(piece);
            }
            let height: f32 = lines.iter().map(|(_, letters)| letters.line).sum();
            let mut piece =
                Piece { gap: 3.0, height: (height + ABOVE_LABEL).max(BLANK_LINE), ..Piece::default() };
            // Its last line stands on the line to write on.
            let mut y = piece.height - height;
            for (line, letters) in lines {
                piece.draw(text(at(0.0, y), line, letters), element);
                y += letters.line;
            }
            let (from, to) = (self.frame.width * BLANK_LABEL, self.frame.width);
            let line = vec![at(from, piece.height), at(to, piece.height)];
            piece.decorate(Shape::Line(line, pen(0.7, Ink::Edge)));
            self.pieces.push(piece);
        }
        if let Some(last) = self.pieces.last_mut() {
            last.height += BELOW_FORM;
        }
    }
}

/// Where a text begins.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Above its first line.
    gap: f32,
    /// From the left edge of the flow.
    left: f32,
}

/// A line of text below this corner.
pub(super) fn text(corner: At, line: TextLine, letters: Type) -> Shape {
    Shape::Text(at(corner.x, corner.y + letters.baseline()), Rc::new(line.run), letters)
}

/// Moves what is in a piece down, and puts the ground and the rule of a warning below it.
fn box_in(piece: &mut Piece, above: f32, below: f32, width: f32) {
    let marks = std::mem::take(&mut piece.marks);
    piece.height += above + below;
    piece.decorate(Shape::Area(at(0.0, 0.0), width, piece.height, Ink::Ground));
    piece.decorate(Shape::Area(at(0.0, 0.0), WARNING_RULE, piece.height, Ink::Dark));
    piece.marks.extend(marks.into_iter().map(|mut mark| {
        if let Shape::Text(place, ..) = &mut mark.shape {
            place.y += above;
        }
        mark
    }));
}

/// A heading as the outline and a reader's list of headings show it.
fn outlined(words: &str) -> String {
    shortened(words, 300)
}

/// A text in one line, no longer than so many letters.
pub(super) fn shortened(words: &str, most: usize) -> String {
    let printable = crate::report::document::printable(words).replace('\n', " ");
    let mut letters = printable.chars();
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// Sets what a drawing is told as.
pub(super) fn alternative(kind: &mut TagKind, words: String) {
    if let TagKind::Figure(figure) = kind {
        figure.set_alt_text(Some(words));
    }
}
