//! Where the parts of a chart lie.

use proptest::prelude::*;

use super::super::{BandKind, Chart, DaySum, Place, SIDE, Span, Trend, chart, means, trend, unchanged};
use super::{asked, back, measure, told};
use crate::journal::entry::Kind;

fn of(days: u32, sums: &[DaySum]) -> Trend {
    trend(measure(Kind::Pain), &asked(days), sums)
}

fn labels(chart: &Chart) -> [Vec<&str>; 2] {
    [&chart.x, &chart.y].map(|axis| axis.ticks.iter().map(|tick| tick.label.as_str()).collect())
}

#[test]
fn a_gap_breaks_the_line_and_is_drawn_as_one() {
    let chart = chart(&of(10, &[told(7..10, 5), told(0..4, 3)].concat()), 100);
    assert_eq!(chart.lines.iter().map(|line| line.places.len()).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(chart.gaps.len(), 1);
    assert_eq!((chart.gaps[0].from, chart.gaps[0].to), (3 * SIDE / 10, 6 * SIDE / 10));
    assert_eq!(chart.lines[0].places[0].y, SIDE / 2);
}

#[test]
fn a_scale_is_drawn_whole_and_a_count_up_to_a_round_number() {
    let pain = chart(&of(28, &told(0..7, 3)), 100);
    assert_eq!(labels(&pain), [vec!["2026-03-01", "2026-03-14", "2026-03-28"], vec!["0", "5", "10"]]);
    let twinges = trend(measure(Kind::Twinges), &asked(28), &told(0..7, 11));
    assert_eq!(labels(&chart(&twinges, 100))[1], ["0", "10", "20"]);
    let groc = trend(measure(Kind::Groc), &asked(28), &told(0..1, -7));
    let drawn = chart(&groc, 100);
    assert_eq!(labels(&drawn)[1], ["-7", "0", "7"]);
    assert_eq!(drawn.lines[0].places[0].y, 0);
}

#[test]
fn the_weeks_that_are_compared_are_bands_where_they_can_be_seen() {
    let drawn = chart(&of(28, &[told(21..28, 6), told(0..7, 4)].concat()), 100);
    let bands: Vec<_> =
        drawn.bands.iter().map(|band| (band.kind, band.span.from, band.span.to, band.mean)).collect();
    assert_eq!(
        bands,
        [
            (BandKind::First, 0, SIDE / 4, Some(6 * SIDE / 10)),
            (BandKind::Last, 3 * SIDE / 4, SIDE, Some(4 * SIDE / 10))
        ]
    );
    let course = super::Asked::new(28, back(0), Some(back(100))).expect("asked");
    let later = chart(&trend(measure(Kind::Pain), &course, &[]), 100);
    assert_eq!(later.bands.len(), 1, "the course's first week lies before the drawing");
    assert!(chart(&of(6, &[]), 100).bands.is_empty());
}

#[test]
fn many_days_share_a_mark_and_the_last_one_ends_today() {
    let drawn = chart(&of(3660, &told(0..3660, 4)), 100);
    assert_eq!(drawn.days_per_mark, 37);
    assert_eq!(drawn.lines.len(), 1);
    assert!(drawn.lines[0].places.len() <= 100);
    assert_eq!(labels(&drawn)[0].last(), Some(&"2026-03-28"));
}

proptest! {
    #[test]
    fn everything_lies_in_the_square_and_every_day_is_a_line_or_a_gap(
        days in 1_u32..400,
        slots in 0_u32..1200,
        kept in proptest::collection::btree_map(0_u64..400, 0_i64..=10, 0..80),
    ) {
        let sums: Vec<DaySum> =
            kept.into_iter().map(|(day, value)| DaySum { date: back(day), sum: value * 1000, n: 1 }).collect();
        let drawn = chart(&of(days, &sums), slots);
        let places: Vec<_> = drawn.lines.iter().flat_map(|line| &line.places).collect();
        prop_assert!(places.windows(2).all(|pair| pair[0].x < pair[1].x));
        prop_assert!(places.iter().all(|place| place.x <= SIDE && place.y <= SIDE));
        prop_assert!(drawn.gaps.windows(2).all(|pair| pair[0].to < pair[1].from));
        prop_assert!(drawn.gaps.iter().all(|gap| gap.from < gap.to && gap.to <= SIDE));
        for gap in &drawn.gaps {
            prop_assert!(places.iter().all(|place| !(gap.from < place.x && place.x < gap.to)));
        }
        let whole = drawn.gaps.len() == 1 && drawn.gaps[0].from == 0 && drawn.gaps[0].to == SIDE;
        prop_assert_eq!(places.is_empty(), whole);
    }
}

#[test]
fn the_means_of_seven_days_break_where_fewer_than_four_of_them_have_an_entry() {
    let drawn = means(&of(28, &[told(14..28, 6), told(0..5, 2)].concat()), 100);
    let days: Vec<usize> = drawn.iter().map(|line| line.places.len()).collect();
    // From the fourth of the first fourteen days to the third after the last one, and the last two days.
    assert_eq!(days, [14, 2]);
    assert_eq!(drawn[0].places[0], Place { x: middle(3), y: 6 * SIDE / 10 });
    assert_eq!(drawn[1].places[1], Place { x: middle(27), y: 2 * SIDE / 10 });
    let falls = means(&of(14, &[told(7..14, 9), told(0..7, 2)].concat()), 100);
    let heights: Vec<u16> = falls[0].places.iter().map(|place| place.y).collect();
    assert_eq!(heights, [9000, 9000, 9000, 9000, 8000, 7000, 6000, 5000, 4000, 3000, 2000]);
}

fn middle(day: u16) -> u16 {
    u16::try_from(u32::from(SIDE) * (2 * u32::from(day) + 1) / 56).expect("within the square")
}

#[test]
fn of_pain_alone_it_is_drawn_how_far_a_change_does_not_count() {
    let week = [told(21..28, 6), told(0..7, 4)].concat();
    assert_eq!(unchanged(&of(28, &week)), Some(Span { from: 4000, to: 8000 }));
    assert_eq!(unchanged(&of(28, &told(0..7, 4))), None, "the first week has no mean");
    assert_eq!(unchanged(&trend(measure(Kind::Sleep), &asked(28), &week)), None);
    let high = unchanged(&of(28, &told(0..28, 9)));
    assert_eq!(high, Some(Span { from: 7000, to: SIDE }), "within the scale");
}
