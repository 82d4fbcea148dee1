//! The ledger as bytes, for the program that made them alone: no field of it has to stay as it is.

use std::collections::BTreeMap;

use nape_logic::id::SessionId;

use super::progress::Told;
use super::{Ledger, SessionRecord, ToldLater};

/// Sessions are many and plain, so they and what was told of them are packed; all else is little and as manifold as its
/// facts, so it is JSON.
type Kept = (String, Vec<SessionRecord>, BTreeMap<SessionId, ToldLater>, BTreeMap<SessionId, Told>);

impl Ledger {
    /// None where it can't be written, which costs only time at the next opening.
    pub(in crate::engine) fn to_bytes(&self) -> Option<Vec<u8>> {
        let rest = serde_json::to_string(self).ok()?;
        let sessions: Vec<&SessionRecord> = self.sessions.values().collect();
        postcard::to_allocvec(&(rest, sessions, &self.told_later, &self.progress.told)).ok()
    }

    /// None for any bytes but those of [`Ledger::to_bytes`].
    pub(in crate::engine) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (rest, sessions, told_later, told): Kept = postcard::from_bytes(bytes).ok()?;
        let mut ledger: Self = serde_json::from_str(&rest).ok()?;
        (ledger.told_later, ledger.progress.told) = (told_later, told);
        ledger.sessions = sessions.into_iter().map(|session| (session.id, session)).collect();
        Some(ledger)
    }
}

#[cfg(test)]
mod tests {
    use nape_logic::document::from_json;
    use nape_logic::id::{CourseId, SessionId};
    use nape_logic::journal::chain::Heading;
    use nape_logic::modality::{Modality, Region};
    use nape_logic::plan::progression::{Amount, PlanProvider};
    use nape_logic::plan::{self, CheckContext, CourseLimits, Plan};
    use nape_logic::session::{self, Drive, End, Finished, Reason, Release, Started, SymptomAction};
    use nape_logic::time::Millis;
    use proptest::prelude::*;

    use super::*;
    use crate::engine::ledger::tests::{
        clearance, heading, id, lock, logged, next_day, resolution, start, withdrawal,
    };
    use crate::store::fact::{
        AfterCheckFact, Agreed, CourseEnded, CourseReviewed, CourseStarted, Fact, Feeling, PlanAccepted,
        ProviderContact, ScreeningFact,
    };

    const PLAN: &str = r#"{"modality":"over_door_pulley","pattern":"intermittent","force":{"value":12,"unit":"lb"},
        "provider":{"name":"Dana","date":"2026-02-16"},"duration_ms":600000,"hold_ms":60000,"rest_ms":20000,
        "body_weight":{"value":72,"unit":"kg"}}"#;

    fn dose() -> plan::Dose {
        let plan: Plan = from_json(PLAN.as_bytes()).expect("a plan");
        let context = CheckContext {
            today: start().date(),
            device: None,
            profile_weight: None,
            first_dose: false,
            course: CourseLimits::default(),
        };
        plan::check(&plan, &context).effective.expect("accepted").dose
    }

    fn started(simulated: bool) -> session::Fact {
        session::Fact::Started(Box::new(Started {
            modality: Modality::OverDoorPulley,
            region: Region::Cervical,
            dose: dose(),
            limited_by: vec!["body_weight_share".to_owned()],
            get_in: Millis::ZERO,
            drive: Drive::Person,
            rehearsal: false,
            simulated,
        }))
    }

    fn form(number: u8) -> Fact {
        let form = if number.is_multiple_of(2) { "short" } else { "full" };
        let answers = r#"{"emergency_signs":["none"],"pain_now":4,"tingling_now":0.5,"pregnant":false,"age":"unknown"}"#;
        let json = format!(r#"{{"form":"{form}","modality":"home_unit","answers":{answers}}}"#);
        let sheet: nape_logic::screening::AnswerSheet = from_json(json.as_bytes()).expect("a sheet");
        Fact::Screening(Box::new(ScreeningFact {
            form: sheet.form,
            modality: sheet.modality,
            region: sheet.region,
            outcome: nape_logic::screening::Verdict::NeedsProvider,
            rules: vec![format!("rule_{number}")],
            lifted: vec!["night_pain".to_owned()],
            unsure: vec!["night_pain".to_owned()],
            missing: Vec::new(),
            content_version: "1".to_owned(),
            sheet,
        }))
    }

    fn after_check() -> Fact {
        Fact::AfterCheck(AfterCheckFact {
            feeling: Feeling::Worse,
            pain: Some(6),
            symptoms: vec!["pull_hurts".to_owned()],
            values: std::iter::once(("pull_hurts".to_owned(), 4)).collect(),
            action: SymptomAction::EndAndLower,
            pain_rose: true,
        })
    }

    fn of_a_course(number: u8) -> Fact {
        let (region, date) = (Region::Cervical, start().date());
        match number {
            0 => Fact::CourseStarted(CourseStarted {
                region,
                reason: Some("stiff".to_owned()),
                provider: None,
            }),
            1 => Fact::CourseEnded(CourseEnded { why: None }),
            2 => Fact::Agreed(Agreed { version: "2".to_owned() }),
            3 => Fact::ProviderContact(ProviderContact { region, date, who: "Dana".to_owned(), about: None }),
            4 => Fact::CourseReviewed(CourseReviewed {
                region,
                kind: plan::progression::ReviewKind::Session10,
                groc: Some(-3),
                pain: None,
                note: None,
            }),
            _ => Fact::PlanAccepted(PlanAccepted {
                modality: Modality::OverDoorPulley,
                region,
                dose: Amount::of(&dose()),
                provider: Some(PlanProvider { date, expires: None }),
            }),
        }
    }

    fn of_a_session(number: u8) -> Fact {
        Fact::Session(match number {
            0 => started(false),
            1 => started(true),
            2 => session::Fact::LoadStarted,
            3 => {
                session::Fact::Symptom { symptom: "more_pain".to_owned(), action: SymptomAction::EndAndLower }
            }
            4 => session::Fact::ReleaseSettled { release: Release::ByPerson, late: Millis::from_secs(400) },
            _ => session::Fact::Finished(Finished {
                end: End::Stopped,
                reason: Some(Reason::Symptom),
                release: Release::Unknown,
                eased: true,
            }),
        })
    }

    /// Facts of every kind that the ledger takes in, about a few sessions.
    fn facts() -> impl Strategy<Value = Vec<(Fact, u8)>> {
        let one = (0_u8..11, 0_u8..6).prop_map(|(kind, number)| {
            let fact = match kind {
                0..=2 => of_a_session(number),
                3 => of_a_course(number),
                4 => form(number),
                5 => lock(number),
                6 => resolution(number),
                7 => clearance(number),
                8 => withdrawal(number),
                9 => logged(number),
                _ if number.is_multiple_of(2) => next_day(),
                _ => after_check(),
            };
            (fact, number)
        });
        proptest::collection::vec(one, 0..60)
    }

    fn apply(ledger: &mut Ledger, minute: usize, (fact, number): &(Fact, u8)) {
        let session = Some(SessionId(id(number % 3)));
        let course = Some(CourseId(id(number % 2)));
        let heading = Heading { session, course, ..heading(fact, minute as u64) };
        ledger.apply(&heading, fact);
    }

    proptest! {
        /// E5: what is kept and the facts since come to what all facts come to, wherever it was kept.
        #[test]
        fn a_ledger_that_was_kept_goes_on_as_if_it_had_not_been(facts in facts(), at in 0_usize..60) {
            let (mut whole, mut kept) = (Ledger::default(), Ledger::default());
            for (minute, fact) in facts.iter().enumerate() {
                if minute == at {
                    kept = Ledger::from_bytes(&kept.to_bytes().expect("can be kept")).expect("reads back");
                }
                apply(&mut whole, minute, fact);
                apply(&mut kept, minute, fact);
            }
            let kept = Ledger::from_bytes(&kept.to_bytes().expect("can be kept")).expect("reads back");
            prop_assert_eq!(format!("{whole:?}"), format!("{kept:?}"));
        }

        #[test]
        fn other_bytes_are_no_ledger_or_one_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Ledger::from_bytes(&bytes);
        }
    }
}
