//! What comes onto which page?

use std::collections::BTreeMap;

use super::element::ElementId;
use super::mark::{At, Bookmark, Mark, Piece, at};
use super::paper::Frame;

/// The pages of a document.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) sheets: Vec<Page>,
    /// Where headings came to stand, in their order.
    pub(super) bookmarks: Vec<(Bookmark, Place)>,
    /// Where drawings came to stand.
    pub(super) drawings: BTreeMap<ElementId, Area>,
}

/// One page: marks, each with where its piece has its upper left corner.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) marks: Vec<(At, Mark)>,
}

/// A place on a page; the first one is page 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) at: At,
}

/// A rectangle on a page, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) place: Place,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Lays pieces below each other, page after page. There is one page at least.
pub(super) fn pages(pieces: Vec<Piece>, frame: Frame) -> Pages {
    let mut flow = Flow { frame, y: frame.top, fresh: true, pages: Pages::default() };
    flow.pages.sheets.push(Page::default());
    let mut rest = pieces.into_iter().peekable();
    while rest.peek().is_some() {
        let mut together = Vec::new();
        for piece in rest.by_ref() {
            let stays = piece.stays_with_next;
            together.push(piece);
            if !stays {
                break;
            }
        }
        flow.place(together);
    }
    flow.pages
}

struct Flow {
    frame: Frame,
    y: f32,
    /// Whether nothing stands on the page yet.
    fresh: bool,
    pages: Pages,
}

impl Flow {
    fn place(&mut self, together: Vec<Piece>) {
        let height: f32 = together.iter().map(|piece| piece.gap + piece.height).sum();
        if height <= self.frame.height {
            self.make_room(
                height - if self.fresh { together.first().map_or(0.0, |piece| piece.gap) } else { 0.0 },
            );
        }
        for piece in together {
            let gap = if self.fresh { 0.0 } else { piece.gap };
            self.make_room(gap + piece.height);
            self.put(piece);
        }
    }

    /// Turns the page where this height does not fit any more.
    fn make_room(&mut self, height: f32) {
        if !self.fresh && self.y + height > self.frame.bottom() {
            self.pages.sheets.push(Page::default());
            self.y = self.frame.top;
            self.fresh = true;
        }
    }

    fn put(&mut self, piece: Piece) {
        match &piece.again {
            Some(again) if self.fresh => {
                let corner = at(self.frame.left, self.y);
                self.y += again.height;
                self.draw(corner, again.marks.clone());
            }
            _ if self.fresh => {}
            _ => self.y += piece.gap,
        }
        self.fresh = false;
        let corner = at(self.frame.left, self.y);
        let place = Place { page: self.pages.sheets.len() - 1, at: corner };
        if let Some(bookmark) = piece.bookmark {
            self.pages.bookmarks.push((bookmark, place));
        }
        if let Some(drawing) = piece.drawing {
            let area = Area { place, width: self.frame.width, height: piece.height };
            self.pages.drawings.insert(drawing, area);
        }
        self.y += piece.height;
        self.draw(corner, piece.marks);
    }

    fn draw(&mut self, corner: At, marks: Vec<Mark>) {
        if let Some(page) = self.pages.sheets.last_mut() {
            page.marks.extend(marks.into_iter().map(|mark| (corner, mark)));
        }
    }
}
