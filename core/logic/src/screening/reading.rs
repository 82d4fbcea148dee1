//! Does each answer fit its question?

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::content::Content;
use super::sheet::{Answer, AnswerSheet, Clearance};
use super::words::{AskIf, AskIfValue, QuestionKind};
use super::written::{NONE, Question, UNKNOWN};
use crate::document::FieldError;
use crate::time::Timestamp;

/// An answer that fits its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given<'a> {
    /// The person does not know.
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// A number within bounds.
    Number(i64),
    /// One or more options, as handed in.
    Picks(&'a [String]),
    /// A date or words, which no condition looks into.
    Stored,
}

impl Given<'_> {
    /// Whether it is, or contains, `value`.
    pub(super) fn contains(&self, value: &AskIfValue) -> bool {
        match (self, value) {
            (Self::Unknown, AskIfValue::Word(word)) => word == UNKNOWN,
            (Self::Flag(said), AskIfValue::Flag(flag)) => said == flag,
            (Self::Picks(picks), AskIfValue::Word(word)) => picks.contains(word),
            _ => false,
        }
    }
}

/// Whether a follow-up with this condition is asked.
pub(super) fn is_asked(ask_if: Option<&AskIf>, given: &BTreeMap<&str, Given<'_>>) -> bool {
    ask_if.is_none_or(|ask_if| {
        given
            .get(ask_if.question.as_str())
            .is_some_and(|given| ask_if.is.iter().any(|value| given.contains(value)))
    })
}

/// Reads a whole sheet against the questions asked; every problem in it, or the answers by question id.
///
/// An empty list is no answer: "none of these" has to be said.
pub(super) fn read<'a>(
    sheet: &'a AnswerSheet,
    asked: &[&'a Question],
    content: &Content,
    now: Timestamp,
) -> Result<BTreeMap<&'a str, Given<'a>>, Vec<FieldError>> {
    let mut given = BTreeMap::new();
    let mut problems = Vec::new();
    for (id, answer) in &sheet.answers {
        let Some(question) = asked.iter().find(|question| question.id == *id) else {
            problems.push(not_asked(id));
            continue;
        };
        if matches!(answer, Answer::Words(words) if words.is_empty()) && !question.options.is_empty() {
            continue;
        }
        match fit(question, answer, now.date()) {
            Ok(fitting) => {
                given.insert(question.id.as_str(), fitting);
            }
            Err(message) => {
                problems.push(FieldError::new(format!("answers.{id}"), message, allowed(question)));
            }
        }
    }
    for (index, clearance) in sheet.clearances.iter().enumerate() {
        problems.extend(clearance_problems(index, clearance, content, now.date()));
    }
    problems.extend(history_problems(sheet, content, now));
    if problems.is_empty() { Ok(given) } else { Err(problems) }
}

fn not_asked(id: &str) -> FieldError {
    FieldError::new(format!("answers.{id}"), "not a question of this form", "the ids that the form lists")
}

fn fit<'a>(question: &Question, answer: &'a Answer, today: NaiveDate) -> Result<Given<'a>, &'static str> {
    match (question.kind, answer) {
        (_, Answer::Word(word)) if word == UNKNOWN => Ok(Given::Unknown),
        (QuestionKind::YesNo, Answer::Flag(flag)) => Ok(Given::Flag(*flag)),
        (QuestionKind::Choice, Answer::Word(word)) => picks(question, std::slice::from_ref(word)),
        (QuestionKind::Choices, Answer::Words(words)) => picks(question, words),
        (QuestionKind::Number, Answer::Number(number)) => whole(question, *number),
        (QuestionKind::Date, Answer::Word(word)) => past_date(word, today),
        (QuestionKind::Text, Answer::Word(_)) => Ok(Given::Stored),
        _ => Err("wrong type"),
    }
}

fn picks<'a>(question: &Question, words: &'a [String]) -> Result<Given<'a>, &'static str> {
    if words.iter().any(|word| !question.options.contains(word)) {
        return Err("not one of the options");
    }
    let none = words.iter().filter(|word| *word == NONE).count();
    if none > 0 && none < words.len() {
        return Err("\"none\" and something else contradict each other");
    }
    Ok(Given::Picks(words))
}

fn whole(question: &Question, number: f64) -> Result<Given<'static>, &'static str> {
    // Bounds are small, so that a number within them converts without loss.
    if !number.is_finite() || number.fract() != 0.0 || number.abs() > 1e9 {
        return Err("not a whole number in range");
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked just above")]
    let number = number as i64;
    let low = question.min.is_some_and(|min| number < min);
    let high = question.max.is_some_and(|max| number > max);
    if low || high {
        return Err("out of range");
    }
    Ok(Given::Number(number))
}

fn past_date(word: &str, today: NaiveDate) -> Result<Given<'static>, &'static str> {
    match NaiveDate::parse_from_str(word, "%Y-%m-%d") {
        Ok(date) if date > today => Err("in the future"),
        Ok(_) if word.len() == "YYYY-MM-DD".len() => Ok(Given::Stored),
        _ => Err("not a date"),
    }
}

fn allowed(question: &Question) -> String {
    let values = match question.kind {
        QuestionKind::YesNo => "true, false".to_owned(),
        QuestionKind::Choice => format!("one of {}", question.options.join(", ")),
        QuestionKind::Choices => format!("a list of {}; none only alone", question.options.join(", ")),
        QuestionKind::Number => format!(
            "a whole number from {} to {}",
            question.min.unwrap_or(i64::MIN),
            question.max.unwrap_or(i64::MAX)
        ),
        QuestionKind::Date => "a date YYYY-MM-DD up to today".to_owned(),
        QuestionKind::Text => "words".to_owned(),
    };
    format!("{values}, or \"unknown\"")
}

fn clearance_problems(
    index: usize,
    clearance: &Clearance,
    content: &Content,
    today: NaiveDate,
) -> Vec<FieldError> {
    let at = |field: &str| format!("clearances[{index}].{field}");
    let mut problems = Vec::new();
    if clearance.name.trim().is_empty() {
        problems.push(FieldError::new(at("name"), "empty", "the provider's name"));
    }
    if clearance.date > today {
        problems.push(FieldError::new(at("date"), "in the future", "a date up to today"));
    }
    if clearance.expires.is_some_and(|last| last < clearance.date) {
        problems.push(FieldError::new(
            at("expires"),
            "before the date it was given",
            "the date given, or later",
        ));
    }
    for (position, rule) in clearance.rules.iter().enumerate() {
        if content.rule(rule).is_none() {
            problems.push(FieldError::new(
                at(&format!("rules[{position}]")),
                "unknown rule",
                "the ids of rules that fired",
            ));
        }
    }
    problems
}

fn history_problems(sheet: &AnswerSheet, content: &Content, now: Timestamp) -> Vec<FieldError> {
    let Some(history) = &sheet.history else {
        return Vec::new();
    };
    let instants = [
        ("history.last_session", history.last_session),
        ("history.last_full", history.last_full),
        ("history.last_stop_symptom", history.last_stop_symptom),
        ("history.last_news", history.last_news),
    ];
    let ahead = instants
        .into_iter()
        .filter(|(_, at)| at.is_some_and(|at| at.unix_millis() > now.unix_millis()))
        .map(|(field, _)| FieldError::new(field, "in the future", "an instant up to now"));
    let raised = history.raised.iter().filter_map(|(rule, day)| {
        let field = || format!("history.raised.{rule}");
        if content.rule(rule).is_none() {
            return Some(FieldError::new(field(), "unknown rule", "the ids of rules that fired"));
        }
        (*day > now.date()).then(|| FieldError::new(field(), "in the future", "a date up to today"))
    });
    ahead.chain(raised).collect()
}
