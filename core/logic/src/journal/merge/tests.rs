//! The merge is a union: in whatever order, grouping and number of times, the same journal.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::journal::chain::ChainHash;

fn origin(number: u8) -> OriginId {
    OriginId(Uuid::from_u128(u128::from(number) + 1))
}

fn instant(minute: u8) -> Timestamp {
    Timestamp::from_unix_millis(1_767_225_600_000 + i64::from(minute) * 60_000, 3600).expect("in range")
}

fn version(revision: u32, by: u8, written: u8, payload: Option<&str>) -> Version {
    Version {
        revision,
        origin: origin(by),
        at: instant(0),
        written: instant(written),
        deleted: false,
        payload: payload.map(Payload::from),
    }
}

fn payloads(versions: &[Version]) -> Vec<Option<&str>> {
    versions.iter().map(|version| version.payload.as_ref().map(|payload| payload.0.as_str())).collect()
}

#[test]
fn a_record_that_is_new_here_is_added_with_all_its_versions() {
    let theirs = [version(1, 0, 1, Some("a")), version(2, 0, 2, Some("b"))];
    let merged = record(&[], &theirs);
    assert_eq!((merged.class, merged.versions.as_slice()), (Class::Added, &theirs[..]));
}

#[test]
fn a_backup_of_our_own_past_changes_nothing() {
    let ours = [version(1, 0, 1, Some("a")), version(2, 0, 2, Some("b"))];
    let merged = record(&ours, &ours[..1]);
    assert_eq!((merged.class, merged.versions.as_slice()), (Class::Unchanged, &ours[..]));
}

#[test]
fn a_record_that_only_they_went_on_with_is_updated() {
    let theirs = [version(1, 0, 1, Some("a")), version(2, 1, 2, Some("b"))];
    assert_eq!(record(&theirs[..1], &theirs).class, Class::Updated);
}

#[test]
fn a_record_that_both_went_on_with_is_a_conflict_of_which_both_versions_stay() {
    let common = version(1, 0, 1, Some("a"));
    let (ours, theirs) = (version(2, 0, 3, Some("ours")), version(2, 1, 2, Some("theirs")));
    let merged = record(&[common.clone(), ours.clone()], &[common.clone(), theirs.clone()]);
    assert_eq!(merged.class, Class::Conflict);
    assert_eq!(merged.versions, [common, theirs, ours], "the one that was written last is the latest");
}

#[test]
fn an_erased_record_stays_erased_when_another_phone_went_on_with_it() {
    let erased = [version(1, 0, 1, None)];
    let edited = [version(1, 0, 1, Some("a")), version(2, 1, 2, Some("b"))];
    for (ours, theirs) in [(&erased[..], &edited[..]), (&edited[..], &erased[..])] {
        assert_eq!(payloads(&record(ours, theirs).versions), [None, None]);
    }
}

#[test]
fn an_erasure_elsewhere_is_an_update_and_an_erasure_here_is_none() {
    let (whole, erased) = ([version(1, 0, 1, Some("a"))], [version(1, 0, 1, None)]);
    assert_eq!(record(&whole, &erased).class, Class::Updated);
    assert_eq!(record(&erased, &whole).class, Class::Unchanged);
}

#[test]
fn of_two_versions_that_a_copied_folder_wrote_under_one_name_both_stay() {
    let (one, other) = (version(2, 0, 1, Some("one")), version(2, 0, 2, Some("other")));
    let merged = record(std::slice::from_ref(&one), std::slice::from_ref(&other));
    assert_eq!(merged.class, Class::Conflict);
    let kept: BTreeSet<_> = payloads(&merged.versions).into_iter().collect();
    assert_eq!(kept, BTreeSet::from([Some("one"), Some("other")]));
    let names: BTreeSet<_> = merged.versions.iter().map(|version| version.origin).collect();
    assert_eq!(names.len(), 2, "each under a name of its own");
    assert!(merged.versions.contains(&other), "the later one keeps its name");
    assert_eq!(record(&merged.versions, &[one]).class, Class::Unchanged);
}

#[test]
fn facts_are_added_left_erased_or_kept_beside_a_fork() {
    let present = |erased| FactHere::Present { erased };
    assert_eq!(fact(FactHere::Absent, true), Class::Added);
    assert_eq!(fact(FactHere::Forked, false), Class::Conflict);
    assert_eq!(fact(present(false), true), Class::Updated);
    for (here, theirs) in [(false, false), (true, false), (true, true)] {
        assert_eq!(fact(present(here), theirs), Class::Unchanged);
    }
}

/// A whole journal as a value, put together from the rules for its things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Content {
    facts: BTreeMap<(OriginId, u64, u8), bool>,
    heads: BTreeMap<OriginId, (u64, ChainHash)>,
    records: BTreeMap<u8, Vec<Version>>,
    pages: BTreeMap<u8, Page>,
}

impl Content {
    fn with(mut self, other: &Self) -> (Self, Counts) {
        let mut counts = Counts::default();
        for (&(by, sequence, hash), &erased) in &other.facts {
            let here = match self.facts.get(&(by, sequence, hash)) {
                Some(&erased) => FactHere::Present { erased },
                None if self.facts.keys().any(|name| (name.0, name.1) == (by, sequence)) => FactHere::Forked,
                None => FactHere::Absent,
            };
            let class = fact(here, erased);
            if class != Class::Unchanged {
                self.facts.insert((by, sequence, hash), erased);
            }
            counts.count(class);
        }
        for (&by, &(sequence, hash)) in &other.heads {
            let ours = self.heads.get(&by).map_or(Head::EMPTY, |&(sequence, hash)| Head { sequence, hash });
            let end = head(ours, Head { sequence, hash });
            self.heads.insert(by, (end.sequence, end.hash));
        }
        for (&id, versions) in &other.records {
            let merged = record(self.records.get(&id).map_or(&[], Vec::as_slice), versions);
            self.records.insert(id, merged.versions);
            counts.count(merged.class);
        }
        for (&id, theirs) in &other.pages {
            let (class, takes) = page(self.pages.get(&id), theirs);
            if takes {
                self.pages.insert(id, theirs.clone());
            }
            counts.count(class);
        }
        (self, counts)
    }

    fn merged(self, other: &Self) -> Self {
        self.with(other).0
    }
}

/// A journal that grew by any means: few names, so that copies meet, fork and erase.
fn content() -> impl Strategy<Value = Content> {
    let facts = proptest::collection::btree_map((0_u8..3, 1_u64..4, 0_u8..2), any::<bool>(), 0..8);
    let version = (1_u32..4, 0_u8..3, 0_u8..3, any::<bool>(), proptest::option::weighted(0.9, 0_u8..2));
    let records = proptest::collection::btree_map(0_u8..3, proptest::collection::vec(version, 1..5), 0..4);
    let page = (0_u32..3, proptest::collection::vec(0_u8..3, 0..3), 0_u64..2, 0_u64..2);
    let pages = proptest::collection::btree_map(0_u8..3, page, 0..4);
    (facts, records, pages).prop_map(|(facts, records, pages)| {
        let mut content = Content::default();
        for ((by, sequence, hash), erased) in facts {
            content.facts.insert((origin(by), sequence, hash), erased);
            let end = content.heads.entry(origin(by)).or_insert((0, ChainHash::START));
            *end = (*end).max((sequence, ChainHash([hash; 32])));
        }
        for (id, versions) in records {
            let versions: Vec<Version> = versions
                .into_iter()
                .map(|(revision, by, written, deleted, payload)| Version {
                    revision,
                    origin: origin(by),
                    at: instant(0),
                    written: instant(written),
                    deleted,
                    payload: payload.map(|number| Payload(number.to_string())),
                })
                .collect();
            // As a journal holds them: whoever writes or merges leaves them so.
            content.records.insert(id, record(&[], &versions).versions);
        }
        for (id, (samples, body, to_ms, from_ms)) in pages {
            content.pages.insert(id, Page { samples, body, to_ms, from_ms });
        }
        content
    })
}

proptest! {
    #[test]
    fn the_order_of_two_copies_changes_nothing(one in content(), other in content()) {
        prop_assert_eq!(one.clone().merged(&other), other.merged(&one));
    }

    #[test]
    fn the_grouping_of_three_copies_changes_nothing(a in content(), b in content(), c in content()) {
        let left = a.clone().merged(&b).merged(&c);
        prop_assert_eq!(left, a.merged(&b.merged(&c)));
    }

    #[test]
    fn a_copy_that_was_merged_brings_nothing_a_second_time(one in content(), other in content()) {
        let once = one.merged(&other);
        let (twice, counts) = once.clone().with(&other);
        prop_assert_eq!(&twice, &once);
        let lost_pages =
            other.pages.iter().filter(|(id, page)| once.pages[id] != **page && !once.pages[id].body.is_empty());
        prop_assert_eq!(counts.added + counts.updated, 0);
        // Of two pages of one name only one is kept, so the other stays a conflict.
        prop_assert_eq!(counts.conflicts, lost_pages.count() as u64);
    }

    #[test]
    fn every_incoming_thing_falls_into_one_class(one in content(), other in content()) {
        let things = other.facts.len() + other.records.len() + other.pages.len();
        let (_, counts) = one.with(&other);
        let Counts { added, updated, unchanged, conflicts } = counts;
        prop_assert_eq!(added + updated + unchanged + conflicts, things as u64);
    }

    /// E21: what was erased anywhere is erased everywhere, and nothing else is lost.
    #[test]
    fn nothing_is_lost_but_what_was_erased(one in content(), other in content()) {
        let merged = one.clone().merged(&other);
        for side in [&one, &other] {
            for (name, &erased) in &side.facts {
                prop_assert!(merged.facts.contains_key(name));
                prop_assert!(!erased || merged.facts[name]);
            }
            for (id, versions) in &side.records {
                let after = &merged.records[id];
                let gone = [&one, &other].iter().filter_map(|side| side.records.get(id)).flatten().any(|v| v.payload.is_none());
                prop_assert_eq!(after.iter().all(|version| version.payload.is_none()), gone);
                for version in versions {
                    prop_assert!(after.iter().any(|kept| kept.revision == version.revision && kept.stamp() == version.stamp()));
                }
            }
        }
    }

    /// The database keeps one version per number and origin.
    #[test]
    fn no_two_versions_share_a_name(one in content(), other in content()) {
        for versions in one.merged(&other).records.values() {
            let names: BTreeSet<_> = versions.iter().map(|version| (version.revision, version.origin)).collect();
            prop_assert_eq!(names.len(), versions.len());
        }
    }
}
