//! Curves in text: blocks for what was measured, a line for what was wanted. Shape tells them apart, not
//! colour.

use nape::api::{ForceUnit, Segment, SegmentKind, TelemetryPoint};

use crate::words::{force, minutes};

/// Eighths of a cell, from empty to full.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const LINE: char = '─';
const LINE_OVER_BLOCK: char = '▒';
const ROWS: usize = 7;

/// One column: the mean measured pull and the mean wanted pull in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Column {
    measured: Option<u32>,
    wanted: Option<u32>,
}

/// Measured pull against wanted pull over a session.
pub(crate) fn telemetry(points: &[TelemetryPoint], total_ms: u64, unit: ForceUnit, width: usize) -> String {
    let end = points.iter().map(|point| point.at_ms).max().unwrap_or(0).max(total_ms);
    let mut columns = columns(points, end, plot_width(width));
    bridge(&mut columns);
    let legend = "█ measured   ─ wanted";
    draw(&columns, end, unit, legend)
}

/// The wanted pull of a timeline.
pub(crate) fn timeline(segments: &[Segment], total_ms: u64, unit: ForceUnit, width: usize) -> String {
    // An unknown force is not none: what is not drawn must not look like rest.
    if segments.iter().any(|segment| segment.kind == SegmentKind::Hold && segment.to_mn.is_none()) {
        return format!(
            "It pulls, with a force that is not known, so no curve is drawn. ({})\n",
            minutes(total_ms)
        );
    }
    let width = plot_width(width);
    let columns: Vec<_> = (0..width)
        .map(|column| Column { measured: wanted_at(segments, middle(column, width, total_ms)), wanted: None })
        .collect();
    draw(&columns, total_ms, unit, "█ wanted")
}

/// Small whole numbers as a row of bars, each with its number: pain before and after, for example.
pub(crate) fn bars(label: &str, values: &[Option<u8>], greatest: u8) -> String {
    let cells: String = values
        .iter()
        .map(|value| match value {
            Some(value) => format!(" {}{value:<2}", block(u32::from(*value), u32::from(greatest))),
            None => " ·  ".to_owned(),
        })
        .collect();
    format!("{label:<14}{cells}")
}

fn block(value: u32, greatest: u32) -> char {
    let eighths = (value * 8).div_ceil(greatest.max(1)).min(8);
    BLOCKS[eighths as usize]
}

/// Columns left beside the scale.
const fn plot_width(width: usize) -> usize {
    width.saturating_sub(12)
}

fn middle(column: usize, width: usize, total_ms: u64) -> u64 {
    total_ms * (2 * column as u64 + 1) / (2 * width.max(1) as u64)
}

fn wanted_at(segments: &[Segment], at_ms: u64) -> Option<u32> {
    let segment = segments.iter().find(|segment| (segment.start_ms..segment.end_ms).contains(&at_ms))?;
    let (from, to) = (i64::from(segment.from_mn?), i64::from(segment.to_mn?));
    let length = i64::try_from(segment.end_ms - segment.start_ms).ok()?.max(1);
    let into = i64::try_from(at_ms - segment.start_ms).ok()?;
    u32::try_from(from + (to - from) * into / length).ok()
}

fn columns(points: &[TelemetryPoint], end_ms: u64, width: usize) -> Vec<Column> {
    let mut sums = vec![(0_u64, 0_u64, 0_u64); width];
    for point in points {
        let column = usize::try_from(point.at_ms * width as u64 / (end_ms + 1)).unwrap_or(0);
        if let Some((measured, wanted, count)) = sums.get_mut(column) {
            *measured += u64::from(point.measured_mn);
            *wanted += u64::from(point.target_mn);
            *count += 1;
        }
    }
    let mean = |sum: u64, count: u64| sum.checked_div(count).and_then(|mean| u32::try_from(mean).ok());
    sums.into_iter()
        .map(|(measured, wanted, count)| Column {
            measured: mean(measured, count),
            wanted: mean(wanted, count),
        })
        .collect()
}

/// Fills a single empty column between two full ones: fewer samples than columns is no gap.
fn bridge(columns: &mut [Column]) {
    for at in 1..columns.len().saturating_sub(1) {
        if columns[at].measured.is_none() && columns[at + 1].measured.is_some() {
            columns[at] = columns[at - 1];
        }
    }
}

fn draw(columns: &[Column], end_ms: u64, unit: ForceUnit, legend: &str) -> String {
    let greatest = columns.iter().flat_map(|column| [column.measured, column.wanted]).flatten().max();
    let Some(greatest) = greatest.filter(|greatest| *greatest > 0) else {
        return format!("No pull. ({})\n", minutes(end_ms));
    };
    let mut text = String::new();
    for row in (0..ROWS).rev() {
        let scale = match row {
            _ if row == ROWS - 1 => force(greatest, unit),
            0 => "0".to_owned(),
            _ => String::new(),
        };
        let cells: String = columns.iter().map(|column| cell(*column, row, greatest)).collect();
        text += &format!("{scale:>9} │{}\n", cells.trim_end());
    }
    let axis = columns.len();
    text += &format!("{:>9} └{}\n", "", "─".repeat(axis));
    let end = minutes(end_ms);
    let between = axis.saturating_sub(5 + end.len());
    text += &format!("{:>9}  00:00{:between$}{end}\n", "", "");
    text += &format!("{:>9}  {legend}\n", "");
    text
}

fn cell(column: Column, row: usize, greatest: u32) -> char {
    let eighths = |value: u32| u64::from(value) * (ROWS as u64 * 8) / u64::from(greatest);
    let measured = column.measured.map_or(0, eighths);
    let filled = measured.saturating_sub(row as u64 * 8).min(8);
    let wanted_here =
        column.wanted.is_some_and(|wanted| eighths(wanted).saturating_sub(1) / 8 == row as u64 && wanted > 0);
    let far_above = measured > (row as u64 + 2) * 8;
    match filled {
        0 if wanted_here => LINE,
        8 if wanted_here && far_above => LINE_OVER_BLOCK,
        _ => BLOCKS[usize::try_from(filled).unwrap_or(0)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(start_ms: u64, end_ms: u64, from: u32, to: u32) -> Segment {
        Segment {
            kind: SegmentKind::Hold,
            start_ms,
            end_ms,
            from_mn: Some(from),
            to_mn: Some(to),
            cycle: Some(1),
        }
    }

    #[test]
    fn a_ramp_rises_from_left_to_right() {
        let drawn = timeline(&[segment(0, 60_000, 0, 80_000)], 60_000, ForceUnit::Newton, 52);
        let filled = |row: usize| {
            let line = drawn.lines().nth(row).unwrap_or_default();
            line.chars().filter(|c| BLOCKS[1..].contains(c)).count()
        };
        for row in 1..ROWS {
            assert!(filled(row) > filled(row - 1), "row {row} of\n{drawn}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let points: Vec<_> = (0..240)
            .map(|at| TelemetryPoint { at_ms: at * 1000, measured_mn: 50_000, target_mn: 52_000 })
            .collect();
        for width in [40, 80, 120] {
            let drawn = telemetry(&points, 240_000, ForceUnit::Pound, width);
            let widest = drawn.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} in\n{drawn}");
        }
    }

    #[test]
    fn a_wanted_pull_above_the_measured_one_is_a_line_over_the_blocks() {
        let points = [TelemetryPoint { at_ms: 0, measured_mn: 10_000, target_mn: 80_000 }];
        let drawn = telemetry(&points, 1000, ForceUnit::Newton, 40);
        assert!(drawn.lines().next().expect("top").contains(LINE), "{drawn}");
    }

    #[test]
    fn without_any_pull_nothing_is_drawn() {
        assert_eq!(telemetry(&[], 60_000, ForceUnit::Newton, 80), "No pull. (01:00)\n");
    }

    #[test]
    fn a_pull_of_unknown_force_is_never_called_no_pull() {
        let hold = Segment { from_mn: None, to_mn: None, ..segment(0, 60_000, 0, 0) };
        let drawn = timeline(&[hold], 60_000, ForceUnit::Newton, 80);
        assert!(drawn.starts_with("It pulls") && !drawn.contains("No pull"), "{drawn}");
    }

    #[test]
    fn unknown_days_stand_as_dots() {
        assert_eq!(bars("pain before", &[Some(10), None, Some(0)], 10), "pain before    █10 ·    0 ");
    }
}
