//! When does a reminder ring?
//!
//! ```text
//! rules (civil times) + state (now, zones, quiet hours, ...) -> plan -> what rings, and what does not and why
//! ```
//!
//! A rule speaks of civil times: 08:00 on the phone's clock wherever it is (*floating*), or in one zone (*fixed*). A civil
//! time becomes the first instant at which that clock reads it or has jumped past it, so that a gap rings late and a fold
//! rings once. What is suppressed is never moved.
//!
//! | file | answers |
//! |---|---|
//! | `subject` | what is a reminder about? |
//! | `reminder` | what does a person set, and how do they want to be reminded? |
//! | `rule` | at which times, and what makes no sense? |
//! | `state` | what does a plan depend on beside its rules? |
//! | `clock` | when does a civil clock read a time, and what does it read at an instant? |
//! | `labels` | which civil times does a rule name, and the how-manieth is each? |
//! | `plan` | which of them ring, and why not the others? |
//! | `schedule` | which alerts does a system hold, of everything that a journal reminds of? |
//! | `room` | which of them find room, and when is it planned again? |
//! | `calendar` | what does a calendar of another program hold? |
//! | `counts` | what became of alerts, week by week? |
//! | `written` | how are rules and state written in files? |

mod calendar;
mod clock;
mod counts;
mod labels;
mod plan;
mod reminder;
mod room;
mod rule;
mod schedule;
mod state;
mod subject;
#[cfg(test)]
mod tests;
mod written;

pub use calendar::{Calendar, CalendarEvent, EventClock, Repeats, calendar};
pub use clock::{Clock, ZoneOffsets};
pub use counts::{AlertWord, WeekCounts, weekly};
pub use labels::times_named;
pub use plan::{Dropped, Notification, Planned, Reason, plan};
pub use reminder::{KeptReminder, Manner, Reminder, TITLE_MAX, USUAL_CAPACITY};
pub use room::{MOST_POSTURE_BREAKS, REFRESH};
pub use rule::{LEAST_INTERVAL, MOST_RULES, MOST_TIMES, Rule, Times, ZonePolicy};
pub use schedule::{
    Alert, Changes, Closed, Due, DueAt, Schedule, SessionLimits, Situation, Snoozed, Why, Withheld, changes,
    schedule,
};
pub use state::{LONGEST_HORIZON, State, ZoneChange, ZoneNeeded};
pub use subject::Subject;
pub use written::{Check, read};
