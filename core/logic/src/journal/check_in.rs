//! The check-in of an ordinary day (P26): up to three measures of the person's choice and a note, so that it takes a few
//! seconds. Each answer becomes an entry like any other; a question that is passed over leaves none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::entry::kind::{Naming, Scale};
use super::entry::{Amount, Entry, Kind, with_plain_line_ends};
use crate::document::{FieldError, from_small_json};
use crate::text::Message;
use crate::time::Timestamp;

/// So many measures at most (P26).
pub const MEASURES_MOST: usize = 3;

/// What is asked where the person has not chosen (P26).
const USUAL: [Kind; 3] = [Kind::Pain, Kind::Sleep, Kind::Stiffness];

/// How far the neck moves is asked on the simple scale: nobody measures degrees in a few seconds.
const MOTION_UNIT: &str = "scale";

/// The measures that are asked: one to three, each once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Kind>", into = "Vec<Kind>")]
pub struct Chosen(Vec<Kind>);

/// One question. Its answer is a whole number, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The kind of entry that its answer becomes.
    pub kind: Kind,
    /// What is asked.
    pub text: Message,
    /// What the least number stands for; none where things are counted.
    pub low: Option<Message>,
    /// What the greatest number stands for, likewise.
    pub high: Option<Message>,
    /// The least number.
    pub least: i32,
    /// The greatest number.
    pub most: i32,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// By kind; what is not there was passed over.
    pub answers: BTreeMap<Kind, i32>,
    /// The person's own words.
    pub note: Option<String>,
}

/// The same as somebody wrote it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Document {
    #[serde(deserialize_with = "crate::document::each_once")]
    answers: BTreeMap<String, Amount>,
    note: Option<String>,
}

impl Answers {
    /// Reads `{"answers":{"pain":3},"note":"..."}`; every answer that is no whole number is named by its kind.
    pub fn from_json(document: &[u8]) -> Result<Self, Vec<FieldError>> {
        let Document { answers, note } = from_small_json(document).map_err(|error| vec![error])?;
        let mut wrong = Vec::new();
        let mut whole = BTreeMap::new();
        for (word, value) in answers {
            let Some(kind) = Kind::from_word(&word) else {
                let field = format!("answers.{word}");
                wrong.push(FieldError::new(field, "not a measure", allowed()));
                continue;
            };
            if let Some(value) = value.as_whole().and_then(|value| i32::try_from(value).ok()) {
                whole.insert(kind, value);
            } else {
                let (least, most) = range(kind);
                let allowed = format!("a whole number from {least} to {most}");
                wrong.push(FieldError::new(kind.word(), "not a whole number", allowed));
            }
        }
        if wrong.is_empty() { Ok(Self { answers: whole, note }) } else { Err(wrong) }
    }
}

impl Default for Chosen {
    fn default() -> Self {
        Self(USUAL.to_vec())
    }
}

impl Chosen {
    /// These, in their order; an error that lists what can be chosen.
    pub fn of(kinds: Vec<Kind>) -> Result<Self, FieldError> {
        let wrong = |message| Err(FieldError::new("check_in", message, allowed()));
        if kinds.is_empty() || kinds.len() > MEASURES_MOST {
            return wrong("not so many measures");
        }
        if kinds.iter().any(|kind| !can_be_asked(*kind)) {
            return wrong("not a measure of the check-in");
        }
        if kinds.iter().enumerate().any(|(index, kind)| kinds[..index].contains(kind)) {
            return wrong("a measure stands there twice");
        }
        Ok(Self(kinds))
    }

    /// In the order in which they are asked.
    pub fn kinds(&self) -> &[Kind] {
        &self.0
    }

    /// What is asked.
    pub fn questions(&self) -> Vec<Question> {
        self.0.iter().map(|kind| question(*kind)).collect()
    }

    /// The entries that answers become, in the order of the questions, the note last. Their numbers are still to be
    /// checked, as those of every entry are.
    pub fn entries(&self, answers: Answers, at: Timestamp) -> Result<Vec<Entry>, Vec<FieldError>> {
        let Answers { answers, note } = answers;
        let asked: Vec<&str> = self.0.iter().map(|kind| kind.word()).collect();
        let not_asked = answers.keys().filter(|kind| !self.0.contains(kind));
        let wrong: Vec<FieldError> = not_asked
            .map(|kind| FieldError::new(kind.word(), "is not asked in this check-in", asked.join(", ")))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let told = |kind: &Kind| answers.get(kind).map(|value| told(*kind, *value, at));
        let words = note
            .map(|note| Entry { note: Some(with_plain_line_ends(&note)), ..Entry::blank(Kind::Note, at) });
        let entries: Vec<Entry> = self.0.iter().filter_map(told).chain(words).collect();
        if entries.is_empty() {
            return Err(vec![FieldError::new(
                "answers",
                "nothing was answered",
                "at least one answer or a note",
            )]);
        }
        Ok(entries)
    }
}

impl TryFrom<Vec<Kind>> for Chosen {
    type Error = String;

    fn try_from(kinds: Vec<Kind>) -> Result<Self, String> {
        Self::of(kinds)
            .map_err(|error| format!("no check-in, expected {}", error.allowed.unwrap_or_default()))
    }
}

impl From<Chosen> for Vec<Kind> {
    fn from(chosen: Chosen) -> Self {
        chosen.0
    }
}

/// Every measure that can be chosen, in the order of the kinds.
pub fn choices() -> impl Iterator<Item = Question> {
    Kind::ALL.iter().filter(|kind| can_be_asked(**kind)).map(|kind| question(*kind))
}

/// What a number alone says something of. Change since the start is for reviews (P23), and a score for a clinic.
fn can_be_asked(kind: Kind) -> bool {
    match kind {
        Kind::Groc => false,
        Kind::RangeOfMotion => true,
        kind => matches!(kind.scale(), Scale::Whole(..)) && kind.naming() == Naming::No,
    }
}

fn allowed() -> String {
    let words: Vec<&str> =
        Kind::ALL.iter().filter(|kind| can_be_asked(**kind)).map(|kind| kind.word()).collect();
    format!("one to {MEASURES_MOST} of {}, each once", words.join(", "))
}

fn question(kind: Kind) -> Question {
    let (least, most) = range(kind);
    let key = |end: &str| format!("checkin-{}{end}", kind.word().replace('_', "-"));
    // A count has no ends that stand for something.
    let is_scale = !matches!(kind, Kind::Headache | Kind::Twinges | Kind::Cracking);
    let end = |end: &str| is_scale.then(|| Message::new(key(end)));
    Question { kind, text: Message::new(key("")), low: end("-low"), high: end("-high"), least, most }
}

const fn range(kind: Kind) -> (i32, i32) {
    match kind.scale() {
        Scale::Whole(least, most) => (least, most),
        _ => (0, 10),
    }
}

fn told(kind: Kind, value: i32, at: Timestamp) -> Entry {
    let unit = (kind == Kind::RangeOfMotion).then(|| MOTION_UNIT.to_owned());
    Entry { value: Some(Amount::whole(value)), unit, ..Entry::blank(kind, at) }
}

#[cfg(test)]
mod tests {
    use super::super::entry::problems;
    use super::*;
    use crate::text::{has_message, render};

    fn at() -> Timestamp {
        Timestamp::parse("2026-03-10T21:00:00+01:00").expect("an instant")
    }

    fn answers(values: &[(Kind, i32)], note: Option<&str>) -> Answers {
        Answers { answers: values.iter().copied().collect(), note: note.map(str::to_owned) }
    }

    #[test]
    fn an_answer_that_is_no_whole_number_is_named_by_its_kind() {
        let read = |document: &str| Answers::from_json(document.as_bytes());
        let told = read(r#"{"answers":{"pain":3,"sleep":7.0},"note":"late"}"#);
        assert_eq!(told, Ok(answers(&[(Kind::Pain, 3), (Kind::Sleep, 7)], Some("late"))));
        let wrong = read(r#"{"answers":{"pain":3.5,"sleep":4,"cracking":0.1}}"#).expect_err("refused");
        let named: Vec<_> =
            wrong.iter().map(|error| (error.field.as_str(), error.allowed.as_deref())).collect();
        let (scale, count) = ("a whole number from 0 to 10", "a whole number from 0 to 200");
        assert_eq!(named, [("cracking", Some(count)), ("pain", Some(scale))]);
        for (document, field) in [
            (r#"{"answers":{"pain":"3"}}"#, "answers.pain"),
            (r#"{"answers":{"pain":3.14159}}"#, "answers.pain"),
            (r#"{"answers":{"pian":3}}"#, "answers.pian"),
            (r#"{"answers":{"pain":3,"pain":4}}"#, "answers"),
            (r#"{"answer":{"pain":3}}"#, "answer"),
        ] {
            let wrong = read(document).expect_err("refused");
            assert_eq!((wrong.len(), wrong[0].field.as_str()), (1, field), "{wrong:?}");
        }
    }

    #[test]
    fn at_most_three_measures_and_a_note_are_asked() {
        assert_eq!(Chosen::default().kinds(), [Kind::Pain, Kind::Sleep, Kind::Stiffness]);
        assert!(Chosen::of(vec![Kind::Mood]).is_ok());
        for wrong in [
            vec![],
            vec![Kind::Pain, Kind::Sleep, Kind::Mood, Kind::Tension],
            vec![Kind::Pain, Kind::Pain],
            vec![Kind::Groc],
            vec![Kind::Medication],
            vec![Kind::Note],
        ] {
            let error = Chosen::of(wrong).expect_err("refused");
            assert_eq!(error.field, "check_in");
            assert!(error.allowed.is_some_and(|allowed| allowed.starts_with("one to 3 of pain, ")));
        }
    }

    #[test]
    fn every_question_has_words_and_its_ends_are_answers() {
        assert_eq!(choices().count(), 13);
        for question in choices() {
            for message in [Some(&question.text), question.low.as_ref(), question.high.as_ref()] {
                assert!(message.is_none_or(|message| has_message(&message.key)), "{:?}", question.kind);
            }
            assert!(!render(&question.text).is_empty());
            let chosen = Chosen::of(vec![question.kind]).expect("one measure");
            for (value, good) in [
                (question.least, true),
                (question.most, true),
                (question.least - 1, false),
                (question.most + 1, false),
            ] {
                let entries =
                    chosen.entries(answers(&[(question.kind, value)], None), at()).expect("an entry");
                assert_eq!(problems(&entries[0], at()).is_empty(), good, "{:?} {value}", question.kind);
            }
        }
    }

    #[test]
    fn what_was_passed_over_leaves_no_entry() {
        let told = answers(&[(Kind::Stiffness, 2), (Kind::Pain, 4)], Some("slept on the couch"));
        let entries = Chosen::default().entries(told, at()).expect("entries");
        let kinds: Vec<Kind> = entries.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [Kind::Pain, Kind::Stiffness, Kind::Note]);
        assert!(entries.iter().all(|entry| entry.at == at() && problems(entry, at()).is_empty()));
    }

    #[test]
    fn what_was_not_asked_and_nothing_at_all_are_refused() {
        let fields = |told| {
            let wrong = Chosen::default().entries(told, at()).expect_err("refused");
            wrong.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(
            fields(answers(&[(Kind::Mood, 4), (Kind::Pain, 4), (Kind::Tension, 1)], None)),
            ["mood", "tension"]
        );
        assert_eq!(fields(answers(&[], None)), ["answers"]);
    }
}
