//! One page to take along (P33): what was told, what to ask, and a blank plan for the provider to fill in.

use super::stops::{ended_early, what};
use super::words::{Words, moment};
use super::{Block, Level, Material, document, told};
use crate::report::Say;
use crate::report::document::{Blank, Document};

/// More would push the blank plan off the page.
const MOST_TOLD: usize = 8;

const QUESTIONS: [&str; 5] = [
    "visit-question-cause",
    "visit-question-told",
    "visit-question-dose",
    "visit-question-stop",
    "visit-question-review",
];

/// What goes into the plan, each with what may be written there.
const SHEET: [(&str, Option<&str>); 9] = [
    ("visit-plan-technique", Some("visit-plan-technique-hint")),
    ("visit-plan-load", Some("visit-plan-load-hint")),
    ("visit-plan-angle", Some("visit-plan-angle-hint")),
    ("visit-plan-minutes", None),
    ("visit-plan-cycle", Some("visit-plan-cycle-hint")),
    ("visit-plan-often", Some("visit-plan-often-hint")),
    ("visit-plan-stop", None),
    ("visit-plan-review", None),
    ("visit-plan-provider", None),
];

/// The page, in the words and in the language that they are of.
pub fn visit(material: &Material<'_>, say: Say<'_>, language: String) -> Document {
    let words = Words { say, scope: material.scope };
    let mut blocks = vec![Block::Heading(Level::Section, words.key("visit-told"))];
    let fired = fired(material, &words);
    if fired.is_empty() {
        blocks.push(Block::Paragraph(words.key("visit-told-none")));
    } else {
        blocks.push(Block::List(fired));
    }
    blocks.push(Block::Heading(Level::Section, words.key("visit-questions")));
    blocks.push(Block::List(QUESTIONS.map(|key| words.key(key)).into()));
    blocks.push(Block::Heading(Level::Section, words.key("visit-plan")));
    let blank = |(label, hint): (&'static str, Option<&'static str>)| Blank {
        label: words.key(label),
        hint: hint.map(|hint| words.key(hint)).unwrap_or_default(),
    };
    blocks.push(Block::Form(SHEET.map(blank).into()));
    blocks.push(Block::Note(words.key("about-not-reviewed")));
    document(&words, language, ["visit-title", "visit-subject"], blocks)
}

/// What fired, the newest first: open locks, sessions that ended early for a symptom, forms that spoke against a session.
fn fired(material: &Material<'_>, words: &Words<'_>) -> Vec<String> {
    let gathered = material.gathered;
    let line = |at: String, what: String| format!("{at}: {what}");
    let open = gathered.locks.iter().filter(|lock| lock.open);
    let locks = open.map(|lock| line(lock.since.date().to_string(), what(lock, words)));
    let stopped = gathered.sessions.iter().rev().filter(|session| ended_early(session));
    let stops = stopped.filter(|session| !session.all_symptoms().is_empty()).map(|session| {
        let how = words.modality(session.modality, session.region);
        line(moment(session.started), format!("{how}: {}", words.symptoms(session.all_symptoms())))
    });
    let forms = gathered.speaking.iter().rev().map(|form| line(moment(form.at), told::rules(form, words)));
    let mut all: Vec<String> = Vec::new();
    for said in locks.chain(stops).chain(forms) {
        if all.len() < MOST_TOLD && !all.contains(&said) {
            all.push(said);
        }
    }
    all
}
