//! How a question is shown, and an answer said.

use nape::api::{Answer, Question, QuestionKind};

/// The question with its options, numbered, and what was answered before.
pub(super) fn text(question: &Question, given: Option<&Answer>) -> String {
    let mut text = format!("{}\n", question.text);
    for (number, option) in options(question).iter().enumerate() {
        text += &format!("{:>3}  {option}\n", number + 1);
    }
    if let Some(given) = given {
        text += &format!("Your answer so far: {}\n", said(question, given));
    }
    text + &prompt(question, given.is_some())
}

/// The words of each option, in the order of their numbers.
pub(super) fn options(question: &Question) -> Vec<&str> {
    match question.kind {
        QuestionKind::YesNo => vec!["yes", "no"],
        _ => question.options.iter().map(|option| option.text.as_str()).collect(),
    }
}

fn prompt(question: &Question, has_given: bool) -> String {
    let kind = match question.kind {
        QuestionKind::YesNo | QuestionKind::Choice => "a number".to_owned(),
        QuestionKind::Choices => "one number, or several with commas".to_owned(),
        QuestionKind::Number => range(question),
        QuestionKind::Date => "a day, YYYY-MM-DD".to_owned(),
        QuestionKind::Text => "in your words".to_owned(),
    };
    let enter = match (has_given, question.required) {
        (true, _) => ", Enter: still so",
        (false, false) => ", Enter: leave it out",
        (false, true) => "",
    };
    format!("[{kind}, u: I don't know{enter}]")
}

/// `0 to 10`, with the unit.
pub(super) fn range(question: &Question) -> String {
    let unit = question.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    match (question.min, question.max) {
        (Some(min), Some(max)) => format!("{min} to {max}{unit}"),
        _ => format!("a number{unit}"),
    }
}

/// Why it is asked: its explanation, and the facts that it rests on.
pub(super) fn why(question: &Question) -> String {
    let help = question.help.as_deref().unwrap_or("What you answer here counts with the other answers.");
    format!("{help}\nIt rests on: {}", question.sources.join(", "))
}

/// An answer in the words of its question.
pub(super) fn said(question: &Question, answer: &Answer) -> String {
    let option = |id: &String| {
        let option = question.options.iter().find(|option| option.id == *id);
        option.map_or_else(|| id.clone(), |option| option.text.clone())
    };
    match answer {
        Answer::YesNo { yes } => crate::words::yes_no(*yes).to_owned(),
        Answer::Unknown => "I don't know".to_owned(),
        Answer::Text { text } => option(text),
        Answer::Choices { chosen } => chosen.iter().map(option).collect::<Vec<_>>().join("; "),
        Answer::Number { value } => value.to_string(),
    }
}
