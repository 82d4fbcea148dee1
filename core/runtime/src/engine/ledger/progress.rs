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
    told: BTreeMap<SessionId, Told>,
    accepted: BTreeMap<Region, Vec<AcceptedPlan>>,
    contacts: BTreeMap<Region, Vec<Contact>>,
    reviews: BTreeMap<Region, Vec<Reviewed>>,
}

/// What the facts of a session say beyond its record.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Told {
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
            Fact::PlanAccepted(plan) => self.accepted.entry(plan.region).or_default().push(AcceptedPlan {
                modality: plan.modality,
                at: decided,
                dose: plan.dose,
                provider: plan.provider,
            }),
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
                self.felt = self.felt.max(felt_after(logged.action, &logged.told.symptoms));
                self.pain_after = self.pain_after.max(logged.told.pain_after);
            }
            Fact::AfterCheck(check) => {
                self.felt = self.felt.max(felt_after(check.action, &check.symptoms));
                self.pain_after = self.pain_after.max(check.pain);
            }
            Fact::NextDayCheck(check) if check.early => {
                self.felt = self.felt.max(felt_after(check.action, &check.symptoms));
                self.pain_after = self.pain_after.max(check.pain);
            }
            Fact::NextDayCheck(check) => {
                let felt = felt_after(check.action, &check.symptoms);
                self.next_day = Some(NextDay { at, pain: check.pain, felt });
            }
            _ => {}
        }
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

impl Ledger {
    /// What was, for the next dose of `modality`. What does not count is left out (E9).
    pub(in crate::engine) fn course_history(&self, modality: Modality, region: Region) -> History {
        let sessions = self.by_start(region);
        let course_started = self.open_course(region).map(|course| course.started);
        let first = course_started.map(|started| Self::counts_from(started, &sessions));
        History {
            modality,
            course_started,
            sessions: sessions
                .iter()
                .map(|session| self.past(session, first.is_some_and(|first| session.started >= first)))
                .collect(),
            plans: self.progress.accepted.get(&region).cloned().unwrap_or_default(),
            contacts: self.progress.contacts.get(&region).cloned().unwrap_or_default(),
            reviews: self.progress.reviews.get(&region).cloned().unwrap_or_default(),
            locks: self.locks.times(region),
            pains: Vec::new(),
        }
    }

    /// The sessions of a region that count (E9), by their start.
    pub(super) fn by_start(&self, region: Region) -> Vec<&SessionRecord> {
        let counting = |session: &&SessionRecord| session.region == region && self.counts(session);
        let mut sessions: Vec<&SessionRecord> = self.sessions.values().filter(counting).collect();
        sessions.sort_by_key(|session| session.started.unix_millis());
        sessions
    }

    /// From when sessions count for the open course: one that is begun anew without 14 idle days before it goes on
    /// counting, so that a new name for the same complaint opens nothing [D].
    pub(super) fn counts_from(started: Timestamp, sessions: &[&SessionRecord]) -> Timestamp {
        let before = sessions.iter().rev().filter(|session| session.started < started);
        let mut from = started;
        for session in before {
            if from.since(session.last) >= IDLE {
                break;
            }
            from = session.started;
        }
        from
    }

    fn past(&self, session: &SessionRecord, in_course: bool) -> PastSession {
        let none = Told::default();
        let told = self.progress.told.get(&session.id).unwrap_or(&none);
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
}
