//! What a typed line means to a question.

use nape::api::{Answer, Question, QuestionKind};

use super::question::{options, range};

const NONE: &str = "none";

/// What was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Typed {
    Answer(Answer),
    /// Enter on a question that need not be answered.
    LeftOut,
    Back,
    Why,
    /// Not understood; what would be.
    Unclear(String),
}

/// Reads a line. Enter keeps what was given before, and is no answer where nothing was.
pub(super) fn read(question: &Question, line: &str, given: Option<&Answer>) -> Typed {
    let line = line.trim();
    match (line, given) {
        ("", Some(given)) => Typed::Answer(given.clone()),
        ("", None) if !question.required => Typed::LeftOut,
        ("", None) => Typed::Unclear("Please answer, or type u where you don't know.".to_owned()),
        ("u", _) => Typed::Answer(Answer::Unknown),
        ("b", _) => Typed::Back,
        ("w", _) => Typed::Why,
        (line, _) => of_kind(question, line),
    }
}

fn of_kind(question: &Question, line: &str) -> Typed {
    let understood = match question.kind {
        QuestionKind::YesNo => yes_or_no(line),
        QuestionKind::Choice => one(question, line).map(|text| Answer::Text { text }),
        QuestionKind::Choices => return several(question, line),
        QuestionKind::Number => whole_number(question, line),
        QuestionKind::Date => {
            let date = line.parse::<chrono::NaiveDate>().ok();
            date.map(|date| Answer::Text { text: date.to_string() })
        }
        QuestionKind::Text => Some(Answer::Text { text: line.to_owned() }),
    };
    understood.map_or_else(|| Typed::Unclear(hint(question)), Typed::Answer)
}

fn yes_or_no(line: &str) -> Option<Answer> {
    match line {
        "1" | "y" | "yes" => Some(Answer::YesNo { yes: true }),
        "2" | "n" | "no" => Some(Answer::YesNo { yes: false }),
        _ => None,
    }
}

/// The id of the option with this number.
fn one(question: &Question, number: &str) -> Option<String> {
    let number: usize = number.trim().parse().ok()?;
    Some(question.options.get(number.checked_sub(1)?)?.id.clone())
}

fn several(question: &Question, line: &str) -> Typed {
    let numbers = line.split([',', ' ']).filter(|part| !part.is_empty());
    let chosen: Option<Vec<String>> = numbers.map(|number| one(question, number)).collect();
    match chosen {
        Some(chosen) if chosen.len() > 1 && chosen.iter().any(|id| id == NONE) => {
            Typed::Unclear("\"None\" and something else can't both be true.".to_owned())
        }
        Some(chosen) if !chosen.is_empty() => Typed::Answer(Answer::Choices { chosen }),
        _ => Typed::Unclear(hint(question)),
    }
}

fn whole_number(question: &Question, line: &str) -> Option<Answer> {
    let value = f64::from(line.parse::<i32>().ok()?);
    let within = question.min.is_none_or(|min| value >= min) && question.max.is_none_or(|max| value <= max);
    within.then_some(Answer::Number { value })
}

fn hint(question: &Question) -> String {
    match question.kind {
        QuestionKind::Number => format!("A whole number, {}, or u.", range(question)),
        QuestionKind::Date => "A day such as 2026-05-01, or u.".to_owned(),
        _ => format!("A number from 1 to {}, or u.", options(question).len()),
    }
}
