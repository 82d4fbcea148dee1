//! What lasts: courses, clearances and locks, each with what became of it, however long after.

use nape_logic::time::Timestamp;

use super::item::{ClearanceItem, CourseItem, Examined, Item, LockItem};
use super::read::read;
use super::{Period, Scope};
use crate::store::fact::Fact;
use crate::store::{Reader, StoreError, StoredFact};

/// What is told of courses, clearances and locks in the whole journal: a handful.
#[derive(Default)]
pub(super) struct Lasting {
    courses: Vec<CourseItem>,
    clearances: Vec<ClearanceItem>,
    locks: Vec<LockItem>,
}

impl Lasting {
    pub(super) fn read(reader: &Reader) -> Result<Self, StoreError> {
        let mut all = Self::default();
        let facts = reader.facts_of_courses()?;
        for stored in &facts {
            all.begins(stored);
        }
        // Another phone's copy may bring what ends something before what began it.
        for stored in &facts {
            all.goes_on(stored);
        }
        all.locks.sort_by_key(|lock| (lock.since.unix_millis(), lock.id));
        all.courses.sort_by_key(|course| (course.started.unix_millis(), course.id));
        all.clearances.sort_by_key(|clearance| (clearance.at.unix_millis(), clearance.id));
        Ok(all)
    }

    fn begins(&mut self, stored: &StoredFact) {
        let at = stored.heading.at;
        match read(stored) {
            Some(Fact::CourseStarted(started)) => {
                let Some(id) = stored.heading.course else { return };
                let (region, reason, provider) = (started.region, started.reason, started.provider);
                let (ended, why) = (None, None);
                self.courses.push(CourseItem { id, region, reason, provider, started: at, ended, why });
            }
            Some(Fact::ClearanceGiven(told)) => {
                let (id, given, provenance) = (told.clearance, told.given, told.provenance);
                self.clearances.push(ClearanceItem { id, at, given, provenance, withdrawn: None });
            }
            Some(Fact::LockSet(set)) => self.locks.push(LockItem {
                id: set.lock,
                since: set.since.unwrap_or(at),
                open: false,
                cause: set.cause,
                verdict: set.verdict,
                about: set.about,
                rules: set.rules,
                texts: set.texts,
                next_step: set.next_step,
                session: stored.heading.session,
                examined: None,
            }),
            _ => {}
        }
    }

    fn goes_on(&mut self, stored: &StoredFact) {
        let at = stored.heading.at;
        match read(stored) {
            Some(Fact::CourseEnded(ended)) => {
                let of = self.courses.iter_mut().filter(|course| Some(course.id) == stored.heading.course);
                of.for_each(|course| (course.ended, course.why) = (Some(at), ended.why.clone()));
            }
            Some(Fact::ClearanceWithdrawn(told)) => {
                let of = self.clearances.iter_mut().filter(|clearance| clearance.id == told.clearance);
                of.for_each(|clearance| clearance.withdrawn = Some(at));
            }
            Some(Fact::LockResolved(looked)) => {
                let of = self.locks.iter_mut().filter(|lock| lock.id == looked.lock);
                let (date, by, advice) = (looked.examined, looked.by, looked.advice);
                let examined = Examined { at, date, by, advice };
                of.for_each(|lock| lock.examined = Some(examined.clone()));
            }
            _ => {}
        }
    }

    /// The courses that were open on a day of the period.
    pub(super) fn courses(&self, scope: &Scope) -> impl Iterator<Item = Item> {
        let Period { from, to } = scope.period;
        let is_of = move |course: &&CourseItem| {
            course.started.date() <= to && course.ended.is_none_or(|ended| ended.date() >= from)
        };
        self.courses.iter().filter(is_of).cloned().map(Item::Course)
    }

    /// The locks of the period; one that nobody has looked at whatever its day.
    pub(super) fn locks(&self, scope: &Scope) -> impl Iterator<Item = Item> {
        self.locks.iter().filter_map(|lock| {
            let open = scope.open_locks.contains(&lock.id);
            let is_of = open || scope.period.holds(lock.since.date());
            is_of.then(|| Item::Lock(Box::new(LockItem { open, ..lock.clone() })))
        })
    }

    /// The clearances that held on a day of the period.
    pub(super) fn clearances(&self, scope: &Scope) -> impl Iterator<Item = Item> {
        let Period { from, to } = scope.period;
        let is_of = move |clearance: &&ClearanceItem| {
            let ends = [clearance.given.expires, clearance.withdrawn.map(Timestamp::date)];
            clearance.given.date <= to && ends.into_iter().flatten().all(|end| end >= from)
        };
        self.clearances.iter().filter(is_of).cloned().map(Item::Clearance)
    }
}
