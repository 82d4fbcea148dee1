//! The same facts in any order give the same locks, clearances and logged sessions (E5, E7).

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::document::from_json;
use nape_logic::id::{CourseId, SessionId};
use nape_logic::journal::chain::Heading;
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{Clearance, Verdict};
use nape_logic::session::{LoggedSession, SymptomAction};
use nape_logic::time::{Millis, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::{CourseRecord, Ledger, Raised, SessionRecord};
use crate::store::fact::{
    ClearanceGiven, ClearanceWithdrawn, Fact, LockCause, LockResolved, LockSet, NextDayFact, Provenance,
    SessionLogged,
};

pub(super) fn start() -> Timestamp {
    Timestamp::parse("2026-03-10T09:00:00+01:00").expect("an instant")
}

pub(super) fn heading(fact: &Fact, minute: u64) -> Heading {
    Heading {
        kind: fact.kind().to_owned(),
        session: None,
        course: None,
        at: start().plus(Millis::from_mins(minute)),
        elapsed: None,
        boot: None,
        simulated: false,
    }
}

pub(super) fn id(number: u8) -> Uuid {
    Uuid::from_bytes([number; 16])
}

pub(super) fn lock(number: u8) -> Fact {
    Fact::LockSet(LockSet {
        lock: id(number),
        since: None,
        cause: LockCause::Told,
        verdict: Verdict::NeedsProvider,
        about: None,
        rules: vec!["dizziness".to_owned()],
        texts: Vec::new(),
        next_step: None,
    })
}

pub(super) fn resolution(number: u8) -> Fact {
    Fact::LockResolved(LockResolved {
        lock: id(number),
        examined: start().date(),
        by: "Dana".to_owned(),
        advice: "Rest.".to_owned(),
        left_open: None,
    })
}

pub(super) fn clearance(number: u8) -> Fact {
    Fact::ClearanceGiven(ClearanceGiven {
        clearance: id(number),
        given: Clearance {
            name: "Dana".to_owned(),
            role: None,
            date: start().date(),
            rules: vec!["night_pain".to_owned()],
            modality: Modality::HomeUnit,
            expires: None,
        },
        provenance: Provenance::AsEnteredByThePerson,
    })
}

pub(super) fn withdrawal(number: u8) -> Fact {
    Fact::ClearanceWithdrawn(ClearanceWithdrawn { clearance: id(number) })
}

pub(super) fn logged(number: u8) -> Fact {
    let symptom = |symptom| if symptom { SymptomAction::StopAndSee } else { SymptomAction::Note };
    let modality = if number.is_multiple_of(3) { Modality::NeckCracking } else { Modality::Manual };
    Fact::SessionLogged(Box::new(SessionLogged {
        told: told(modality, u64::from(number)),
        action: symptom(number.is_multiple_of(2)),
        pain_rose: number.is_multiple_of(2),
    }))
}

fn told(modality: Modality, hours_before: u64) -> LoggedSession {
    let json =
        format!(r#"{{"modality":"{modality}","started":"2026-03-09T00:00:00+01:00","duration_ms":600000}}"#);
    let mut told: LoggedSession = from_json(json.as_bytes()).expect("reads");
    told.started = told.started.plus(Millis::from_mins(60 * hours_before));
    told
}

pub(super) fn next_day() -> Fact {
    Fact::NextDayCheck(NextDayFact {
        early: false,
        pain: Some(6),
        symptoms: Vec::new(),
        values: BTreeMap::new(),
        action: SymptomAction::Lower,
        pain_rose: true,
    })
}

/// Logged sessions, what was told of them later, and locks, all of one instant.
fn logged_facts() -> impl Strategy<Value = Vec<(Fact, u8)>> {
    let one = (0_u8..4, 0_u8..6).prop_map(|(kind, number)| match kind {
        0 | 1 => (logged(number), number),
        2 => (next_day(), number),
        _ => (lock(number), number),
    });
    proptest::collection::vec(one, 0..24)
}

fn folded_at_once(facts: &[(Fact, u8)]) -> Ledger {
    let mut ledger = Ledger::default();
    for (fact, number) in facts {
        let session = Some(SessionId(id(*number)));
        ledger.apply(&Heading { session, course: Some(CourseId(id(9))), ..heading(fact, 0) }, fact);
    }
    ledger
}

proptest! {
    /// E5, E7: facts of one instant have no order of their own.
    #[test]
    fn the_order_of_facts_of_one_instant_changes_no_logged_session(
        (given, shuffled) in
            logged_facts().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle()))
    ) {
        let (one, other) = (folded_at_once(&given), folded_at_once(&shuffled));
        prop_assert_eq!(one.newest_sessions(100), other.newest_sessions(100));
        prop_assert_eq!(one.counting(Region::Cervical), other.counting(Region::Cervical));
        let modality = Modality::Manual;
        prop_assert_eq!(one.history(modality, Region::Cervical), other.history(modality, Region::Cervical));
        let course = Some(CourseId(id(9)));
        prop_assert_eq!(one.earlier_rises(Region::Cervical, course, None, false), other.earlier_rises(Region::Cervical, course, None, false));
        prop_assert_eq!(one.sessions_in(CourseId(id(9))), other.sessions_in(CourseId(id(9))));
        prop_assert_eq!(&one.locks, &other.locks);
    }
}

/// A session that was told late belongs to the course of its own time.
#[test]
fn a_logged_session_belongs_to_the_course_that_was_open_then() {
    let mut ledger = Ledger::default();
    let course = |number: u8, started: u64, ended: Option<u64>| CourseRecord {
        id: CourseId(id(number)),
        region: Region::Cervical,
        reason: None,
        provider: None,
        started: start().plus(Millis::from_mins(started)),
        ended: ended.map(|ended| start().plus(Millis::from_mins(ended))),
    };
    for course in [course(1, 0, Some(100)), course(2, 100, None)] {
        ledger.courses.insert(course.id, course);
    }
    let at = |minute| ledger.course_at(Region::Cervical, start().plus(Millis::from_mins(minute)));
    assert_eq!(at(99), Some(CourseId(id(1))));
    assert_eq!(at(100), Some(CourseId(id(2))));
    let before = Timestamp::parse("2026-03-01T09:00:00+01:00").expect("an instant");
    assert_eq!(ledger.course_at(Region::Cervical, before), Some(CourseId(id(2))), "the one that is open");
    assert_eq!(ledger.course_at(Region::Lumbar, start()), None);
}

/// Facts about a few locks and clearances, each with its minute; a fact can come twice, as after a restore.
fn facts() -> impl Strategy<Value = Vec<(Fact, u64)>> {
    let one = (0_u8..4, 0_u8..6).prop_map(|(kind, number)| {
        let fact = match kind {
            0 => lock(number),
            1 => resolution(number),
            2 => clearance(number),
            _ => withdrawal(number),
        };
        // The same fact has the same minute wherever it is restored.
        (fact, u64::from(number) * 10 + u64::from(kind))
    });
    proptest::collection::vec(one, 0..24)
}

fn folded(facts: &[(Fact, u64)]) -> Ledger {
    let mut ledger = Ledger::default();
    for (fact, minute) in facts {
        ledger.apply(&heading(fact, *minute), fact);
    }
    ledger
}

proptest! {
    #[test]
    fn the_order_of_facts_changes_no_lock_and_no_clearance(
        (given, shuffled) in facts().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle()))
    ) {
        let (one, other) = (folded(&given), folded(&shuffled));
        prop_assert_eq!(&one.locks, &other.locks);
        prop_assert_eq!(&one.clearances, &other.clearances);
        let locks = |ledger: &Ledger| ledger.locks.open().into_iter().cloned().collect::<Vec<_>>();
        prop_assert_eq!(locks(&one), locks(&other));
        let nothing_new = Raised::new();
        prop_assert_eq!(one.clearances.for_screening(&nothing_new), other.clearances.for_screening(&nothing_new));
    }

    /// An older part of the facts never opens more than all of them do, and brings back no lock that is resolved.
    #[test]
    fn restoring_an_older_backup_changes_nothing(facts in facts(), part in 0_usize..24) {
        let all = folded(&facts);
        let mut with_backup = facts.clone();
        with_backup.extend(facts.iter().take(part).cloned());
        let restored = folded(&with_backup);
        prop_assert_eq!(&all.locks, &restored.locks);
        prop_assert_eq!(&all.clearances, &restored.clearances);
    }

    /// Only the resolution of a lock itself unlocks it: no clearance, and no other resolution.
    #[test]
    fn a_lock_is_open_until_it_is_itself_resolved(facts in facts()) {
        let set: BTreeSet<Uuid> = facts.iter().filter_map(|(fact, _)| match fact {
            Fact::LockSet(lock) => Some(lock.lock),
            _ => None,
        }).collect();
        let resolved: BTreeSet<Uuid> = facts.iter().filter_map(|(fact, _)| match fact {
            Fact::LockResolved(lock) => Some(lock.lock),
            _ => None,
        }).collect();
        let open: BTreeSet<Uuid> = folded(&facts).locks.open().iter().map(|lock| lock.set.lock).collect();
        prop_assert_eq!(open, set.difference(&resolved).copied().collect::<BTreeSet<_>>());
    }
}

fn session(number: u8, course: u8, simulated: bool, pain_rose: bool) -> SessionRecord {
    SessionRecord {
        id: SessionId(id(number)),
        course: Some(CourseId(id(course))),
        modality: Modality::HomeUnit,
        region: Region::Cervical,
        force: None,
        duration: Millis::from_mins(10),
        rehearsal: false,
        simulated,
        logged: false,
        started: start(),
        last: start(),
        loaded: true,
        finished: None,
        symptom_stop: false,
        before: None,
        released_after: false,
        pain_rose,
        next_day_told: false,
    }
}

/// P8: what rose earlier counts within the course, without the session itself and without simulated ones.
#[test]
fn earlier_rises_are_those_of_the_course() {
    let mut ledger = Ledger::default();
    for record in [
        session(1, 1, false, true),
        session(2, 1, false, true),
        session(3, 1, false, false),
        session(4, 1, true, true),
        session(5, 2, false, true),
    ] {
        ledger.sessions.insert(record.id, record);
    }
    let course = Some(CourseId(id(1)));
    let but = |number| Some(SessionId(id(number)));
    assert_eq!(ledger.earlier_rises(Region::Cervical, course, but(2), false), 1);
    assert_eq!(ledger.earlier_rises(Region::Cervical, course, but(3), false), 2);
    assert_eq!(
        ledger.earlier_rises(Region::Cervical, course, but(3), true),
        3,
        "what is simulated counts for what is"
    );
    assert_eq!(ledger.earlier_rises(Region::Cervical, Some(CourseId(id(2))), but(5), false), 0);
    assert_eq!(ledger.earlier_rises(Region::Cervical, None, None, false), 0);
}
