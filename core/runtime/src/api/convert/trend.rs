//! Trends, drawings, benchmarks.

use chrono::NaiveDate;
use nape_logic::journal::trend as core;

use crate::api::language::render;
use crate::api::trend::{
    Benchmark, Benchmarks, ChartBand, ChartLine, ChartPlace, ChartSpan, ChartTick, CrackingObservation,
    Trend, TrendBaseline, TrendChart, TrendDirection, TrendGoal, TrendPoint, TrendWeek,
};
use crate::engine::TrendFound;

pub(in crate::api) fn trend(found: TrendFound) -> Trend {
    let TrendFound { trend: core::Trend { measure, from, to, points, compared }, unit } = found;
    Trend {
        measure: measure.kind().word().to_owned(),
        unit,
        from: from.to_string(),
        to: to.to_string(),
        goal: goal(measure.goal()),
        points: points.into_iter().map(point).collect(),
        baseline: baseline(compared.baseline),
        first: compared.first.map(week),
        last: compared.last.map(week),
        change: compared.change,
        direction: compared.direction.map(direction),
        meaningful: compared.meaningful,
        why: render(&compared.why()),
    }
}

fn point(point: core::Point) -> TrendPoint {
    TrendPoint { date: point.date.to_string(), mean: point.mean, n: point.n, total: point.total }
}

fn week(week: core::Week) -> TrendWeek {
    TrendWeek { from: week.from.to_string(), to: week.to.to_string(), days: week.days, mean: week.mean }
}

const fn goal(goal: core::Goal) -> TrendGoal {
    match goal {
        core::Goal::Lower => TrendGoal::Lower,
        core::Goal::Higher => TrendGoal::Higher,
        core::Goal::None => TrendGoal::None,
    }
}

const fn baseline(baseline: core::Baseline) -> TrendBaseline {
    match baseline {
        core::Baseline::Course => TrendBaseline::Course,
        core::Baseline::Days => TrendBaseline::Days,
    }
}

const fn direction(direction: core::Direction) -> TrendDirection {
    match direction {
        core::Direction::Lower => TrendDirection::Lower,
        core::Direction::Higher => TrendDirection::Higher,
        core::Direction::Same => TrendDirection::Same,
    }
}

pub(in crate::api) fn trend_chart(chart: core::Chart) -> TrendChart {
    TrendChart {
        x_ticks: chart.x.ticks.into_iter().map(tick).collect(),
        y_ticks: chart.y.ticks.into_iter().map(tick).collect(),
        days_per_mark: chart.days_per_mark,
        lines: chart.lines.into_iter().map(line).collect(),
        gaps: chart.gaps.into_iter().map(span).collect(),
        bands: chart.bands.into_iter().map(band).collect(),
    }
}

fn tick(tick: core::Tick) -> ChartTick {
    ChartTick { at: tick.at, label: tick.label }
}

fn line(line: core::Line) -> ChartLine {
    ChartLine { places: line.places.into_iter().map(|place| ChartPlace { x: place.x, y: place.y }).collect() }
}

const fn span(span: core::Span) -> ChartSpan {
    ChartSpan { from: span.from, to: span.to }
}

fn band(band: core::Band) -> ChartBand {
    ChartBand { is_first: band.kind == core::BandKind::First, span: span(band.span), mean: band.mean }
}

pub(in crate::api) fn benchmarks(page: core::Page) -> Benchmarks {
    Benchmarks {
        baseline: baseline(page.baseline),
        first_from: page.first_from.to_string(),
        last_from: page.last_from.to_string(),
        benchmarks: page.benchmarks.into_iter().map(benchmark).collect(),
        observations: page.observations.into_iter().map(observation).collect(),
        card_from: page.card_from.as_ref().map(NaiveDate::to_string),
        card: page.card,
    }
}

fn benchmark(found: core::Found) -> Benchmark {
    Benchmark {
        id: found.id.to_owned(),
        text: render(&found.text),
        kind: found.kind.map(|kind| kind.word().to_owned()),
        goal: goal(found.goal),
        first: found.first,
        last: found.last,
        direction: found.direction.map(direction),
        meaningful: found.meaningful,
        good: found.good,
        why: render(&found.why),
        note: found.note.as_ref().map(render),
    }
}

fn observation(seen: core::Observation) -> CrackingObservation {
    CrackingObservation {
        id: seen.kind.word().to_owned(),
        text: render(&seen.text),
        sources: seen.sources.iter().map(|source| (*source).to_owned()).collect(),
    }
}
