//! Locks and clearances, folded so that the order of their facts changes nothing (E7).
//!
//! A lock is open while no resolution of it is known, and a clearance holds while no withdrawal of it is known:
//! what is restored later can neither open an older lock again nor lift a newer one. A lock that another phone had set
//! before an examination, and that was not known where that was entered, is covered by it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nape_logic::modality::Region;
use nape_logic::screening::{Clearance, Verdict};
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::forms::Raised;
use crate::store::fact::{ClearanceGiven, LockCause, LockResolved, LockSet};

/// A lock, and when it was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LockRecord {
    /// When it was set.
    pub since: Timestamp,
    /// What it is.
    pub set: LockSet,
}

impl LockRecord {
    /// Whether it holds for a part of the spine; one that does not say which holds for all.
    fn is_about(&self, region: Region) -> bool {
        self.set.about.is_none_or(|about| about.region == region)
    }
}

/// Every lock that was ever set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Locks {
    set: BTreeMap<Uuid, LockRecord>,
    resolved: BTreeMap<Uuid, Timestamp>,
    examinations: BTreeSet<Examination>,
}

/// What is known of an examination, and of the locks that it left open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Examination {
    entered_ms: i64,
    examined: NaiveDate,
    /// The lock that it resolved.
    of: Uuid,
    left_open: BTreeSet<Uuid>,
}

impl Locks {
    pub(super) fn set(&mut self, fact: &LockSet, since: Timestamp) {
        let since = fact.since.unwrap_or(since);
        self.set.entry(fact.lock).or_insert_with(|| LockRecord { since, set: fact.clone() });
    }

    pub(super) fn resolve(&mut self, fact: &LockResolved, at: Timestamp) {
        let last = self.resolved.entry(fact.lock).or_insert(at);
        *last = (*last).max(at);
        if let Some(left_open) = &fact.left_open {
            let left_open = left_open.iter().copied().collect();
            let entered_ms = at.unix_millis();
            self.examinations.insert(Examination {
                entered_ms,
                examined: fact.examined,
                of: fact.lock,
                left_open,
            });
        }
    }

    /// Those that nobody has resolved, the oldest first.
    pub(in crate::engine) fn open(&self) -> Vec<&LockRecord> {
        let mut open: Vec<&LockRecord> = self.set.values().filter(|lock| self.is_open(lock)).collect();
        open.sort_by_key(|lock| (lock.since.unix_millis(), lock.set.lock));
        open
    }

    pub(in crate::engine) fn open_one(&self, id: Uuid) -> Option<&LockRecord> {
        self.set.get(&id).filter(|lock| self.is_open(lock))
    }

    fn is_open(&self, lock: &LockRecord) -> bool {
        !self.resolved.contains_key(&lock.set.lock)
            && !self.examinations.iter().any(|examination| self.covers(examination, lock))
    }

    /// Whether somebody looked at the same part of the spine, for something as grave, on a later day than the one on which
    /// this was locked on another phone (E7). On the same day nobody can tell which came first, so the lock stays.
    fn covers(&self, examination: &Examination, lock: &LockRecord) -> bool {
        let Examination { entered_ms, examined, of, left_open } = examination;
        let is_newer = lock.since.unix_millis() < *entered_ms && lock.since.date() < *examined;
        let looked_at = self.set.get(of).is_some_and(|of| {
            let region = |lock: &LockRecord| lock.set.about.map(|about| about.region);
            (region(of).is_none() || region(of) == region(lock)) && of.set.verdict >= lock.set.verdict
        });
        is_newer && looked_at && !left_open.contains(&lock.set.lock)
    }

    /// Whether all of this was told in this way on the same day already, and nobody has looked at it since.
    pub(in crate::engine) fn holds_already(
        &self,
        cause: LockCause,
        rules: &[String],
        now: Timestamp,
    ) -> bool {
        self.open().iter().any(|lock| {
            lock.set.cause == cause
                && lock.since.date() == now.date()
                && rules.iter().all(|rule| lock.set.rules.contains(rule))
        })
    }

    /// When something of the region was locked.
    pub(in crate::engine) fn times(&self, region: Region) -> Vec<Timestamp> {
        self.set.values().filter(|lock| lock.is_about(region)).map(|lock| lock.since).collect()
    }

    /// When something of the region, or an emergency anywhere, was last locked or resolved: after either the full form is
    /// due.
    pub(super) fn last_change(&self, region: Region) -> Option<Timestamp> {
        let about = |lock: &&LockRecord| lock.is_about(region) || lock.set.verdict == Verdict::Emergency;
        let set = self.set.values().filter(about).map(|lock| lock.since);
        let resolved = self.set.values().filter(about).filter_map(|lock| self.resolved.get(&lock.set.lock));
        set.chain(resolved.copied()).max()
    }
}

/// A clearance, and when it was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearanceRecord {
    /// When it was entered.
    pub entered: Timestamp,
    /// What was entered.
    pub fact: ClearanceGiven,
}

/// Every clearance that was ever entered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Clearances {
    given: BTreeMap<Uuid, ClearanceRecord>,
    withdrawn: BTreeSet<Uuid>,
}

impl Clearances {
    pub(super) fn give(&mut self, fact: &ClearanceGiven, entered: Timestamp) {
        let record = || ClearanceRecord { entered, fact: fact.clone() };
        self.given.entry(fact.clearance).or_insert_with(record);
    }

    pub(super) fn withdraw(&mut self, id: Uuid) {
        self.withdrawn.insert(id);
    }

    /// Those that were not withdrawn, in the order in which they were entered; some may have expired.
    pub(in crate::engine) fn standing(&self) -> Vec<&ClearanceRecord> {
        let mut standing: Vec<&ClearanceRecord> =
            self.given.values().filter(|record| !self.withdrawn.contains(&record.fact.clearance)).collect();
        standing.sort_by_key(|record| (record.entered.unix_millis(), record.fact.clearance));
        standing
    }

    pub(in crate::engine) fn stands(&self, id: Uuid) -> bool {
        self.given.contains_key(&id) && !self.withdrawn.contains(&id)
    }

    /// As screening takes them, each with the rules only that had not come up anew when it was entered.
    pub(in crate::engine) fn for_screening(&self, raised: &Raised) -> Vec<Clearance> {
        let known = |record: &ClearanceRecord, rule: &String| {
            raised.get(rule).is_none_or(|raised| raised.unix_millis() <= record.entered.unix_millis())
        };
        let clearance = |record: &ClearanceRecord| {
            let mut given = record.fact.given.clone();
            given.rules.retain(|rule| known(record, rule));
            given
        };
        self.standing().into_iter().map(clearance).collect()
    }
}
