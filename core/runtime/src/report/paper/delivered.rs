//! What was prescribed, beside what was delivered (P34): the plan in force at the end of these days, and the sessions of its
//! way of traction.

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Load, Plan};
use nape_logic::text::Message;

use super::stops::{ended_early, in_words};
use super::words::{Words, in_minutes};
use super::{Block, Level, Material};
use crate::report::document::Table;
use crate::report::record::{GuidedSession, SessionItem, SessionKind};

/// A way of traction of one part of the spine.
#[derive(Default)]
struct Way<'m> {
    /// The plan in force at the end.
    plan: Option<&'m Plan>,
    sessions: Vec<&'m SessionItem>,
}

pub(super) fn say(material: &Material<'_>, words: &Words<'_>, blocks: &mut Vec<Block>) {
    let mut ways: BTreeMap<(Modality, Region), Way<'_>> = BTreeMap::new();
    for plan in &material.gathered.plans {
        ways.entry((plan.plan.modality, plan.plan.region)).or_default().plan = Some(&plan.plan);
    }
    for session in material.gathered.sessions.iter().filter(|session| session.modality.is_traction()) {
        ways.entry((session.modality, session.region)).or_default().sessions.push(session);
    }
    if ways.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Level::Section, words.key("report-prescribed")));
    for ((modality, region), Way { plan, sessions }) in ways {
        let how = words.modality(modality, region);
        blocks.push(Block::Table(beside(&caption(&how, plan, words), plan, &sessions, words)));
        notes(plan, (modality, region), &sessions, words, blocks);
    }
}

fn caption(how: &str, plan: Option<&Plan>, words: &Words<'_>) -> String {
    match plan.map(|plan| plan.provider.as_ref()) {
        Some(Some(provider)) => words.say(
            &Message::new("report-prescribed-by")
                .text("how", how)
                .text("name", provider.name.clone())
                .text("date", provider.date.to_string()),
        ),
        Some(None) => words.say(&Message::new("report-prescribed-own").text("how", how)),
        None => words.say(&Message::new("report-no-plan").text("how", how)),
    }
}

fn beside(caption: &str, plan: Option<&Plan>, sessions: &[&SessionItem], words: &Words<'_>) -> Table {
    let columns = ["report-column-measure", "report-column-prescribed", "report-column-delivered"];
    let prescribed = |say: &dyn Fn(&Plan) -> String| plan.map(say).unwrap_or_default();
    let rows = [
        ("report-row-sessions", prescribed(&|plan| caps(plan, words)), done(sessions, words)),
        ("report-row-load", prescribed(&|plan| words.planned_load(plan)), loads(sessions, words)),
        ("report-row-time", prescribed(&|plan| words.minutes(plan.duration_ms)), times(sessions, words)),
        ("report-row-cycle", prescribed(&|plan| words.planned_cycle(plan)), cycles(sessions, words)),
    ];
    Table {
        caption: caption.to_owned(),
        columns: columns.map(|key| in_words(key, words)).into(),
        rows: rows.map(|(row, prescribed, delivered)| vec![words.key(row), prescribed, delivered]).into(),
    }
}

fn caps(plan: &Plan, words: &Words<'_>) -> String {
    let day = plan.per_day.unwrap_or(1).to_string();
    match plan.per_week {
        None => words.say(&Message::new("report-at-most-day").text("day", day)),
        Some(week) => {
            words.say(&Message::new("report-at-most-week").text("day", day).text("week", week.to_string()))
        }
    }
}

/// Those with a pull: a rehearsal is none.
fn pulled<'s>(sessions: &'s [&SessionItem]) -> impl Iterator<Item = &'s SessionItem> + Clone {
    let is_rehearsal =
        |session: &SessionItem| matches!(&session.kind, SessionKind::Guided(guided) if guided.rehearsal);
    sessions.iter().copied().filter(move |session| !is_rehearsal(session))
}

fn guided<'s>(sessions: &'s [&SessionItem]) -> impl Iterator<Item = &'s GuidedSession> + Clone {
    pulled(sessions).filter_map(|session| match &session.kind {
        SessionKind::Guided(guided) => Some(&**guided),
        SessionKind::Logged(_) => None,
    })
}

fn done(sessions: &[&SessionItem], words: &Words<'_>) -> String {
    let days: BTreeSet<_> = pulled(sessions).map(|session| session.started.date()).collect();
    let (all, short) = (pulled(sessions).count(), pulled(sessions).filter(|one| ended_early(one)).count());
    let message = Message::new("report-sessions-done")
        .number("sessions", as_number(all))
        .number("days", as_number(days.len()))
        .number("of", f64::from(words.scope.period.days()));
    let ended = Message::new("report-sessions-ended")
        .text("completed", (all - short).to_string())
        .text("short", short.to_string());
    if all == 0 { words.say(&message) } else { format!("{}; {}", words.say(&message), words.say(&ended)) }
}

fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn loads(sessions: &[&SessionItem], words: &Words<'_>) -> String {
    let forces = guided(sessions).filter_map(|guided| guided.dose.load.force());
    if let (Some(least), Some(most)) = (forces.clone().min(), forces.max()) {
        if least == most {
            return words.force(most);
        }
        let message = Message::new("report-load-range").text("least", words.force(least));
        return words.say(&message.text("most", words.force(most)));
    }
    let mut others: Vec<String> = Vec::new();
    for load in guided(sessions).map(|guided| guided.dose.load).filter(|load| !matches!(load, Load::Force(_)))
    {
        let load = words.load(load);
        if !others.contains(&load) {
            others.push(load);
        }
    }
    others.join(", ")
}

fn times(sessions: &[&SessionItem], words: &Words<'_>) -> String {
    let times = guided(sessions).filter_map(|guided| guided.delivered.under_load);
    let (Some(least), Some(most)) = (times.clone().min(), times.max()) else { return String::new() };
    let [least, most] = [least, most].map(in_minutes);
    if least == most {
        return words.say(&Message::new("report-time-all").text("most", most));
    }
    words.say(&Message::new("report-time-range").text("least", least).text("most", most))
}

fn cycles(sessions: &[&SessionItem], words: &Words<'_>) -> String {
    let mut cycles: Vec<String> = Vec::new();
    for guided in guided(sessions) {
        let cycle = words.cycle(&guided.dose);
        if !cycles.contains(&cycle) {
            cycles.push(cycle);
        }
    }
    cycles.join("; ")
}

/// Which limits lowered doses in these days, and a plan that has ended.
fn notes(
    plan: Option<&Plan>,
    way: (Modality, Region),
    sessions: &[&SessionItem],
    words: &Words<'_>,
    blocks: &mut Vec<Block>,
) {
    let now = words.scope.plans_now.iter().find(|now| (now.plan.modality, now.plan.region) == way);
    let limits: BTreeSet<&str> = guided(sessions)
        .flat_map(|guided| &guided.limited_by)
        .chain(now.iter().flat_map(|now| &now.limited_by))
        .map(String::as_str)
        .collect();
    if !limits.is_empty() {
        let said: Vec<String> = limits.into_iter().map(limit).collect();
        blocks.push(Block::Note(words.say(&Message::new("report-limited").text("limits", said.join(", ")))));
    }
    let expires = plan.and_then(|plan| plan.provider.as_ref()?.expires);
    if let Some(date) = expires.filter(|date| *date < words.scope.made.date()) {
        blocks.push(Block::Note(words.say(&Message::new("report-expired").text("date", date.to_string()))));
    }
}

/// A limit's name as words; its sentence speaks of a number of its moment.
fn limit(id: &str) -> String {
    id.replace(['.', '_'], " ")
}
