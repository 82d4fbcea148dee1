//! What has to be seen first (P34): stops, locks, overdue reviews.

use nape_logic::session::End;
use nape_logic::text::Message;

use super::words::{Words, moment};
use super::{Block, Level, Material};
use crate::report::document::{Column, Holds, Table};
use crate::report::record::{LockItem, SessionItem, SessionKind};
use crate::report::word;

pub(super) fn say(material: &Material<'_>, words: &Words<'_>, blocks: &mut Vec<Block>) {
    let gathered = material.gathered;
    blocks.push(Block::Heading(Level::Section, words.key("report-stops")));
    let open: Vec<String> =
        gathered.locks.iter().filter(|lock| lock.open).map(|lock| locked(lock, words)).collect();
    let short: Vec<&SessionItem> = gathered.sessions.iter().filter(|session| ended_early(session)).collect();
    let by_symptom = gathered.sessions.iter().any(SessionItem::was_stopped_by_a_symptom);
    if !open.is_empty() {
        blocks.push(Block::Warning { title: words.key("report-locked-now"), lines: open });
    } else if by_symptom || !gathered.locks.is_empty() {
        blocks.push(Block::Paragraph(words.key("report-no-lock-now")));
    } else {
        blocks.push(Block::Paragraph(words.key("report-no-stops")));
    }
    if !short.is_empty() {
        blocks.push(Block::Table(stops(&short, words)));
    }
    if !gathered.locks.is_empty() {
        blocks.push(Block::Table(locks(&gathered.locks, words)));
    }
    overdue(words, blocks);
}

/// One that a person or a device ended before its time, or whose end is not known.
pub(super) fn ended_early(session: &SessionItem) -> bool {
    match &session.kind {
        SessionKind::Guided(guided) => guided.finished.is_some_and(|finished| finished.end != End::Completed),
        SessionKind::Logged(_) => session.was_stopped_by_a_symptom(),
    }
}

fn locked(lock: &LockItem, words: &Words<'_>) -> String {
    let message = Message::new("report-locked-since").text("date", lock.since.date().to_string());
    words.say(&message.text("what", what(lock, words)))
}

/// What was told that locks.
pub(super) fn what(lock: &LockItem, words: &Words<'_>) -> String {
    if lock.texts.is_empty() {
        return lock.rules.join(", ").replace('_', " ");
    }
    lock.texts.iter().map(|text| words.say(text)).collect::<Vec<_>>().join(" ")
}

fn stops(sessions: &[&SessionItem], words: &Words<'_>) -> Table {
    let columns = [
        "report-column-when",
        "report-column-how",
        "report-column-felt",
        "report-column-ended",
        "report-column-why",
    ];
    let row = |session: &&SessionItem| {
        vec![
            moment(session.started),
            words.modality(session.modality, session.region),
            words.symptoms(session.all_symptoms()),
            ended(session, words),
            session.why_stopped.clone().unwrap_or_default(),
        ]
    };
    Table {
        caption: words.key("report-stops-caption"),
        columns: columns.map(|key| in_words(key, words)).into(),
        rows: sessions.iter().map(row).collect(),
    }
}

/// The end, and what the gravest symptom did.
fn ended(session: &SessionItem, words: &Words<'_>) -> String {
    let gravest = session.symptoms.iter().map(|symptom| symptom.action).min_by_key(|action| *action as u8);
    let end = words.end(session);
    gravest.map_or(end.clone(), |action| format!("{end}; {}", words.action(action)))
}

fn locks(locks: &[LockItem], words: &Words<'_>) -> Table {
    let columns =
        ["report-column-date", "report-column-what", "report-column-outcome", "report-column-examined"];
    let row = |lock: &LockItem| {
        let examined = match (&lock.examined, lock.open) {
            (Some(examined), false) => words.say(
                &Message::new("report-examined")
                    .text("date", examined.date.to_string())
                    .text("by", examined.by.clone())
                    .text("advice", examined.advice.clone()),
            ),
            _ => words.key("report-not-examined"),
        };
        let outcome = words.say(&Message::new("report-outcome").text("outcome", word(lock.verdict)));
        vec![lock.since.date().to_string(), what(lock, words), outcome, examined]
    };
    Table {
        caption: words.key("report-locks-caption"),
        columns: columns.map(|key| in_words(key, words)).into(),
        rows: locks.iter().map(row).collect(),
    }
}

fn overdue(words: &Words<'_>, blocks: &mut Vec<Block>) {
    let overdue = &words.scope.overdue;
    blocks.push(Block::Heading(Level::Part, words.key("report-overdue")));
    if overdue.is_empty() {
        return blocks.push(Block::Paragraph(words.key("report-no-overdue")));
    }
    let line = |overdue: &crate::report::record::Overdue| {
        let review = words.say(&Message::new("report-review").text("review", word(overdue.kind)));
        let message = Message::new("report-overdue-since").text("review", review);
        words.say(&message.text("date", overdue.since.date().to_string()))
    };
    blocks.push(Block::List(overdue.iter().map(line).collect()));
}

/// A column of words.
pub(super) fn in_words(key: &'static str, words: &Words<'_>) -> Column {
    Column { heading: words.key(key), holds: Holds::Words }
}

/// A column of numbers.
pub(super) fn in_numbers(key: &'static str, words: &Words<'_>) -> Column {
    Column { heading: words.key(key), holds: Holds::Numbers }
}
