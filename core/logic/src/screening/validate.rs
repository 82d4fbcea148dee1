//! Does the data hang together? What TOML and serde can't see.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::draft::{ContentError, Draft, Placed};
use super::reach;
use super::words::{Action, AskIfValue, Effect, QuestionKind};
use super::written::{Condition, Contradiction, NONE, Question, Rule, SymptomRule, UNKNOWN, message_key};
use crate::citation;

/// Whether there are words for a message key.
pub(crate) type HasWords<'a> = &'a dyn Fn(&str) -> bool;

/// The first mistake in `draft`, if there is one. Its scopes are resolved.
pub(crate) fn validate(draft: &Draft, has_words: HasWords<'_>) -> Result<(), ContentError> {
    each_id_once(&draft.questions, "question", |question| &question.id)?;
    each_id_once(&draft.rules, "rule", |rule| &rule.id)?;
    each_id_once(&draft.contradictions, "contradiction", |one| &one.id)?;
    each_id_once(&draft.symptoms, "symptom", |symptom| &symptom.id)?;
    for (index, question) in draft.questions.iter().enumerate() {
        check_question(question, &draft.questions[..index], has_words)?;
    }
    for rule in &draft.rules {
        check_rule(rule, draft, has_words)?;
    }
    for contradiction in &draft.contradictions {
        check_contradiction(contradiction, draft, has_words)?;
    }
    for symptom in &draft.symptoms {
        check_symptom(symptom, has_words)?;
    }
    check_combinations(draft, has_words)?;
    reach::check(draft)
}

/// What a mistake is called: `rule past_fusion: next_step`.
fn field(kind: &str, id: &str, field: &str) -> String {
    format!("{kind} {id}: {field}")
}

fn each_id_once<T>(items: &[Placed<T>], kind: &str, id: impl Fn(&T) -> &str) -> Result<(), ContentError> {
    let mut seen = BTreeSet::new();
    for placed in items {
        let id = id(&placed.item);
        if !is_plain_word(id) {
            return Err(placed.error(field(kind, id, "id"), "only small letters, digits and underscores"));
        }
        if !seen.insert(id) {
            return Err(placed.error(field(kind, id, "id"), "this id stands twice"));
        }
    }
    Ok(())
}

fn is_plain_word(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn check_question(
    placed: &Placed<Question>,
    before: &[Placed<Question>],
    has_words: HasWords<'_>,
) -> Result<(), ContentError> {
    let question = &placed.item;
    let wrong =
        |name: &str, message: String| Err(placed.error(field("question", &question.id, name), message));
    let mut keys = vec![question.text_key()];
    keys.extend(question.help.then(|| question.help_key()));
    keys.extend(question.options.iter().map(|option| question.option_key(option)));
    if let Some(key) = keys.iter().find(|key| !has_words(key)) {
        return wrong("text", format!("there are no words for {key}"));
    }
    if let Err(message) = check_shape(question) {
        return wrong("kind", message.to_owned());
    }
    if question.forms.is_empty() {
        return wrong("forms", "it is on no form".to_owned());
    }
    if let Err(message) = check_sources(&question.sources) {
        return wrong("sources", message);
    }
    let Some(ask_if) = &question.ask_if else {
        return Ok(());
    };
    let Some(parent) = before.iter().find(|parent| parent.item.id == ask_if.question) else {
        return wrong("ask_if", format!("no question {} before it", ask_if.question));
    };
    match ask_if.is.iter().find(|value| !is_unknown(value) && !can_be(&parent.item, value)) {
        Some(value) => wrong("ask_if", format!("{} cannot be {value:?}", ask_if.question)),
        None => Ok(()),
    }
}

/// Whether options and bounds suit the kind.
fn check_shape(question: &Question) -> Result<(), &'static str> {
    let distinct: BTreeSet<&String> = question.options.iter().collect();
    if distinct.len() != question.options.len() {
        return Err("an option stands twice");
    }
    if question.options.iter().any(|option| option == UNKNOWN) {
        return Err("unknown is legal everywhere and no option");
    }
    let has_none = question.options.last().is_some_and(|last| last == NONE);
    match question.kind {
        QuestionKind::Choices if !has_none => Err("a list of choices ends with none"),
        QuestionKind::Choice if question.options.is_empty() => Err("a choice has options"),
        QuestionKind::Number if question.min.is_none() || question.max.is_none() => {
            Err("a number has min and max")
        }
        QuestionKind::Choice | QuestionKind::Choices | QuestionKind::Number => Ok(()),
        _ if !question.options.is_empty() => Err("only choices have options"),
        _ => Ok(()),
    }
}

fn is_unknown(value: &AskIfValue) -> bool {
    matches!(value, AskIfValue::Word(word) if word == UNKNOWN)
}

fn can_be(question: &Question, value: &AskIfValue) -> bool {
    match value {
        AskIfValue::Flag(_) => question.kind == QuestionKind::YesNo,
        // A number has no options; that it is not known is all that a word can say of it.
        AskIfValue::Word(word) if question.kind == QuestionKind::Number => word == UNKNOWN,
        AskIfValue::Word(word) => question.options.contains(word),
    }
}

fn check_rule(placed: &Placed<Rule>, draft: &Draft, has_words: HasWords<'_>) -> Result<(), ContentError> {
    let rule = &placed.item;
    let wrong = |name: &str, message: String| Err(placed.error(field("rule", &rule.id, name), message));
    let text = rule.text_key();
    if !has_words(&text) {
        return wrong("id", format!("there are no words for {text}"));
    }
    if !has_words(&rule.next_step) {
        return wrong("next_step", format!("there are no words for {}", rule.next_step));
    }
    if rule.clearable && rule.effect == Effect::Emergency {
        return wrong("clearable", "an emergency sign is never cleared (P9)".to_owned());
    }
    if rule.clearable && rule.effect == Effect::Stop {
        return wrong("clearable", "stop and see ends with an examination, not with a clearance".to_owned());
    }
    if rule.when.compares() {
        return wrong("when", "not_above is for contradictions".to_owned());
    }
    if let Err(message) = check_condition(&rule.when, draft) {
        return wrong("when", message);
    }
    if let Err(message) = check_sources(&rule.sources) {
        return wrong("sources", message);
    }
    Ok(())
}

fn check_contradiction(
    placed: &Placed<Contradiction>,
    draft: &Draft,
    has_words: HasWords<'_>,
) -> Result<(), ContentError> {
    let one = &placed.item;
    let wrong =
        |name: &str, message: String| Err(placed.error(field("contradiction", &one.id, name), message));
    if !has_words(&one.text_key()) {
        return wrong("id", format!("there are no words for {}", one.text_key()));
    }
    if let Err(message) = check_condition(&one.when, draft) {
        return wrong("when", message);
    }
    if one.when.questions().iter().collect::<BTreeSet<_>>().len() < 2 {
        return wrong("when", "a contradiction is between two questions".to_owned());
    }
    if let Err(message) = check_sources(&one.sources) {
        return wrong("sources", message);
    }
    Ok(())
}

fn check_condition(condition: &Condition, draft: &Draft) -> Result<(), String> {
    let question = |id: &str| {
        draft
            .questions
            .iter()
            .map(|placed| &placed.item)
            .find(|question| question.id == id)
            .ok_or_else(|| format!("unknown question {id}"))
    };
    let values = |id: &str, is: &[AskIfValue]| {
        let question = question(id)?;
        if is.is_empty() {
            return Err(format!("no value of {id} is named"));
        }
        match is.iter().find(|value| !can_fire(question, value)) {
            Some(value) => Err(format!("{id} has no option {value:?} that a rule may look for")),
            None => Ok(()),
        }
    };
    match condition {
        Condition::Answer(answer) => values(&answer.question, &answer.is),
        Condition::AtLeast { count, of } => {
            let possible: usize = of.iter().map(|answer| answer.is.len()).sum();
            if *count == 0 || *count > possible {
                return Err(format!("count is from 1 to {possible}"));
            }
            of.iter().try_for_each(|answer| values(&answer.question, &answer.is))
        }
        Condition::Number(number) if question(&number.question)?.kind != QuestionKind::Number => {
            Err(format!("{} is no number", number.question))
        }
        Condition::Number(number) if number.below.is_none() && number.at_least.is_none() => {
            Err("neither below nor at_least".to_owned())
        }
        Condition::NotAbove(pair) => {
            for id in [&pair.question, &pair.other] {
                if question(id)?.kind != QuestionKind::Number {
                    return Err(format!("{id} is no number"));
                }
            }
            Ok(())
        }
        Condition::All(parts) | Condition::Any(parts) if parts.is_empty() => Err("no parts".to_owned()),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().try_for_each(|part| check_condition(part, draft))
        }
        Condition::Number(_) | Condition::History(_) => Ok(()),
    }
}

/// "None of these" speaks for nothing, so no rule looks for it; "unknown" fires by itself.
fn can_fire(question: &Question, value: &AskIfValue) -> bool {
    can_be(question, value) && !matches!(value, AskIfValue::Word(word) if word == NONE)
}

/// A source is a fact (`A12`), a conflict (`X4`), a product rule (`P8`), or `section 3a [D]`.
fn check_sources(sources: &[SmolStr]) -> Result<(), String> {
    if sources.is_empty() {
        return Err("at least one source".to_owned());
    }
    match sources.iter().find(|source| !citation::exists(source)) {
        Some(source) => Err(format!("{source} is no source")),
        None => Ok(()),
    }
}

fn check_symptom(placed: &Placed<SymptomRule>, has_words: HasWords<'_>) -> Result<(), ContentError> {
    let symptom = &placed.item;
    let wrong = |name: &str, message: String| Err(placed.error(field("symptom", &symptom.id, name), message));
    let text = message_key("symptom", &symptom.id);
    if !has_words(&text) {
        return wrong("id", format!("there are no words for {text}"));
    }
    if symptom.again.is_some_and(|again| again > symptom.action) {
        return wrong("again", "the second time is never milder than the first".to_owned());
    }
    if symptom.action == Action::Emergency && (symptom.only_if_risen || !symptom.at.is_empty()) {
        return wrong("action", "an emergency sign is one in every stage (P9)".to_owned());
    }
    if let Err(message) = check_sources(&symptom.sources) {
        return wrong("sources", message);
    }
    Ok(())
}

fn check_combinations(draft: &Draft, has_words: HasWords<'_>) -> Result<(), ContentError> {
    for placed in &draft.combinations {
        let one = &placed.item;
        let wrong =
            |name: &str, message: String| Err(placed.error(field("combination", &one.id, name), message));
        let known = |id: &SmolStr| draft.symptoms.iter().any(|symptom| symptom.item.id == *id);
        if let Some(id) = one.of.iter().find(|id| !known(id)) {
            return wrong("of", format!("unknown symptom {id}"));
        }
        if one.at_least == 0 || one.at_least > one.of.len() {
            return wrong("at_least", format!("from 1 to {}", one.of.len()));
        }
        if !has_words(&message_key("symptom", &one.id)) {
            return wrong("id", "there are no words for it".to_owned());
        }
        if let Err(message) = check_sources(&one.sources) {
            return wrong("sources", message);
        }
    }
    for placed in &draft.pain_rises {
        let one = &placed.item;
        let wrong =
            |name: &str, message: String| Err(placed.error(field("pain_rise", &one.id, name), message));
        if !has_words(&message_key("symptom", &one.id)) || !has_words(&one.next_step) {
            return wrong("next_step", "there are no words for it".to_owned());
        }
        if one.again.is_some_and(|again| again > one.action) {
            return wrong("again", "the second time is never milder than the first".to_owned());
        }
        if one.by_at_least == 0 {
            return wrong("by_at_least", "at least 1".to_owned());
        }
        if let Err(message) = check_sources(&one.sources) {
            return wrong("sources", message);
        }
    }
    Ok(())
}
