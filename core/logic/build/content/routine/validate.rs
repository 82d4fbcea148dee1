//! Does the content of routines hang together? What the shapes alone can't say. Each check names the first mistake.

use std::collections::BTreeSet;

use super::routine::Step;
use super::words::{LimitOn, Open, PracticeKind, Tool, pulls};
use super::written::{Amount, Limit, Practice, Written};
use crate::citation;
use crate::place::{ContentError, Placed};

/// The letters of the facts that practices and routines are about, and how many each has.
const CARRIED: &[(char, u8)] = &[('K', 24), ('M', 7)];

/// The first mistake in `written`, if there is one; `has_words` says whether a message key has words.
pub(super) fn validate(written: &Written, has_words: &dyn Fn(&str) -> bool) -> Result<(), ContentError> {
    check_limits(&written.limits)?;
    let mut ids = BTreeSet::new();
    for placed in &written.practices {
        let wrong = |name: &str, message: &str| {
            Err(placed.error(format!("practice {}: {name}", placed.item.id), message))
        };
        if !ids.insert(placed.item.id.as_str()) {
            return wrong("id", "this id stands twice");
        }
        let keys = [placed.item.name_key(), placed.item.how_key()];
        if let Some(key) = keys.into_iter().chain(placed.item.caution_keys()).find(|key| !has_words(key)) {
            return wrong("words", &format!("there are no words for {key}"));
        }
        if let Err((name, message)) = check_practice(&placed.item, written) {
            return wrong(name, message);
        }
    }
    check_log_only(written, &mut ids, has_words)?;
    check_examples(written, &ids, has_words)?;
    check_carried(written)
}

fn check_limits(limits: &[Placed<Limit>]) -> Result<(), ContentError> {
    let mut seen = BTreeSet::new();
    for placed in limits {
        let wrong = |name: &str, message: &str| {
            Err(placed.error(format!("limit {}: {name}", placed.item.id), message))
        };
        if !seen.insert(placed.item.id) {
            return wrong("id", "this id stands twice");
        }
        if placed.item.least > placed.item.most {
            return wrong("least", "more than the most");
        }
        if let Some(problem) = sources_problem(&placed.item.sources) {
            return wrong("sources", problem);
        }
    }
    match LimitOn::ALL.iter().find(|id| !seen.contains(id)) {
        Some(missing) => Err(ContentError {
            file: "limits.toml".to_owned(),
            line: 1,
            field: format!("limit {missing}"),
            message: "missing".to_owned(),
        }),
        None => Ok(()),
    }
}

/// The field that is wrong in a practice, and why.
fn check_practice(practice: &Practice, written: &Written) -> Result<(), (&'static str, &'static str)> {
    if !is_plain_word(&practice.id) {
        return Err(("id", "only small letters, digits and underscores"));
    }
    if pulls(&practice.id) {
        return Err(("id", "a way of traction is no practice"));
    }
    if practice.seconds.is_none() && practice.sets.is_none() {
        return Err(("seconds", "a step is seconds or sets (P41)"));
    }
    if practice.seconds.is_some_and(|amount| !fits(amount, written.limit(LimitOn::Seconds))) {
        return Err(("seconds", "not within the limit, or the usual is not within its own"));
    }
    if let Some(sets) = practice.sets {
        let usual = Amount { usual: sets.usual, least: 1, most: sets.most };
        if !fits(usual, written.limit(LimitOn::Sets))
            || !fits(sets.repetitions, written.limit(LimitOn::Repetitions))
        {
            return Err(("sets", "not within the limit, or the usual is not within its own"));
        }
    }
    if practice.moves_neck && practice.kind.opens_with() <= Open::Breathing {
        return Err(("moves_neck", "what stays open after an injury moves nothing (P11)"));
    }
    if practice.breath.is_some_and(|breath| breath.in_s == 0 || breath.out_s == 0) {
        return Err(("breath", "at least a second in and a second out"));
    }
    if practice.breath.is_some() && practice.kind != PracticeKind::Breathing {
        return Err(("breath", "only breathing has breaths"));
    }
    if (practice.kind == PracticeKind::Nerve) != practice.shown_by_provider {
        return Err(("shown_by_provider", "nerve movements, and only they, need a provider (K17)"));
    }
    if practice.tool == Some(Tool::Oils) {
        return Err(("tool", "written down only (K14)"));
    }
    sources_problem(&practice.sources).map_or(Ok(()), |problem| Err(("sources", problem)))
}

fn fits(amount: Amount, (least, most): (u32, u32)) -> bool {
    (amount.least..=amount.most).contains(&amount.usual) && least <= amount.least && amount.most <= most
}

fn check_log_only<'a>(
    written: &'a Written,
    ids: &mut BTreeSet<&'a str>,
    has_words: &dyn Fn(&str) -> bool,
) -> Result<(), ContentError> {
    for placed in &written.log_only {
        let wrong = |name: &str, message: &str| {
            Err(placed.error(format!("log_only {}: {name}", placed.item.id), message))
        };
        if !ids.insert(placed.item.id.as_str()) {
            return wrong("id", "this id stands twice");
        }
        if !has_words(&placed.item.key()) {
            return wrong("words", &format!("there are no words for {}", placed.item.key()));
        }
        if let Some(problem) = sources_problem(&placed.item.sources) {
            return wrong("sources", problem);
        }
    }
    Ok(())
}

/// An example keeps every rule; a test of the crate holds each against the check itself.
fn check_examples(
    written: &Written,
    ids: &BTreeSet<&str>,
    has_words: &dyn Fn(&str) -> bool,
) -> Result<(), ContentError> {
    for placed in &written.examples {
        let wrong = |name: &str, message: &str| {
            Err(placed.error(format!("example {}: {name}", placed.item.id), message))
        };
        let keys = [placed.item.name_key(), placed.item.about_key()];
        if let Some(key) = keys.iter().find(|key| !has_words(key)) {
            return wrong("words", &format!("there are no words for {key}"));
        }
        let unknown = |step: &&Step| !ids.contains(step.practice.as_str());
        if let Some(step) = placed.item.step.iter().find(unknown) {
            return wrong("step", &format!("unknown practice {}", step.practice));
        }
        if let Some(problem) = sources_problem(&placed.item.sources) {
            return wrong("sources", problem);
        }
    }
    Ok(())
}

/// Each fact on practices and routines is carried by something, or left out with a reason, and not both.
fn check_carried(written: &Written) -> Result<(), ContentError> {
    let carried: BTreeSet<&str> = written
        .practices
        .iter()
        .flat_map(|placed| &placed.item.sources)
        .chain(written.log_only.iter().flat_map(|placed| &placed.item.sources))
        .chain(written.examples.iter().flat_map(|placed| &placed.item.sources))
        .chain(written.limits.iter().flat_map(|placed| &placed.item.sources))
        .map(String::as_str)
        .collect();
    for placed in &written.left_out {
        if carried.contains(placed.item.fact.as_str()) {
            return Err(placed.error(format!("left_out {}", placed.item.fact), "it is carried"));
        }
        if placed.item.why.trim().is_empty() {
            return Err(placed.error(format!("left_out {}: why", placed.item.fact), "no reason"));
        }
    }
    let left_out = |id: &str| written.left_out.iter().any(|placed| placed.item.fact == id);
    let lost = facts().find(|id| !carried.contains(id.as_str()) && !left_out(id));
    lost.map_or(Ok(()), |id| {
        Err(ContentError {
            file: "limits.toml".to_owned(),
            line: 1,
            field: format!("left_out {id}"),
            message: "neither carried nor left out".to_owned(),
        })
    })
}

fn facts() -> impl Iterator<Item = String> {
    CARRIED.iter().flat_map(|&(letter, count)| (1..=count).map(move |number| format!("{letter}{number:02}")))
}

fn sources_problem(sources: &[String]) -> Option<&'static str> {
    if sources.is_empty() {
        return Some("at least one");
    }
    sources.iter().any(|id| !citation::exists(id)).then_some("one is not in the evidence notes")
}

fn is_plain_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
