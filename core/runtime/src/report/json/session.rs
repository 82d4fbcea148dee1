//! A session as other programs read it.

use nape_logic::id::{CourseId, SessionId};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Dose, Load, Pattern};
use nape_logic::session::{Drive, End, LoggedSession, Reason, Release, SymptomAction};
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::{EnteredLength, Force};
use serde::Serialize;

use crate::report::record::{GuidedSession, SessionItem, SessionKind};
use crate::store::fact::{AfterCheckFact, NextDayFact};

#[derive(Serialize)]
pub(super) struct SessionRow<'r> {
    id: SessionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    course: Option<CourseId>,
    modality: Modality,
    region: Region,
    started: Timestamp,
    ended: Timestamp,
    simulated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    guided: Option<GuidedRow<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged: Option<&'r LoggedSession>,
    before: BeforeRow,
    symptoms: Vec<SymptomRow<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_stopped: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'r AfterCheckFact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_day: Option<&'r NextDayFact>,
}

#[derive(Serialize)]
struct BeforeRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    pain: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limb: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tingling: Option<u8>,
}

#[derive(Serialize)]
struct SymptomRow<'r> {
    id: &'r str,
    at_ms: Millis,
    action: SymptomAction,
}

#[derive(Serialize)]
struct GuidedRow<'r> {
    dose: DoseRow,
    limited_by: &'r [String],
    drive: Drive,
    rehearsal: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    under_load_ms: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eased_to_mn: Option<Force>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over_limit_mn: Option<Force>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    finished: Option<FinishedRow>,
    released_after: bool,
}

#[derive(Serialize)]
struct FinishedRow {
    end: End,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    release: Release,
    eased: bool,
}

#[derive(Serialize)]
struct DoseRow {
    pattern: Pattern,
    #[serde(skip_serializing_if = "Option::is_none")]
    force_mn: Option<Force>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<EnteredLength>,
    /// The person's own weight pulls.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    body_weight: bool,
    duration_ms: Millis,
    hold_ms: Millis,
    rest_ms: Millis,
    rest_force_mn: Force,
    #[serde(skip_serializing_if = "Option::is_none")]
    angle_deg: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sets: Option<u8>,
}

impl From<&Dose> for DoseRow {
    fn from(dose: &Dose) -> Self {
        let height = if let Load::Height(height) = dose.load { Some(height) } else { None };
        Self {
            pattern: dose.pattern,
            force_mn: dose.load.force(),
            level: dose.load.level(),
            height,
            body_weight: dose.load == Load::BodyWeight,
            duration_ms: dose.duration,
            hold_ms: dose.hold,
            rest_ms: dose.rest,
            rest_force_mn: dose.rest_force,
            angle_deg: dose.angle_deg,
            sets: dose.sets,
        }
    }
}

impl<'r> From<&'r GuidedSession> for GuidedRow<'r> {
    fn from(guided: &'r GuidedSession) -> Self {
        let finished = guided.finished.map(|finished| FinishedRow {
            end: finished.end,
            reason: finished.reason,
            release: finished.release,
            eased: finished.eased,
        });
        Self {
            dose: DoseRow::from(&guided.dose),
            limited_by: &guided.limited_by,
            drive: guided.drive,
            rehearsal: guided.rehearsal,
            under_load_ms: guided.delivered.under_load,
            eased_to_mn: guided.delivered.eased_to,
            over_limit_mn: guided.delivered.over_limit,
            finished,
            released_after: guided.released_after,
        }
    }
}

impl<'r> From<&'r SessionItem> for SessionRow<'r> {
    fn from(session: &'r SessionItem) -> Self {
        let (guided, logged) = match &session.kind {
            SessionKind::Guided(guided) => (Some(GuidedRow::from(&**guided)), None),
            SessionKind::Logged(logged) => (None, Some(&**logged)),
        };
        let symptoms = session.symptoms.iter().map(|symptom| SymptomRow {
            id: &symptom.id,
            at_ms: symptom.at,
            action: symptom.action,
        });
        Self {
            id: session.id,
            course: session.course,
            modality: session.modality,
            region: session.region,
            started: session.started,
            ended: session.ended,
            simulated: session.simulated,
            guided,
            logged,
            before: BeforeRow {
                pain: session.before.pain,
                limb: session.before.limb,
                tingling: session.before.tingling,
            },
            symptoms: symptoms.collect(),
            why_stopped: session.why_stopped.as_deref(),
            after: session.after.as_ref(),
            next_day: session.next_day.as_ref(),
        }
    }
}
