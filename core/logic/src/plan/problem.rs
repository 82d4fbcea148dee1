//! What is wrong with a plan: where, why, and what is allowed there.

use serde::Serialize;

use super::limit::{LimitId, Notice, force_in_words, length_in_words};
use crate::text::Message;
use crate::time::Millis;
use crate::units::{EnteredForce, Force, ForceUnit, Length, LengthUnit};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The path of the field, such as `force.value`.
    pub field: String,
    /// What is wrong; never repeats the value.
    pub message: Message,
    /// What is allowed there; a range as shown is accepted when typed back.
    pub allowed: Message,
    /// The rule that says so.
    pub rule: LimitId,
}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, field: &str, notice: Notice, allowed: Message) {
        self.0.push(Problem { field: field.to_owned(), message: notice.message, allowed, rule: notice.rule });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

pub(super) fn range(from: f64, to: f64) -> Message {
    if from > to {
        return nothing_yet();
    }
    Message::new("plan-allowed-range").number("from", from).number("to", to)
}

/// The least pull that a plan can ask for: what the wire can say.
pub(super) const LEAST_FORCE: Force = Force::from_decinewtons(1);

/// A session, a hold and a rest last at least this long: the wire counts whole seconds.
pub(super) const LEAST_TIME: Millis = Millis::from_secs(1);

/// The forces up to `to`, in the person's unit.
pub(super) fn forces(to: Force, unit: ForceUnit) -> Message {
    let least = EnteredForce { value: 0.1, unit }.to_force().unwrap_or(LEAST_FORCE);
    if to < least {
        return nothing_yet();
    }
    Message::new("plan-allowed-range")
        .text("from", format!("0.1 {}", unit.symbol()))
        .text("to", force_in_words(to, unit))
}

/// The forces from `from` on, which is rounded up, since a least limit is met from above.
pub(super) fn forces_from(from: Force, unit: ForceUnit) -> Message {
    let shown = from.in_unit_floor(unit);
    let shown = match (EnteredForce { value: shown, unit }).to_force() {
        Ok(typed_back) if typed_back >= from => shown,
        _ => (shown * 10.0 + 1.0).round() / 10.0,
    };
    Message::new("plan-allowed-at-least").text("from", format!("{shown} {}", unit.symbol()))
}

/// The heights from `from`, rounded up, to `to`, rounded down, in the person's unit.
pub(super) fn lengths(from: Length, to: Length, unit: LengthUnit) -> Message {
    let (least, most) = (from.in_unit_ceil(unit), to.in_unit_floor(unit));
    if least > most {
        return nothing_yet();
    }
    Message::new("plan-allowed-range")
        .text("from", format!("{least} {}", unit.symbol()))
        .text("to", length_in_words(to, unit))
}

pub(super) fn times(from: Millis, to: Millis) -> Message {
    if from > to {
        return nothing_yet();
    }
    Message::new("plan-allowed-milliseconds").number("from", as_number(from)).number("to", as_number(to))
}

pub(super) fn at_least(from: Millis) -> Message {
    Message::new("plan-allowed-at-least-milliseconds").number("from", as_number(from))
}

pub(super) fn nothing_yet() -> Message {
    Message::new("plan-allowed-nothing-yet")
}

pub(super) fn absent() -> Message {
    Message::new("plan-allowed-absent")
}

pub(super) fn words(words: &[&str]) -> Message {
    Message::new("plan-allowed-words").text("words", words.join(", "))
}

/// Exact up to 2^53 ms; beyond it a plan has long been refused.
#[expect(clippy::cast_precision_loss, reason = "times of a plan are far below 2^53 ms")]
fn as_number(time: Millis) -> f64 {
    time.get() as f64
}
