//! What is drawn, and what stays together?

use std::rc::Rc;

use super::element::ElementId;
use super::shape::Run;
use super::style::{Ink, Type};

/// A place in points, `x` from the left and `y` from the top: of its piece first, of its page in the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct At {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// The place `x` from the left and `y` from the top.
pub(super) fn at(x: f32, y: f32) -> At {
    At { x, y }
}

/// Something drawn.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) shape: Shape,
    pub(super) part_of: PartOf,
}

/// What it looks like.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Text from this place on, which is on the baseline.
    Text(At, Rc<Run>, Type),
    /// Straight lines through these places.
    Line(Vec<At>, Pen),
    /// Straight lines, each from one place to another.
    Lines(Vec<(At, At)>, Pen),
    /// Dots of one width.
    Dots(Vec<At>, Pen),
    /// A rectangle from its upper left corner, with width and height.
    Area(At, f32, f32, Ink),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    /// In points.
    pub(super) width: f32,
    pub(super) ink: Ink,
    /// Lengths of a dash and of what follows it, in points.
    pub(super) dash: Option<f32>,
}

/// A line without dashes.
pub(super) fn pen(width: f32, ink: Ink) -> Pen {
    Pen { width, ink, dash: None }
}

/// What a mark is to who can't see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartOf {
    /// A part of this element.
    Element(ElementId),
    /// Nothing: it is there for the eye.
    Looks,
    /// Nothing: it was said before and stands here again.
    Again,
    /// Nothing: it is the foot of the page.
    Foot,
}

/// Marks that stay on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// In points.
    pub(super) height: f32,
    /// Above it, where it is not the first one of a page.
    pub(super) gap: f32,
    /// Whether no page ends between it and the next one.
    pub(super) stays_with_next: bool,
    /// In the order in which they are drawn and read.
    pub(super) marks: Vec<Mark>,
    /// What is drawn above it where it is the first one of a page.
    pub(super) again: Option<Rc<Again>>,
    /// What it is reached by from the outline.
    pub(super) bookmark: Option<Bookmark>,
    /// The drawing that it is.
    pub(super) drawing: Option<ElementId>,
}

/// The head of a table, once more.
#[derive(Debug, Clone)]
pub(super) struct Again {
    /// In points.
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bookmark {
    /// 1 for the title.
    pub(super) level: u16,
    pub(super) words: String,
}

impl Piece {
    /// Draws something that is part of an element.
    pub(super) fn draw(&mut self, shape: Shape, element: ElementId) {
        self.marks.push(Mark { shape, part_of: PartOf::Element(element) });
    }

    /// Draws something for the eye alone.
    pub(super) fn decorate(&mut self, shape: Shape) {
        self.marks.push(Mark { shape, part_of: PartOf::Looks });
    }
}
