//! Does a rule hold for these answers?
//!
//! Every condition is monotone: a worse answer, or "unknown" in place of any answer, never undoes it.

use std::collections::BTreeMap;

use super::reading::Given;
use super::written::{AnswerIs, Condition, HistoryIs, NotAbove, NumberIs};

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
    /// Whether it holds, and by what.
    pub(super) fn holds<'a>(&'a self, facts: &Facts<'_>) -> Option<Match<'a>> {
        match self {
            Self::Answer(answer) => at_least(1, std::slice::from_ref(answer), facts),
            Self::AtLeast { count, of } => at_least(*count, of, facts),
            Self::Number(number) => number.holds(facts),
            Self::NotAbove(pair) => pair.holds(facts),
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

impl NotAbove {
    /// Only for two numbers that were both told.
    fn holds<'a>(&'a self, facts: &Facts<'_>) -> Option<Match<'a>> {
        let number = |id: &String| match facts.given.get(id.as_str()) {
            Some(Given::Number(number)) => Some(*number),
            _ => None,
        };
        let not_above = number(&self.question)? <= number(&self.other)?;
        not_above.then_some(Match { question: &self.question, unsure: false })
    }
}
