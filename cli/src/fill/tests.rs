use std::collections::{HashMap, VecDeque};

use nape::api::{self, Answer, FormKind, FormToFill, Modality, Region};

use super::{Filled, Lines, fill};

/// What a person types, and what they were shown.
struct Script {
    typed: VecDeque<String>,
    shown: String,
}

impl Script {
    fn new(typed: &[&str]) -> Self {
        Self { typed: typed.iter().map(|line| (*line).to_owned()).collect(), shown: String::new() }
    }
}

impl Lines for Script {
    fn next(&mut self) -> Option<String> {
        self.typed.pop_front()
    }

    fn show(&mut self, words: &str) {
        self.shown += words;
        self.shown += "\n";
    }
}

fn question(id: &str, page: &str, kind: api::QuestionKind, options: &[&str]) -> api::Question {
    api::Question {
        id: id.to_owned(),
        page: page.to_owned(),
        text: format!("About {id}?"),
        help: Some(format!("Because of {id}.")),
        kind,
        options: options
            .iter()
            .map(|id| api::QuestionOption { id: (*id).to_owned(), text: format!("the {id}") })
            .collect(),
        unit: None,
        min: Some(0.0),
        max: Some(10.0),
        required: true,
        ask_if: None,
        afresh: false,
        sources: vec!["A12".to_owned()],
    }
}

/// A question of each kind that matters, and a follow-up.
fn form() -> FormToFill {
    use api::QuestionKind::{Choices, Number, YesNo};
    let mut follow_up = question("how_long", "pain", Number, &[]);
    follow_up.ask_if =
        Some(api::AskIf { question: "night_pain".to_owned(), is: vec![Answer::YesNo { yes: true }] });
    FormToFill {
        form: api::Form {
            form: FormKind::Full,
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            content_version: "1".to_owned(),
            questions: vec![
                question("signs", "signs", Choices, &["fever", "sweats", "none"]),
                question("night_pain", "pain", YesNo, &[]),
                follow_up,
                question("pain_now", "today", Number, &[]),
            ],
        },
        previous: HashMap::new(),
        previous_at: None,
    }
}

fn filled(form: FormToFill, typed: &[&str]) -> (Filled, String) {
    let mut script = Script::new(typed);
    let filled = fill(form, &mut script, |_| Ok(()));
    (filled, script.shown)
}

fn answers(filled: Filled) -> Vec<(String, Answer)> {
    let Filled::Done(sheet) = filled else { panic!("not finished") };
    let mut answers: Vec<_> = sheet.answers.into_iter().collect();
    answers.sort_by(|a, b| a.0.cmp(&b.0));
    answers
}

#[test]
fn every_question_is_asked_once_and_the_summary_is_confirmed() {
    let (done, shown) = filled(form(), &["1, 2", "2", "4", ""]);
    let signs = Answer::Choices { chosen: vec!["fever".to_owned(), "sweats".to_owned()] };
    assert_eq!(
        answers(done),
        [
            ("night_pain".to_owned(), Answer::YesNo { yes: false }),
            ("pain_now".to_owned(), Answer::Number { value: 4.0 }),
            ("signs".to_owned(), signs),
        ]
    );
    assert!(shown.contains("page 1 of 3") && shown.contains("page 3 of 3"), "{shown}");
    assert!(shown.contains("the fever; the sweats"), "the summary says it in words: {shown}");
    assert!(!shown.contains("how_long"), "a follow-up is asked only where it is called for");
}

#[test]
fn a_follow_up_is_asked_where_it_is_called_for_and_dropped_where_not() {
    let (done, _) = filled(form(), &["3", "1", "6", "4", ""]);
    assert_eq!(answers(done).len(), 4);
    let (done, _) = filled(form(), &["3", "1", "6", "4", "2", "n", ""]);
    let ids: Vec<String> = answers(done).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["night_pain", "pain_now", "signs"]);
}

#[test]
fn not_knowing_is_always_an_answer() {
    let (done, shown) = filled(form(), &["u", "u", "u", ""]);
    assert!(answers(done).iter().all(|(_, answer)| *answer == Answer::Unknown));
    assert_eq!(shown.matches("u: I don't know").count(), 1 + 3);
}

#[test]
fn nothing_is_preselected() {
    let (unfinished, shown) = filled(form(), &["", ""]);
    assert_eq!(unfinished, Filled::Unfinished);
    assert_eq!(shown.matches("Please answer").count(), 2);
}

#[test]
fn back_and_why_work_at_every_question() {
    let (done, shown) = filled(form(), &["b", "w", "3", "b", "1", "2", "w", "4", "b", "5", ""]);
    assert!(shown.contains("Because of signs.") && shown.contains("It rests on: A12"), "{shown}");
    let said = answers(done);
    assert_eq!(said[1].1, Answer::Number { value: 5.0 });
    assert_eq!(said[2].1, Answer::Choices { chosen: vec!["fever".to_owned()] });
}

#[test]
fn an_old_answer_is_shown_and_counts_once_it_is_confirmed() {
    let mut form = form();
    form.previous.insert("night_pain".to_owned(), Answer::YesNo { yes: false });
    form.previous_at = Some("2026-02-01T09:00:00+00:00".to_owned());
    let (done, shown) = filled(form, &["3", "", "4", ""]);
    assert_eq!(answers(done)[0].1, Answer::YesNo { yes: false });
    assert!(shown.contains("2026-02-01") && shown.contains("Your answer so far: no"), "{shown}");
}

#[test]
fn what_is_not_understood_is_asked_again() {
    let (done, shown) = filled(form(), &["4", "0", "1,3", "3", "maybe", "no", "11", "ten", "10", ""]);
    assert_eq!(answers(done).len(), 3);
    assert!(shown.contains("A number from 1 to 3") && shown.contains("A whole number, 0 to 10"), "{shown}");
    assert!(shown.contains("can't both be true"), "{shown}");
}

#[test]
fn answers_that_do_not_fit_together_are_said_on_the_summary() {
    let mut script = Script::new(&["3", "2", "4", "", "3", "5", ""]);
    let judge = |sheet: &api::AnswerSheet| match sheet.answers.get("pain_now") {
        Some(Answer::Number { value }) if *value < 5.0 => Err(api::NapeError::BadInput {
            field: "answers.pain_now".to_owned(),
            detail: "contradicts signs".to_owned(),
            allowed: None,
            also: Vec::new(),
        }),
        _ => Ok(()),
    };
    let done = fill(form(), &mut script, judge);
    assert!(matches!(done, Filled::Done(_)));
    assert!(script.shown.contains("pain now: contradicts signs"), "{}", script.shown);
}

#[test]
fn the_end_of_the_input_finishes_nothing() {
    for typed in [&[][..], &["3"], &["3", "2", "4"]] {
        assert_eq!(filled(form(), typed).0, Filled::Unfinished);
    }
}
