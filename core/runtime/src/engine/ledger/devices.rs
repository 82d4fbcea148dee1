//! What devices wrote down: which sessions they may have records of, which records the journal has, and whose the others
//! are.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use nape_logic::device::records::record::{RecordDigest, RecordNumber};
use nape_logic::device::records::sync::Known;
use nape_logic::id::SessionId;
use nape_logic::journal::chain::Heading;
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::fact::{DeviceLinked, DeviceRecordKept, DeviceSynced, RecordClaimed};

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Devices {
    linked: BTreeMap<NonZeroU32, Linked>,
    units: BTreeMap<String, Unit>,
}

/// A session that a device obeyed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Linked {
    pub(in crate::engine) session: SessionId,
    pub(in crate::engine) at: Timestamp,
    keeps_records: bool,
    pub(in crate::engine) simulated: bool,
    /// Its record is in the journal.
    pub(in crate::engine) kept: bool,
}

/// One unit, by its serial number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Unit {
    kept: BTreeMap<RecordNumber, BTreeSet<RecordDigest>>,
    /// The last answer, by its time.
    claims: BTreeMap<RecordNumber, (Timestamp, bool)>,
    synced: Option<Timestamp>,
}

impl Devices {
    pub(super) fn linked(&mut self, heading: &Heading, fact: DeviceLinked) {
        let Some(session) = heading.session else { return };
        // A merge may bring the record before the session.
        let kept = self.linked.get(&fact.token).is_some_and(|linked| linked.kept);
        let linked = Linked {
            session,
            at: heading.at,
            keeps_records: fact.keeps_records,
            simulated: heading.simulated,
            kept,
        };
        self.linked.insert(fact.token, linked);
    }

    pub(super) fn record(&mut self, heading: &Heading, fact: &DeviceRecordKept) {
        let unit = self.units.entry(fact.serial.clone()).or_default();
        unit.kept.entry(fact.number).or_default().insert(fact.digest);
        if let (Some(token), Some(session)) = (fact.token, heading.session) {
            let at = heading.at;
            let unknown =
                Linked { session, at, keeps_records: true, simulated: heading.simulated, kept: true };
            self.linked.entry(token).or_insert(unknown).kept = true;
        }
    }

    pub(super) fn claimed(&mut self, fact: &RecordClaimed, at: Timestamp) {
        let claims = &mut self.units.entry(fact.serial.clone()).or_default().claims;
        let last = claims.entry(fact.number).or_insert((at, fact.mine));
        *last = (*last).max((at, fact.mine));
    }

    pub(super) fn synced(&mut self, fact: &DeviceSynced, at: Timestamp) {
        let unit = self.units.entry(fact.serial.clone()).or_default();
        unit.synced = unit.synced.max(Some(at));
    }

    /// What the journal has of a unit; parts of records are beside it.
    pub(in crate::engine) fn known(&self, serial: &str) -> Known {
        let unit = self.units.get(serial);
        let claims = unit.into_iter().flat_map(|unit| &unit.claims);
        Known {
            tokens: self.linked.keys().copied().collect(),
            claimed: claims.filter(|(_, (_, mine))| *mine).map(|(number, _)| *number).collect(),
            kept: unit.map(|unit| unit.kept.clone()).unwrap_or_default(),
            parts: BTreeMap::new(),
        }
    }

    /// The session that a token started.
    pub(in crate::engine) fn session_of(&self, token: NonZeroU32) -> Option<SessionId> {
        self.linked.get(&token).map(|linked| linked.session)
    }

    /// What the person said of a record that no session of theirs started; none where they were not asked.
    pub(in crate::engine) fn claim(&self, serial: &str, number: RecordNumber) -> Option<bool> {
        self.units.get(serial)?.claims.get(&number).map(|(_, mine)| *mine)
    }

    /// When a unit was looked through last.
    pub(in crate::engine) fn last_synced(&self, serial: &str) -> Option<Timestamp> {
        self.units.get(serial)?.synced
    }

    /// Sessions on devices that keep records, by their tokens.
    pub(in crate::engine) fn sessions(&self) -> impl Iterator<Item = (NonZeroU32, &Linked)> {
        self.linked.iter().filter(|(_, linked)| linked.keeps_records).map(|(token, linked)| (*token, linked))
    }

    /// When the first session ended up without its record since any unit was looked through last; in a demonstration
    /// simulated ones count (E9).
    pub(in crate::engine) fn waits_since(&self, demonstration: bool) -> Option<Timestamp> {
        let synced = self.units.values().filter_map(|unit| unit.synced).max();
        let waiting =
            self.sessions().filter(|(_, linked)| !linked.kept && (demonstration || !linked.simulated));
        waiting.map(|(_, linked)| linked.at).filter(|at| synced.is_none_or(|synced| synced < *at)).min()
    }
}
