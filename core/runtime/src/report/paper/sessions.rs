//! Session by session: dose, pain before, after and a day later, symptoms (P34). Of many the last ones, and all of them month
//! by month.

use std::collections::BTreeMap;

use chrono::Datelike;
use nape_logic::text::Message;

use super::stops::{ended_early, in_numbers, in_words};
use super::words::{Words, in_minutes, moment, number};
use super::{Block, Level, Material};
use crate::report::document::Table;
use crate::report::record::{SessionItem, SessionKind};

/// So many sessions fill a page and a half.
const MOST: usize = 45;
/// More months than these are shown as years.
const MOST_MONTHS: usize = 24;

pub(super) fn say(material: &Material<'_>, words: &Words<'_>, blocks: &mut Vec<Block>) {
    let sessions = &material.gathered.sessions;
    blocks.push(Block::Heading(Level::Section, words.key("report-sessions")));
    if sessions.is_empty() {
        return blocks.push(Block::Paragraph(words.key("report-no-sessions")));
    }
    let shown = &sessions[sessions.len().saturating_sub(MOST)..];
    if shown.len() < sessions.len() {
        let some = Message::new("report-sessions-some").text("shown", shown.len().to_string());
        blocks.push(Block::Table(by_month(sessions, words)));
        blocks.push(Block::Note(words.key("report-pain-means")));
        blocks.push(Block::Paragraph(words.say(&some.text("all", sessions.len().to_string()))));
    }
    blocks.push(Block::Table(one_by_one(shown, words)));
}

fn one_by_one(sessions: &[SessionItem], words: &Words<'_>) -> Table {
    let columns = vec![
        in_words("report-column-when", words),
        in_words("report-column-how", words),
        in_words("report-column-dose", words),
        in_numbers("report-column-under", words),
        in_numbers("report-column-pain-before", words),
        in_numbers("report-column-pain-after", words),
        in_numbers("report-column-pain-day", words),
        in_words("report-column-felt", words),
        in_words("report-column-end", words),
    ];
    let row = |session: &SessionItem| {
        vec![
            moment(session.started),
            words.modality(session.modality, session.region),
            words.dose(session),
            under(session),
            number(session.before.pain),
            number(session.pain_after()),
            number(session.pain_next_day()),
            words.symptoms(session.all_symptoms()),
            words.end(session),
        ]
    };
    // The last one is what a reader looks for.
    Table {
        caption: words.key("report-sessions-caption"),
        columns,
        rows: sessions.iter().rev().map(row).collect(),
    }
}

/// Minutes under the pull.
fn under(session: &SessionItem) -> String {
    match &session.kind {
        SessionKind::Guided(guided) => guided.delivered.under_load.map(in_minutes).unwrap_or_default(),
        SessionKind::Logged(_) => String::new(),
    }
}

/// What a month, or a year, comes to.
#[derive(Default)]
struct Sum {
    sessions: usize,
    short: usize,
    pains: [Vec<u8>; 3],
}

fn by_month(sessions: &[SessionItem], words: &Words<'_>) -> Table {
    let month = |session: &SessionItem| {
        let day = session.started.date();
        format!("{}-{:02}", day.year(), day.month())
    };
    let year = |session: &SessionItem| session.started.date().year().to_string();
    let months = summed(sessions, month);
    let (rows, heading) = if months.len() > MOST_MONTHS {
        (summed(sessions, year), "report-column-year")
    } else {
        (months, "report-column-month")
    };
    let columns = vec![
        in_words(heading, words),
        in_numbers("report-column-sessions", words),
        in_numbers("report-column-short", words),
        in_numbers("report-column-pain-before", words),
        in_numbers("report-column-pain-after", words),
        in_numbers("report-column-pain-day", words),
    ];
    let row = |(name, sum): (String, Sum)| {
        let counts = [sum.sessions, sum.short].map(|count| count.to_string());
        let pains = sum.pains.iter().map(|pains| mean(pains));
        std::iter::once(name).chain(counts).chain(pains).collect()
    };
    Table { caption: words.key("report-months-caption"), columns, rows: rows.into_iter().map(row).collect() }
}

fn summed(sessions: &[SessionItem], name: impl Fn(&SessionItem) -> String) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for session in sessions {
        let sum = sums.entry(name(session)).or_default();
        sum.sessions += 1;
        sum.short += usize::from(ended_early(session));
        let told = [session.before.pain, session.pain_after(), session.pain_next_day()];
        for (pains, told) in sum.pains.iter_mut().zip(told) {
            pains.extend(told);
        }
    }
    sums
}

/// To a tenth; nothing where nothing was told.
fn mean(values: &[u8]) -> String {
    let sum: u32 = values.iter().map(|value| u32::from(*value)).sum();
    let Some(tenths) =
        u32::try_from(values.len()).ok().and_then(|count| (sum * 10 + count / 2).checked_div(count))
    else {
        return String::new();
    };
    format!("{}.{}", tenths / 10, tenths % 10)
}
