//! Two phones with one journal, each restoring what the other one backed up: what one has locked, and what somebody looked
//! at on the other (E7).

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::modality::{Modality, Region};
use nape_logic::screening::Verdict;
use nape_logic::time::{Millis, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::Ledger;
use super::tests::{heading, id, lock, resolution, start};
use crate::store::fact::{Fact, LockAbout, LockResolved, LockSet};

const DAY: u64 = 24 * 60;

/// A fact with its minute.
type Stated = (Fact, u64);

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A symptom is told on this phone.
    Told { phone: usize, region: Region, verdict: Verdict },
    /// One of the open locks is resolved there: somebody looked at it that day.
    Examined { phone: usize, which: usize },
    /// The other phone restores this one's backup.
    Restored { from: usize },
}

/// A phone: what it holds, in the order of arrival.
#[derive(Default)]
struct Phone {
    facts: Vec<Stated>,
}

impl Phone {
    fn ledger(&self) -> Ledger {
        folded(self.facts.iter())
    }

    fn restores(&mut self, other: &[Stated]) {
        for fact in other {
            if !self.facts.contains(fact) {
                self.facts.push(fact.clone());
            }
        }
    }
}

fn folded<'a>(facts: impl Iterator<Item = &'a Stated>) -> Ledger {
    let mut ledger = Ledger::default();
    for (fact, minute) in facts {
        ledger.apply(&heading(fact, *minute), fact);
    }
    ledger
}

fn open(ledger: &Ledger) -> BTreeSet<Uuid> {
    ledger.locks.open().iter().map(|lock| lock.set.lock).collect()
}

fn told(number: u8, region: Region, verdict: Verdict) -> Fact {
    let Fact::LockSet(set) = lock(number) else { unreachable!("a lock") };
    Fact::LockSet(LockSet { verdict, about: Some(LockAbout { modality: Modality::HomeUnit, region }), ..set })
}

fn examined(number: u8, minute: u64, left_open: Vec<Uuid>) -> Fact {
    let Fact::LockResolved(resolved) = resolution(number) else { unreachable!("a resolution") };
    let examined = start().plus(Millis::from_mins(minute)).date();
    Fact::LockResolved(LockResolved { examined, left_open: Some(left_open), ..resolved })
}

fn steps() -> impl Strategy<Value = Vec<(Step, u64)>> {
    let region = prop_oneof![Just(Region::Cervical), Just(Region::Lumbar)];
    let verdict = prop_oneof![Just(Verdict::NeedsProvider), Just(Verdict::Emergency)];
    let step = prop_oneof![
        (0..2_usize, region, verdict).prop_map(|(phone, region, verdict)| Step::Told {
            phone,
            region,
            verdict
        }),
        (0..2_usize, 0..8_usize).prop_map(|(phone, which)| Step::Examined { phone, which }),
        (0..2_usize).prop_map(|from| Step::Restored { from }),
    ];
    // Hours or days pass between two steps.
    proptest::collection::vec((step, 1_u64..3 * DAY), 1..40)
}

/// What became of a lock, as the steps went.
struct Course {
    set: Timestamp,
    region: Region,
    verdict: Verdict,
}

proptest! {
    #[test]
    fn an_examination_covers_what_another_phone_had_locked_before_and_nothing_else(steps in steps()) {
        let mut phones = [Phone::default(), Phone::default()];
        let mut locks: BTreeMap<Uuid, Course> = BTreeMap::new();
        // Every examination: when, of which lock, and which locks that phone knew.
        let mut examinations: Vec<(Timestamp, Uuid, BTreeSet<Uuid>)> = Vec::new();
        let mut minute = 0;
        for (step, passes) in steps {
            minute += passes;
            let now = start().plus(Millis::from_mins(minute));
            match step {
                Step::Told { phone, region, verdict } => {
                    let number = u8::try_from(locks.len() + 1).expect("few");
                    locks.insert(id(number), Course { set: now, region, verdict });
                    phones[phone].facts.push((told(number, region, verdict), minute));
                    prop_assert!(open(&phones[phone].ledger()).contains(&id(number)), "what is told now locks now");
                }
                Step::Examined { phone, which } => {
                    let open: Vec<Uuid> = open(&phones[phone].ledger()).into_iter().collect();
                    let Some(&of) = open.get(which % open.len().max(1)) else { continue };
                    let others = open.iter().copied().filter(|lock| *lock != of).collect();
                    let known = |(fact, _): &Stated| match fact {
                        Fact::LockSet(lock) => Some(lock.lock),
                        _ => None,
                    };
                    examinations.push((now, of, phones[phone].facts.iter().filter_map(known).collect()));
                    phones[phone].facts.push((examined(of.as_bytes()[0], minute, others), minute));
                    let left = self::open(&phones[phone].ledger());
                    prop_assert_eq!(left.len(), open.len() - 1, "one examination is of one lock that is known");
                }
                Step::Restored { from } => {
                    let theirs = phones[from].facts.clone();
                    phones[1 - from].restores(&theirs);
                }
            }
        }
        let all = [phones[0].facts.clone(), phones[1].facts.clone()];
        for (phone, theirs) in phones.iter_mut().zip(all.iter().rev()) {
            phone.restores(theirs);
        }
        let found = phones.map(|phone| phone.ledger());
        prop_assert_eq!(&found[0].locks, &found[1].locks, "whichever arrived first");
        let covered = |lock: Uuid, course: &Course| examinations.iter().any(|(at, of, known)| {
            let looked_at = &locks[of];
            *of == lock
                || (!known.contains(&lock)
                    && course.set.date() < at.date()
                    && looked_at.region == course.region
                    && looked_at.verdict >= course.verdict)
        });
        let expected: BTreeSet<Uuid> =
            locks.iter().filter(|(lock, course)| !covered(**lock, course)).map(|(lock, _)| *lock).collect();
        prop_assert_eq!(open(&found[0]), expected);
    }
}

/// The clock of one phone was turned back after an examination: what it tells now is no older symptom.
#[test]
fn what_is_told_after_an_examination_locks_though_the_clock_was_turned_back() {
    let Fact::LockSet(later) = lock(2) else { unreachable!("a lock") };
    let since = Some(start().plus(Millis::from_mins(5 * DAY)));
    let facts = [
        (lock(1), DAY),
        (examined(1, 5 * DAY, Vec::new()), 5 * DAY),
        (Fact::LockSet(LockSet { since, ..later.clone() }), 2 * DAY),
    ];
    assert_eq!(open(&folded(facts.iter())), BTreeSet::from([id(2)]));
    let [first, second, _] = facts;
    let elsewhere = [first, second, (Fact::LockSet(later), 2 * DAY)];
    assert_eq!(open(&folded(elsewhere.iter())), BTreeSet::new(), "else it is another phone's, and older");
}
