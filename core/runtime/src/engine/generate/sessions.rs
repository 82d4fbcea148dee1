//! What sessions leave behind: a course, a form before each, the session's own facts and samples, the check after it.

use std::collections::BTreeMap;

use nape_logic::document::from_json;
use nape_logic::id::{BootId, CourseId, JournalId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{self, CheckContext, CourseLimits, Plan};
use nape_logic::screening::{self, AnswerSheet, FormKind, Verdict};
use nape_logic::session::{Drive, Input, Machine, Output, Started, SymptomAction};
use nape_logic::time::{Elapsed, Millis, Now, Timestamp};
use nape_logic::units::Force;

use super::Generated;
use super::chance::Chance;
use crate::engine::error::EngineError;
use crate::engine::plans::record_name;
use crate::engine::recorder::PAGE;
use crate::engine::task::record_id;
use crate::store::fact::{About, AfterCheckFact, CourseStarted, Fact, Feeling, ScreeningFact};
use crate::store::telemetry::{self, TelemetryItem, TelemetrySample};
use crate::store::{Batch, NewRecord};

const MODALITY: Modality = Modality::OverDoorPulley;
const REGION: Region = Region::Cervical;
const PLAN: &str = r#"{"modality":"over_door_pulley","pattern":"intermittent","force":{"value":12,"unit":"lb"},
    "provider":{"name":"Dana Whitfield, PT","date":"2026-02-16"},"duration_ms":600000,"hold_ms":60000,
    "rest_ms":20000,"body_weight":{"value":72,"unit":"kg"},"position":"seated","per_day":2}"#;
const SHORT: &str = r#"{"form":"short","modality":"over_door_pulley","answers":{"emergency_signs":["none"],
    "other_warning_signs":["none"],"changes_since_last":["none"],"pain_now":4,"arm_symptoms_now":0,
    "tingling_now":0}}"#;
/// At these hours.
const HOURS: [u64; 2] = [8, 18];
/// As long as those of a boot are.
const BOOT: &str = "00000000-0000-4000-8000-000000000000";

/// The one plan by which all of them run.
pub(super) struct Sessions {
    plan: Plan,
    sheet: AnswerSheet,
    content_version: String,
    started: Started,
    course: CourseId,
}

impl Sessions {
    pub(super) fn new(first: Timestamp, chance: &mut Chance) -> Result<Self, EngineError> {
        let plan: Plan = from_json(PLAN.as_bytes())?;
        let today = plan.provider.as_ref().map(|provider| provider.date).unwrap_or_default();
        let course = CourseLimits::default();
        let context = CheckContext { today, device: None, profile_weight: None, first_dose: false, course };
        let dose = plan::check(&plan, &context).effective.map(|effective| effective.dose);
        let started = Started {
            modality: MODALITY,
            region: REGION,
            dose: dose.ok_or(EngineError::Internal("the generated plan is not accepted"))?,
            limited_by: Vec::new(),
            get_in: Millis::ZERO,
            drive: Drive::Person,
            rehearsal: false,
            simulated: true,
        };
        let content_version = screening::content_version()
            .map_err(|_| EngineError::Internal("the built-in questions are damaged"))?
            .to_owned();
        let (sheet, course) = (from_json(SHORT.as_bytes())?, CourseId(chance.id(first)));
        Ok(Self { plan, sheet, content_version, started, course })
    }

    /// The course and the plan.
    pub(super) fn begin(&self, journal: JournalId, first: Timestamp, chance: &mut Chance) -> Batch {
        let course = CourseStarted { region: REGION, reason: None, provider: None };
        let payload = serde_json::to_string(&self.plan).unwrap_or_default().as_str().into();
        let id = record_id(journal, &record_name(MODALITY, REGION));
        let plan =
            NewRecord { kind: "plan".to_owned(), id, at: first, written: first, deleted: false, payload };
        let mut batch = Batch { records: vec![plan], ..Batch::default() };
        self.fact(&Fact::CourseStarted(course), About::default(), (first, 0), chance, &mut batch);
        batch
    }

    pub(super) fn day(
        &self,
        morning: Timestamp,
        chance: &mut Chance,
        batch: &mut Batch,
        done: &mut Generated,
    ) -> Result<(), EngineError> {
        for hour in HOURS {
            let at = morning.plus(Millis::from_mins(hour * 60 + chance.below(40)));
            self.session(at, chance, batch, done)?;
        }
        Ok(())
    }

    fn session(
        &self,
        at: Timestamp,
        chance: &mut Chance,
        batch: &mut Batch,
        done: &mut Generated,
    ) -> Result<(), EngineError> {
        let id = SessionId(chance.id(at));
        let about = About { session: Some(id), course: None, simulated: true };
        let form = ScreeningFact {
            form: FormKind::Short,
            modality: MODALITY,
            region: REGION,
            outcome: Verdict::Clear,
            rules: Vec::new(),
            lifted: Vec::new(),
            unsure: Vec::new(),
            missing: Vec::new(),
            content_version: self.content_version.clone(),
            sheet: self.sheet.clone(),
        };
        self.fact(&Fact::Screening(Box::new(form)), About::default(), (at, 0), chance, batch);
        let mut ended = Millis::ZERO;
        for (fact, after) in self.facts()? {
            self.fact(&Fact::Session(fact), about, (at, after.get()), chance, batch);
            ended = after;
        }
        let check = AfterCheckFact {
            feeling: Feeling::Same,
            pain: Some(4),
            symptoms: Vec::new(),
            values: BTreeMap::new(),
            action: SymptomAction::Note,
            pain_rose: false,
        };
        self.fact(&Fact::AfterCheck(check), about, (at, ended.get()), chance, batch);
        let samples = samples(ended, chance);
        let samples_a_page = usize::try_from(PAGE.get() / 1000).unwrap_or(1);
        for (page, items) in (0..).zip(samples.chunks(samples_a_page)) {
            batch.telemetry.push(telemetry::pack(id, page, items));
        }
        done.sessions += 1;
        done.samples += samples.len() as u64;
        Ok(())
    }

    /// The facts that the session's own machine states, each with the time since the start.
    fn facts(&self) -> Result<Vec<(nape_logic::session::Fact, Millis)>, EngineError> {
        let failed = |_| EngineError::Internal("the generated dose has no timeline");
        let mut machine = Machine::start(self.started.clone(), Elapsed(0)).map_err(failed)?;
        let (mut facts, mut now) = (Vec::new(), Elapsed(0));
        machine.handle(Input::SetupDone, now);
        loop {
            let mut over = false;
            let mut lets_go = false;
            while let Some(output) = machine.poll_output() {
                over |= matches!(output, Output::Finished(_));
                if let Output::Fact(fact) = output {
                    lets_go |= matches!(fact, nape_logic::session::Fact::ReleaseBegan { .. });
                    facts.push((fact, Millis(now.0)));
                }
            }
            if over {
                return Ok(facts);
            }
            if lets_go {
                now = now.plus(Millis::from_secs(3));
                machine.handle(Input::Released, now);
                continue;
            }
            now = machine.poll_timeout().ok_or(EngineError::Internal("the generated session hangs"))?;
            machine.handle_timeout(now);
        }
    }

    fn fact(
        &self,
        fact: &Fact,
        about: About,
        (at, after): (Timestamp, u64),
        chance: &mut Chance,
        batch: &mut Batch,
    ) {
        let about = About { course: Some(self.course), ..about };
        let now =
            Now { wall: at.plus(Millis(after)), elapsed: Elapsed(after), boot: BootId(BOOT.to_owned()) };
        let mut row = fact.stamp(about, &now);
        row.content.salt = chance.salt();
        batch.facts.push(row);
    }
}

/// A pull as a gauge measures it, once a second and in tenths of a newton.
fn samples(length: Millis, chance: &mut Chance) -> Vec<TelemetryItem> {
    let target = Force::from_millinewtons(53_300);
    let at = |second: u64| {
        let noise = u32::try_from(chance.below(8)).unwrap_or_default();
        let measured = Force::from_millinewtons(53_000 + noise * 100);
        let at = Millis(second * 1000 + chance.below(40));
        TelemetryItem::Sample(TelemetrySample { at, measured, target, phase: 2, flags: 0 })
    };
    (0..length.get() / 1000).map(at).collect()
}
