//! What holds for every sheet.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::screening::words::AskIfValue;
use crate::screening::written::Condition;
use crate::screening::{Answer, Effect, SymptomReport, Verdict, symptom};

/// Any answer that fits each question, or none, or "unknown".
pub(super) fn any_sheet() -> impl Strategy<Value = AnswerSheet> {
    let kinds = prop_oneof![Just(FormKind::Full), Just(FormKind::Short)];
    let pairs = prop::sample::select(screened());
    (kinds, pairs).prop_flat_map(|(kind, (modality, region))| {
        let questions = form(kind, modality, region).expect("a form").questions;
        let answers: Vec<_> = questions
            .iter()
            .map(|question| {
                let fitting: BoxedStrategy<Answer> = match question.kind {
                    QuestionKind::YesNo => any::<bool>().prop_map(Answer::Flag).boxed(),
                    QuestionKind::Number => some_number(question.min, question.max),
                    QuestionKind::Date => Just(Answer::Word("2026-01-15".to_owned())).boxed(),
                    QuestionKind::Choice => {
                        let options: Vec<String> =
                            question.options.iter().map(|option| option.id.clone()).collect();
                        prop::sample::select(options).prop_map(Answer::Word).boxed()
                    }
                    _ => some_options(question.options.iter().map(|option| option.id.clone()).collect()),
                };
                let id = question.id.clone();
                let answer = prop_oneof![
                    6 => fitting.prop_map(Some),
                    1 => Just(Some(Answer::Word("unknown".to_owned()))),
                    1 => Just(None),
                ];
                answer.prop_map(move |answer| answer.map(|answer| (id.clone(), answer)))
            })
            .collect();
        answers.prop_map(move |answers| AnswerSheet {
            form: kind,
            modality,
            region,
            answers: answers.into_iter().flatten().collect(),
            clearances: Vec::new(),
            history: None,
        })
    })
}

fn some_number(min: Option<i64>, max: Option<i64>) -> BoxedStrategy<Answer> {
    let bound = |bound: Option<i64>| i32::try_from(bound.expect("a bound")).expect("small");
    (bound(min)..=bound(max)).prop_map(|number| Answer::Number(number.into())).boxed()
}

fn some_options(mut options: Vec<String>) -> BoxedStrategy<Answer> {
    options.retain(|option| option != "none");
    let most = options.len().min(3);
    prop_oneof![
        3 => Just(Answer::Words(vec!["none".to_owned()])),
        1 => prop::sample::subsequence(options, 1..=most).prop_map(Answer::Words),
    ]
    .boxed()
}

/// What it comes to; nothing where its answers contradict each other.
pub(super) fn verdict(sheet: &AnswerSheet) -> Option<Verdict> {
    match check(sheet, now()) {
        Ok(outcome) => Some(outcome.outcome),
        Err(ScreeningError::BadInput(problems)) => {
            assert!(
                problems.iter().all(|problem| problem.message.starts_with("contradicts")),
                "{problems:?}"
            );
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Whether `worse` comes to no less than `sheet`. A sheet that is refused comes to nothing that could be milder.
pub(super) fn is_no_milder(worse: &AnswerSheet, sheet: &AnswerSheet) -> bool {
    verdict(worse).zip(verdict(sheet)).is_none_or(|(worse, as_it_was)| worse >= as_it_was)
}

/// Whether a rule looks at the question. One that only leads to others is no answer about anybody's health.
fn decides(id: &str) -> bool {
    let rules = &Screening::built_in().expect("content").content.rules;
    rules.iter().any(|rule| rule.when.questions().contains(&id))
}

proptest! {
    #[test]
    fn an_unknown_in_place_of_any_answer_never_gives_a_milder_outcome(sheet in any_sheet(), at in any::<prop::sample::Index>()) {
        prop_assume!(!sheet.answers.is_empty());
        let mut worse = sheet.clone();
        let id = sheet.answers.keys().nth(at.index(sheet.answers.len())).expect("one").clone();
        prop_assume!(decides(&id));
        worse.answers.insert(id, Answer::Word("unknown".to_owned()));
        prop_assert!(is_no_milder(&worse, &sheet));
    }

    #[test]
    fn one_more_trouble_never_gives_a_milder_outcome(sheet in any_sheet(), at in any::<prop::sample::Index>(), which in any::<prop::sample::Index>()) {
        let form = form(sheet.form, sheet.modality, sheet.region).expect("a form");
        let lists: Vec<_> = form.questions.iter().filter(|question| question.options.len() > 1).collect();
        let question = lists[at.index(lists.len())];
        let option = &question.options[which.index(question.options.len() - 1)].id;
        let mut worse = sheet.clone();
        if let Some(Answer::Words(words)) = worse.answers.get_mut(&question.id) {
            words.retain(|word| word != "none");
            words.push(option.clone());
            prop_assert!(is_no_milder(&worse, &sheet));
        }
    }

    #[test]
    fn a_worse_yes_or_no_never_gives_a_milder_outcome(sheet in any_sheet()) {
        let troubles = ["injury", "pregnant", "fear_of_restraint", "blood_thinners", "worse_with_it_before"];
        for (id, bad) in troubles.map(|id| (id, true)).into_iter().chain(GATES.map(|id| (id, false))) {
            if sheet.answers.contains_key(id) && sheet.answers[id] == Answer::Flag(!bad) {
                let mut worse = sheet.clone();
                worse.answers.insert(id.to_owned(), Answer::Flag(bad));
                prop_assert!(is_no_milder(&worse, &sheet));
            }
        }
    }

    #[test]
    fn nothing_missing_unknown_to_a_rule_or_firing_is_ever_clear(sheet in any_sheet()) {
        prop_assume!(verdict(&sheet).is_some());
        let outcome = check(&sheet, now()).expect("an outcome");
        if outcome.outcome == Verdict::Clear {
            prop_assert!(outcome.missing.is_empty());
            prop_assert!(outcome.fired.iter().all(|fired| fired.effect == Effect::Note));
        }
        if outcome.outcome != Verdict::Clear {
            prop_assert!(!outcome.still_open.is_empty());
        }
        let order: Vec<_> = outcome.fired.iter().map(|fired| (fired.effect, fired.rule.clone())).collect();
        let mut sorted = order.clone();
        sorted.sort();
        prop_assert_eq!(order, sorted);
    }

    #[test]
    fn the_order_of_answers_and_options_changes_nothing(sheet in any_sheet()) {
        let forward = serde_json::to_value(&sheet).expect("json");
        let answers = forward["answers"].as_object().expect("answers");
        // serde_json keeps its maps sorted, so the reversed document is written by hand.
        let reversed: Vec<String> = answers
            .iter()
            .rev()
            .map(|(id, answer)| {
                let answer = match answer {
                    Value::Array(items) => Value::Array(items.iter().rev().cloned().collect()),
                    other => other.clone(),
                };
                format!("{}:{answer}", json!(id))
            })
            .collect();
        let mut document = forward.clone();
        document["answers"] = json!("ANSWERS");
        let document = document.to_string().replace("\"ANSWERS\"", &format!("{{{}}}", reversed.join(",")));
        let backward: AnswerSheet = from_json(document.as_bytes()).expect("a sheet");
        prop_assert_eq!(check(&backward, now()), check(&sheet, now()));
    }

    #[test]
    fn no_json_makes_it_panic(document in any_json()) {
        let bytes = document.to_string();
        if let Ok(sheet) = from_json::<AnswerSheet>(bytes.as_bytes()) {
            let _ = check(&sheet, now());
        }
        if let Ok(report) = from_json::<SymptomReport>(bytes.as_bytes()) {
            let _ = symptom(&report);
        }
        // Anything at all in the place of an answer.
        let mut sheet = full();
        sheet["answers"]["age"] = document.clone();
        sheet["answers"]["emergency_signs"] = document;
        if let Ok(sheet) = from_json::<AnswerSheet>(sheet.to_string().as_bytes()) {
            let _ = check(&sheet, now());
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        prop::sample::select(vec![
            "unknown",
            "none",
            "full",
            "short",
            "home_unit",
            "numb_face",
            "2026-01-01"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop_oneof![
            prop::sample::select(vec![
                "form",
                "modality",
                "answers",
                "clearances",
                "history",
                "stage",
                "symptoms",
                "id",
                "age"
            ])
            .prop_map(str::to_owned),
            ".{0,6}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

fn is_one_of_a_choice(id: &str) -> bool {
    let questions = &Screening::built_in().expect("content").content.questions;
    questions.iter().any(|question| question.id == id && question.kind == QuestionKind::Choice)
}

/// Answers that make a condition hold.
fn witness(condition: &Condition, answers: &mut BTreeMap<String, Answer>) {
    let mut add = |question: &str, value: &AskIfValue| match value {
        AskIfValue::Flag(flag) => {
            answers.insert(question.to_owned(), Answer::Flag(*flag));
        }
        AskIfValue::Word(word) => match answers.get_mut(question) {
            Some(Answer::Words(words)) => words.push(word.clone()),
            _ if word == "unknown" || is_one_of_a_choice(question) => {
                answers.insert(question.to_owned(), Answer::Word(word.clone()));
            }
            _ => {
                answers.insert(question.to_owned(), Answer::Words(vec![word.clone()]));
            }
        },
    };
    match condition {
        Condition::Answer(answer) => add(&answer.question, &answer.is[0]),
        Condition::AtLeast { count, of } => of
            .iter()
            .flat_map(|answer| answer.is.iter().map(|value| (&answer.question, value)))
            .take(*count)
            .for_each(|(question, value)| add(question, value)),
        Condition::Number(number) => {
            let value = number.at_least.or(number.below.map(|bound| bound - 1)).expect("a bound");
            answers.insert(
                number.question.to_string(),
                Answer::Number(f64::from(i32::try_from(value).expect("small"))),
            );
        }
        Condition::All(parts) => parts.iter().for_each(|part| witness(part, answers)),
        Condition::Any(parts) => witness(&parts[0], answers),
        Condition::NotAbove(_) | Condition::History(_) => {}
    }
}

#[test]
fn every_rule_can_fire_wherever_it_applies() {
    for rule in &Screening::built_in().expect("content").content.rules {
        let mut answers = BTreeMap::new();
        witness(&rule.when, &mut answers);
        let mut fired_somewhere = false;
        for (modality, region) in screened() {
            if rule.scope.includes(modality, region) {
                let takes_them = |kind: &FormKind| {
                    let questions = form(*kind, modality, region).expect("a form").questions;
                    answers.keys().all(|id| questions.iter().any(|question| question.id == *id))
                };
                // A rule without a question looks at the history of a short form.
                let Some(kind) = [FormKind::Short, FormKind::Full].into_iter().find(takes_them) else {
                    continue;
                };
                let mut sheet = AnswerSheet {
                    form: kind,
                    modality,
                    region,
                    answers: answers.clone(),
                    clearances: Vec::new(),
                    history: None,
                };
                if answers.is_empty() {
                    sheet.history = Some(crate::screening::History {
                        last_full: Some(Timestamp::parse("2026-01-01T00:00:00Z").expect("valid")),
                        ..Default::default()
                    });
                }
                let outcome = check(&sheet, now()).unwrap_or_else(|error| panic!("{}: {error:?}", rule.id));
                assert!(fired(&outcome).contains(&rule.id.as_str()), "{}", rule.id);
                fired_somewhere = true;
            }
        }
        assert!(fired_somewhere, "{}", rule.id);
    }
}
