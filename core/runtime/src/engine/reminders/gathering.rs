//! Everything that a schedule of reminders depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::entry::{Entry, Kind};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Caps;
use nape_logic::plan::progression::Advice;
use nape_logic::reminders::{
    Closed, KeptReminder, MOST_TIMES, Manner, SessionLimits, Situation, State, Subject, ZoneChange,
    times_named,
};
use nape_logic::routine::Open;
use nape_logic::time::{Millis, Now, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Around, CalendarSources};
use crate::engine::commits::Pass;
use crate::engine::error::EngineError;
use crate::engine::ledger::SessionRecord;
use crate::engine::task::Task;
use crate::store::{EntryBound, EntryFilter};

/// So far ahead a calendar shows reminders, in days: two years (own decision `[D]`).
const CALENDAR_DAYS: i64 = 731;

/// The record of the zones that the phone's clock has shown lately; also its name.
const BEEN: &str = "phone_zones";
/// A time that a clock read before a trip is over when another zone's clock reads it again, so that trips are known for so
/// long (section 8 `[D]`).
const TRIPS_KNOWN_FOR: Millis = Millis::from_mins(4 * 24 * 60);

/// Where the phone has been, each zone since when; the last one is the present.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Been {
    zones: Vec<(Timestamp, String)>,
}

impl Task {
    pub(super) fn gather(&mut self, around: Around, now: &Now) -> Result<(Situation, Manner), EngineError> {
        let Around { zone, days, capacity } = around;
        let (device_zone, zone_changes) = self.been(zone, now)?;
        let manner = self.manner()?;
        let reminders = self.kept_reminders()?;
        let rules = reminders.iter().map(|kept| &kept.reminder.rule);
        if times_named(rules, days) > MOST_TIMES {
            let allowed = format!("at most {MOST_TIMES} times of reminders: fewer days");
            return Err(FieldError::new("days", "too many times", allowed).into());
        }
        let sessions =
            Region::ALL.iter().map(|region| (*region, self.session_limits(*region, now))).collect();
        let situation = Situation {
            done_today: self.done_today(&reminders, now)?,
            reminders,
            due: self.due(now),
            snoozed: self.ledger.alerts.snoozed(now.wall),
            settled: self.ledger.alerts.settled(),
            sessions,
            closed: closed_by(self.open_for_reminders(now.wall)),
            state: State {
                now: now.wall,
                device_zone,
                zone_changes,
                quiet: manner.quiet,
                paused_until: manner.paused_until,
                done_dates: Vec::new(),
                horizon_days: days,
                capacity,
            },
        };
        Ok((situation, manner))
    }

    pub(super) fn calendar_sources(
        &mut self,
        zone: String,
        days: &RangeInclusive<NaiveDate>,
        now: &Now,
    ) -> Result<CalendarSources, EngineError> {
        if days.is_empty() {
            return Err(FieldError::new("to", "before from", "from or later").into());
        }
        let ahead = (*days.end() - now.wall.date()).num_days();
        if ahead > CALENDAR_DAYS {
            let allowed = format!("at most {CALENDAR_DAYS} days from today");
            return Err(FieldError::new("to", "too far ahead", allowed).into());
        }
        // The last day whole, whatever the hour and the zone.
        let whole = u32::try_from(ahead.max(0)).unwrap_or(0) + 2;
        let (situation, _) = self.gather(Around { zone, days: whole, capacity: u32::MAX }, now)?;
        let of_these = self.ledger.all_counting().filter(|session| days.contains(&session.started.date()));
        let mut sessions: Vec<SessionRecord> = of_these.cloned().collect();
        sessions.sort_by_key(|session| (session.started.unix_millis(), session.id));
        Ok(CalendarSources { situation, sessions, extent: self.reader.extent()? })
    }

    /// The zone that the clock showed before the trips that still count, and these; a new one is kept.
    fn been(&mut self, zone: String, now: &Now) -> Result<(String, Vec<ZoneChange>), EngineError> {
        let Been { mut zones } = self.kept(BEEN)?.unwrap_or_default();
        if zones.last().is_none_or(|(_, last)| *last != zone) {
            zones.push((now.wall, zone.clone()));
            let is_old = |(since, _): &(Timestamp, String)| now.wall.since(*since) > TRIPS_KNOWN_FOR;
            let before = zones.iter().take_while(|been| is_old(been)).count();
            zones.drain(..before.saturating_sub(1));
            // Plain data: writing it can't fail.
            let payload = serde_json::to_string(&Been { zones: zones.clone() }).unwrap_or_default();
            let records = vec![self.revision(BEEN, BEEN, payload, now)];
            self.carry_out(Pass { records, ..Pass::default() }, now);
        }
        let mut zones = zones.into_iter();
        let first = zones.next().map_or(zone, |(_, first)| first);
        Ok((first, zones.map(|(at, zone)| ZoneChange { at, zone }).collect()))
    }

    /// What the gate holds sessions of a region to, as far as time goes; of several plans the strictest.
    fn session_limits(&self, region: Region, now: &Now) -> SessionLimits {
        let modalities = self.plans.keys().filter(|(_, of)| *of == region).map(|(modality, _)| *modality);
        let modalities: Vec<Modality> = modalities.collect();
        let today = modalities.iter().filter_map(|modality| self.plan_today(*modality, region, now));
        let caps = today.filter_map(|today| Some(today.check.effective?.caps)).reduce(Caps::strictest);
        let advice: Vec<Advice> =
            modalities.iter().map(|modality| self.advice(*modality, region, now.wall)).collect();
        let before = advice.iter().filter_map(|advice| advice.no_session_before).max();
        let closed_before =
            if self.ledger.open_locks() > 0 || advice.iter().any(|advice| advice.paused.is_some()) {
                Closed::UntilResolved
            } else {
                before.map_or(Closed::Open, Closed::Before)
            };
        let sessions = self.ledger.counting_of(region).map(|session| (session.started, session.last));
        SessionLimits {
            closed_before,
            caps: caps.unwrap_or_else(|| self.knowledge.caps_without_a_plan()),
            sessions: sessions.collect(),
        }
    }

    /// How often what a reminder is about was written down today.
    fn done_today(
        &self,
        reminders: &[KeptReminder],
        now: &Now,
    ) -> Result<BTreeMap<RecordId, u32>, EngineError> {
        let today = i64::from(now.wall.date().to_epoch_days());
        let on = Some(EntryBound::Day(today));
        let filter = EntryFilter { from: on, to: on, limit: 1000, ..EntryFilter::default() };
        let stored = self.reader.entries(filter)?.into_iter();
        let entries: Vec<Entry> =
            stored.filter_map(|record| serde_json::from_str(&record.payload?.0).ok()).collect();
        let times = |kept: &KeptReminder| match kept.reminder.subject {
            Subject::Medication => entries
                .iter()
                .filter(|entry| entry.kind == Kind::Medication && entry.name == kept.reminder.title)
                .count(),
            Subject::SymptomCheck => {
                // A check-in writes several entries of one moment.
                let mut moments: Vec<i64> = entries
                    .iter()
                    .filter(|entry| !matches!(entry.kind, Kind::Medication | Kind::Note))
                    .map(|entry| entry.at.unix_millis().div_euclid(60_000))
                    .collect();
                moments.dedup();
                moments.len()
            }
            _ => 0,
        };
        let times = reminders.iter().map(|kept| (kept.id, u32::try_from(times(kept)).unwrap_or(u32::MAX)));
        Ok(times.filter(|(_, times)| *times > 0).collect())
    }
}

/// Which reminders rest: what moves the neck, and in an emergency all that is not help (P11).
fn closed_by(open: Open) -> BTreeSet<Subject> {
    let asked = [(Subject::PostureBreak, Open::Posture), (Subject::Breathing, Open::Breathing)];
    asked.into_iter().filter(|(_, least)| open < *least).map(|(subject, _)| subject).collect()
}
