//! What stands at the foot of each page?

use std::rc::Rc;

use super::flow::Pages;
use super::mark::{Mark, PartOf, Shape, at, pen};
use super::paper::{Frame, Paper};
use super::shape::Typesetter;
use super::style::{FOOT, Ink};
use super::wrap::{TextLine, Words};
use crate::report::document::{Document, PAGE, PAGES};

/// Between the flow and the rule, and between the rule and the first line.
const ABOVE: f32 = 10.0;
const BELOW_RULE: f32 = 4.0;
/// Room for the number of the page.
const NUMBER: f32 = 90.0;
/// What is longer would push the page itself away.
const MOST_LINES: usize = 3;

/// The foot of every page.
pub(super) struct Foot {
    lines: Vec<TextLine>,
    page_line: String,
}

impl Foot {
    pub(super) fn of(document: &Document, paper: Paper, typesetter: &mut Typesetter) -> Self {
        let width = paper.frame(0.0).width - NUMBER;
        let mut lines = Words::of(&document.footer, FOOT, typesetter).lines(width);
        lines.truncate(MOST_LINES);
        Self { lines, page_line: document.page_line.clone() }
    }

    /// In points, with what parts it from the flow.
    pub(super) fn height(&self) -> f32 {
        let lines: f32 = self.lines.iter().map(|_| FOOT.line).sum();
        ABOVE + BELOW_RULE + lines.max(FOOT.line)
    }

    /// Puts it onto every page.
    pub(super) fn put(&self, pages: &mut Pages, frame: Frame, typesetter: &mut Typesetter) {
        let corner = at(frame.left, frame.bottom() + ABOVE);
        let all = pages.sheets.len();
        for (page, number) in pages.sheets.iter_mut().zip(1_usize..) {
            let rule = Shape::Line(vec![at(0.0, 0.0), at(frame.width, 0.0)], pen(0.5, Ink::Edge));
            let mut shapes = vec![rule];
            let mut y = BELOW_RULE + FOOT.baseline();
            for line in &self.lines {
                shapes.push(Shape::Text(at(0.0, y), Rc::new(line.run.clone()), FOOT));
                y += FOOT.line;
            }
            let said = self.page_line.replace(PAGE, &number.to_string()).replace(PAGES, &all.to_string());
            if let Some(line) = Words::of(&said, FOOT, typesetter).lines(NUMBER).into_iter().next() {
                let place = at(frame.width - line.width, BELOW_RULE + FOOT.baseline());
                shapes.push(Shape::Text(place, Rc::new(line.run), FOOT));
            }
            let foot = shapes.into_iter().map(|shape| (corner, Mark { shape, part_of: PartOf::Foot }));
            page.marks.extend(foot);
        }
    }
}
