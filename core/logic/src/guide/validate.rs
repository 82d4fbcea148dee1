//! Does the guide hang together? What the shapes alone can't say. Each check names the first mistake.
//!
//! The build runs it over the files, the crate over what is added to them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::words::{PartKind, SourceKind};
use super::written::{Card, NumberRow, Part, Reason, Source, Written};
use crate::citation;
use crate::modality::Modality;
use crate::place::{ContentError, Placed};

/// Shown for education, never guided (X11, X12): their cards have no steps.
pub(crate) const EDUCATION_ONLY: &[Modality] = &[Modality::NeckCracking, Modality::FoamRoller];

/// No reasons for traction at home: a fracture (G04), and what the sources call a warning (G10, G12, G28).
const NO_REASONS: &[&str] = &["G04", "G10", "G12", "G28"];

/// So many numbers a row may have: more would be a list to choose from while time matters.
const MOST_NUMBERS: usize = 2;

/// The first mistake in `written`, if there is one; `has_words` says whether a message key has words.
pub(crate) fn validate(written: &Written, has_words: &dyn Fn(&str) -> bool) -> Result<(), ContentError> {
    check_sources(&written.sources)?;
    let known: BTreeSet<&str> = written.sources.iter().map(|placed| placed.item.id.as_str()).collect();
    check_cards(&written.cards, &known, has_words)?;
    check_reasons(&written.reasons, &known, has_words)?;
    check_numbers(&written.numbers)
}

/// What a mistake is called: `card hammock_what: topic`.
fn field(kind: &str, id: &str, name: &str) -> String {
    format!("{kind} {id}: {name}")
}

fn check_sources(sources: &[Placed<Source>]) -> Result<(), ContentError> {
    let mut seen = BTreeSet::new();
    for placed in sources {
        let source = &placed.item;
        let wrong = |name: &str, message: &str| Err(placed.error(field("source", &source.id, name), message));
        if !is_plain_word(&source.id) && !is_article_number(&source.id) {
            return wrong("id", "small letters, digits and underscores, or three digits");
        }
        if !seen.insert(&source.id) {
            return wrong("id", "this id stands twice");
        }
        match (source.kind, source.rank) {
            (SourceKind::Article, Some(1..=4)) => {}
            (SourceKind::Article, _) => return wrong("rank", "an article has a rank from 1 to 4 (X14)"),
            (_, Some(_)) => return wrong("rank", "only articles are ranked (X14)"),
            (_, None) => {}
        }
        if source.credit.trim().is_empty() {
            return wrong("credit", "nobody is named");
        }
        match &source.dated {
            Some(dated) if !is_year_or_day(dated) => {
                return wrong("dated", "a year or a day, such as 2019 or 2022-05-19");
            }
            None if source.ageing => return wrong("ageing", "without a date nobody knows"),
            _ => {}
        }
    }
    Ok(())
}

fn check_cards(
    cards: &[Placed<Card>],
    sources: &BTreeSet<&str>,
    has_words: &dyn Fn(&str) -> bool,
) -> Result<(), ContentError> {
    let mut ids = BTreeSet::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for placed in cards {
        let card = &placed.item;
        let wrong = |name: &str, message: String| Err(placed.error(field("card", &card.id, name), message));
        if !is_plain_word(&card.id) {
            return wrong("id", "only small letters, digits and underscores".to_owned());
        }
        if !ids.insert(&card.id) {
            return wrong("id", "this id stands twice".to_owned());
        }
        if let Err((name, message)) = check_card(card, sources) {
            return wrong(&name, message);
        }
        for key in card.keys() {
            if !has_words(&key) {
                return wrong("words", format!("there are no words for {key}"));
            }
            // `a` with the part `b_title` and `a_b` would share `guide-a-b-title`.
            if let Some(other) = owners.insert(key.clone(), &card.id) {
                return wrong("id", format!("the words {key} are also those of {other}"));
            }
        }
    }
    Ok(())
}

/// The field that is wrong in a card, and why.
fn check_card(card: &Card, sources: &BTreeSet<&str>) -> Result<(), (String, String)> {
    let wrong = |name: &str, message: String| Err((name.to_owned(), message));
    if has_twice(&card.modalities) || has_twice(&card.regions) {
        return wrong("modalities", "one is named twice".to_owned());
    }
    if card.drawn_from.is_empty() {
        return wrong("drawn_from", "at least one source".to_owned());
    }
    if has_twice(&card.drawn_from) {
        return wrong("drawn_from", "one is named twice".to_owned());
    }
    if let Some(id) = card.drawn_from.iter().find(|id| !sources.contains(id.as_str())) {
        return wrong("drawn_from", format!("unknown source {id}"));
    }
    if let Some(synonym) = card.synonyms.iter().find(|synonym| !is_search_word(synonym)) {
        return wrong("synonyms", format!("\"{synonym}\" is not in small letters"));
    }
    if card.part.is_empty() {
        return wrong("part", "at least one part".to_owned());
    }
    let mut ids = BTreeSet::new();
    let education_only = card.modalities.iter().any(|modality| EDUCATION_ONLY.contains(modality));
    for part in &card.part {
        if !ids.insert(&part.id) {
            return wrong(&format!("part {}", part.id), "this id stands twice".to_owned());
        }
        check_part(part, education_only, sources)
            .map_err(|(name, message)| (format!("part {}: {name}", part.id), message))?;
    }
    Ok(())
}

fn check_part(
    part: &Part,
    education_only: bool,
    sources: &BTreeSet<&str>,
) -> Result<(), (&'static str, String)> {
    if !is_plain_word(&part.id) {
        return Err(("id", "only small letters, digits and underscores".to_owned()));
    }
    if education_only && part.kind == PartKind::Step {
        return Err(("kind", "cracking and the roller under the neck have no steps (X11, X12)".to_owned()));
    }
    check_citations(&part.sources, sources).map_err(|message| ("sources", message))
}

fn check_reasons(
    reasons: &[Placed<Reason>],
    sources: &BTreeSet<&str>,
    has_words: &dyn Fn(&str) -> bool,
) -> Result<(), ContentError> {
    let mut seen = BTreeSet::new();
    for placed in reasons {
        let reason = &placed.item;
        let wrong =
            |name: &str, message: String| Err(placed.error(field("reason", &reason.id, name), message));
        if !is_plain_word(&reason.id) {
            return wrong("id", "only small letters, digits and underscores".to_owned());
        }
        if !seen.insert(&reason.id) {
            return wrong("id", "this id stands twice".to_owned());
        }
        if has_twice(&reason.regions) {
            return wrong("regions", "one is named twice".to_owned());
        }
        if let Err(message) = check_citations(&reason.sources, sources) {
            return wrong("sources", message);
        }
        if let Some(fact) = reason.sources.iter().find(|fact| NO_REASONS.contains(&fact.as_str())) {
            return wrong("sources", format!("{fact} is no reason for traction at home (P1)"));
        }
        if !has_words(&reason.key()) {
            return wrong("words", format!("there are no words for {}", reason.key()));
        }
    }
    Ok(())
}

fn check_numbers(rows: &[Placed<NumberRow>]) -> Result<(), ContentError> {
    let mut seen = BTreeSet::new();
    for placed in rows {
        let row = &placed.item;
        let wrong = |name: &str, message: String| {
            Err(placed.error(field("number", &row.countries.join(" "), name), message))
        };
        if row.countries.is_empty() {
            return wrong("countries", "at least one country".to_owned());
        }
        for country in &row.countries {
            if !is_country(country) {
                return wrong("countries", format!("{country} is not two capital letters (ISO 3166)"));
            }
            if !seen.insert(country) {
                return wrong("countries", format!("{country} stands twice"));
            }
        }
        if row.call.is_empty() || row.call.len() > MOST_NUMBERS || has_twice(&row.call) {
            return wrong("call", format!("1 to {MOST_NUMBERS} different numbers"));
        }
        if let Some(call) = row.call.iter().find(|call| !is_call(call)) {
            return wrong("call", format!("{call} is not 2 to 5 digits"));
        }
    }
    Ok(())
}

fn check_citations(citations: &[SmolStr], sources: &BTreeSet<&str>) -> Result<(), String> {
    if citations.is_empty() {
        return Err("at least one source".to_owned());
    }
    if has_twice(citations) {
        return Err("one is named twice".to_owned());
    }
    match citations.iter().find(|one| !citation::exists(one) && !sources.contains(one.as_str())) {
        Some(one) => Err(format!("{one} is no fact and no source")),
        None => Ok(()),
    }
}

fn has_twice<T: Ord>(items: &[T]) -> bool {
    items.iter().collect::<BTreeSet<_>>().len() != items.len()
}

fn is_plain_word(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn is_article_number(id: &str) -> bool {
    id.len() == 3 && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_search_word(synonym: &str) -> bool {
    synonym.chars().any(char::is_alphanumeric) && !synonym.chars().any(char::is_uppercase)
}

fn is_year_or_day(dated: &str) -> bool {
    let year = dated.len() == 4 && dated.bytes().all(|byte| byte.is_ascii_digit());
    year || dated.parse::<NaiveDate>().is_ok()
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_call(call: &str) -> bool {
    (2..=5).contains(&call.len()) && call.bytes().all(|byte| byte.is_ascii_digit())
}
