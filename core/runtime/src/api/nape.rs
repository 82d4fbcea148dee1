//! The object behind every app: one person's journal and, at most, one running session.

use std::sync::Arc;

use super::course::{Course, JournalCheck, Profile};
use super::error::NapeError;
use super::plan::{Plan, PlanCheck};
use super::ports::{ClockPort, ZonePort};
use super::screening::{AnswerSheet, ScreeningOutcome, ScreeningStatus, SymptomOutcome};
use super::session::{AfterCheck, EventPage, Readiness, Recovery, SessionDetail, SessionSummary, Snapshot, StartSession};
use super::words::{Modality, Region};

/// How to open a journal.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct OpenConfig {
    /// The folder that holds `journal.db`; made where absent.
    pub folder: String,
    /// The journal's raw key, 32 bytes, from Keystore, Keychain or the terminal's key file.
    pub key: Vec<u8>,
    /// A journal made for demonstration: its simulated sessions count (E9). Fixed when the journal is made.
    pub demonstration: bool,
    /// Where the wall clock starts (RFC 3339); it goes on with session time. For tests and demonstrations.
    pub now: Option<String>,
    /// The zone that civil dates are in (IANA name), where it is not the machine's own; needs a `ZonePort`.
    pub zone: Option<String>,
}

/// One person's journal, and the session that runs on it.
///
/// Every call may be made from any thread. Dropping a call's future ends only the wait, never what it set
/// going; `close()` releases a running session first.
#[derive(uniffi::Object)]
pub struct Nape {}

#[uniffi::export]
impl Nape {
    /// Opens the journal in `config.folder`, or makes one.
    #[uniffi::constructor]
    pub async fn open(
        config: OpenConfig,
        clock: Option<Arc<dyn ClockPort>>,
        zones: Option<Arc<dyn ZonePort>>,
    ) -> Result<Arc<Self>, NapeError> {
        let _ = (config, clock, zones);
        unbuilt()
    }

    /// Answers a form for good: the outcome is recorded and opens or closes sessions.
    pub async fn record_screening(&self, sheet: AnswerSheet) -> Result<ScreeningOutcome, NapeError> {
        let _ = sheet;
        unbuilt()
    }

    /// How screening stands for a modality.
    pub async fn screening_status(&self, modality: Modality, region: Region) -> Result<ScreeningStatus, NapeError> {
        let _ = (modality, region);
        unbuilt()
    }

    /// Sets the plan in force for its modality and region; `Refused` with every rule where it passes a limit.
    pub async fn set_plan(&self, plan: Plan) -> Result<PlanCheck, NapeError> {
        let _ = plan;
        unbuilt()
    }

    /// The plan in force.
    pub async fn plan(&self, modality: Modality, region: Region) -> Result<Option<Plan>, NapeError> {
        let _ = (modality, region);
        unbuilt()
    }

    /// What speaks against starting this now; nothing is started.
    pub async fn readiness(&self, start: StartSession) -> Result<Readiness, NapeError> {
        let _ = start;
        unbuilt()
    }

    /// Starts a session; its id. `Refused` names the first rule that speaks against it.
    pub async fn start_session(&self, start: StartSession) -> Result<String, NapeError> {
        let _ = start;
        unbuilt()
    }

    /// The person is in place and ready for the pull.
    pub async fn setup_done(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// Takes the pull off for a moment.
    pub async fn pause(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// Goes on after a pause.
    pub async fn resume(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// Too strong, no symptom: one step lower, and on.
    pub async fn ease_off(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// Stop. Never refused, in no state; `why` may follow later with `explain_stop`.
    pub async fn stop(&self, why: Option<String>) -> Result<(), NapeError> {
        let _ = why;
        unbuilt()
    }

    /// The program has been told to end: release first, then end the session as interrupted.
    pub async fn interrupt(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// The person's answer to "why did you stop?".
    pub async fn explain_stop(&self, session: String, why: String) -> Result<(), NapeError> {
        let _ = (session, why);
        unbuilt()
    }

    /// The person felt something during the session; what it means is decided and done at once.
    pub async fn symptom(&self, id: String) -> Result<SymptomOutcome, NapeError> {
        let _ = id;
        unbuilt()
    }

    /// The person says that a passive pull is off.
    pub async fn released(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// The person heard the end cue.
    pub async fn acknowledge(&self) -> Result<(), NapeError> {
        unbuilt()
    }

    /// The events after number `after`, at most `limit`; waits until there is one. Reading consumes nothing, so
    /// several screens can each read at their own pace, and a dropped wait loses nothing.
    pub async fn events(&self, after: u64, limit: u32) -> Result<EventPage, NapeError> {
        let _ = (after, limit);
        unbuilt()
    }

    /// The present.
    pub fn snapshot(&self) -> Result<Snapshot, NapeError> {
        unbuilt()
    }

    /// After a launch: closes or takes up what a kill left open, and says what to do.
    pub async fn recover(&self) -> Result<Recovery, NapeError> {
        unbuilt()
    }

    /// Sessions, newest first, at most `limit`.
    pub async fn sessions(&self, limit: u32) -> Result<Vec<SessionSummary>, NapeError> {
        let _ = limit;
        unbuilt()
    }

    /// All that is known of a session.
    pub async fn session(&self, id: String) -> Result<SessionDetail, NapeError> {
        let _ = id;
        unbuilt()
    }

    /// The check after a session; what it tells is screened in the same step and may lock (P6).
    pub async fn record_after_check(&self, session: String, check: AfterCheck) -> Result<SymptomOutcome, NapeError> {
        let _ = (session, check);
        unbuilt()
    }

    /// Begins a course; the one before it for the region ends.
    pub async fn start_course(
        &self,
        region: Region,
        reason: Option<String>,
        provider: Option<String>,
    ) -> Result<Course, NapeError> {
        let _ = (region, reason, provider);
        unbuilt()
    }

    /// The course that is open for the region.
    pub async fn course(&self, region: Region) -> Result<Option<Course>, NapeError> {
        let _ = region;
        unbuilt()
    }

    /// Ends the open course of the region.
    pub async fn end_course(&self, region: Region, why: Option<String>) -> Result<(), NapeError> {
        let _ = (region, why);
        unbuilt()
    }

    /// Changes the profile; what is absent stays as it was.
    pub async fn set_profile(&self, profile: Profile) -> Result<(), NapeError> {
        let _ = profile;
        unbuilt()
    }

    /// The profile.
    pub async fn profile(&self) -> Result<Profile, NapeError> {
        unbuilt()
    }

    /// Checks the whole journal: its file and its chain of facts.
    pub async fn check_journal(&self) -> Result<JournalCheck, NapeError> {
        unbuilt()
    }

    /// Releases a running session, ends every wait, closes the journal. Safe to call twice.
    pub async fn close(&self) -> Result<(), NapeError> {
        unbuilt()
    }
}

fn unbuilt<T>() -> Result<T, NapeError> {
    Err(NapeError::Internal { detail: "not built".to_owned() })
}
