//! Sessions that were told afterwards: each counts as if it had been guided, from the time at which it was done (P14).

use nape_logic::id::CourseId;
use nape_logic::journal::chain::Heading;
use nape_logic::modality::Region;
use nape_logic::session::{End, Finished, LoggedSession, Release};
use nape_logic::time::{Millis, Timestamp};

use super::{Before, Ledger, SessionRecord};
use crate::store::fact::SessionLogged;

impl SessionRecord {
    /// The session that the fact tells of. It is over, and the person says so. Nothing but traction was a load.
    pub(in crate::engine) fn of_logged(heading: &Heading, fact: &SessionLogged) -> Option<Self> {
        let told = &fact.told;
        Some(Self {
            id: heading.session?,
            course: heading.course,
            modality: told.modality,
            region: told.region,
            force: told.force.and_then(|force| force.to_force().ok()),
            duration: told.duration_ms.unwrap_or(Millis::ZERO),
            rehearsal: false,
            simulated: heading.simulated,
            logged: true,
            started: told.started,
            last: told.ended(),
            loaded: told.modality.is_traction(),
            finished: Some(Finished {
                end: End::Completed,
                reason: None,
                release: Release::ByPerson,
                eased: false,
            }),
            symptom_stop: fact.action.has_to_be_looked_at(),
            before: told.pain_before.map(|pain| Before { pain: Some(pain), ..Before::default() }),
            pain_rose: fact.pain_rose,
            next_day_told: false,
            released_after: false,
        })
    }

    /// Whether `told` is likely this very session: the same way of traction in the same time `[D]`. One that still
    /// runs has no end yet.
    pub(in crate::engine) fn is_likely(&self, told: &LoggedSession, now: Timestamp) -> bool {
        let ended = if self.finished.is_some() { self.last } else { now };
        self.modality == told.modality && !self.rehearsal && told.overlaps(self.started, ended)
    }
}

impl Ledger {
    pub(super) fn session_logged(&mut self, heading: &Heading, fact: &SessionLogged) {
        let Some(mut record) = SessionRecord::of_logged(heading, fact) else { return };
        // What was told of it later may have come first out of a merge.
        if let Some(later) = self.told_later.get(&record.id) {
            record.pain_rose |= later.pain_rose;
            record.next_day_told |= later.next_day_told;
        }
        self.sessions.insert(record.id, record);
    }

    /// The session in the journal that `told` likely is.
    pub(in crate::engine) fn likely_same(
        &self,
        told: &LoggedSession,
        now: Timestamp,
    ) -> Option<&SessionRecord> {
        let real = |session: &&SessionRecord| !session.simulated || self.demonstration;
        self.sessions.values().filter(real).find(|session| session.is_likely(told, now))
    }

    /// The course that was open for the region at `at`; else the one that is open now (P1).
    pub(in crate::engine) fn course_at(&self, region: Region, at: Timestamp) -> Option<CourseId> {
        let then = self
            .courses
            .values()
            .filter(|course| course.region == region && course.started <= at)
            .filter(|course| course.ended.is_none_or(|ended| at < ended))
            .max_by_key(|course| course.started);
        then.or_else(|| self.open_course(region)).map(|course| course.id)
    }
}
