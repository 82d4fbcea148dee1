//! `nape remind watch`: reminders ring while it runs, as notifications of the desktop or in the terminal.
//!
//! The journal is opened for each look and closed again, so that what another command does meanwhile counts, and so that
//! nothing here is in its way.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use nape::api::{AlertWord, ReminderAlert, ReminderSubject};
use serde::Serialize;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::sleep;

use crate::clock::Running;
use crate::desktop::{self, Answer};
use crate::failure::Failure;
use crate::output;
use crate::shell::Shell;
use crate::words::instant;

/// The journal is looked into at least so often.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(20);
/// And so long before something rings, so that what was done since silences it.
const LOOK_BEFORE: TimeDelta = TimeDelta::seconds(1);
/// A look holds for so long; the machine may have slept in between.
const LOOK_HOLDS: TimeDelta = TimeDelta::seconds(5);
/// Something that a sleeping machine kept silent for longer than this is missed (own decision `[D]`).
const LATE_AT_MOST: TimeDelta = TimeDelta::minutes(30);
/// So long is something put off.
const LATER_MINUTES: u32 = 15;
/// As many as a desktop could show in a day.
const CAPACITY: u32 = 1_000;

/// A line of the output.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line<'a> {
    Rang {
        alert: &'a ReminderAlert,
        #[serde(rename = "where")]
        place: &'static str,
    },
    Missed {
        alert: &'a ReminderAlert,
    },
    Answered {
        id: &'a str,
        answer: AlertWord,
    },
}

/// What is to come, and when that was looked up.
struct Look {
    at: DateTime<FixedOffset>,
    alerts: Vec<(DateTime<FixedOffset>, ReminderAlert)>,
}

/// Watches for so many minutes, or until somebody ends it.
pub(super) async fn watch(shell: &Shell, minutes: Option<u32>) -> Result<(), Failure> {
    let clock = Running::from(shell.options.now);
    let end = minutes.map(|minutes| clock.now() + TimeDelta::minutes(minutes.into()));
    let on_desktop = tokio::task::spawn_blocking(desktop::is_there).await.unwrap_or(false);
    let place = if on_desktop { "as notifications of the desktop" } else { "in this terminal" };
    output::note(&format!("Reminders ring {place} while this runs; Ctrl-C ends it."));
    let (tell, mut answers) = unbounded_channel::<(String, Answer)>();
    let mut look = look_at(shell, clock.now()).await?;
    loop {
        let now = clock.now();
        if end.is_some_and(|end| now >= end) {
            return Ok(());
        }
        let next = look.alerts.first().map(|(at, _)| *at);
        let answered = tokio::select! {
            () = sleep(until_next(now, next, end)) => None,
            answered = answers.recv() => answered,
            () = output::closed() => return Err(Failure::OutputClosed),
        };
        if let Some((id, answer)) = answered {
            record(&shell.at(clock.now()), &id, answer).await?;
        }
        let now = clock.now();
        let due = look.alerts.partition_point(|(at, _)| *at <= now);
        for (at, alert) in look.alerts.drain(..due) {
            if !rings(now, look.at, at, &alert) {
                tell_of(&shell.at(now), &alert.id, AlertWord::Missed, None).await?;
                say(shell, &Line::Missed { alert: &alert })?;
                continue;
            }
            let tell = tell.clone();
            let shown = alert.clone();
            let show = move || {
                let later = format!("In {LATER_MINUTES} minutes");
                on_desktop && desktop::show(&shown.id, (&shown.title, &shown.body), &later, tell)
            };
            let shown = tokio::task::spawn_blocking(show).await.unwrap_or(false);
            let place = if shown { "desktop" } else { "terminal" };
            say(shell, &Line::Rang { alert: &alert, place })?;
            tell_of(&shell.at(now), &alert.id, AlertWord::Shown, None).await?;
        }
        look = look_at(shell, clock.now()).await?;
    }
}

/// What rings in the next day.
async fn look_at(shell: &Shell, now: DateTime<FixedOffset>) -> Result<Look, Failure> {
    let shell = shell.at(now);
    let schedule = shell.open().await?.nape.reminder_schedule(1, CAPACITY).await;
    shell.leave().await?;
    // The marker that asks to plan again is for systems that plan by themselves.
    let alerts = schedule?.notifications.into_iter().filter(|alert| alert.subject.is_some());
    let alerts = alerts.filter_map(|alert| Some((DateTime::parse_from_rfc3339(&alert.at).ok()?, alert)));
    Ok(Look { at: now, alerts: alerts.collect() })
}

fn until_next(
    now: DateTime<FixedOffset>,
    next: Option<DateTime<FixedOffset>>,
    end: Option<DateTime<FixedOffset>>,
) -> Duration {
    let next = next.map(|next| {
        let before = next - LOOK_BEFORE - now;
        if before > TimeDelta::zero() { before } else { next - now }
    });
    let waits = [next, end.map(|end| end - now)].into_iter().flatten();
    waits.fold(LOOK_EVERY, TimeDelta::min).to_std().unwrap_or_default()
}

/// Whether something whose time has come rings. What the machine slept through rings late or not at all; a session is
/// reminded of only where it was just looked up that nothing speaks against one.
fn rings(
    now: DateTime<FixedOffset>,
    looked: DateTime<FixedOffset>,
    at: DateTime<FixedOffset>,
    alert: &ReminderAlert,
) -> bool {
    let fresh = now - looked <= LOOK_HOLDS;
    fresh || (now - at <= LATE_AT_MOST && alert.subject != Some(ReminderSubject::Session))
}

async fn record(shell: &Shell, id: &str, answer: Answer) -> Result<(), Failure> {
    let (word, minutes) = match answer {
        Answer::Done => (AlertWord::Acted, None),
        Answer::Later => (AlertWord::Snoozed, Some(LATER_MINUTES)),
        Answer::Seen => (AlertWord::Acknowledged, None),
    };
    tell_of(shell, id, word, minutes).await?;
    say(shell, &Line::Answered { id, answer: word })
}

/// Keeps what became of an alert. One whose reminder was taken away meanwhile is nobody's any more.
async fn tell_of(shell: &Shell, id: &str, what: AlertWord, minutes: Option<u32>) -> Result<(), Failure> {
    let told = shell.open().await?.nape.tell_of_alert(id.to_owned(), what, minutes).await;
    shell.leave().await?;
    match told {
        Err(nape::api::NapeError::NotFound { .. }) => Ok(()),
        told => Ok(told?),
    }
}

fn say(shell: &Shell, line: &Line<'_>) -> Result<(), Failure> {
    if shell.output.is_json() {
        return output::json_line(line);
    }
    match line {
        Line::Rang { alert, place } => {
            if *place == "terminal" {
                output::bell();
            }
            output::text(&format!("{}  {}: {}", instant(&alert.at), alert.title, alert.body))
        }
        Line::Missed { alert } => {
            output::text(&format!("{}  {}: the machine slept", instant(&alert.at), alert.title))
        }
        Line::Answered { answer: AlertWord::Snoozed, .. } => {
            output::text(&format!("It rings again in {LATER_MINUTES} minutes."))
        }
        Line::Answered { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-03-10T{text}Z")).expect("an instant")
    }

    fn alert(subject: ReminderSubject) -> ReminderAlert {
        let text = String::new;
        ReminderAlert {
            id: text(),
            reminder: text(),
            subject: Some(subject),
            at: text(),
            title: text(),
            body: text(),
        }
    }

    #[test]
    fn it_looks_now_and_then_and_a_second_before_something_rings() {
        let wait = |next, end| until_next(at("08:00:00"), next, end).as_secs();
        assert_eq!(wait(None, None), 20);
        assert_eq!(wait(Some(at("08:30:00")), None), 20);
        assert_eq!(wait(Some(at("08:00:11")), None), 10);
        assert_eq!(wait(Some(at("08:00:01")), None), 1);
        assert_eq!(wait(Some(at("07:59:00")), None), 0, "a machine that slept");
        assert_eq!(wait(Some(at("08:00:11")), Some(at("08:00:03"))), 3);
    }

    #[test]
    fn what_a_machine_slept_through_rings_late_and_a_session_not_at_all() {
        let (check, session) = (alert(ReminderSubject::SymptomCheck), alert(ReminderSubject::Session));
        let rings = |now, looked, alert: &ReminderAlert| rings(at(now), at(looked), at("08:00:00"), alert);
        assert!(rings("08:00:00", "07:59:59", &session));
        assert!(!rings("08:10:00", "07:59:59", &session), "what changed since is not known");
        assert!(rings("08:10:00", "07:59:59", &check));
        assert!(!rings("08:31:00", "07:59:59", &check));
    }
}
