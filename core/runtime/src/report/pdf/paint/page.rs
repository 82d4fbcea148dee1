//! How do the marks of a page become drawing?

use std::collections::BTreeSet;

use krilla::color::{luma, rgb};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag};
use krilla::text::KrillaGlyph;

use crate::report::pdf::element::{ElementId, Elements};
use crate::report::pdf::flow::Page;
use crate::report::pdf::fonts::Fonts;
use crate::report::pdf::mark::{At, Mark, PartOf, Pen, Shape, at};
use crate::report::pdf::readable::runs_to_the_left;
use crate::report::pdf::shape::{Part, Run};
use crate::report::pdf::style::{Ink, Type};

/// Draws a page, and tells the elements what was drawn of them.
pub(super) fn paint_page(surface: &mut Surface<'_>, page: &Page, fonts: &Fonts, elements: &mut Elements) {
    for same in page.marks.chunk_by(|(_, mark), (_, next)| mark.part_of == next.part_of) {
        let Some((_, Mark { part_of, .. })) = same.first() else { continue };
        let mut brush = Brush { surface, fonts };
        match part_of {
            PartOf::Element(element) => brush.element(*element, same, elements),
            PartOf::Looks => brush.artifact(ArtifactType::Layout, same),
            PartOf::Again => brush.artifact(ArtifactType::PaginationOther, same),
            PartOf::Foot => brush.artifact(ArtifactType::Footer, same),
        }
    }
}

/// Draws beside the first page what stands in for letters, and letters that carry marks, glyph by glyph. A file says for
/// each glyph which letter it is, and krilla takes what it was first drawn for: without this a stand-in would be told as one
/// of the letters that are missing, by a program that does not ask what it stands for.
pub(super) fn introduce(surface: &mut Surface<'_>, pages: &[Page], fonts: &Fonts) {
    let mut known = BTreeSet::new();
    for (_, mark) in pages.iter().flat_map(|page| &page.marks) {
        let Shape::Text(_, run, letters) = &mark.shape else { continue };
        for part in &run.parts {
            let glyphs: Vec<KrillaGlyph> =
                alone(part).filter(|glyph| known.insert((letters.weight, glyph.glyph_id.to_u32()))).collect();
            if !glyphs.is_empty() {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                let own = Part { truth: None, glyphs, ..part.clone() };
                Brush { surface, fonts }.part(at(-500.0, -500.0), &own, *letters);
                surface.end_tagged();
            }
        }
    }
}

/// The glyphs that say something together with others, or in place of others, each with its own letter.
fn alone(part: &Part) -> impl Iterator<Item = KrillaGlyph> {
    let together = part.glyphs.chunk_by(|glyph, next| glyph.text_range == next.text_range);
    together.filter(|glyphs| glyphs.len() > 1 || part.truth.is_some()).flat_map(|glyphs| {
        let range = glyphs.first().map(|glyph| glyph.text_range.clone()).unwrap_or_default();
        let text = part.shown.get(range.clone()).unwrap_or_default();
        glyphs.iter().zip(text.char_indices()).map(move |(glyph, (start, letter))| {
            let start = range.start + start;
            KrillaGlyph { text_range: start..start + letter.len_utf8(), ..glyph.clone() }
        })
    })
}

struct Brush<'b, 's> {
    surface: &'b mut Surface<'s>,
    fonts: &'b Fonts,
}

impl Brush<'_, '_> {
    fn artifact(&mut self, kind: ArtifactType, marks: &[(At, Mark)]) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        for (corner, mark) in marks {
            self.shape(*corner, &mark.shape);
        }
        self.surface.end_tagged();
    }

    /// Text with what says its truth where that is not what is drawn; else all marks at once.
    fn element(&mut self, element: ElementId, marks: &[(At, Mark)], elements: &mut Elements) {
        let is_true = |(_, mark): &(At, Mark)| match &mark.shape {
            Shape::Text(_, run, _) => run.parts.iter().all(|part| part.truth.is_none()),
            _ => true,
        };
        for same in marks.chunk_by(|mark, next| is_true(mark) && is_true(next)) {
            match same {
                [(corner, Mark { shape: Shape::Text(place, run, letters), .. })]
                    if !same.iter().all(is_true) =>
                {
                    self.stood_in_for(moved(*corner, *place), run, *letters, element, elements);
                }
                _ => {
                    let id = self.surface.start_tagged(tag_of(same));
                    for (corner, mark) in same {
                        self.shape(*corner, &mark.shape);
                    }
                    self.surface.end_tagged();
                    elements.drawn(element, id);
                }
            }
        }
    }

    /// A line in which something stands in for letters: their truth is in an element of its own too, because not every
    /// program looks into the drawing for it.
    fn stood_in_for(
        &mut self,
        start: At,
        run: &Run,
        letters: Type,
        element: ElementId,
        elements: &mut Elements,
    ) {
        let parts: Vec<(&Part, f32)> = run.parts.iter().zip(places(run, letters.size)).collect();
        for same in parts.chunk_by(|(part, _), (next, _)| part.truth.is_some() == next.truth.is_some()) {
            let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            for (part, x) in same {
                self.part(at(start.x + x, start.y), part, letters);
            }
            self.surface.end_tagged();
            let truth: String = same.iter().filter_map(|(part, _)| part.truth.as_deref()).collect();
            if truth.is_empty() {
                elements.drawn(element, id);
            } else {
                elements.drawn_within(element, Tag::Span.with_actual_text(Some(truth)), id);
            }
        }
    }

    fn shape(&mut self, corner: At, shape: &Shape) {
        match shape {
            Shape::Text(place, run, letters) => {
                let start = moved(corner, *place);
                for (part, x) in run.parts.iter().zip(places(run, letters.size)) {
                    self.part(at(start.x + x, start.y), part, *letters);
                }
            }
            Shape::Line(places, pen) => {
                let Some((first, rest)) = places.split_first() else { return };
                let mut path = PathBuilder::new();
                move_to(&mut path, moved(corner, *first));
                for place in rest {
                    line_to(&mut path, moved(corner, *place));
                }
                self.stroke(path.finish(), *pen, LineCap::Butt);
            }
            Shape::Lines(lines, pen) => {
                let mut path = PathBuilder::new();
                for (from, to) in lines {
                    move_to(&mut path, moved(corner, *from));
                    line_to(&mut path, moved(corner, *to));
                }
                self.stroke(path.finish(), *pen, LineCap::Butt);
            }
            Shape::Dots(places, pen) => {
                // The shortest line with round ends: a tenth of what a circle takes.
                let mut path = PathBuilder::new();
                for place in places {
                    let place = moved(corner, *place);
                    move_to(&mut path, place);
                    line_to(&mut path, at(place.x + 0.01, place.y));
                }
                self.stroke(path.finish(), *pen, LineCap::Round);
            }
            Shape::Area(place, width, height, ink) => {
                let place = moved(corner, *place);
                let Some(rect) = Rect::from_xywh(place.x, place.y, *width, *height) else { return };
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                if let Some(path) = path.finish() {
                    self.surface.set_stroke(None);
                    self.surface.set_fill(Some(fill(*ink)));
                    self.surface.draw_path(&path);
                }
            }
        }
    }

    fn part(&mut self, place: At, part: &Part, letters: Type) {
        let font = self.fonts.face(letters.weight).font.clone();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(letters.ink)));
        let start = Point::from_xy(rounded(place.x), rounded(place.y));
        let Some(truth) = &part.truth else {
            return self.surface.draw_glyphs(start, &part.glyphs, font, &part.shown, letters.size, false);
        };
        let saying =
            part.glyphs.iter().map(|glyph| KrillaGlyph { text_range: 0..truth.len(), ..glyph.clone() });
        let saying: Vec<KrillaGlyph> = saying.collect();
        self.surface.draw_glyphs(start, &saying, font, truth, letters.size, false);
    }

    fn stroke(&mut self, path: Option<Path>, pen: Pen, line_cap: LineCap) {
        let Some(path) = path else { return };
        let dash = pen.dash.map(|length| StrokeDash { array: vec![length, length], offset: 0.0 });
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: paint(pen.ink),
            width: pen.width,
            line_cap,
            line_join: LineJoin::Round,
            dash,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
    }
}

/// Where each part begins, from the start of the line. What runs to the left is put so, each by itself, with the spaces in
/// it: so a program that goes by places finds the order that it was written in.
fn places(run: &Run, size: f32) -> Vec<f32> {
    let turned = turned(run);
    let parts: Vec<(&Part, bool)> = run.parts.iter().zip(turned).collect();
    let mut places = Vec::new();
    let mut x = 0.0;
    for same in parts.chunk_by(|(_, turned), (_, next)| turned == next) {
        let width: f32 = same.iter().map(|(part, _)| part.width * size).sum();
        let mut done = 0.0;
        for (part, turned) in same {
            let own = part.width * size;
            places.push(x + if *turned { width - done - own } else { done });
            done += own;
        }
        x += width;
    }
    places
}

/// Which parts run to the left.
fn turned(run: &Run) -> Vec<bool> {
    let is_turned =
        |part: &Part| part.truth.as_deref().is_some_and(|truth| truth.starts_with(runs_to_the_left));
    let turned: Vec<bool> = run.parts.iter().map(is_turned).collect();
    let is_between = |number: usize| {
        let beside = |other: Option<usize>| other.and_then(|other| turned.get(other)) == Some(&true);
        beside(number.checked_sub(1)) && beside(Some(number + 1))
    };
    let numbered = run.parts.iter().zip(&turned).enumerate();
    numbered.map(|(number, (part, turned))| *turned || (part.shown == " " && is_between(number))).collect()
}

fn tag_of(marks: &[(At, Mark)]) -> ContentTag<'static> {
    if marks.iter().all(|(_, mark)| matches!(mark.shape, Shape::Text(..))) {
        ContentTag::Span(SpanTag::empty())
    } else {
        ContentTag::Other
    }
}

fn moved(corner: At, place: At) -> At {
    at(corner.x + place.x, corner.y + place.y)
}

/// Hundredths of a point: no printer knows less, and every further digit is a byte.
fn rounded(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn move_to(path: &mut PathBuilder, place: At) {
    path.move_to(rounded(place.x), rounded(place.y));
}

fn line_to(path: &mut PathBuilder, place: At) {
    path.line_to(rounded(place.x), rounded(place.y));
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: paint(ink), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn paint(ink: Ink) -> Paint {
    match ink.colour() {
        [red, green, blue] if red == green && green == blue => luma::Color::new(red).into(),
        [red, green, blue] => rgb::Color::new(red, green, blue).into(),
    }
}
