//! Sessions that are told afterwards.

use nape_logic::document::{self, FieldError};
use nape_logic::session::{self, logged};
use nape_logic::time::Millis;

use super::plan::{core_force, core_length, door_force, door_length};
use super::{instant, told_symptoms};
use crate::api::logged::{LoggedSession, SessionLogged};
use crate::api::session::Feeling;
use crate::engine;

pub(in crate::api) fn core_logged(told: LoggedSession) -> Result<session::LoggedSession, FieldError> {
    Ok(session::LoggedSession {
        modality: told.modality.into(),
        region: told.region.into(),
        started: instant("started", &told.started)?,
        duration_ms: told.duration_ms.map(Millis),
        setting: told.setting.map(Into::into),
        provider: told.provider,
        position: told.position.map(Into::into),
        bend: told.bend.map(Into::into),
        bend_deg: told.bend_deg,
        technique: told.technique,
        force: told.force.map(core_force),
        level: told.level,
        height: told.height.map(core_length),
        sets: told.sets,
        pattern: told.pattern.map(Into::into),
        count: told.count,
        pain_before: told.pain_before,
        pain_after: told.pain_after,
        felt: told.felt.map(Into::into),
        symptoms: told.symptoms,
        note: told.note,
    })
}

/// Reads the file of a session, strictly.
pub(in crate::api) fn document_logged(document: &[u8]) -> Result<session::LoggedSession, FieldError> {
    document::from_small_json(document)
}

impl From<session::LoggedSession> for LoggedSession {
    fn from(told: session::LoggedSession) -> Self {
        Self {
            modality: told.modality.into(),
            region: told.region.into(),
            started: told.started.to_rfc3339(),
            duration_ms: told.duration_ms.map(Millis::get),
            setting: told.setting.map(Into::into),
            provider: told.provider,
            position: told.position.map(Into::into),
            bend: told.bend.map(Into::into),
            bend_deg: told.bend_deg,
            technique: told.technique,
            force: told.force.map(door_force),
            level: told.level,
            height: told.height.map(door_length),
            sets: told.sets,
            pattern: told.pattern.map(Into::into),
            count: told.count,
            pain_before: told.pain_before,
            pain_after: told.pain_after,
            felt: told.felt.map(Into::into),
            symptoms: told.symptoms,
            note: told.note,
        }
    }
}

pub(in crate::api) fn session_logged((session, told): engine::LoggedReply) -> SessionLogged {
    let says_something = !told.outcome.fired.is_empty();
    SessionLogged { session: session.to_string(), told: says_something.then(|| told_symptoms(told)) }
}

impl From<logged::Felt> for Feeling {
    fn from(felt: logged::Felt) -> Self {
        match felt {
            logged::Felt::Better => Self::Better,
            logged::Felt::Same => Self::Same,
            logged::Felt::Worse => Self::Worse,
        }
    }
}

impl From<Feeling> for logged::Felt {
    fn from(feeling: Feeling) -> Self {
        match feeling {
            Feeling::Better => Self::Better,
            Feeling::Same => Self::Same,
            Feeling::Worse => Self::Worse,
        }
    }
}
