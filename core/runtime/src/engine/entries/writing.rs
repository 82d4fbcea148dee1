//! Entries as the task takes them. What is told in one is screened in the same step in which it is kept, and may lock
//! (P6): symptoms by their ids, and tingling as the symptom that it is.

use std::collections::BTreeMap;

use nape_logic::document::FieldError;
use nape_logic::id::RecordId;
use nape_logic::journal::chain::Payload;
use nape_logic::journal::check_in::Answers;
use nape_logic::journal::entry::{Entry, Kind, NewEntry, Site, problems};
use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{Action, ReportedSymptom, Stage, SymptomOutcome, SymptomReport};
use nape_logic::time::{Millis, Now, Timestamp};
use uuid::Uuid;

use super::{EntryCall, MOST_AT_ONCE, Written};
use crate::engine::command::{Reply, Told};
use crate::engine::commits::{Effect, Pass};
use crate::engine::error::{EngineError, nothing_wrong};
use crate::engine::task::Task;
use crate::store::{Condition, ENTRY, NewRecord, Redaction, StoreError};

/// What was felt longer ago is for the full form, which is due every 30 days, to ask about (own decision `[D]`).
const COUNTS_FOR: Millis = Millis::from_mins(30 * 24 * 60);
/// By this id screening knows tingling.
const TINGLING: &str = "numbness_or_tingling";

/// Entries with their ids, about to be kept.
pub(super) type Ready = Vec<(RecordId, Entry)>;

/// Symptoms of one part of the spine, and the entries that tell them.
#[derive(Default)]
struct Felt {
    symptoms: Vec<ReportedSymptom>,
    entries: Vec<RecordId>,
    /// Only numbers of tingling: said nothing of where they have not risen.
    only_tingling: bool,
}

/// Whether what is kept tells anything that was not told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anew {
    /// It does: screening looks at it (P6).
    Told,
    /// It does not.
    Nothing,
}

impl Task {
    pub(in crate::engine) fn entry_call(&mut self, call: EntryCall, now: &Now) {
        match call {
            EntryCall::Add(entries, reply) => match self.checked(&entries, now) {
                Ok(()) => self.add(entries, reply, now),
                Err(error) => reply.done(Err(error)),
            },
            EntryCall::CheckIn(answers, reply) => match self.checked_in(answers, now) {
                Ok(entries) => {
                    self.keep(entries, Anew::Told, Vec::new(), reply, |_| exists("id".to_owned()), now);
                }
                Err(error) => reply.done(Err(error)),
            },
            EntryCall::BeforeImport(reply) => self.before_import(reply, now),
            EntryCall::Import(ready, reply) => self.import(*ready, reply, now),
            EntryCall::Edit { id, revision, entry, reply } => match self.checked_one(&entry, now) {
                Ok(()) => {
                    let condition = Condition { kind: ENTRY.to_owned(), id, revision };
                    let anew = self.told_by_edit(id, &entry);
                    self.keep(vec![(id, *entry)], anew, vec![condition], reply, |_| changed(), now);
                }
                Err(error) => reply.done(Err(error)),
            },
            EntryCall::Delete { id, revision, entry, reply } => {
                let mut pass = Pass { records: vec![record(id, &entry, true, now.wall)], ..Pass::default() };
                pass.conditions.push(Condition { kind: ENTRY.to_owned(), id, revision });
                pass.effects.push(answer(reply, (), |_| changed()));
                self.carry_out(pass, now);
            }
            EntryCall::Erase { id, reply } => {
                let redaction = Redaction { kind: ENTRY.to_owned(), id, written: now.wall };
                let effects = vec![reply.when_durable(())];
                self.carry_out(Pass { redactions: vec![redaction], effects, ..Pass::default() }, now);
            }
        }
    }

    fn add(&mut self, entries: Vec<NewEntry>, reply: Reply<Written>, now: &Now) {
        let mut conditions = Vec::new();
        // What to call the id that each condition is about.
        let mut names = Vec::new();
        let mut ready = Ready::new();
        let of = entries.len();
        for (index, NewEntry { id, entry }) in entries.into_iter().enumerate() {
            if let Some(id) = id {
                conditions.push(Condition { kind: ENTRY.to_owned(), id, revision: 0 });
                names.push(field_of(index, of, "id"));
            }
            ready.push((id.unwrap_or_else(|| RecordId(Uuid::now_v7())), entry));
        }
        let refused = move |condition| exists(names.into_iter().nth(condition).unwrap_or_default());
        self.keep(ready, Anew::Told, conditions, reply, refused, now);
    }

    /// Whether an edit tells what the entry did not: a remark beside a symptom that was told, and perhaps examined since, is
    /// no new one. Where the entry can't be read it does.
    fn told_by_edit(&self, id: RecordId, entry: &Entry) -> Anew {
        let known = self.reader.latest_record(ENTRY, id).ok().flatten().filter(|record| !record.deleted);
        let known = known.and_then(|record| serde_json::from_str::<Entry>(&record.payload?.0).ok());
        let tells = |entry: &Entry| (entry.kind, entry.name.clone(), entry.value, entry.site, entry.at);
        match known {
            Some(known) if tells(&known) == tells(entry) => Anew::Nothing,
            _ => Anew::Told,
        }
    }

    /// Keeps entries and what is told in them, in one step.
    fn keep(
        &mut self,
        entries: Ready,
        anew: Anew,
        conditions: Vec<Condition>,
        reply: Reply<Written>,
        refused: impl FnOnce(usize) -> FieldError + Send + 'static,
        now: &Now,
    ) {
        let records = entries.iter().map(|(id, entry)| record(*id, entry, false, now.wall)).collect();
        let mut pass = Pass { records, conditions, ..Pass::default() };
        let screened = match anew {
            Anew::Told => self.screened_into(&mut pass, &entries, now),
            Anew::Nothing => Ok(Vec::new()),
        };
        match screened {
            Ok(told) => {
                let ids = entries.into_iter().map(|(id, _)| id).collect();
                pass.effects.push(answer(reply, Written { ids, told }, refused));
                self.carry_out(pass, now);
            }
            Err(error) => reply.done(Err(error)),
        }
    }

    /// Screens what is told in entries; what is to be written of it joins them.
    pub(super) fn screened_into(
        &mut self,
        pass: &mut Pass,
        entries: &Ready,
        now: &Now,
    ) -> Result<Vec<Told<SymptomOutcome>>, EngineError> {
        let mut told = Vec::new();
        for (region, felt) in self.felt(entries, now) {
            let only_tingling = felt.only_tingling;
            let report = report(self.way_of(region), region, felt.symptoms);
            let (outcome, facts) = self.tell(report, felt.entries, now)?;
            if !(only_tingling && outcome.outcome.action == Action::Note) {
                pass.facts.extend(facts);
                told.push(outcome);
            }
        }
        Ok(told)
    }

    /// Everything that is wrong with entries, each field with the number of its entry where there are several.
    fn checked(&self, entries: &[NewEntry], now: &Now) -> Result<(), EngineError> {
        if entries.is_empty() || entries.len() > MOST_AT_ONCE {
            let allowed = format!("1 to {MOST_AT_ONCE} entries at once");
            return Err(FieldError::new("entries", "not so many at once", allowed).into());
        }
        let mut wrong = Vec::new();
        let mut named = BTreeMap::new();
        for (index, NewEntry { id, entry }) in entries.iter().enumerate() {
            let field = |field: &str| field_of(index, entries.len(), field);
            let found = self.problems_of(entry, now.wall)?;
            wrong.extend(found.into_iter().map(|error| FieldError { field: field(&error.field), ..error }));
            if id.is_some_and(|id| named.insert(id, index).is_some()) {
                wrong.push(FieldError::new(field("id"), "stands there twice", "each id once"));
            }
        }
        nothing_wrong(wrong)
    }

    /// The entries that the answers of a check-in become; a field that is wrong is named by the question's kind.
    fn checked_in(&self, answers: Answers, now: &Now) -> Result<Ready, EngineError> {
        let chosen = self.profile.check_in.clone().unwrap_or_default();
        let entries = chosen.entries(answers, now.wall).map_err(EngineError::BadDocument)?;
        let mut wrong = Vec::new();
        for entry in &entries {
            let found = self.problems_of(entry, now.wall)?;
            let field = entry.kind.word();
            wrong.extend(found.into_iter().map(|error| FieldError { field: field.to_owned(), ..error }));
        }
        nothing_wrong(wrong)?;
        Ok(entries.into_iter().map(|entry| (RecordId(Uuid::now_v7()), entry)).collect())
    }

    fn checked_one(&self, entry: &Entry, now: &Now) -> Result<(), EngineError> {
        nothing_wrong(self.problems_of(entry, now.wall)?)
    }

    fn problems_of(&self, entry: &Entry, now: Timestamp) -> Result<Vec<FieldError>, EngineError> {
        let mut wrong = problems(entry, now);
        if entry.kind == Kind::Symptom && wrong.is_empty() {
            let report = report(Modality::HomeUnit, Region::Cervical, vec![symptom(entry)]);
            match self.knowledge.symptom(&report) {
                Ok(_) => {}
                Err(EngineError::BadDocument(_)) => {
                    wrong.push(FieldError::new(
                        "name",
                        "not a symptom",
                        "the id of one of screening's symptoms",
                    ));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(wrong)
    }

    /// What entries tell that screening looks at, by the part of the spine.
    fn felt(&self, entries: &Ready, now: &Now) -> BTreeMap<Region, Felt> {
        let mut by_region: BTreeMap<Region, Felt> = BTreeMap::new();
        let newest = self.ledger.decision_time(now.wall);
        for (id, entry) in entries {
            if !told_in(entry) || newest.since(entry.at) > COUNTS_FOR {
                continue;
            }
            let region = entry.site.map_or(Region::Cervical, Site::region);
            let first = Felt { only_tingling: true, ..Felt::default() };
            let felt = by_region.entry(region).or_insert(first);
            felt.only_tingling &= entry.kind == Kind::Tingling;
            felt.entries.push(*id);
            let told = symptom(entry);
            // Of several the strongest counts.
            match felt.symptoms.iter_mut().find(|known| known.id == told.id) {
                Some(known) => known.value = known.value.max(told.value),
                None => felt.symptoms.push(told),
            }
        }
        by_region
    }

    /// The way of traction that something told outside sessions is about: the last one of the region, or the planned one.
    /// What a symptom comes to does not depend on it; whom to call does.
    fn way_of(&self, region: Region) -> Modality {
        let last = self.ledger.last_of(region);
        let planned =
            || self.plans.keys().find(|(_, planned)| *planned == region).map(|(modality, _)| *modality);
        last.map(|session| session.modality).or_else(planned).unwrap_or(Modality::HomeUnit)
    }
}

fn report(modality: Modality, region: Region, symptoms: Vec<ReportedSymptom>) -> SymptomReport {
    SymptomReport {
        modality,
        region,
        stage: Stage::BeforeSession,
        symptoms,
        pain: None,
        pain_before: None,
        earlier_rises: 0,
    }
}

/// A symptom entry, or one of tingling, as screening takes it.
fn symptom(entry: &Entry) -> ReportedSymptom {
    let id = match entry.kind {
        Kind::Tingling => TINGLING.to_owned(),
        _ => entry.name.clone().unwrap_or_default(),
    };
    let value = entry.value.and_then(|value| u8::try_from(value.as_whole()?).ok());
    ReportedSymptom { id, value, before: None }
}

/// Whether screening looks at what an entry tells, unless it is too long ago.
pub(super) fn told_in(entry: &Entry) -> bool {
    let tingles = || entry.kind == Kind::Tingling && entry.value.is_some_and(|value| value.thousandths() > 0);
    entry.kind == Kind::Symptom || tingles()
}

pub(super) fn record(id: RecordId, entry: &Entry, deleted: bool, written: Timestamp) -> NewRecord {
    // An entry is plain data: serialising it can't fail.
    let payload = Payload(serde_json::to_string(entry).unwrap_or_default());
    NewRecord { kind: ENTRY.to_owned(), id, at: entry.at, written, deleted, payload }
}

/// A field of the entry at `index`, by its number where there are several.
fn field_of(index: usize, of: usize, field: &str) -> String {
    if of == 1 { field.to_owned() } else { format!("entries[{index}].{field}") }
}

/// Answers once it is durable; in other words where a condition, by its number, did not hold.
pub(super) fn answer<T: Send + 'static>(
    reply: Reply<T>,
    answer: T,
    refused: impl FnOnce(usize) -> FieldError + Send + 'static,
) -> Effect {
    Effect::Reply(Box::new(move |result| {
        reply.done(match result {
            Ok(()) => Ok(answer),
            Err(EngineError::Store(StoreError::Changed { condition })) => Err(refused(condition).into()),
            Err(error) => Err(error),
        });
    }))
}

fn exists(field: String) -> FieldError {
    FieldError::new(field, "an entry has this id already", "an id that no entry has, or none")
}

fn changed() -> FieldError {
    FieldError::new("id", "the entry was changed meanwhile", "the entry as it is now, looked at again")
}
