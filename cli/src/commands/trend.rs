//! `nape journal trend` and `nape journal benchmarks`.

use nape::api::{
    self, Benchmark, Benchmarks, Region, Trend, TrendBaseline, TrendChart, TrendDirection, TrendGoal,
    TrendWeek,
};

use crate::args::TrendOptions;
use crate::failure::Failure;
use crate::output::Output;
use crate::plot;
use crate::shell::Shell;

pub(super) async fn trend(shell: &Shell, options: TrendOptions) -> Result<(), Failure> {
    let TrendOptions { measure, days, region } = options;
    // Bad input must not even make a journal.
    let today = shell.now().get(..10).unwrap_or_default().to_owned();
    let empty = serde_json::json!({ "measure": measure, "days": days, "today": today, "entries": [] });
    api::check_trend(empty.to_string().into_bytes())?;
    let journal = shell.open().await?;
    let trend = journal.nape.trend(measure.clone(), days, region).await?;
    let columns = Output::columns();
    let chart = journal.nape.trend_chart(measure, days, region, plot::slots(columns)).await?;
    shell.output.document(&trend, |trend| trend_text(trend, &chart, columns))
}

fn trend_text(trend: &Trend, chart: &TrendChart, columns: usize) -> String {
    let unit = trend.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let mut text = format!("{}{unit}, {} to {}\n", trend.measure.replace('_', " "), trend.from, trend.to);
    if trend.points.is_empty() {
        text += "No entry on these days.\n";
    } else {
        text += &plot::trend(chart, columns);
        text += &legend(chart);
    }
    let of_course = if trend.baseline == TrendBaseline::Course { " of your course" } else { "" };
    text +=
        &trend.first.as_ref().map(|week| week_text(&format!("first{of_course}"), week)).unwrap_or_default();
    text += &trend.last.as_ref().map(|week| week_text("last", week)).unwrap_or_default();
    text + &textwrap::fill(&trend.why, columns)
}

fn legend(chart: &TrendChart) -> String {
    let mark = match chart.days_per_mark {
        1 => "a day".to_owned(),
        days => format!("{days} days"),
    };
    format!("        ● {mark}; no line below where nothing was written\n")
}

fn week_text(name: &str, week: &TrendWeek) -> String {
    let mean = week.mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"));
    format!("  {name}: {mean} on average, {} of 7 days, {} to {}\n", week.days, week.from, week.to)
}

pub(super) async fn benchmarks(shell: &Shell, region: Region) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let page = journal.nape.benchmarks(region).await?;
    shell.output.document(&page, |page| page_text(page, Output::columns()))
}

fn page_text(page: &Benchmarks, columns: usize) -> String {
    let since = match page.baseline {
        TrendBaseline::Course => "the first week of your course",
        TrendBaseline::Days => "the week",
    };
    let heading = format!("The week from {} next to {since} from {}:", page.last_from, page.first_from);
    let mut text = textwrap::fill(&heading, columns) + "\n";
    for benchmark in &page.benchmarks {
        text += &benchmark_text(benchmark);
    }
    let sessions = page.benchmarks.iter().find(|benchmark| benchmark.good.is_some());
    let said = sessions.map(|sessions| &sessions.why).into_iter();
    let notes =
        page.benchmarks.iter().filter(|benchmark| benchmark.last.is_some()).filter_map(|b| b.note.as_ref());
    for sentence in said.chain(notes).chain(page.observations.iter().map(|seen| &seen.text)) {
        text += &format!("\n{}\n", textwrap::fill(sentence, columns));
    }
    text
}

/// Three short lines, so that they fit 40 columns.
fn benchmark_text(benchmark: &Benchmark) -> String {
    let mut text = format!("  {}  {}\n", benchmark.id, benchmark.text);
    let (Some(first), Some(last)) = (benchmark.first, benchmark.last) else {
        return text + "       too little to compare\n";
    };
    let direction = match benchmark.direction {
        Some(TrendDirection::Lower) => "lower",
        Some(TrendDirection::Higher) => "higher",
        Some(TrendDirection::Same) | None => "the same",
    };
    let said = if benchmark.meaningful { ", a clear change" } else { "" };
    text += &format!("       {first:.1} to {last:.1}: {direction}{said}\n");
    let goal = match benchmark.goal {
        TrendGoal::Lower => "lower",
        TrendGoal::Higher => "higher",
        TrendGoal::None => return text,
    };
    // How the number of sessions is read stands below.
    if benchmark.good.is_none() { text + &format!("       hoped for: {goal}\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn benchmark(first: Option<f64>, last: Option<f64>) -> Benchmark {
        Benchmark {
            id: "J06".to_owned(),
            text: "Sleep".to_owned(),
            kind: Some("sleep".to_owned()),
            goal: TrendGoal::Higher,
            first,
            last,
            direction: Some(TrendDirection::Higher),
            meaningful: false,
            good: None,
            why: String::new(),
            note: None,
        }
    }

    #[test]
    fn a_benchmark_says_where_it_went_and_what_is_hoped_for() {
        let text = benchmark_text(&benchmark(Some(5.0), Some(6.44)));
        assert_eq!(text, "  J06  Sleep\n       5.0 to 6.4: higher\n       hoped for: higher\n");
    }

    #[test]
    fn where_a_week_says_too_little_nothing_is_compared() {
        let text = benchmark_text(&benchmark(None, Some(6.4)));
        assert_eq!(text, "  J06  Sleep\n       too little to compare\n");
    }
}
