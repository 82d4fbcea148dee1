//! Two copies of a journal become one: a union in which nothing is lost but what was erased.
//!
//! Everything in a journal has a name of its own, so that merging is done thing by thing:
//!
//! | thing | its name | where both sides have it |
//! |---|---|---|
//! | fact | origin, sequence, hash | equal by its hash; erased where either side erased it |
//! | record | kind, id | all versions of both; erased whole where either side erased any of it |
//! | page of telemetry | session, number | the fuller one; empty where either side emptied it |
//! | end of a chain | origin | the farther one |
//!
//! Each rule is commutative, associative and idempotent, hence so is the merge: two phones that restore each
//! other's backups, in whatever order and however often, hold the same journal.

mod checked;

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::chain::{Head, Payload};
use crate::id::OriginId;
use crate::time::Timestamp;

pub use checked::check;

/// What a thing of the incoming copy is to this one: exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It was not here.
    Added,
    /// It was here, and the incoming copy knows more of it.
    Updated,
    /// It was here with all that the incoming copy knows.
    Unchanged,
    /// Both copies changed it since the version that they have in common. What can be kept of both is kept.
    Conflict,
}

/// How many things fell into each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// See [`Class::Added`].
    pub added: u64,
    /// See [`Class::Updated`].
    pub updated: u64,
    /// See [`Class::Unchanged`].
    pub unchanged: u64,
    /// See [`Class::Conflict`].
    pub conflicts: u64,
}

impl Counts {
    /// One more of a class.
    pub fn count(&mut self, class: Class) {
        let counter = match class {
            Class::Added => &mut self.added,
            Class::Updated => &mut self.updated,
            Class::Unchanged => &mut self.unchanged,
            Class::Conflict => &mut self.conflicts,
        };
        *counter += 1;
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            conflicts: self.conflicts + other.conflicts,
        }
    }
}

/// What this copy holds of an incoming fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactHere {
    /// Nothing under its origin and sequence.
    Absent,
    /// Only a fact with another hash: the chain forked.
    Forked,
    /// The fact itself, or what erasing left of it.
    Present {
        /// Whether it was erased.
        erased: bool,
    },
}

/// What becomes of an incoming fact. Where it is [`Class::Updated`], the one here is to be erased; a fork is a
/// conflict of which both sides are kept.
pub const fn fact(here: FactHere, theirs_is_erased: bool) -> Class {
    match here {
        FactHere::Absent => Class::Added,
        FactHere::Forked => Class::Conflict,
        FactHere::Present { erased: false } if theirs_is_erased => Class::Updated,
        FactHere::Present { .. } => Class::Unchanged,
    }
}

/// The end of a chain after a merge: the farther one; of two ends of a fork the greater hash.
#[must_use]
pub fn head(ours: Head, theirs: Head) -> Head {
    if (theirs.sequence, theirs.hash) > (ours.sequence, ours.hash) { theirs } else { ours }
}

/// One version of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number among the revisions, from 1.
    pub revision: u32,
    /// The installation that wrote it.
    pub origin: OriginId,
    /// The moment that it tells of.
    pub at: Timestamp,
    /// The moment at which it was written down.
    pub written: Timestamp,
    /// Whether it deletes the record.
    pub deleted: bool,
    /// Its payload; `None` once erased.
    pub payload: Option<Payload>,
}

/// What stays of a version when its payload is erased, apart from its name: what tells two versions of one name
/// apart.
type Stamp = (i64, i32, i64, i32, bool);

impl Version {
    fn stamp(&self) -> Stamp {
        let Self { at, written, .. } = self;
        (written.unix_millis(), written.offset_seconds(), at.unix_millis(), at.offset_seconds(), self.deleted)
    }

    /// Of two versions of a record the greater is the later one, on every phone.
    pub fn rank(&self) -> (u32, i64, OriginId) {
        (self.revision, self.written.unix_millis(), self.origin)
    }

    /// The origin under which this version is kept where a greater one claims its name.
    ///
    /// Only a copied folder makes one installation write two versions of one number; the lesser one moves to
    /// an origin that follows from what it says, so that it moves to the same one everywhere.
    fn set_aside(mut self) -> Self {
        let (written, written_offset, at, at_offset, deleted) = self.stamp();
        let mut hasher = Sha256::new();
        hasher.update(b"nape version set aside 1\0");
        hasher.update(self.origin.0.as_bytes());
        hasher.update(written.to_be_bytes());
        hasher.update(written_offset.to_be_bytes());
        hasher.update(at.to_be_bytes());
        hasher.update(at_offset.to_be_bytes());
        hasher.update([u8::from(deleted)]);
        let digest: [u8; 32] = hasher.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        self.origin = OriginId(uuid::Builder::from_custom_bytes(bytes).into_uuid());
        self
    }
}

/// A record after a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedRecord {
    /// What the incoming versions were to ours.
    pub class: Class,
    /// Every version, the latest last.
    pub versions: Vec<Version>,
}

/// Merges the versions of one record.
///
/// A record that was erased on either side is erased in all its versions: what is gone for good doesn't come
/// back with a later version from elsewhere (E21).
pub fn record(ours: &[Version], theirs: &[Version]) -> MergedRecord {
    let (before, incoming) = (Versions::of(ours), Versions::of(theirs));
    let merged = Versions::of(ours.iter().chain(theirs));
    let class = if ours.is_empty() {
        Class::Added
    } else if merged == before {
        Class::Unchanged
    } else if before.names().all(|name| incoming.0.contains_key(&name))
        || incoming.names().all(|name| before.0.contains_key(&name))
    {
        Class::Updated
    } else {
        Class::Conflict
    };
    MergedRecord { class, versions: merged.in_order() }
}

/// The set that the versions of a record are: by number, origin and what erasing leaves.
#[derive(PartialEq, Eq)]
struct Versions(BTreeMap<(u32, OriginId, Stamp), Version>);

impl Versions {
    fn of<'a>(versions: impl IntoIterator<Item = &'a Version>) -> Self {
        let mut set = BTreeMap::new();
        for version in versions {
            let here: &mut Version = set
                .entry((version.revision, version.origin, version.stamp()))
                .or_insert_with(|| version.clone());
            here.payload = joined(here.payload.take(), version.payload.clone());
        }
        Self(set).with_names_of_their_own().erased_as_a_whole()
    }

    /// Of versions that claim one number and origin the greatest keeps it.
    fn with_names_of_their_own(self) -> Self {
        let mut greatest: BTreeMap<(u32, OriginId), Stamp> = BTreeMap::new();
        for &(revision, origin, stamp) in self.0.keys() {
            // In ascending order, so the last one stays.
            greatest.insert((revision, origin), stamp);
        }
        let mut named: BTreeMap<_, Version> = BTreeMap::new();
        for ((revision, origin, stamp), version) in self.0 {
            let keeps = greatest.get(&(revision, origin)) == Some(&stamp);
            let version = if keeps { version } else { version.set_aside() };
            let here = named.entry((revision, version.origin, stamp)).or_insert_with(|| version.clone());
            here.payload = joined(here.payload.take(), version.payload);
        }
        Self(named)
    }

    fn erased_as_a_whole(mut self) -> Self {
        if self.0.values().any(|version| version.payload.is_none()) {
            self.0.values_mut().for_each(|version| version.payload = None);
        }
        self
    }

    fn names(&self) -> impl Iterator<Item = (u32, OriginId, Stamp)> + '_ {
        self.0.keys().copied()
    }

    fn in_order(self) -> Vec<Version> {
        let mut versions: Vec<Version> = self.0.into_values().collect();
        versions.sort_by_key(Version::rank);
        versions
    }
}

/// Erased wins; two payloads under one name, which nobody writes, come to the greater one everywhere.
fn joined(one: Option<Payload>, other: Option<Payload>) -> Option<Payload> {
    let (one, other) = (one?, other?);
    Some(if other.0 > one.0 { other } else { one })
}

/// A page of telemetry without its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// How many samples it holds.
    pub samples: u32,
    /// The packed samples; empty once erased.
    pub body: Vec<u8>,
    /// The latest moment in it, milliseconds since the session's start.
    pub to_ms: u64,
    /// The earliest moment in it.
    pub from_ms: u64,
}

/// What becomes of an incoming page, and whether it takes the place of ours.
///
/// Only a copied folder makes two different pages of one name; one of them can be kept, the same one everywhere.
pub fn page(ours: Option<&Page>, theirs: &Page) -> (Class, bool) {
    let Some(ours) = ours else {
        return (Class::Added, true);
    };
    let takes_its_place = (theirs.body.is_empty(), theirs) > (ours.body.is_empty(), ours);
    let class = match (ours.body.is_empty(), theirs.body.is_empty()) {
        (false, false) if ours != theirs => Class::Conflict,
        _ if takes_its_place => Class::Updated,
        _ => Class::Unchanged,
    };
    (class, takes_its_place)
}

#[cfg(test)]
mod tests;
