//! Who reads only the form can answer it (E30): each form, the words of its rules and the list of symptoms are at
//! grade 8 or below, less the terms that are explained. `--nocapture` prints the grades.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "helpers of tests, which print the grades")]

mod measure;

use std::collections::{BTreeMap, BTreeSet};

use measure::{Measure, syllables};
use nape_logic::modality::{Modality, Region};
use nape_logic::routine::Content;
use nape_logic::screening::{
    Answer, AnswerSheet, Form, FormKind, FormQuestion, QuestionKind, check, form, symptom, symptoms,
};
use nape_logic::text::{Message, has_message, render};
use nape_logic::time::Timestamp;
use serde_json::json;

const HIGHEST_GRADE: f64 = 8.0;
/// The highest grade of one text alone, where it has ten words or more.
const HARDEST_TEXT: f64 = 12.0;

/// Each explained term and the key of the text that explains it.
fn explained_terms() -> BTreeMap<&'static str, &'static str> {
    include_str!("../../content/explained_terms.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once('=').expect("`term = key`"))
        .map(|(term, key)| (term.trim(), key.trim()))
        .collect()
}

fn grade_of(name: &str, texts: &BTreeSet<String>) -> f64 {
    let terms = explained_terms().into_keys().collect();
    let measure = Measure::of(texts.iter().map(String::as_str), &terms);
    println!("{:4.1}  {:5} words  {name}", measure.grade(), measure.words());
    measure.grade()
}

/// Every form there is.
fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for kind in [FormKind::Full, FormKind::Short] {
        for modality in Modality::ALL {
            for region in [Region::Cervical, Region::Lumbar] {
                forms.extend(form(kind, *modality, region));
            }
        }
    }
    assert!(forms.len() >= 4, "{} forms", forms.len());
    forms
}

/// The questions of a form with their help.
fn questions_of(form: &Form) -> BTreeSet<String> {
    form.questions.iter().flat_map(|asked| [&asked.text].into_iter().chain(&asked.help)).map(render).collect()
}

fn options_of(form: &Form) -> BTreeSet<String> {
    form.questions.iter().flat_map(|asked| &asked.options).map(|option| render(&option.text)).collect()
}

/// The many short options of a form would hide a hard question, so the questions are measured alone as well.
#[test]
fn every_form_reads_at_grade_8_or_below() {
    for form in forms() {
        let name = format!("{:?} {} {}", form.form, form.modality.word(), form.region.word());
        let questions = questions_of(&form);
        assert!(grade_of(&format!("{name}, questions"), &questions) <= HIGHEST_GRADE, "{name}");
        let whole = &questions | &options_of(&form);
        assert!(grade_of(&name, &whole) <= HIGHEST_GRADE, "{name}");
        for text in &whole {
            assert_no_hard_text(text);
        }
    }
}

/// One text among many hardly moves their grade, so none may be far above it. Below ten words a grade says little.
fn assert_no_hard_text(text: &str) {
    let terms = explained_terms().into_keys().collect();
    let measure = Measure::of([text], &terms);
    assert!(measure.words() < 10 || measure.grade() <= HARDEST_TEXT, "{:.1}: {text}", measure.grade());
}

/// One answer of each kind that the question takes, the worst ones together.
fn answers_to(question: &FormQuestion) -> Vec<Answer> {
    let word = |word: &str| Answer::Word(word.to_owned());
    let ids = || question.options.iter().map(|option| option.id.clone()).filter(|id| id != "none");
    let mut answers = vec![word("unknown")];
    match question.kind {
        QuestionKind::YesNo => answers.extend([Answer::Flag(true), Answer::Flag(false)]),
        QuestionKind::Choice => answers.extend(ids().map(Answer::Word)),
        QuestionKind::Choices => {
            answers.extend(ids().map(|id| Answer::Words(vec![id])));
            answers.push(Answer::Words(ids().collect()));
        }
        #[expect(clippy::cast_precision_loss, reason = "the bounds of a question are small")]
        QuestionKind::Number => {
            answers
                .extend([question.min, question.max].into_iter().flatten().map(|n| Answer::Number(n as f64)));
        }
        QuestionKind::Date | QuestionKind::Text => {}
    }
    answers
}

/// What the rules of a form say when they hold, and what comes next.
fn rules_of(form: &Form, heard: &mut BTreeSet<String>) -> BTreeSet<String> {
    let now = Timestamp::parse("2026-03-10T09:00:00+01:00").expect("an instant");
    let mut texts = BTreeSet::new();
    for question in &form.questions {
        for answer in answers_to(question) {
            let sheet = json!({ "form": form.form, "modality": form.modality, "region": form.region,
                "answers": { &question.id: answer } });
            let sheet: AnswerSheet = serde_json::from_value(sheet).expect("a sheet");
            // A follow-up may not stand alone.
            let Ok(outcome) = check(&sheet, now) else { continue };
            texts.insert(render(&outcome.text));
            for fired in outcome.fired {
                texts.extend([render(&fired.text), render(&fired.next_step)]);
                heard.insert(fired.rule.to_string());
            }
        }
    }
    texts
}

#[test]
fn what_the_rules_say_reads_at_grade_8_or_below() {
    let mut by_modality: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut heard = BTreeSet::new();
    for form in forms() {
        by_modality.entry(form.modality.word()).or_default().extend(rules_of(&form, &mut heard));
    }
    for (modality, texts) in &by_modality {
        assert!(grade_of(&format!("rules and next steps, {modality}"), texts) <= HIGHEST_GRADE, "{modality}");
    }
    assert!(heard.len() >= 35, "only {} rules were heard", heard.len());
}

#[test]
fn the_symptoms_and_what_they_do_read_at_grade_8_or_below() {
    let listed = symptoms().expect("a list");
    let mut texts: BTreeSet<String> = listed.iter().map(|symptom| render(&symptom.text)).collect();
    for stage in ["before_session", "in_session", "after_session", "next_day"] {
        for told in &listed {
            let report = json!({ "modality": "home_unit", "stage": stage, "symptoms": [{ "id": told.id }] });
            let outcome = symptom(&serde_json::from_value(report).expect("a report")).expect("is known");
            texts.extend(
                outcome.fired.iter().flat_map(|fired| [render(&fired.text), render(&fired.next_step)]),
            );
        }
    }
    assert!(grade_of("symptoms", &texts) <= HIGHEST_GRADE);
}

#[test]
fn the_practices_of_routines_read_at_grade_8_or_below() {
    let content = Content::built_in().expect("content");
    let mut texts = BTreeSet::new();
    for practice in content.practices() {
        texts.extend([render(&practice.name), render(&practice.how)]);
        texts.extend(practice.cautions.iter().map(render));
    }
    texts.extend(content.examples().iter().map(|example| render(&example.about)));
    assert!(grade_of("practices", &texts) <= HIGHEST_GRADE);
    for text in &texts {
        assert_no_hard_text(text);
    }
}

#[test]
fn what_is_said_of_trends_reads_at_grade_8_or_below() {
    let file = include_str!("../../content/messages/en/trend.ftl");
    let keys =
        file.lines().filter(|line| line.starts_with("trend-")).filter_map(|line| line.split(' ').next());
    let mut texts = BTreeSet::new();
    for key in keys {
        for direction in ["lower", "higher", "same"] {
            let message = Message::new(key).text("direction", direction);
            let message =
                ["limit", "count", "from", "to"].into_iter().fold(message, |m, name| m.number(name, 4.0));
            texts.insert(render(&message));
        }
    }
    assert!(texts.len() > 35, "{} texts", texts.len());
    assert!(grade_of("trends", &texts) <= HIGHEST_GRADE);
    for text in &texts {
        assert_no_hard_text(text);
    }
}

#[test]
fn every_term_that_is_left_out_is_explained_where_the_list_says() {
    for (term, key) in explained_terms() {
        assert!(has_message(key), "{term}: there are no words for {key}");
        let text = render(&Message::new(key)).to_lowercase();
        assert!(explains(&text, term), "{term} is not explained in {key}: {text}");
    }
}

fn explains(text: &str, term: &str) -> bool {
    let named = text.split(|c: char| !c.is_alphabetic()).any(|word| word == term);
    named && [":", "(", " means "].iter().any(|mark| text.contains(mark))
}

#[test]
fn a_term_that_is_only_named_is_not_explained() {
    assert!(explains("very thin bones (osteoporosis)", "osteoporosis"));
    assert!(!explains("osteoporosis of any kind", "osteoporosis"));
    assert!(!explains("thin bones: a list", "osteoporosis"));
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    let known = [
        (
            1,
            "pain weak arm leg legs hurt eyes years moved used cause caused strength through squeezed yes they 112",
        ),
        (
            2,
            "traction layer beyond trying doctor hurting dizzy trouble little table needed bruises session pressure people region muscles",
        ),
        (3, "provider injury pregnancy surgery instruction unstable medical"),
        (4, "emergency temperature myopathy"),
        (5, "myelopathy instability examination"),
        (6, "osteoporosis"),
    ];
    for (count, words) in known {
        for word in words.split(' ') {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}

#[test]
fn the_grade_is_that_of_the_formula() {
    let none = BTreeSet::new();
    // 6 words, 1 sentence, 6 syllables: 2.34 + 11.8 - 15.59.
    let plain = Measure::of(["The cat sat on the mat."], &none).grade();
    assert!((plain - -1.45).abs() < 1e-9, "{plain}");
    let two = Measure::of(["The cat sat. On the mat"], &none);
    assert!((two.grade() - (plain - 1.17)).abs() < 1e-9, "{}", two.grade());
    let heavy = Measure::of(["Contraindications necessitate interdisciplinary consultation."], &none).grade();
    assert!(heavy > 30.0, "{heavy}");
    assert!(Measure::of([""], &none).grade().abs() < f64::EPSILON);
}

#[test]
fn a_term_that_is_left_out_counts_neither_as_word_nor_as_syllables() {
    let terms = BTreeSet::from(["osteoporosis"]);
    assert_eq!(
        Measure::of(["Thin bones: osteoporosis."], &terms),
        Measure::of(["Thin bones:."], &BTreeSet::new())
    );
}
