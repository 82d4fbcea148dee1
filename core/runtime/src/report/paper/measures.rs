//! How pain and the other measures went: a drawing of each that was told often enough, and of the others a row.

use nape_logic::journal::entry::Kind;
use nape_logic::journal::trend::{MEANINGFUL_FROM, Measure, Reason, Trend, Week, chart, means, unchanged};
use nape_logic::text::Message;

use super::stops::{in_numbers, in_words};
use super::words::Words;
use super::{Block, Level, Material};
use crate::report::document::{Figure, FigureKey, Table};
use crate::report::word;

/// The kinds whose trends a report looks at, in this order.
pub const MEASURES: [Kind; 13] = [
    Kind::Pain,
    Kind::Stiffness,
    Kind::Tingling,
    Kind::Headache,
    Kind::Sleep,
    Kind::Discomfort,
    Kind::Twinges,
    Kind::Tension,
    Kind::WakingEnergy,
    Kind::Posture,
    Kind::Mood,
    Kind::RangeOfMotion,
    Kind::Medication,
];
/// So many drawings fill two pages.
const MOST_FIGURES: usize = 4;
/// As many marks as a line of the page can hold apart.
const SLOTS: u32 = 183;

pub(super) fn say(material: &Material<'_>, words: &Words<'_>, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(Level::Section, words.key("report-measures")));
    let told = || material.trends.iter().filter(|trend| !trend.points.is_empty());
    if told().next().is_none() {
        return blocks.push(Block::Paragraph(words.key("report-no-measures")));
    }
    // Where no week has enough entries a drawing would show a handful of dots.
    let has_a_week = |trend: &&Trend| !means(trend, SLOTS).is_empty();
    for trend in told().filter(has_a_week).take(MOST_FIGURES) {
        blocks.push(Block::Figure(Box::new(figure(trend, words))));
    }
    blocks.push(Block::Table(table(told(), words)));
}

fn name(measure: Measure, words: &Words<'_>) -> String {
    words.say(&Message::new("report-measure").text("kind", measure.kind().word()))
}

fn figure(trend: &Trend, words: &Words<'_>) -> Figure {
    let points = MEANINGFUL_FROM.to_string();
    Figure {
        caption: name(trend.measure, words),
        alternative: alternative(trend, words),
        chart: chart(trend, SLOTS),
        means: means(trend, SLOTS),
        unchanged: unchanged(trend),
        key: FigureKey {
            day: words.key("report-key-day"),
            mean: words.key("report-key-mean"),
            unchanged: words.say(&Message::new("report-key-unchanged").text("points", points)),
            gap: words.key("report-key-gap"),
        },
    }
}

fn alternative(trend: &Trend, words: &Words<'_>) -> String {
    let message = Message::new("report-chart-alternative")
        .text("what", name(trend.measure, words))
        .text("days", trend.points.len().to_string())
        .text("of", words.scope.period.days().to_string());
    words.say(&message.text("weeks", weeks(trend, words)))
}

fn weeks(trend: &Trend, words: &Words<'_>) -> String {
    let said = said(trend, words);
    let (Some(first), Some(last)) = (trend.compared.first, trend.compared.last) else {
        return words.say(&Message::new("report-chart-few").text("said", said));
    };
    let (Some(before), Some(after)) = (first.mean, last.mean) else {
        return words.say(&Message::new("report-chart-few").text("said", said));
    };
    let message = Message::new("report-chart-weeks")
        .text("first", tenth(before))
        .text("first-from", first.from.to_string())
        .text("first-to", first.to.to_string())
        .text("last", tenth(after))
        .text("last-from", last.from.to_string())
        .text("last-to", last.to.to_string());
    words.say(&message.text("said", said))
}

/// A direction at most, and "clear" of pain alone (P30).
fn said(trend: &Trend, words: &Words<'_>) -> String {
    let reason = match trend.compared.reason {
        Reason::Meaningful => "meaningful",
        Reason::NoClearChange => "no_clear_change",
        _ => "other",
    };
    let message = Message::new("report-said")
        .text("reason", reason)
        .text("direction", trend.compared.direction.map(word).unwrap_or_default())
        .text("points", MEANINGFUL_FROM.to_string());
    words.say(&message)
}

fn table<'m>(told: impl Iterator<Item = &'m Trend>, words: &Words<'_>) -> Table {
    let columns = vec![
        in_words("report-column-measure", words),
        in_numbers("report-column-first", words),
        in_numbers("report-column-last", words),
        in_numbers("report-column-days", words),
        in_words("report-column-said", words),
    ];
    let mean = |week: Option<Week>| week.and_then(|week| week.mean).map(tenth).unwrap_or_default();
    let row = |trend: &Trend| {
        vec![
            name(trend.measure, words),
            mean(trend.compared.first),
            mean(trend.compared.last),
            trend.points.len().to_string(),
            said(trend, words),
        ]
    };
    Table { caption: words.key("report-measures-caption"), columns, rows: told.map(row).collect() }
}

fn tenth(value: f64) -> String {
    format!("{value:.1}")
}
