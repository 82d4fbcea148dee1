//! Does a rule hold for these answers?
//!
//! Every condition is monotone: a worse answer, or "unknown" in place of any answer, never undoes it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::form::AskIfValue;
use super::reading::Given;

/// When a rule holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Condition {
    /// The answer is, or contains, one of these values.
    Answer(AnswerIs),
    /// The number lies on the wrong side of a bound.
    Number(NumberIs),
    /// So many of these values are among the answers together.
    AtLeast {
        /// How many.
        count: usize,
        /// Out of which.
        of: Vec<AnswerIs>,
    },
    /// Every one holds.
    All(Vec<Condition>),
    /// One of them holds.
    Any(Vec<Condition>),
    /// Something that the history says, whatever the answers.
    History(HistoryIs),
}

/// `is` are the values of `question` that count.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerIs {
    pub(super) question: String,
    pub(super) is: Vec<AskIfValue>,
}

/// Below one bound, or at least another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberIs {
    pub(super) question: String,
    pub(super) below: Option<i64>,
    pub(super) at_least: Option<i64>,
}

/// What a rule may ask of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum HistoryIs {
    /// The full form is due again.
    FullFormDue,
}

/// What conditions look at.
pub(super) struct Facts<'a> {
    pub(super) given: &'a BTreeMap<&'a str, Given>,
    pub(super) full_form_due: bool,
}

/// The question that made a condition hold, and whether only an "unknown" did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match<'a> {
    pub(super) question: &'a str,
    pub(super) unsure: bool,
}

impl Condition {
    /// The questions it looks at, in order.
    pub(super) fn questions(&self) -> Vec<&str> {
        match self {
            Self::Answer(answer) => vec![&answer.question],
            Self::Number(number) => vec![&number.question],
            Self::AtLeast { of, .. } => of.iter().map(|answer| answer.question.as_str()).collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::questions).collect(),
            Self::History(_) => Vec::new(),
        }
    }

    /// Whether it holds, and by what.
    pub(super) fn holds<'a>(&'a self, facts: &Facts<'_>) -> Option<Match<'a>> {
        match self {
            Self::Answer(answer) => at_least(1, std::slice::from_ref(answer), facts),
            Self::AtLeast { count, of } => at_least(*count, of, facts),
            Self::Number(number) => number.holds(facts),
            Self::All(parts) => all(parts, facts),
            Self::Any(parts) => parts
                .iter()
                .filter_map(|part| part.holds(facts))
                // The first sure match; without one, the first. `min_by_key` keeps the earlier of equals.
                .min_by_key(|found| found.unsure),
            Self::History(HistoryIs::FullFormDue) => {
                facts.full_form_due.then_some(Match { question: "history", unsure: false })
            }
        }
    }
}

fn all<'a>(parts: &'a [Condition], facts: &Facts<'_>) -> Option<Match<'a>> {
    let found = parts.iter().map(|part| part.holds(facts)).collect::<Option<Vec<_>>>()?;
    Some(Match { question: found.first()?.question, unsure: found.iter().any(|found| found.unsure) })
}

/// Counts the values among the answers; an "unknown" counts as all of its question's.
fn at_least<'a>(count: usize, of: &'a [AnswerIs], facts: &Facts<'_>) -> Option<Match<'a>> {
    let (mut sure, mut possible, mut first) = (0, 0, None);
    for answer in of {
        let (said, may_be) = match facts.given.get(answer.question.as_str()) {
            None => (0, 0),
            Some(Given::Unknown) => (0, answer.is.len()),
            Some(given) => {
                let said = answer.is.iter().filter(|value| given.contains(value)).count();
                (said, said)
            }
        };
        if may_be > 0 {
            first = first.or(Some(answer.question.as_str()));
        }
        sure += said;
        possible += may_be;
    }
    (possible >= count).then_some(first).flatten().map(|question| Match { question, unsure: sure < count })
}

impl NumberIs {
    fn holds<'a>(&'a self, facts: &Facts<'_>) -> Option<Match<'a>> {
        let unsure = match facts.given.get(self.question.as_str())? {
            Given::Unknown => true,
            Given::Number(number) => {
                let low = self.below.is_some_and(|bound| *number < bound);
                let high = self.at_least.is_some_and(|bound| *number >= bound);
                if !low && !high {
                    return None;
                }
                false
            }
            _ => return None,
        };
        Some(Match { question: &self.question, unsure })
    }
}
