//! What the journal says, folded in memory: the last forms, open locks, sessions, courses.
//!
//! A projection only: it is built from the facts at `open` and fed each fact once it is durable.

use std::collections::BTreeMap;

use nape_logic::id::{CourseId, SessionId};
use nape_logic::journal::chain::Heading;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{self, Answer, FormKind, Verdict};
use nape_logic::session::gate::{FormStanding, SessionStanding};
use nape_logic::session::{self, End, Finished, Reason, SymptomAction};
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::Force;
use uuid::Uuid;

use crate::store::fact::{Fact, ScreeningFact};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// In a demonstration simulated sessions count (E9).
    pub(super) demonstration: bool,
    last_fact: Option<Timestamp>,
    forms: BTreeMap<(u8, Modality, Region), FormRecord>,
    locks: BTreeMap<Uuid, Timestamp>,
    sessions: BTreeMap<SessionId, SessionRecord>,
    courses: BTreeMap<CourseId, CourseRecord>,
}

/// A form as answered.
#[derive(Debug, Clone)]
pub(super) struct FormRecord {
    pub(super) at: Timestamp,
    pub(super) outcome: Verdict,
    pub(super) rules: Vec<String>,
    content_version: String,
    /// Pain as answered, the session's "before" (P5).
    pain: Option<u8>,
}

/// A session as its facts show it.
#[derive(Debug, Clone)]
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
    /// When it began.
    pub started: Timestamp,
    /// Its last fact.
    pub last: Timestamp,
    /// Whether there ever was a pull.
    pub loaded: bool,
    /// The end, once there.
    pub finished: Option<Finished>,
    /// Whether a symptom that has to be looked at stopped it.
    pub symptom_stop: bool,
}

/// A course.
#[derive(Debug, Clone)]
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

impl Ledger {
    /// Takes in a fact. Facts of kinds that this version does not know change nothing.
    pub(super) fn apply(&mut self, heading: &Heading, fact: &Fact) {
        let at = heading.at;
        self.last_fact = self.last_fact.max(Some(at));
        match fact {
            Fact::Session(fact) => self.session_fact(heading, fact),
            Fact::Screening(form) => {
                let key = form_key(form.form, form.modality, form.region);
                self.forms.insert(key, FormRecord::of(form, at));
            }
            Fact::LockSet(lock) => {
                self.locks.insert(lock.lock, at);
            }
            Fact::LockResolved(lock) => {
                self.locks.remove(&lock.lock);
            }
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
            Fact::Command(_) | Fact::AfterCheck(_) | Fact::StopExplained(_) => {}
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
                started: heading.at,
                last: heading.at,
                loaded: false,
                finished: None,
                symptom_stop: false,
            };
            self.sessions.insert(id, record);
        }
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        session.last = heading.at;
        match fact {
            session::Fact::LoadStarted => session.loaded = true,
            session::Fact::Symptom { action, .. } => {
                session.symptom_stop |=
                    matches!(action, SymptomAction::Emergency | SymptomAction::StopAndSee);
            }
            session::Fact::Finished(finished) => session.finished = Some(*finished),
            _ => {}
        }
    }

    /// The later of the clock and the last fact: a clock turned back opens nothing (E7).
    pub(super) fn decision_time(&self, now: Timestamp) -> Timestamp {
        self.last_fact.map_or(now, |last| if last.unix_millis() > now.unix_millis() { last } else { now })
    }

    /// How many symptoms nobody has resolved.
    pub(super) fn locks(&self) -> u32 {
        u32::try_from(self.locks.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn form(&self, kind: FormKind, modality: Modality, region: Region) -> Option<&FormRecord> {
        self.forms.get(&form_key(kind, modality, region))
    }

    /// How the form stands for the gate at `now`.
    pub(super) fn form_standing(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
        now: Timestamp,
    ) -> Option<FormStanding> {
        let form = self.form(kind, modality, region)?;
        let outdated = screening::content_version().is_ok_and(|version| version != form.content_version);
        let due_again = match kind {
            FormKind::Full => {
                outdated || screening::full_form_due(&self.history(modality, region), now).is_some()
            }
            FormKind::Short => outdated,
        };
        Some(FormStanding { at: form.at, due_again, nothing_against: form.outcome == Verdict::Clear })
    }

    fn history(&self, modality: Modality, region: Region) -> screening::History {
        let of_region = || self.sessions.values().filter(|session| session.region == region);
        screening::History {
            last_session: of_region().filter(|session| session.loaded).map(|session| session.last).max(),
            last_full: self.form(FormKind::Full, modality, region).map(|form| form.at),
            last_stop_symptom: of_region()
                .filter(|session| session.symptom_stop)
                .map(|session| session.last)
                .max(),
            ..screening::History::default()
        }
    }

    /// Pain before a session: the last short form's answer (P5).
    pub(super) fn pain_before(&self, modality: Modality, region: Region) -> Option<u8> {
        self.form(FormKind::Short, modality, region)?.pain
    }

    /// The sessions that count for a start: real ones, and simulated ones in a demonstration (P14, E9).
    pub(super) fn counting(&self, region: Region) -> Vec<SessionStanding> {
        self.sessions
            .values()
            .filter(|session| session.region == region && self.counts(session))
            .map(|session| SessionStanding {
                modality: session.modality,
                region,
                started: session.started,
                ended: session.last,
            })
            .collect()
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

    /// Sessions, newest first.
    pub(super) fn sessions(&self) -> Vec<SessionRecord> {
        let mut sessions: Vec<SessionRecord> = self.sessions.values().cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse((session.started.unix_millis(), session.id)));
        sessions
    }

    pub(super) fn session(&self, id: SessionId) -> Option<&SessionRecord> {
        self.sessions.get(&id)
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

impl FormRecord {
    fn of(form: &ScreeningFact, at: Timestamp) -> Self {
        let pain = match form.sheet.answers.get("pain_now") {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked to be 0 to 10"
            )]
            Some(Answer::Number(pain)) if (0.0..=10.0).contains(pain) => Some(*pain as u8),
            _ => None,
        };
        Self {
            at,
            outcome: form.outcome,
            rules: form.rules.clone(),
            content_version: form.content_version.clone(),
            pain,
        }
    }
}

fn form_key(kind: FormKind, modality: Modality, region: Region) -> (u8, Modality, Region) {
    (u8::from(kind == FormKind::Short), modality, region)
}
