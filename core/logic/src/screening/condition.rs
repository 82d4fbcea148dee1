//! Does a rule hold for these answers?
//!
//! Every condition is monotone: a worse answer, or "unknown" in place of any answer, never undoes it.

use smol_str::SmolStr;

use super::reading::Given;
use super::written::{AnswerIs, Condition, HistoryIs, NotAbove, NumberIs};

/// What stands in the place of a question where the history made a rule hold.
static HISTORY: SmolStr = SmolStr::new_static("history");

/// What conditions look at.
pub(super) struct Facts<'a> {
    /// The answer to each question, by the question's place among all.
    pub(super) given: &'a [Option<&'a Given<'a>>],
    pub(super) full_form_due: bool,
}

/// The question that made a condition hold, and whether only an "unknown" did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match<'a> {
    pub(super) question: &'a SmolStr,
    pub(super) unsure: bool,
}

impl Facts<'_> {
    /// The answer to the question at a place; none where it was not answered.
    fn given(&self, at: usize) -> Option<&Given<'_>> {
        self.given.get(at).copied().flatten()
    }
}

impl Condition {
    /// Finds each question's place once, so that no answer has to be looked up by its name.
    pub(super) fn locate(&mut self, place: &impl Fn(&str) -> usize) {
        match self {
            Self::Answer(answer) => answer.at = place(&answer.question),
            Self::Number(number) => number.at = place(&number.question),
            Self::NotAbove(pair) => pair.at = (place(&pair.question), place(&pair.other)),
            Self::AtLeast { of, .. } => of.iter_mut().for_each(|answer| answer.at = place(&answer.question)),
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.locate(place)),
            Self::History(_) => {}
        }
    }

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
                facts.full_form_due.then_some(Match { question: &HISTORY, unsure: false })
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
        let (said, may_be) = match facts.given(answer.at) {
            None => (0, 0),
            Some(Given::Unknown) => (0, answer.is.len()),
            Some(given) => {
                let said = answer.is.iter().filter(|value| given.contains(value)).count();
                (said, said)
            }
        };
        if may_be > 0 {
            first = first.or(Some(&answer.question));
        }
        sure += said;
        possible += may_be;
    }
    (possible >= count).then_some(first).flatten().map(|question| Match { question, unsure: sure < count })
}

impl NumberIs {
    fn holds<'a>(&'a self, facts: &Facts<'_>) -> Option<Match<'a>> {
        let unsure = match facts.given(self.at)? {
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
        let number = |at| match facts.given(at) {
            Some(Given::Number(number)) => Some(*number),
            _ => None,
        };
        let not_above = number(self.at.0)? <= number(self.at.1)?;
        not_above.then_some(Match { question: &self.question, unsure: false })
    }
}
