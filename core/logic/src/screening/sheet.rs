//! What a person hands in: answers, clearances and what went before.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Days, NaiveDate};
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::outcome::ClearedBy;
use super::words::FormKind;
use crate::modality::{Modality, Region};
use crate::time::Timestamp;

/// A filled-in form. Read it with [`from_json`](crate::document::from_json).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSheet {
    /// Which form.
    pub form: FormKind,
    /// The way of traction it is for.
    pub modality: Modality,
    /// The region it is for; the neck where not given.
    #[serde(default = "cervical")]
    pub region: Region,
    /// The answers by question id.
    #[serde(deserialize_with = "crate::document::each_once")]
    pub answers: BTreeMap<String, Answer>,
    /// What providers allowed, as entered by the person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clearances: Vec<Clearance>,
    /// What went before, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
}

const fn cervical() -> Region {
    Region::Cervical
}

/// An answer as handed in; which of these fits depends on the question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// An option, a date, words, or `unknown`.
    Word(String),
    /// Options of a list.
    Words(Vec<String>),
}

/// A clearance without a last day of its own holds for so long: what a provider knew has changed after a year
/// (own decision `[D]`).
const HOLDS: Days = Days::new(365);

/// What a provider allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The provider's name; not blank.
    pub name: String,
    /// The provider's profession.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The day it was given; not in the future.
    pub date: NaiveDate,
    /// The ids of the rules that it lifts.
    pub rules: Vec<String>,
    /// The one way of traction that it is about.
    pub modality: Modality,
    /// The last day on which it holds; a year after it was given where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<NaiveDate>,
}

impl Clearance {
    /// Whether it lifts `rule` for `modality` on the day `today`, where the rule came up anew on the day `raised`:
    /// what came after a clearance is not covered by it.
    pub fn covers(
        &self,
        rule: &str,
        modality: Modality,
        today: NaiveDate,
        raised: Option<NaiveDate>,
    ) -> bool {
        self.modality == modality
            && self.date <= today
            && raised.is_none_or(|raised| self.date >= raised)
            && today <= self.last_day()
            && self.rules.iter().any(|named| named == rule)
    }

    /// The last day on which it holds.
    pub fn last_day(&self) -> NaiveDate {
        self.expires.unwrap_or_else(|| self.date.checked_add_days(HOLDS).unwrap_or(self.date))
    }

    pub(super) fn cleared_by(&self) -> ClearedBy {
        ClearedBy { name: self.name.clone(), role: self.role.clone(), date: self.date, expires: self.expires }
    }
}

/// When the last things happened that make the full form due again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The end of the last session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_session: Option<Timestamp>,
    /// The last full form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_full: Option<Timestamp>,
    /// The last stop for a symptom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_stop_symptom: Option<Timestamp>,
    /// The last short form on which something new spoke against a session, such as a diagnosis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_news: Option<Timestamp>,
    /// The day on which a rule came up anew, after a form on which it had not held, by the rule's id. A clearance
    /// from before that day does not cover it. A rule that is not listed held from the first form on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub raised: BTreeMap<String, NaiveDate>,
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(AnswerVisitor)
    }
}

/// Written by hand so that an error says what an answer can be.
struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false, a number, a word or a list of words")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Answer, E> {
        Ok(Answer::Flag(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 it is out of every question's range anyway")]
    fn visit_i64<E>(self, value: i64) -> Result<Answer, E> {
        Ok(Answer::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 it is out of every question's range anyway")]
    fn visit_u64<E>(self, value: u64) -> Result<Answer, E> {
        Ok(Answer::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Answer, E> {
        Ok(Answer::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Answer, E> {
        Ok(Answer::Word(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Answer, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = items.next_element()? {
            words.push(word);
        }
        Ok(Answer::Words(words))
    }
}
