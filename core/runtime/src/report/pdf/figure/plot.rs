//! How is the chart drawn?

use nape_logic::journal::trend::{Band, Chart, SIDE, Span, Tick};

use super::super::blocks::text;
use super::super::element::ElementId;
use super::super::mark::{At, Pen, Piece, Shape, at, pen};
use super::super::shape::Typesetter;
use super::super::style::{Ink, LABEL};
use super::super::wrap::Words;
use crate::report::document::Figure;

/// The height of the square that a chart is, on paper.
const HEIGHT: f32 = 118.0;
/// For the brackets of the weeks.
const ABOVE: f32 = 11.0;
/// Between the axis and its labels.
const TO_LABELS: f32 = 4.0;
/// For the half of a last label that reaches over the end.
const RIGHT: f32 = 6.0;
const BRACKET: f32 = 4.0;
const DOT: f32 = 2.3;

/// Draws the chart at the top of a piece that is `width` wide; answers how much height it took.
pub(super) fn draw(
    figure: &Figure,
    width: f32,
    piece: &mut Piece,
    element: ElementId,
    typesetter: &mut Typesetter,
) -> f32 {
    let labels = labels(&figure.chart.y.ticks, typesetter);
    let left = labels.iter().map(|(_, label)| label.widest_line()).fold(8.0, f32::max).min(width / 4.0);
    let plot = Plot { left: left + TO_LABELS, top: ABOVE, width: width - left - TO_LABELS - RIGHT };
    let mut draw = |shape: Shape| piece.draw(shape, element);
    plot.ground(figure, &mut draw);
    plot.axes(&figure.chart, &mut draw);
    for (at_y, label) in labels {
        if let Some(line) = label.lines(left).into_iter().next() {
            let corner = at(left - line.width, plot.y(at_y) - LABEL.line / 2.0);
            draw(text(corner, line, LABEL));
        }
    }
    plot.bands(&figure.chart.bands, &mut draw);
    let days = figure.chart.lines.iter().flat_map(|line| &line.places);
    draw(Shape::Dots(days.map(|place| plot.at(place.x, place.y)).collect(), pen(DOT, Ink::Middle)));
    for line in &figure.means {
        draw(mean(line.places.iter().map(|place| plot.at(place.x, place.y)).collect()));
    }
    plot.week_means(&figure.chart.bands, &mut draw);
    plot.dates(&figure.chart.x.ticks, typesetter, &mut draw);
    plot.bottom() + TO_LABELS + LABEL.line
}

/// The line of means; a single one is a short stroke.
pub(super) fn mean(mut places: Vec<At>) -> Shape {
    if let [only] = places.as_slice() {
        let only = *only;
        places = vec![at(only.x - 2.5, only.y), at(only.x + 2.5, only.y)];
    }
    Shape::Line(places, pen(1.5, Ink::Strong))
}

/// The hatching of a stretch without entries, within a rectangle from its upper left corner.
pub(super) fn hatched(corner: At, width: f32, height: f32) -> Shape {
    const STEP: f32 = 4.0;
    let mut lines = Vec::new();
    // Each runs up to the right, from the lower or the left edge to the upper or the right one.
    let mut start = STEP / 2.0;
    while start < width + height {
        let from = at(corner.x + (start - height).max(0.0), corner.y + start.min(height));
        let to = at(corner.x + start.min(width), corner.y + (start - width).max(0.0));
        lines.push((from, to));
        start += STEP;
    }
    Shape::Lines(lines, pen(0.45, Ink::Edge))
}

/// The ground of the stretch in which a change does not count, with its edges.
pub(super) fn unchanged(corner: At, width: f32, height: f32) -> [Shape; 2] {
    let edges = [0.0, height].map(|y| (at(corner.x, corner.y + y), at(corner.x + width, corner.y + y)));
    let edge = Pen { dash: Some(2.0), ..pen(0.5, Ink::Edge) };
    [Shape::Area(corner, width, height, Ink::Ground), Shape::Lines(edges.into(), edge)]
}

fn labels(ticks: &[Tick], typesetter: &mut Typesetter) -> Vec<(u16, Words)> {
    ticks.iter().map(|tick| (tick.at, Words::of(&tick.label, LABEL, typesetter))).collect()
}

/// Where the chart's square lies in its piece.
struct Plot {
    left: f32,
    top: f32,
    width: f32,
}

impl Plot {
    fn x(&self, place: u16) -> f32 {
        self.left + self.width * share(place)
    }

    fn y(&self, place: u16) -> f32 {
        self.top + HEIGHT * (1.0 - share(place))
    }

    fn at(&self, x: u16, y: u16) -> At {
        at(self.x(x), self.y(y))
    }

    fn bottom(&self) -> f32 {
        self.top + HEIGHT
    }

    /// What lies below all marks.
    fn ground(&self, figure: &Figure, draw: &mut impl FnMut(Shape)) {
        if let Some(Span { from, to }) = figure.unchanged {
            let height = self.y(from) - self.y(to);
            unchanged(at(self.left, self.y(to)), self.width, height.max(0.1))
                .into_iter()
                .for_each(&mut *draw);
        }
        for Span { from, to } in &figure.chart.gaps {
            let width = self.x(*to) - self.x(*from);
            if width > 0.0 {
                draw(hatched(at(self.x(*from), self.top), width, HEIGHT));
            }
        }
    }

    fn axes(&self, chart: &Chart, draw: &mut impl FnMut(Shape)) {
        let right = self.left + self.width;
        let across = |y: f32| (at(self.left, y), at(right, y));
        let lines = chart.y.ticks.iter().filter(|tick| tick.at > 0).map(|tick| across(self.y(tick.at)));
        draw(Shape::Lines(lines.collect(), pen(0.4, Ink::Hair)));
        let ticks = chart.x.ticks.iter().map(|tick| self.x(tick.at));
        let ticks = ticks.map(|x| (at(x, self.bottom()), at(x, self.bottom() + 2.5)));
        draw(Shape::Lines(ticks.collect(), pen(0.6, Ink::Edge)));
        let axes = vec![at(self.left, self.top), at(self.left, self.bottom()), at(right, self.bottom())];
        draw(Shape::Line(axes, pen(0.6, Ink::Edge)));
    }

    /// A bracket above each week that is compared.
    fn bands(&self, bands: &[Band], draw: &mut impl FnMut(Shape)) {
        let foot = self.top - 2.0;
        for Band { span, .. } in bands {
            let (from, to) = (self.x(span.from), self.x(span.to));
            let bracket =
                vec![at(from, foot), at(from, foot - BRACKET), at(to, foot - BRACKET), at(to, foot)];
            draw(Shape::Line(bracket, pen(0.9, Ink::Dark)));
            let sides = [from, to].map(|x| (at(x, self.top), at(x, self.bottom())));
            draw(Shape::Lines(sides.into(), Pen { dash: Some(1.0), ..pen(0.4, Ink::Edge) }));
        }
    }

    fn week_means(&self, bands: &[Band], draw: &mut impl FnMut(Shape)) {
        for Band { span, mean, .. } in bands {
            if let Some(mean) = mean {
                let y = self.y(*mean);
                let bar = vec![at(self.x(span.from), y), at(self.x(span.to), y)];
                draw(Shape::Line(bar, pen(3.0, Ink::Dark)));
            }
        }
    }

    /// The labels below; one that would run into the one before it is left out.
    fn dates(&self, ticks: &[Tick], typesetter: &mut Typesetter, draw: &mut impl FnMut(Shape)) {
        let right = self.left + self.width + RIGHT;
        let mut free = 0.0;
        for (place, label) in labels(ticks, typesetter) {
            let Some(line) = label.lines(self.width).into_iter().next() else { continue };
            let x = (self.x(place) - line.width / 2.0).min(right - line.width).max(0.0);
            if x >= free {
                free = x + line.width + 6.0;
                draw(text(at(x, self.bottom() + TO_LABELS), line, LABEL));
            }
        }
    }
}

fn share(place: u16) -> f32 {
    f32::from(place.min(SIDE)) / f32::from(SIDE)
}
