//! What the journal says, folded in memory.
//!
//! A projection only: it is built at `open`, from what was folded before (`engine/folding.rs`) and the facts since, and
//! fed each fact once it is durable.
//!
//! | file | idea |
//! |---|---|
//! | here | sessions and courses |
//! | `alerts` | alerts that were put off, and those that are over |
//! | `battery` | what devices said last of their batteries |
//! | `devices` | what devices wrote down, and whose it is |
//! | `forms` | the last forms, what came up anew, the "before" of a session |
//! | `kept` | the ledger as bytes |
//! | `logged` | sessions that were told afterwards |
//! | `locks` | locks and clearances |
//! | `progress` | what the next dose of a course depends on |
//! | `tests` | the same facts in any order |
//! | `two_phones` | locks of one phone and examinations on the other |

mod alerts;
mod battery;
mod devices;
mod forms;
mod kept;
mod locks;
mod logged;
mod progress;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod two_phones;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nape_logic::id::{CourseId, SessionId};
use nape_logic::journal::chain::Heading;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{FormKind, History, Verdict};
use nape_logic::session::gate::SessionStanding;
use nape_logic::session::{self, End, Finished, Reason, Release};
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::Force;
use serde::{Deserialize, Serialize};

pub use forms::Before;
pub(super) use forms::{FormRecord, Forms, Held, Raised, is_news};
pub use locks::{ClearanceRecord, LockRecord};
pub(super) use locks::{Clearances, Locks};

use crate::store::fact::{Fact, LockCause};

/// A clock that shows so much less than the last fact was turned back [D]; less is what a fast practice session leaves.
const TURNED_BACK: Millis = Millis::from_mins(60);
/// The symptom by which a person says that pain rises.
pub(super) const MORE_PAIN: &str = "more_pain";

/// See the module.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// In a demonstration simulated sessions count (E9); said by a record, not by facts.
    #[serde(skip)]
    pub(super) demonstration: bool,
    last_fact: Option<Timestamp>,
    pub(super) forms: Forms,
    pub(super) locks: Locks,
    pub(super) clearances: Clearances,
    progress: progress::Progress,
    /// The version last agreed to, and when.
    agreed: Option<(String, Timestamp)>,
    /// By far the most of it, so it is kept packed.
    #[serde(skip)]
    sessions: BTreeMap<SessionId, SessionRecord>,
    #[serde(skip)]
    told_later: BTreeMap<SessionId, ToldLater>,
    courses: BTreeMap<CourseId, CourseRecord>,
    last_backup: Option<Timestamp>,
    pub(super) alerts: alerts::Alerts,
    batteries: battery::Batteries,
    pub(super) devices: devices::Devices,
}

/// A session as its facts show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Which one.
    pub id: SessionId,
    /// Its course.
    pub course: Option<CourseId>,
    /// How it was done.
    pub modality: Modality,
    /// Where.
    pub region: Region,
    /// The pull of a hold, where known.
    pub force: Option<Force>,
    /// How long it was to last.
    pub duration: Millis,
    /// A rehearsal without force.
    pub rehearsal: bool,
    /// Not a real pull.
    pub simulated: bool,
    /// Told afterwards, not guided.
    pub logged: bool,
    /// When it began.
    pub started: Timestamp,
    /// Its last fact.
    pub last: Timestamp,
    /// Whether there ever was a pull.
    pub loaded: bool,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// Whether the person said after the end that the pull is off.
    pub released_after: bool,
    /// Whether a symptom that has to be looked at stopped it.
    pub symptom_stop: bool,
    /// How it stood before it.
    pub before: Option<Before>,
    /// Whether pain rose in it, or was told to have risen after it (P8).
    pub pain_rose: bool,
    /// Whether the day after it was told.
    pub next_day_told: bool,
}

/// What was told of a session after it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct ToldLater {
    pain_rose: bool,
    next_day_told: bool,
}

/// A course.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseRecord {
    /// Which one.
    pub id: CourseId,
    /// Where.
    pub region: Region,
    /// The person's own reason.
    pub reason: Option<String>,
    /// The provider, as entered.
    pub provider: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
}

impl SessionRecord {
    /// As the gate counts it.
    pub(super) fn standing(&self) -> SessionStanding {
        SessionStanding {
            modality: self.modality,
            region: self.region,
            started: self.started,
            ended: self.last,
            guided: !self.logged,
        }
    }
}

impl Ledger {
    /// Takes in a fact. Facts of kinds that this version does not know change nothing.
    pub(super) fn apply(&mut self, heading: &Heading, fact: &Fact) {
        let at = heading.at;
        let decided = self.decision_time(at);
        self.last_fact = self.last_fact.max(Some(at));
        self.progress.apply(heading, fact, decided);
        match fact {
            Fact::Session(fact) => self.session_fact(heading, fact),
            Fact::Screening(form) => self.forms.answered(form, at, decided),
            Fact::LockSet(lock) => {
                // A form says itself what it tells of.
                if lock.verdict == Verdict::Emergency && lock.cause != LockCause::Form {
                    self.forms.sign_told(lock.about.map(|about| about.region));
                }
                self.locks.set(lock, at);
            }
            Fact::LockResolved(lock) => self.locks.resolve(lock, at),
            Fact::ClearanceGiven(clearance) => self.clearances.give(clearance, at),
            Fact::ClearanceWithdrawn(clearance) => self.clearances.withdraw(clearance.clearance),
            Fact::Agreed(agreed) => self.agreed = Some((agreed.version.clone(), at)),
            Fact::SessionLogged(logged) => self.session_logged(heading, logged),
            Fact::AfterCheck(check) => self.told_of(heading, check.pain_rose, false),
            Fact::NextDayCheck(check) => self.told_of(heading, check.pain_rose, !check.early),
            Fact::Alert(alert) => self.alerts.told(alert, at),
            Fact::DeviceBattery(battery) => self.batteries.told(*battery, at, heading.simulated),
            Fact::DeviceLinked(linked) => self.devices.linked(heading, *linked),
            Fact::DeviceRecord(record) => self.devices.record(heading, record),
            Fact::RecordClaimed(claimed) => self.devices.claimed(claimed, at),
            Fact::DeviceSynced(synced) => self.devices.synced(synced, at),
            Fact::BackupMade(_) => self.last_backup = self.last_backup.max(Some(at)),
            Fact::CourseStarted(course) => {
                let Some(id) = heading.course else { return };
                let record = CourseRecord {
                    id,
                    region: course.region,
                    reason: course.reason.clone(),
                    provider: course.provider.clone(),
                    started: at,
                    ended: None,
                };
                self.courses.insert(id, record);
            }
            Fact::CourseEnded(_) => {
                if let Some(course) = heading.course.and_then(|id| self.courses.get_mut(&id)) {
                    course.ended = Some(at);
                }
            }
            // The first three are a course's progress's, above.
            Fact::PlanAccepted(_)
            | Fact::ProviderContact(_)
            | Fact::CourseReviewed(_)
            | Fact::Command(_)
            | Fact::SymptomsTold(_)
            | Fact::StopExplained(_)
            | Fact::Routine(_) => {}
        }
    }

    fn told_of(&mut self, heading: &Heading, pain_rose: bool, next_day: bool) {
        let Some(id) = heading.session else { return };
        let later = self.told_later.entry(id).or_default();
        later.pain_rose |= pain_rose;
        later.next_day_told |= next_day;
        if let Some(session) = self.sessions.get_mut(&id) {
            session.pain_rose |= pain_rose;
            session.next_day_told |= next_day;
        }
    }

    fn session_fact(&mut self, heading: &Heading, fact: &session::Fact) {
        let Some(id) = heading.session else { return };
        if let session::Fact::Started(started) = fact {
            let record = SessionRecord {
                id,
                course: heading.course,
                modality: started.modality,
                region: started.region,
                force: started.dose.load.force(),
                duration: started.dose.duration,
                rehearsal: started.rehearsal,
                simulated: started.simulated,
                logged: false,
                started: heading.at,
                last: heading.at,
                loaded: false,
                finished: None,
                symptom_stop: false,
                before: self.forms.before(started.modality, started.region),
                released_after: false,
                pain_rose: false,
                next_day_told: false,
            };
            self.sessions.insert(id, record);
        }
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if matches!(fact, session::Fact::ReleasedAfter) {
            session.released_after = true;
            return;
        }
        session.last = heading.at;
        match fact {
            session::Fact::LoadStarted | session::Fact::OverLimit { .. } => session.loaded = true,
            session::Fact::Symptom { symptom, action } => {
                session.pain_rose |= symptom == MORE_PAIN;
                session.symptom_stop |= action.has_to_be_looked_at();
            }
            session::Fact::Finished(finished) => session.finished = Some(*finished),
            _ => {}
        }
    }

    /// The later of the clock and the last fact: a clock turned back opens nothing (E7).
    pub(super) fn decision_time(&self, now: Timestamp) -> Timestamp {
        self.last_fact.map_or(now, |last| if last.unix_millis() > now.unix_millis() { last } else { now })
    }

    /// The time of the last fact, where the clock shows less.
    pub(super) fn later_than(&self, now: Timestamp) -> Option<Timestamp> {
        let decided = self.decision_time(now);
        (decided != now).then_some(decided)
    }

    /// The time of the last fact, where the clock shows so much less that it was turned back (E7).
    pub(super) fn clock_is_behind(&self, now: Timestamp) -> Option<Timestamp> {
        self.last_fact.filter(|last| last.since(now) > TURNED_BACK)
    }

    /// Whether a fact of that time was stated before the last one of these.
    pub(super) fn is_before_the_last(&self, at: Timestamp) -> bool {
        self.last_fact.is_some_and(|last| at.unix_millis() < last.unix_millis())
    }

    /// How many symptoms nobody has resolved.
    pub(super) fn open_locks(&self) -> u32 {
        u32::try_from(self.locks.open().len()).unwrap_or(u32::MAX)
    }

    /// When the journal was last backed up, as far as it knows.
    pub(super) fn last_backup(&self) -> Option<Timestamp> {
        self.last_backup
    }

    /// What the person agreed to last, and when.
    pub(super) fn agreed(&self) -> Option<&(String, Timestamp)> {
        self.agreed.as_ref()
    }

    /// What makes the full form due again.
    pub(super) fn history(&self, modality: Modality, region: Region) -> History {
        let of_region = || self.sessions.values().filter(|session| session.region == region);
        let stopped = of_region().filter(|session| session.symptom_stop).map(|session| session.last).max();
        History {
            last_session: of_region().filter(|session| session.loaded).map(|session| session.last).max(),
            last_full: self.forms.last(FormKind::Full, modality, region).map(|form| form.at),
            last_stop_symptom: stopped.max(self.locks.last_change(region)),
            last_news: self.forms.news(modality, region),
            ..History::default()
        }
    }

    /// In how many other sessions of the course pain rose (P8), and in those that a course begun anew goes on counting;
    /// without a course, in the region's that are in none. What was simulated counts only for what is.
    pub(super) fn earlier_rises(
        &self,
        region: Region,
        course: Option<CourseId>,
        but: Option<SessionId>,
        simulated: bool,
    ) -> u8 {
        let counts = |session: &&SessionRecord| !session.simulated || simulated || self.demonstration;
        let first = course
            .and_then(|course| self.courses.get(&course))
            .map(|course| Self::counts_from(course.started, self.by_start(region).into_iter()));
        let in_course = |session: &&SessionRecord| {
            session.course == course || first.is_some_and(|first| session.started >= first)
        };
        let rises = self
            .sessions
            .values()
            .filter(|session| session.region == region && session.pain_rose && Some(session.id) != but)
            .filter(in_course)
            .filter(counts)
            .count();
        u8::try_from(rises).unwrap_or(u8::MAX)
    }

    /// The sessions that began on a civil date of the clock that told of them.
    pub(super) fn begun_on(&self, date: NaiveDate) -> impl Iterator<Item = &SessionRecord> {
        self.sessions.values().filter(move |session| session.started.date() == date)
    }

    /// The sessions that count for a start: real ones, and simulated ones in a demonstration (P14, E9).
    pub(super) fn counting(&self, region: Region) -> Vec<SessionStanding> {
        self.counting_of(region).map(SessionRecord::standing).collect()
    }

    /// When a device said last that its battery is low, where it did not say otherwise since.
    pub(super) fn low_battery(&self) -> Option<Timestamp> {
        self.batteries.low(self.demonstration)
    }

    /// When the first session ended up without a device's record since devices were looked through last.
    pub(super) fn unsynced_since(&self) -> Option<Timestamp> {
        self.devices.waits_since(self.demonstration)
    }

    pub(super) fn counting_of(&self, region: Region) -> impl Iterator<Item = &SessionRecord> {
        self.all_counting().filter(move |session| session.region == region)
    }

    /// Those that count, of whatever part of the spine.
    pub(super) fn all_counting(&self) -> impl Iterator<Item = &SessionRecord> {
        self.sessions.values().filter(|session| self.counts(session))
    }

    pub(super) fn counts(&self, session: &SessionRecord) -> bool {
        session.loaded && (!session.simulated || self.demonstration)
    }

    /// Whether the modality was rehearsed; a simulated rehearsal serves simulated sessions only.
    pub(super) fn rehearsed(&self, modality: Modality, simulated: bool) -> bool {
        self.sessions.values().any(|session| {
            session.rehearsal
                && session.modality == modality
                && (simulated || !session.simulated)
                && session
                    .finished
                    .is_some_and(|f| f.end == End::Completed && f.reason == Some(Reason::Person))
        })
    }

    /// At most so many sessions, newest first.
    pub(super) fn newest_sessions(&self, limit: usize) -> Vec<SessionRecord> {
        let key = |session: &&SessionRecord| std::cmp::Reverse((session.started.unix_millis(), session.id));
        let mut sessions: Vec<&SessionRecord> = self.sessions.values().collect();
        // Only those that are asked for are put in order, be it three of ten years.
        if (1..sessions.len()).contains(&limit) {
            sessions.select_nth_unstable_by_key(limit, key);
        }
        sessions.truncate(limit);
        sessions.sort_unstable_by_key(key);
        sessions.into_iter().cloned().collect()
    }

    /// The session of the region that began last.
    pub(super) fn last_of(&self, region: Region) -> Option<&SessionRecord> {
        let of_region = self.sessions.values().filter(|session| session.region == region);
        of_region.max_by_key(|session| (session.started.unix_millis(), session.id))
    }

    pub(super) fn session(&self, id: SessionId) -> Option<&SessionRecord> {
        self.sessions.get(&id)
    }

    /// The last session, where it ended without anybody knowing that the pull is off, and nobody said so since.
    pub(super) fn last_release_unknown(&self) -> Option<&SessionRecord> {
        let last =
            self.sessions.values().max_by_key(|session| (session.started.unix_millis(), session.id))?;
        let unknown = |end: Finished| matches!(end.release, Release::Unconfirmed | Release::Unknown);
        (last.finished.is_some_and(unknown) && !last.released_after).then_some(last)
    }

    /// Sessions without an end.
    pub(super) fn unfinished(&self) -> Vec<SessionId> {
        self.sessions
            .values()
            .filter(|session| session.finished.is_none())
            .map(|session| session.id)
            .collect()
    }

    /// The course that is open for the region.
    pub(super) fn open_course(&self, region: Region) -> Option<&CourseRecord> {
        self.courses
            .values()
            .filter(|course| course.region == region && course.ended.is_none())
            .max_by_key(|c| c.started)
    }

    /// Sessions of a course that count.
    pub(super) fn sessions_in(&self, course: CourseId) -> u32 {
        let count = self.sessions.values().filter(|s| s.course == Some(course) && self.counts(s)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}
