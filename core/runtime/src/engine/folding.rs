//! The ledger kept beside the facts, so that opening reads only what came since (E5).
//!
//! It is kept by the program that folded it and read by no other: the fingerprint of the sources stands beside it. Where
//! another process writes meanwhile nothing is kept before the journal is opened again, because this ledger lacks what
//! that one wrote.

use nape_logic::time::Now;

use super::commits::Pass;
use super::error::EngineError;
use super::ledger::Ledger;
use super::task::Task;
use crate::store::fact::Fact;
use crate::store::{Committed, Damage, Folded, Position, Reader, StoreError, StoredFact};

/// Which program this is: the fingerprint that the build took of its sources.
const PROGRAM: [u8; 32] = *include_bytes!(concat!(env!("OUT_DIR"), "/program"));

/// The facts that the ledger is built from.
const LEDGER_KINDS: &[&str] = &[
    "session",
    "screening",
    "lock_set",
    "lock_resolved",
    "clearance_given",
    "clearance_withdrawn",
    "course_started",
    "course_ended",
    "session_logged",
    "after_check",
    "next_day_check",
    "agreed",
    "plan_accepted",
    "provider_contact",
    "reviewed",
    "backup_made",
    "alert",
    "device_battery",
    "device_linked",
    "device_record",
    "record_claimed",
    "device_synced",
];
const FACTS_A_PAGE: u32 = 1000;
/// Worth keeping anew after so many facts: some hundred sessions, which open in a few milliseconds.
const KEPT_EVERY: u64 = 2000;

/// How far the ledger has come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Folding {
    /// The last fact of which it is certain that the ledger has it and all before it.
    seen: i64,
    /// Facts since it was kept last.
    since: u64,
    /// Somebody else wrote meanwhile.
    broken: bool,
}

impl Folding {
    fn follows(&mut self, committed: &Committed) {
        for &Position(position) in &committed.facts {
            self.broken |= position != self.seen + 1;
            self.seen = position;
            self.since += 1;
        }
    }
}

/// The ledger of a journal: what was folded before and the facts since, or all facts in the order in which they were
/// stated.
pub(super) fn read(reader: &Reader) -> Result<(Ledger, Folding), EngineError> {
    // Asked first: what comes in meanwhile is read below, or breaks the line.
    let last = reader.last_position()?.map_or(0, |Position(last)| last);
    let (ledger, since) = match since_kept(reader)? {
        Some(found) => found,
        None => from_all_facts(reader)?,
    };
    Ok((ledger, Folding { seen: last, since, broken: false }))
}

/// None where nothing was kept, or where a fact since was stated before one of those: their order is another one then.
/// One installation's facts arrive in the order in which it stated them, whatever its clock showed.
fn since_kept(reader: &Reader) -> Result<Option<(Ledger, u64)>, StoreError> {
    let Some(folded) = reader.folded(PROGRAM)? else { return Ok(None) };
    let Some(mut ledger) = Ledger::from_bytes(&folded.body) else { return Ok(None) };
    let in_order = reader.origins_with_facts()? <= 1;
    let (mut after, mut since) = (folded.position, 0);
    loop {
        let page = reader.facts_of_kinds(LEDGER_KINDS, Some(after), FACTS_A_PAGE)?;
        let Some(newest) = page.last() else { return Ok(Some((ledger, since))) };
        after = newest.position;
        since += page.len() as u64;
        for stored in &page {
            if !in_order && ledger.is_before_the_last(stored.heading.at) {
                return Ok(None);
            }
            apply(&mut ledger, stored);
        }
    }
}

/// Whether what was folded before comes to what all facts come to (E5); [`Damage::Projections`] where it does not.
pub(super) fn check(reader: &Reader) -> Result<(), StoreError> {
    reader.of_one_moment(|reader| {
        let Some((kept, _)) = since_kept(reader)? else { return Ok(()) };
        let (all, _) = from_all_facts(reader)?;
        if kept.to_bytes() == all.to_bytes() {
            Ok(())
        } else {
            Err(StoreError::Damaged { what: Damage::Projections })
        }
    })
}

fn from_all_facts(reader: &Reader) -> Result<(Ledger, u64), StoreError> {
    let (mut ledger, mut since) = (Ledger::default(), 0);
    reader.each_fact_as_stated(LEDGER_KINDS, &mut |stored| {
        since += 1;
        apply(&mut ledger, &stored);
    })?;
    Ok((ledger, since))
}

fn apply(ledger: &mut Ledger, stored: &StoredFact) {
    let payload = stored.payload.as_ref().map(|payload| payload.0.as_str());
    if let Some(fact) = payload.and_then(|payload| Fact::read(&stored.heading.kind, payload)) {
        ledger.apply(&stored.heading, &fact);
    }
}

impl Task {
    /// Takes in what is durable now.
    pub(super) fn fold(&mut self, committed: &Committed) {
        self.folding.follows(committed);
    }

    /// Keeps the ledger where that is worth it, between sessions and with nothing on its way to the disk.
    pub(super) fn keep_folded(&mut self, now: &Now) {
        let Folding { seen, since, broken } = self.folding;
        if broken || since < KEPT_EVERY || self.session.is_some() || !self.commits.is_empty() {
            return;
        }
        self.folding.since = 0;
        let Some(body) = self.ledger.to_bytes() else { return };
        let folded = Some(Folded { program: PROGRAM, position: Position(seen), body });
        self.carry_out(Pass { folded, ..Pass::default() }, now);
    }
}

#[cfg(test)]
mod tests {
    use nape_logic::id::{BootId, CourseId, JournalId, OriginId, SessionId};
    use nape_logic::journal::chain::Heading;
    use nape_logic::time::{Elapsed, Millis, Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::store::fact::{About, Agreed, StopExplained};
    use crate::store::{Batch, Journal, Key, NewFact, NewJournal};

    fn agreed(minute: u64) -> NewFact {
        let wall = Timestamp::parse("2026-03-01T08:00:00+01:00")
            .expect("an instant")
            .plus(Millis::from_mins(minute));
        let now = Now { wall, elapsed: Elapsed(minute), boot: BootId("a boot".to_owned()) };
        Fact::Agreed(Agreed { version: minute.to_string() }).stamp(About::default(), &now)
    }

    fn journal(home: &tempfile::TempDir) -> Journal {
        let id = Uuid::from_u128(1);
        let new = NewJournal { journal: JournalId(id), origin: OriginId(id) };
        Journal::open_or_create(home.path(), Key::from_bytes([7; 32]), new).expect("made")
    }

    fn facts(minutes: &[u64]) -> Batch {
        Batch { facts: minutes.iter().copied().map(agreed).collect(), ..Batch::default() }
    }

    /// A kind that changes the ledger and is not read for it would be forgotten with every restart.
    #[test]
    fn every_kind_that_changes_the_ledger_is_read_for_it() {
        #[derive(serde::Deserialize)]
        struct Example {
            kind: String,
            payload: serde_json::Value,
        }
        let wall = Timestamp::parse("2026-03-01T08:00:00+01:00").expect("an instant");
        let now = Now { wall, elapsed: Elapsed(0), boot: BootId("a boot".to_owned()) };
        let id = Uuid::from_u128(1);
        let about = About { session: Some(SessionId(id)), course: Some(CourseId(id)), simulated: false };
        let after = |fact: &Fact| {
            let mut ledger = Ledger::default();
            // Every fact is the last one.
            ledger.apply(&nothing(&now, about), &Fact::StopExplained(StopExplained { why: String::new() }));
            ledger.apply(&fact.stamp(about, &now).heading, fact);
            ledger.to_bytes()
        };
        let unchanged = after(&Fact::StopExplained(StopExplained { why: String::new() }));
        for line in include_str!("../store/fact/examples.jsonl").lines() {
            let Example { kind, payload } = serde_json::from_str(line).expect("an example");
            let fact = Fact::read(&kind, &payload.to_string()).expect("reads");
            let listed = LEDGER_KINDS.contains(&kind.as_str());
            assert!(listed || after(&fact) == unchanged, "{kind}");
        }
    }

    fn nothing(now: &Now, about: About) -> Heading {
        Fact::StopExplained(StopExplained { why: String::new() }).stamp(about, now).heading
    }

    #[test]
    fn a_clock_that_was_turned_back_makes_no_opening_read_everything_again() {
        let home = tempfile::tempdir().expect("a folder");
        let journal = journal(&home);
        let mut writer = journal.writer().expect("a writer");
        writer.commit(&facts(&[100, 200])).expect("committed");
        let reader = journal.reader().expect("a reader");
        let (ledger, _) = from_all_facts(&reader).expect("folded");
        let body = ledger.to_bytes().expect("bytes");
        let position = reader.last_position().expect("read").expect("there");
        let folded = Some(Folded { program: PROGRAM, position, body });
        writer.commit(&Batch { folded, ..Batch::default() }).expect("kept");
        writer.commit(&facts(&[50, 60])).expect("committed");

        let (since, read) = since_kept(&reader).expect("read").expect("only what came since is read");
        assert_eq!(read, 2);
        let (all, _) = from_all_facts(&reader).expect("folded");
        assert_eq!(since.to_bytes(), all.to_bytes(), "and it comes to the same");
    }

    #[test]
    fn a_ledger_kept_beside_the_facts_that_does_not_follow_from_them_is_found() {
        let home = tempfile::tempdir().expect("a folder");
        let journal = journal(&home);
        let mut writer = journal.writer().expect("a writer");
        writer.commit(&facts(&[100, 200])).expect("committed");
        let reader = journal.reader().expect("a reader");
        assert_eq!(check(&reader), Ok(()), "nothing is kept yet");
        let position = reader.last_position().expect("read").expect("there");
        let mut keep = |ledger: &Ledger| {
            let folded = Some(Folded { program: PROGRAM, position, body: ledger.to_bytes().expect("bytes") });
            writer.commit(&Batch { folded, ..Batch::default() }).expect("kept");
        };
        keep(&Ledger::default());
        assert_eq!(check(&reader), Err(StoreError::Damaged { what: Damage::Projections }));
        keep(&from_all_facts(&reader).expect("folded").0);
        assert_eq!(check(&reader), Ok(()));
    }
}
