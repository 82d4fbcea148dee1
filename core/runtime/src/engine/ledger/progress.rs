//! What the next dose of a course depends on: how sessions felt, plans as accepted, contacts, reviews.

use std::collections::BTreeMap;

use nape_logic::id::SessionId;
use nape_logic::journal::chain::Heading;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::progression::{
    AcceptedPlan, Amount, Contact, Felt, History, IDLE, NextDay, PastSession, Reviewed,
};
use nape_logic::session::{self, End, Release, SymptomAction, timing};
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Ledger, MORE_PAIN, SessionRecord};
use crate::store::fact::Fact;

/// See the module.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Progress {
    /// Of every session, so it is kept packed.
    #[serde(skip)]
    pub(super) told: BTreeMap<SessionId, Told>,
    accepted: BTreeMap<Region, Vec<AcceptedPlan>>,
    contacts: BTreeMap<Region, Vec<Contact>>,
    reviews: BTreeMap<Region, Vec<Reviewed>>,
}

/// What the facts of a session say beyond its record.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    #[serde(with = "packed_amount")]
    dose: Option<Amount>,
    released_in_time: bool,
    felt: Felt,
    pain_after: Option<u8>,
    next_day: Option<NextDay>,
}

impl Progress {
    /// Takes in a fact; `decided` is the later of its time and every fact before it (E7).
    pub(super) fn apply(&mut self, heading: &Heading, fact: &Fact, decided: Timestamp) {
        match fact {
            Fact::PlanAccepted(plan) => {
                self.accepted.entry(plan.region).or_default().push(plan.since(decided));
            }
            Fact::ProviderContact(contact) => {
                let contacts = self.contacts.entry(contact.region).or_default();
                contacts.push(Contact { at: decided, date: contact.date });
            }
            Fact::CourseReviewed(review) => self.reviews.entry(review.region).or_default().push(Reviewed {
                at: decided,
                kind: review.kind,
                groc: review.groc,
                pain: review.pain,
            }),
            _ => {
                if let Some(id) = heading.session {
                    self.told.entry(id).or_default().apply(fact, heading.at);
                }
            }
        }
    }
}

impl Told {
    fn apply(&mut self, fact: &Fact, at: Timestamp) {
        match fact {
            Fact::Session(session::Fact::Started(started)) => self.dose = Some(Amount::of(&started.dose)),
            Fact::Session(session::Fact::Symptom { symptom, action }) => {
                let rose = if symptom == MORE_PAIN { Felt::Rose } else { Felt::Nothing };
                self.felt = self.felt.max(felt(*action)).max(rose);
            }
            Fact::Session(session::Fact::OverLimit { .. }) => self.felt = self.felt.max(Felt::TooStrong),
            Fact::Session(session::Fact::ReleaseSettled { release, late }) => {
                let in_time = *late <= timing::RELEASE_CONFIRMATION_LIMIT;
                self.released_in_time =
                    *release == Release::Confirmed || *release == Release::ByPerson && in_time;
            }
            Fact::SessionLogged(logged) => {
                self.told_after(logged.action, &logged.told.symptoms, logged.told.pain_after);
            }
            Fact::AfterCheck(check) => self.told_after(check.action, &check.symptoms, check.pain),
            Fact::NextDayCheck(check) if check.early => {
                self.told_after(check.action, &check.symptoms, check.pain);
            }
            Fact::NextDayCheck(check) => {
                let felt = felt_after(check.action, &check.symptoms);
                self.next_day = Some(NextDay { at, pain: check.pain, felt });
            }
            _ => {}
        }
    }
}

impl Told {
    fn told_after(&mut self, action: SymptomAction, symptoms: &[String], pain: Option<u8>) {
        self.felt = self.felt.max(felt_after(action, symptoms));
        self.pain_after = self.pain_after.max(pain);
    }
}

/// What was told afterwards: nothing was felt where no symptom was told and nothing follows.
fn felt_after(action: SymptomAction, symptoms: &[String]) -> Felt {
    let quiet = action == SymptomAction::Note && symptoms.is_empty();
    if quiet { Felt::Nothing } else { felt(action) }
}

const fn felt(action: SymptomAction) -> Felt {
    match action {
        SymptomAction::Note => Felt::Noted,
        SymptomAction::Lower => Felt::TooStrong,
        SymptomAction::EndAndLower => Felt::Rose,
        SymptomAction::StopAndSee | SymptomAction::Emergency => Felt::Stopped,
    }
}

/// An amount leaves out what is usual, which only a format with names can.
mod packed_amount {
    use nape_logic::plan::Load;
    use nape_logic::plan::progression::Amount;
    use nape_logic::time::Millis;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type Packed = Option<(Load, Millis, u8)>;

    #[expect(clippy::ref_option, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(dose: &Option<Amount>, serializer: S) -> Result<S::Ok, S::Error> {
        dose.map(|Amount { load, duration, sets }| (load, duration, sets)).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Amount>, D::Error> {
        let packed = Packed::deserialize(deserializer)?;
        Ok(packed.map(|(load, duration, sets)| Amount { load, duration, sets }))
    }
}

impl Ledger {
    /// What was, for the next dose of `modality` at `now`. What does not count is left out (E9).
    pub(in crate::engine) fn course_history(
        &self,
        modality: Modality,
        region: Region,
        now: Timestamp,
    ) -> History {
        let mut told = self.progress.told.iter().peekable();
        // Both are in the order of their ids, so that nothing has to be looked up, be it for ten years of sessions.
        let mut told_of = |session: &SessionRecord| {
            while told.next_if(|(id, _)| **id < session.id).is_some() {}
            told.peek().filter(|(id, _)| **id == session.id).map(|(_, told)| *told)
        };
        let mut sessions: Vec<(&SessionRecord, Option<&Told>)> =
            self.counting_of(region).map(|session| (session, told_of(session))).collect();
        sessions.sort_by_key(|(session, _)| session.started.unix_millis());
        let course_started = self.open_course(region).map(|course| course.started);
        // Without a course the next session opens one: to end it is no way round what it waits for.
        let started = course_started.unwrap_or(now);
        let first = Self::counts_from(started, sessions.iter().map(|(session, _)| *session));
        History {
            modality,
            course_started,
            sessions: sessions
                .iter()
                .map(|(session, told)| past(session, *told, session.started >= first))
                .collect(),
            plans: self.progress.accepted.get(&region).cloned().unwrap_or_default(),
            contacts: self.progress.contacts.get(&region).cloned().unwrap_or_default(),
            reviews: self.progress.reviews.get(&region).cloned().unwrap_or_default(),
            locks: self.locks.times(region),
            // They stand in the journal, which the task reads.
            pains: Vec::new(),
        }
    }

    /// When it became known that a day is held, of each session that counts.
    pub(in crate::engine) fn holds(&self, region: Region) -> impl Iterator<Item = Timestamp> {
        let told = self.progress.told.iter().filter(|(_, told)| told.next_day.is_some());
        let sessions = told.filter_map(|(id, told)| Some((self.sessions.get(id)?, told)));
        let counting = sessions.filter(move |(session, _)| session.region == region && self.counts(session));
        counting.filter_map(|(session, told)| past(session, Some(told), true).hold_told())
    }

    /// The sessions of a region that count (E9), by their start.
    pub(super) fn by_start(&self, region: Region) -> Vec<&SessionRecord> {
        let mut sessions: Vec<&SessionRecord> = self.counting_of(region).collect();
        sessions.sort_by_key(|session| session.started.unix_millis());
        sessions
    }

    /// From when sessions count for the open course: one that is begun anew without 14 idle days before it goes on
    /// counting, so that a new name for the same complaint opens nothing [D].
    pub(super) fn counts_from<'s>(
        started: Timestamp,
        sessions: impl DoubleEndedIterator<Item = &'s SessionRecord>,
    ) -> Timestamp {
        let before = sessions.rev().filter(|session| session.started < started);
        let mut from = started;
        for session in before {
            if from.since(session.last) >= IDLE {
                break;
            }
            from = session.started;
        }
        from
    }
}

fn past(session: &SessionRecord, told: Option<&Told>, in_course: bool) -> PastSession {
    let none = Told::default();
    let told = told.unwrap_or(&none);
    PastSession {
        modality: session.modality,
        in_course,
        started: session.started,
        ended: session.last,
        dose: told.dose,
        completed: session.finished.is_some_and(|finished| finished.end == End::Completed),
        eased: session.finished.is_some_and(|finished| finished.eased),
        released_in_time: told.released_in_time,
        felt: told.felt,
        pain_before: session.before.and_then(|before| before.pain),
        pain_after: told.pain_after,
        next_day: told.next_day,
    }
}
