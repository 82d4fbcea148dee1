//! The columns of sessions: guided ones and those that were told stand in the same rows.

use nape_logic::units::Force;

use super::Table;
use super::cell::{Cell, at, ids, maybe, maybe_word, maybe_words, newtons, plain, seconds, word};
use crate::report::record::{GuidedSession, SessionItem, SessionKind};

pub(super) const SESSIONS: Table = Table {
    name: "sessions.csv",
    columns: &[
        "id",
        "course",
        "modality",
        "region",
        "started",
        "ended",
        "told afterwards",
        "rehearsal",
        "simulated",
        "force (N)",
        "level",
        "duration planned (s)",
        "pattern",
        "limited by",
        "time under the pull (s)",
        "eased off to (N)",
        "highest over the limit (N)",
        "end",
        "reason",
        "release",
        "eased off",
        "pain before (0 to 10)",
        "pain after (0 to 10)",
        "pain a day later (0 to 10)",
        "limb symptoms before (0 to 10)",
        "tingling before (0 to 10)",
        "symptoms",
        "why stopped",
        "note",
    ],
};

pub(super) fn session(session: &SessionItem) -> [Cell<'_>; SESSIONS.columns.len()] {
    let (guided, logged) = match &session.kind {
        SessionKind::Guided(guided) => (Some(&**guided), None),
        SessionKind::Logged(logged) => (None, Some(&**logged)),
    };
    let finished = guided.and_then(|guided| guided.finished);
    let dose = guided.map(|guided| &guided.dose);
    let level = dose.and_then(|dose| dose.load.level()).or(logged.and_then(|told| told.level));
    let planned = dose.map(|dose| dose.duration).or(logged.and_then(|told| told.duration_ms));
    let pattern = dose.map(|dose| dose.pattern).or(logged.and_then(|told| told.pattern));
    let delivered = guided.map(|guided| guided.delivered).unwrap_or_default();
    let force = |force: Option<Force>| force.map_or_else(Cell::default, newtons);
    [
        plain(session.id),
        maybe(session.course),
        word(session.modality),
        word(session.region),
        at(session.started),
        at(session.ended),
        plain(logged.is_some()),
        plain(guided.is_some_and(|guided| guided.rehearsal)),
        plain(session.simulated),
        force(dose_force(session)),
        maybe(level),
        planned.map_or_else(Cell::default, seconds),
        maybe_word(pattern),
        ids(guided.into_iter().flat_map(|guided: &GuidedSession| &guided.limited_by).map(String::as_str)),
        delivered.under_load.map_or_else(Cell::default, seconds),
        force(delivered.eased_to),
        force(delivered.over_limit),
        maybe_word(finished.map(|finished| finished.end)),
        maybe_word(finished.and_then(|finished| finished.reason)),
        maybe_word(finished.map(|finished| finished.release)),
        maybe(finished.map(|finished| finished.eased)),
        maybe(session.before.pain),
        maybe(session.pain_after()),
        maybe(session.pain_next_day()),
        maybe(session.before.limb),
        maybe(session.before.tingling),
        ids(session.all_symptoms()),
        maybe_words(session.why_stopped.as_deref()),
        maybe_words(logged.and_then(|told| told.note.as_deref())),
    ]
}

/// The pull of a hold, where it is a known force.
fn dose_force(session: &SessionItem) -> Option<Force> {
    match &session.kind {
        SessionKind::Guided(guided) => guided.dose.load.force(),
        SessionKind::Logged(told) => told.force.and_then(|force| force.to_force().ok()),
    }
}
