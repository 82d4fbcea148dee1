//! What may the next dose of a course be, after all that was?
//!
//! ```text
//! History (what was) + now -> decide -> Advice (hold, lower, keep; pauses, reviews, limits)
//! ```
//!
//! It holds or lowers. A raise is a person's act: [`may_raise`] says whether one is open to them, and `permit` of
//! an [`Advice`] is shown only where they open the dose (P15). Missed sessions are never made up for (E03).
//!
//! | file | answers |
//! |---|---|
//! | `history` | what was? |
//! | `amount` | how much is a dose, and what is a step? |
//! | `clean` | which sessions were clean, and which days are held? |
//! | `ceiling` | what is the most that the next dose may be, and what may a person raise? |
//! | `course` | is the course paused, which reviews are due, may less be offered? |
//! | `limits` | how does the ceiling lower a plan? |
//! | `advice` | what comes out? |

mod advice;
mod amount;
mod ceiling;
mod clean;
mod course;
mod history;
mod limits;

#[cfg(test)]
mod tests;

pub use advice::{Advice, Next, Permit, Review, Variable};
pub use amount::{Amount, STEP_PERCENT};
pub use ceiling::may_raise;
pub use clean::{CLEAN_SESSIONS, SETTLES_WITHIN};
pub use course::{IDLE, reviews_by_time};
pub use history::{
    AcceptedPlan, Contact, Felt, History, NextDay, PainTold, PastSession, PlanProvider, ReviewKind, Reviewed,
};
pub use limits::CourseLimits;

use super::limit::{LimitId, Notice};
use crate::time::Timestamp;
use ceiling::Ceiling;

/// What the next dose of `history`'s way of traction may be at `now`, the later of the clock and the last fact (E7).
pub fn decide(history: &History, now: Timestamp) -> Advice {
    let history = &clean::Ordered::of(history);
    let ceiling = Ceiling::at(history, now);
    let no_session_before = clean::held_until(history, now);
    let paused = course::pauses(history, now);
    let reviews = course::open_reviews(history, now);
    let restart = course::is_restart(history, now);
    let held = no_session_before.is_some() || !paused.is_empty();
    let taper = !held && !restart && course::may_taper(history, now);
    let permit = if held || restart { None } else { ceiling.permit(history, now) };
    let limits = ceiling.limits();
    let next = if held { Next::Hold } else { ceiling.next(history) };

    let mut reasons: Vec<Notice> = Vec::new();
    reasons.extend(no_session_before.map(|date| LimitId::ProgressionHeldDay.of_date(date)));
    reasons.extend(paused.iter().map(|rule| rule.notice()));
    let review = reviews.iter().find(|review| review.kind.holds_sessions());
    reasons.extend(review.map(|_| LimitId::ProgressionReview.notice()));
    reasons.extend(restart.then(|| LimitId::ProgressionRestart.notice()));
    reasons.extend(ceiling.rule().map(LimitId::notice));
    reasons.extend(taper.then(|| LimitId::ProgressionTaper.notice()));
    Advice {
        next,
        no_session_before,
        paused: paused.first().copied(),
        restart,
        taper,
        reviews,
        limits,
        permit,
        reasons,
    }
}
