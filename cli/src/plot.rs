//! A trend in text. Shapes tell things apart, not colour; where the parts lie is the core's to say.

use nape::api::{ChartBand, TrendChart};

/// The length of the core's square.
const SIDE: usize = 10_000;
const ROWS: usize = 11;
/// Columns of the labels beside the drawing, with the axis.
const BESIDE: usize = 8;
const MARK: char = '●';
const JOIN: char = '∙';
const TOLD: char = '─';
const MISSING: char = ' ';

/// How many marks fit from left to right.
pub(crate) fn slots(columns: usize) -> u32 {
    u32::try_from(columns.saturating_sub(BESIDE).max(1)).unwrap_or(1)
}

/// The drawing in so many columns.
pub(crate) fn trend(chart: &TrendChart, columns: usize) -> String {
    let width = slots(columns) as usize;
    let mut cells = vec![vec![' '; width]; ROWS];
    for line in &chart.lines {
        let places: Vec<_> = line.places.iter().map(|place| (column(place.x, width), row(place.y))).collect();
        for pair in places.windows(2) {
            join(&mut cells, pair[0], pair[1]);
        }
        for (column, row) in places {
            cells[row][column] = MARK;
        }
    }
    let mut text = String::new();
    for (at, row_of_cells) in cells.iter().enumerate().rev() {
        let label =
            chart.y_ticks.iter().find(|tick| row(tick.at) == at).map_or("", |tick| tick.label.as_str());
        text += &format!("{label:>6} │{}\n", row_of_cells.iter().collect::<String>().trim_end());
    }
    text += &beside("", '└', &axis(chart, width));
    text += &dates(chart, width);
    for band in &chart.bands {
        text += &beside(if band.is_first { "first" } else { "last" }, ' ', &bracket(band, width));
    }
    text
}

fn beside(label: &str, axis: char, cells: &str) -> String {
    format!("{label:>6} {axis}{}\n", cells.trim_end())
}

/// Where a place of the square lies among so many cells.
fn cell(at: u16, cells: usize) -> usize {
    (usize::from(at) * (cells - 1) + SIDE / 2) / SIDE
}

fn column(x: u16, width: usize) -> usize {
    cell(x, width)
}

fn row(y: u16) -> usize {
    cell(y, ROWS)
}

/// Dots on the way from a mark to its neighbour, where there are columns between them.
fn join(cells: &mut [Vec<char>], from: (usize, usize), to: (usize, usize)) {
    let across = to.0.saturating_sub(from.0);
    for step in 1..across {
        let row = (from.1 * (across - step) + to.1 * step + across / 2) / across;
        cells[row][from.0 + step] = JOIN;
    }
}

/// A line under the days that have an entry, and none under the others.
fn axis(chart: &TrendChart, width: usize) -> String {
    let missing = |column: usize| {
        let middle = (2 * column + 1) * SIDE / (2 * width);
        chart.gaps.iter().any(|gap| (usize::from(gap.from)..usize::from(gap.to)).contains(&middle))
    };
    (0..width).map(|column| if missing(column) { MISSING } else { TOLD }).collect()
}

/// The first date at the left, the last one at the right, others where there is room.
fn dates(chart: &TrendChart, width: usize) -> String {
    let mut cells = vec![' '; width];
    let mut ticks: Vec<_> = chart.x_ticks.iter().collect();
    // The ends first: what is between them gives way.
    ticks.sort_by_key(|tick| tick.at.abs_diff(5000) < 4000);
    for tick in ticks {
        let length = tick.label.len();
        let start = column(tick.at, width).saturating_sub(length / 2).min(width.saturating_sub(length));
        let around = start.saturating_sub(1)..(start + length + 1).min(width);
        if cells[around].iter().all(|cell| *cell == ' ') {
            cells.splice(start..(start + length).min(width), tick.label.chars().take(width));
        }
    }
    beside("", ' ', &cells.iter().collect::<String>())
}

/// `[-----]` over the columns of a week.
fn bracket(band: &ChartBand, width: usize) -> String {
    let first = usize::from(band.span.from) * width / SIDE;
    let last = (usize::from(band.span.to) * width / SIDE).saturating_sub(1).clamp(first, width - 1);
    let inside = match last - first {
        0 => "|".to_owned(),
        between => format!("[{}]", "-".repeat(between - 1)),
    };
    format!("{:first$}{inside}", "")
}

#[cfg(test)]
mod tests {
    use nape::api::{ChartLine, ChartPlace, ChartSpan, ChartTick};

    use super::*;

    fn tick(at: u16, label: &str) -> ChartTick {
        ChartTick { at, label: label.to_owned() }
    }

    /// Four days: the second one is missing.
    fn four_days() -> TrendChart {
        let line = |places: &[(u16, u16)]| ChartLine {
            places: places.iter().map(|(x, y)| ChartPlace { x: *x, y: *y }).collect(),
        };
        TrendChart {
            x_ticks: vec![tick(1250, "2026-03-25"), tick(3750, "2026-03-26"), tick(8750, "2026-03-28")],
            y_ticks: vec![tick(0, "0"), tick(5000, "5"), tick(10_000, "10")],
            days_per_mark: 1,
            lines: vec![line(&[(1250, 10_000)]), line(&[(6250, 0), (8750, 5000)])],
            gaps: vec![ChartSpan { from: 2500, to: 5000 }],
            bands: vec![ChartBand { is_first: false, span: ChartSpan { from: 0, to: 10_000 }, mean: None }],
        }
    }

    #[test]
    fn a_missing_day_breaks_the_line_and_has_no_axis_under_it() {
        let drawn = trend(&four_days(), 48);
        let lines: Vec<&str> = drawn.lines().collect();
        assert!(lines[0].starts_with("    10 │") && lines[0].ends_with(MARK), "{drawn}");
        assert!(lines[5].starts_with("     5 │") && lines[10].starts_with("     0 │"), "{drawn}");
        let axis: String = lines[11].chars().skip(BESIDE).collect();
        assert_eq!(axis, format!("{}{}{}", "─".repeat(10), " ".repeat(10), "─".repeat(20)), "{drawn}");
        assert_eq!(drawn.matches(MARK).count(), 3, "{drawn}");
        assert!(drawn.contains(JOIN), "{drawn}");
    }

    #[test]
    fn the_ends_have_their_dates_and_others_only_where_there_is_room() {
        let drawn = trend(&four_days(), 40);
        let dates = drawn.lines().nth(12).expect("dates");
        assert!(dates.contains("2026-03-25") && dates.ends_with("2026-03-28"), "{drawn}");
        assert!(!dates.contains("2026-03-26"), "{drawn}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 80, 120] {
            let drawn = trend(&four_days(), width);
            let widest = drawn.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} in\n{drawn}");
        }
    }
}
