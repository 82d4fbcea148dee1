//! Sessions and reminders for a calendar of another program: records and calls.

use nape_logic::reminders as core;
use nape_logic::text::Message;
use nape_logic::time::Timestamp;
use serde::Serialize;

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::{render, spoken};
use super::reminder_door::ReminderWords;
use super::words::{ReminderSubject, WithheldReason};
use crate::engine::{CalendarEntry, CalendarFile, CalendarSources, SessionRecord};

/// What a calendar shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CalendarQuery {
    /// The first day (`YYYY-MM-DD`).
    pub from: String,
    /// The last day, that one included; at most 731 days from today.
    pub to: String,
    /// Whether it says what a reminder or a session is about. A calendar may lie on other people's computers, so that by
    /// default it does not, whatever a locked screen shows (P32).
    #[uniffi(default = false)]
    pub shows_subject: bool,
}

/// What a calendar came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CalendarWritten {
    /// Sessions that were done.
    pub sessions: u32,
    /// Events of reminders, of which each may repeat.
    pub reminders: u32,
    /// What does not ring in these days, and why; what never rings first.
    pub dropped: Vec<LeftOut>,
}

/// What a calendar leaves out of a reminder for one reason.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct LeftOut {
    /// The reminder's id, or the name of what follows from the journal.
    pub reminder: String,
    /// What it is about.
    pub subject: ReminderSubject,
    /// Why it does not ring.
    pub reason: WithheldReason,
    /// How often.
    pub times: u32,
    /// When it would have first (RFC 3339); absent for what never rings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
}

#[uniffi::export]
impl Nape {
    /// Writes a calendar (iCalendar, RFC 5545) to `file`: the sessions that were done and the reminders that are to come,
    /// of these days. Whole or not at all; closed to other users. Written anew it has the same events under the same names,
    /// so that a calendar takes it in again without doubles. It knows what rings as things stand: what changes later, a
    /// lock, a plan, a reminder, has to be written anew.
    pub async fn export_calendar(
        &self,
        file: String,
        query: CalendarQuery,
    ) -> Result<CalendarWritten, NapeError> {
        let (from, to) = (convert::date("from", &query.from)?, convert::date("to", &query.to)?);
        let zone = self.zone.name().to_owned();
        let CalendarSources { situation, sessions, extent } =
            self.engine.calendar_sources(zone, from..=to).await?;
        let zones = self.zones_of(&situation)?;
        let made = move || {
            let calendar = core::calendar(&situation, &(from..=to), &zones);
            (calendar, situation, zones)
        };
        // Two years may take a while, and whoever calls may be drawing.
        let (core::Calendar { events, withheld }, situation, zones) =
            self.engine.where_waiting_is_allowed(made).await?;
        let words = ReminderWords::of(&situation, query.shows_subject);
        let done = sessions.iter().map(|session| session_entry(session, query.shows_subject));
        let mut entries: Vec<CalendarEntry> = done.collect();
        let sessions = count(entries.len());
        entries.extend(events.into_iter().map(|event| {
            let (title, body) = words.lines(&event.reminder, event.subject);
            CalendarEntry { event, lasted: None, rings: true, title, body }
        }));
        let reminders = count(entries.len()) - sessions;
        let (written, language) = (situation.state.now, spoken());
        let calendar = CalendarFile { written, sequence: extent, language, zones, entries };
        self.engine.write_calendar(file.into(), calendar).await?;
        Ok(CalendarWritten { sessions, reminders, dropped: left_out(withheld) })
    }
}

/// What is left out of one reminder for one reason is said once, in the order of the first of each.
fn left_out(withheld: Vec<core::Withheld>) -> Vec<LeftOut> {
    let mut all: Vec<LeftOut> = Vec::new();
    for core::Withheld { reminder, subject, why, at } in withheld {
        let reason = WithheldReason::from(why);
        match all.iter_mut().find(|known| known.reason == reason && known.reminder == reminder) {
            Some(known) => known.times += 1,
            None => all.push(LeftOut {
                reminder,
                subject: subject.into(),
                reason,
                times: 1,
                first: at.map(Timestamp::to_rfc3339),
            }),
        }
    }
    all
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A session that was done, at the instants at which it was.
fn session_entry(session: &SessionRecord, shows_subject: bool) -> CalendarEntry {
    let (title, body) = if shows_subject {
        let modality = Message::new("calendar-session-body").text("modality", session.modality.word());
        (Message::new("calendar-session"), modality)
    } else {
        (Message::new("reminder-discreet"), Message::new("calendar-discreet-session-body"))
    };
    let event = core::CalendarEvent {
        name: format!("session/{}", session.id),
        reminder: session.id.to_string(),
        subject: core::Subject::Session,
        clock: core::EventClock::Utc,
        first: session.started.in_greenwich(),
        repeats: None,
    };
    let lasted = Some(session.last.since(session.started));
    CalendarEntry { event, lasted, rings: false, title: render(&title), body: render(&body) }
}
