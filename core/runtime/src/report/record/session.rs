//! What the facts of one session come to.

use nape_logic::id::SessionId;
use nape_logic::session::{self, LoggedSession};
use nape_logic::time::Millis;

use super::item::{Delivered, GuidedSession, SessionItem, SessionKind, SymptomIn};
use super::{BeforeSession, KnownSession};
use crate::report::session_times;
use crate::store::StoredFact;
use crate::store::fact::Fact;

/// The session that these facts tell of, in the order of arrival; `None` where none of them says what it was.
pub(super) fn told(known: &KnownSession, stored: &[StoredFact]) -> Option<SessionItem> {
    let facts: Vec<(&StoredFact, Fact)> = stored
        .iter()
        .filter_map(|fact| Some((fact, Fact::read(&fact.heading.kind, &fact.payload.as_ref()?.0)?)))
        .collect();
    let mut item = facts.iter().find_map(|(stored, fact)| begun(known, stored, fact))?;
    for (stored, fact) in &facts {
        match fact {
            Fact::Session(session::Fact::ReleasedAfter) => {}
            Fact::Session(_) => item.ended = stored.heading.at,
            Fact::StopExplained(explained) => item.why_stopped = Some(explained.why.clone()),
            Fact::AfterCheck(check) => item.after = Some(check.clone()),
            Fact::NextDayCheck(check) => item.next_day = Some(check.clone()),
            _ => {}
        }
    }
    if let SessionKind::Guided(guided) = &mut item.kind {
        guide(guided, &mut item.symptoms, &facts);
    }
    Some(item)
}

fn begun(known: &KnownSession, stored: &StoredFact, fact: &Fact) -> Option<SessionItem> {
    let item = |id: SessionId, modality, region, kind| SessionItem {
        id,
        course: stored.heading.course,
        modality,
        region,
        started: stored.heading.at,
        ended: stored.heading.at,
        simulated: stored.heading.simulated,
        kind,
        before: known.before,
        symptoms: Vec::new(),
        why_stopped: None,
        after: None,
        next_day: None,
    };
    match fact {
        Fact::Session(session::Fact::Started(started)) => {
            let guided = GuidedSession {
                dose: started.dose.clone(),
                limited_by: started.limited_by.clone(),
                drive: started.drive,
                rehearsal: started.rehearsal,
                delivered: Delivered::default(),
                finished: None,
                released_after: false,
            };
            let kind = SessionKind::Guided(Box::new(guided));
            let item = item(known.id, started.modality, started.region, kind);
            Some(SessionItem { simulated: started.simulated, ..item })
        }
        Fact::SessionLogged(logged) => {
            let LoggedSession { modality, region, started, .. } = logged.told;
            let kind = SessionKind::Logged(Box::new(logged.told.clone()));
            let ended = started.plus(logged.told.duration_ms.unwrap_or_default());
            let before = BeforeSession { pain: logged.told.pain_before, ..known.before };
            let symptom = |id: &String| SymptomIn { id: id.clone(), at: Millis::ZERO, action: logged.action };
            let symptoms = logged.told.symptoms.iter().map(symptom).collect();
            Some(SessionItem { started, ended, before, symptoms, ..item(known.id, modality, region, kind) })
        }
        _ => None,
    }
}

fn guide(guided: &mut GuidedSession, symptoms: &mut Vec<SymptomIn>, facts: &[(&StoredFact, Fact)]) {
    let of_session = facts
        .iter()
        .filter_map(|(stored, fact)| Some((fact.of_session()?, stored.heading.elapsed.unwrap_or_default())));
    let times = session_times(of_session.clone());
    let mut load = UnderLoad::default();
    for ((fact, _), at) in of_session.zip(times) {
        match fact {
            session::Fact::LoadStarted | session::Fact::Resumed => load.begins(at),
            session::Fact::Paused
            | session::Fact::ReleaseBegan { .. }
            | session::Fact::ReleaseSettled { .. } => load.ends(at),
            session::Fact::EasedOff { to, .. } => guided.delivered.eased_to = *to,
            session::Fact::OverLimit { measured, .. } => {
                guided.delivered.over_limit = guided.delivered.over_limit.max(Some(*measured));
            }
            session::Fact::Symptom { symptom, action } => {
                symptoms.push(SymptomIn { id: symptom.clone(), at, action: *action });
            }
            session::Fact::Finished(finished) => {
                load.ends(at);
                guided.finished = Some(*finished);
            }
            session::Fact::ReleasedAfter => guided.released_after = true,
            _ => {}
        }
    }
    guided.delivered.under_load = load.total;
}

/// The time with a pull on; one that nobody heard the end of lasts to the last fact.
#[derive(Default)]
struct UnderLoad {
    since: Option<Millis>,
    total: Option<Millis>,
}

impl UnderLoad {
    fn begins(&mut self, at: Millis) {
        self.since.get_or_insert(at);
        self.total.get_or_insert(Millis::ZERO);
    }

    fn ends(&mut self, at: Millis) {
        if let Some(since) = self.since.take() {
            let lasted = Millis(at.get().saturating_sub(since.get()));
            self.total = Some(self.total.unwrap_or_default().plus(lasted));
        }
    }
}

impl SessionItem {
    /// Whether something that has to be looked at was felt in it.
    pub fn was_stopped_by_a_symptom(&self) -> bool {
        self.symptoms.iter().any(|symptom| symptom.action.has_to_be_looked_at())
    }

    /// Pain after it, 0 to 10, where told.
    pub fn pain_after(&self) -> Option<u8> {
        let logged = match &self.kind {
            SessionKind::Logged(logged) => logged.pain_after,
            SessionKind::Guided(_) => None,
        };
        self.after.as_ref().and_then(|check| check.pain).or(logged)
    }

    /// Pain a day later, 0 to 10, where told.
    pub fn pain_next_day(&self) -> Option<u8> {
        self.next_day.as_ref().filter(|check| !check.early).and_then(|check| check.pain)
    }

    /// Every symptom of it and of the checks after it, each once.
    pub fn all_symptoms(&self) -> Vec<&str> {
        let after = self.after.iter().flat_map(|check| &check.symptoms);
        let next_day = self.next_day.iter().flat_map(|check| &check.symptoms);
        let mut all: Vec<&str> = Vec::new();
        for id in self.symptoms.iter().map(|symptom| &symptom.id).chain(after).chain(next_day) {
            if !all.contains(&id.as_str()) {
                all.push(id);
            }
        }
        all
    }
}
