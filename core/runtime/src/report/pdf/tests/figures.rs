//! Drawings.

use nape_logic::journal::trend::{Axis, Band, BandKind, Chart, Line, Place, SIDE, Span, Tick};

use super::{lines, pages, paragraph, texts};
use crate::report::document::{Block, Figure, FigureKey};
use crate::report::pdf::flow::Page;
use crate::report::pdf::mark::{At, Shape};
use crate::report::pdf::style::Ink;

pub(super) fn figure() -> Figure {
    let tick = |at, label: &str| Tick { at, label: label.to_owned() };
    let word = |word: &str| word.to_owned();
    let place = |x, y| Place { x, y };
    Figure {
        caption: word("Pain, 0 to 10"),
        alternative: word("On 3 of 7 days it was 4."),
        chart: Chart {
            x: Axis { ticks: vec![tick(0, "2026-01-01"), tick(SIDE, "2026-01-07")] },
            y: Axis { ticks: vec![tick(0, "0"), tick(SIDE, "10")] },
            days_per_mark: 1,
            lines: vec![
                Line { places: vec![place(0, 0), place(2000, 5000)] },
                Line { places: vec![place(SIDE, SIDE)] },
            ],
            gaps: vec![Span { from: 3000, to: 9000 }],
            bands: vec![Band { kind: BandKind::First, span: Span { from: 0, to: 5000 }, mean: Some(2500) }],
        },
        means: vec![
            Line { places: vec![place(0, 4000), place(2000, 4500)] },
            Line { places: vec![place(9500, 1)] },
        ],
        unchanged: Some(Span { from: 2000, to: 6000 }),
        key: FigureKey {
            day: word("a day"),
            mean: word("mean"),
            unchanged: word("no change"),
            gap: word("no entry"),
        },
    }
}

fn block(figure: Figure) -> Block {
    Block::Figure(Box::new(figure))
}

fn dots(page: &Page) -> Vec<Vec<At>> {
    let dots = page.marks.iter().filter_map(|(_, mark)| match &mark.shape {
        Shape::Dots(places, _) => Some(places.clone()),
        _ => None,
    });
    dots.collect()
}

#[test]
fn a_drawing_stands_below_what_it_shows_with_its_labels_and_its_key() {
    let laid = pages(vec![block(figure())]);
    let expected =
        ["Pain, 0 to 10", "0", "10", "2026-01-01", "2026-01-07", "a day", "mean", "no change", "no entry"];
    assert_eq!(lines(&laid.sheets[0])[2..], expected);
}

#[test]
fn the_key_names_only_what_is_drawn() {
    let mut bare = figure();
    bare.chart.gaps.clear();
    bare.unchanged = None;
    bare.means.clear();
    let laid = pages(vec![block(bare)]);
    assert_eq!(lines(&laid.sheets[0]).last().unwrap(), "a day");
}

#[test]
fn days_lie_where_the_chart_says() {
    let laid = pages(vec![block(figure())]);
    let days = &dots(&laid.sheets[0])[0];
    let [first, second, third] = days[..] else { panic!("{days:?}") };
    assert!(third.x > second.x && second.x > first.x);
    assert!(third.y < second.y && second.y < first.y);
    let middle = f32::midpoint(first.y, third.y);
    assert!((second.y - middle).abs() < 0.01, "half the way up");
    assert!(((second.x - first.x) / (third.x - first.x) - 0.2).abs() < 0.001, "a fifth of the way");
}

#[test]
fn no_page_breaks_a_drawing_and_its_place_is_known() {
    for count in 0..50 {
        let mut blocks: Vec<Block> = (0..count).map(|_| paragraph("line")).collect();
        blocks.push(block(figure()));
        let laid = pages(blocks);
        let page = laid.sheets.iter().position(|page| !dots(page).is_empty()).unwrap();
        let said = lines(&laid.sheets[page]);
        assert!(said.contains(&"Pain, 0 to 10".to_owned()) && said.contains(&"no entry".to_owned()));
        let [area] = laid.drawings.values().collect::<Vec<_>>()[..] else { panic!("one drawing") };
        assert_eq!(area.place.page, page);
        let inside = |at: At| at.y > area.place.at.y && at.y < area.place.at.y + area.height;
        let labels = texts(&laid.sheets[page]).into_iter().filter(|said| said.text == "no entry");
        assert!(labels.into_iter().all(|said| inside(said.at)));
    }
}

#[test]
fn every_part_has_a_shape_of_its_own() {
    let laid = pages(vec![block(figure())]);
    let shapes = || laid.sheets[0].marks.iter().map(|(_, mark)| &mark.shape);
    let ground = shapes().filter(|shape| matches!(shape, Shape::Area(.., Ink::Ground))).count();
    assert_eq!(ground, 2, "the stretch without a change, and its sample in the key");
    let means =
        shapes().filter(|shape| matches!(shape, Shape::Line(_, pen) if pen.ink == Ink::Strong)).count();
    assert_eq!(means, 2 + 1 + 1, "both runs, the sample, the rule below the title");
    let slanted = |lines: &[(At, At)]| lines.iter().all(|(from, to)| from.x < to.x && from.y > to.y);
    let hatched = shapes().filter(|shape| matches!(shape, Shape::Lines(lines, _) if slanted(lines))).count();
    assert_eq!(hatched, 2, "the gap and its sample");
}

#[test]
fn an_empty_drawing_is_drawn() {
    let mut empty = figure();
    empty.chart = Chart {
        x: Axis { ticks: Vec::new() },
        y: Axis { ticks: Vec::new() },
        days_per_mark: 1,
        lines: Vec::new(),
        gaps: Vec::new(),
        bands: Vec::new(),
    };
    empty.means = vec![Line { places: Vec::new() }];
    empty.unchanged = Some(Span { from: 3, to: 3 });
    assert_eq!(pages(vec![block(empty)]).drawings.len(), 1);
}
