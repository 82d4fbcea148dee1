//! The object behind every app: one person's journal and, at most, one running session.

use std::sync::Arc;

use nape_logic::session::StopCause;
use nape_logic::time::{Millis, Timestamp};

use super::bluetooth::{BluetoothPort, radio};
use super::convert;
use super::course::{Course, JournalCheck, Profile};
use super::error::NapeError;
use super::event::EventPage;
use super::language::render;
use super::logged::{LoggedSession, SessionLogged};
use super::ports::{ClockPort, PresencePort, Zone, ZonePort, asked_presence, clocks, zone_offsets};
use super::screening::SymptomOutcome;
use super::session::{
    Alarm, GateRefusal, Readiness, Recovery, ScriptLine, SessionDetail, SessionSummary, Snapshot,
    StartSession,
};
use super::words::Region;
use crate::engine::{self, Act, Engine, Key, Settings, StoreError};

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
    /// The zone that civil dates are in (IANA name); needs a `ZonePort`. Without it dates are those of UTC.
    pub zone: Option<String>,
    /// What an integrator adds (P38): one JSON document `{"name","version","screening"?,"limits"?}` that can only
    /// make Nape stricter. What would loosen anything is `Refused` by `additions.loosens`.
    #[uniffi(default = None)]
    pub additions: Option<Vec<u8>>,
}

/// One person's journal, and the session that runs on it.
///
/// Every call may be made from any thread. Dropping a call's future ends only the wait, never what it set
/// going; `close()` releases a running session first. Close it before the process ends: the journal's library
/// takes its memory down then, whoever still uses it.
#[derive(uniffi::Object)]
pub struct Nape {
    pub(super) engine: Engine,
    pub(super) zone: Zone,
}

#[uniffi::export]
impl Nape {
    /// Opens the journal in `config.folder`, or makes one. Without `presence` what needs the person's own yes
    /// (a clearance, a resolved lock, a plan that asks for more) is refused by `gate.presence` (P40). Takes a few milliseconds of disk; asynchronous so that
    /// no shell is tempted to call it where it draws.
    ///
    /// `bluetooth` is a stack of the app's own; without one Nape uses the platform's through its own.
    #[uniffi::constructor(default(bluetooth = None))]
    #[expect(clippy::unused_async, reason = "the shells wait for it like for every other call")]
    pub async fn open(
        config: OpenConfig,
        clock: Option<Arc<dyn ClockPort>>,
        zones: Option<Arc<dyn ZonePort>>,
        presence: Option<Arc<dyn PresencePort>>,
        bluetooth: Option<Arc<dyn BluetoothPort>>,
    ) -> Result<Arc<Self>, NapeError> {
        let Ok(key) = <[u8; 32]>::try_from(config.key.as_slice()) else {
            return Err(StoreError::KeyFormat.into());
        };
        let start = config.now.map(|now| convert::instant("now", &now)).transpose()?;
        let clocks = clocks(clock);
        let around = start.map_or_else(|| clocks.wall_unix_millis(), |start| Ok(start.unix_millis()))?;
        let offset_s = start.map(Timestamp::offset_seconds);
        let named = Zone::new(config.zone.clone(), zones.clone(), offset_s);
        let zone = zone_offsets(config.zone, zones.as_deref(), around, offset_s)?;
        let settings = Settings {
            folder: config.folder.into(),
            key: Key::from_bytes(key),
            demonstration: config.demonstration,
            clocks,
            zone,
            start,
            presence: asked_presence(presence),
            additions: config.additions,
            radio: radio(bluetooth)?,
        };
        Ok(Arc::new(Self { engine: Engine::open(settings)?, zone: named }))
    }

    /// What speaks against starting this now; nothing is started.
    pub async fn readiness(&self, start: StartSession) -> Result<Readiness, NapeError> {
        let readiness = self.engine.readiness(convert::core_start(start)?).await?;
        let refusal = |refusal: &nape_logic::session::gate::Refusal| GateRefusal {
            rule: refusal.rule().to_owned(),
            text: render(&refusal.message()),
        };
        Ok(Readiness {
            ready: readiness.refusals.is_empty(),
            refusals: readiness.refusals.iter().map(refusal).collect(),
            dose: readiness.check.as_ref().map(convert::effective),
            first_dose: readiness.first_dose,
        })
    }

    /// Starts a session; its id. `Refused` names the first rule that speaks against it.
    pub async fn start_session(&self, start: StartSession) -> Result<String, NapeError> {
        Ok(self.engine.start(convert::core_start(start)?).await?.to_string())
    }

    /// Inputs at given session times for a session that was taken up again after a kill, as a script of `start_session` has
    /// them; those whose time is past come at once.
    pub async fn follow_script(&self, script: Vec<ScriptLine>) -> Result<(), NapeError> {
        let script = script.into_iter().map(convert::core_line).collect();
        Ok(self.engine.follow_script(script).await?)
    }

    /// The person is in place and ready for the pull.
    pub async fn setup_done(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::SetupDone).await?)
    }

    /// Takes the pull off for a moment.
    pub async fn pause(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::Pause).await?)
    }

    /// Goes on after a pause.
    pub async fn resume(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::Resume).await?)
    }

    /// Too strong, no symptom: one step lower, and on.
    pub async fn ease_off(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::EaseOff).await?)
    }

    /// Stop. Never refused, in no state; `why` may follow later with `explain_stop`.
    pub async fn stop(&self, why: Option<String>) -> Result<(), NapeError> {
        Ok(self.engine.stop(StopCause::Person, why).await?)
    }

    /// The program has been told to end: release first, then end the session as interrupted.
    pub async fn interrupt(&self) -> Result<(), NapeError> {
        Ok(self.engine.stop(StopCause::Signal, None).await?)
    }

    /// The person's answer to "why did you stop?".
    pub async fn explain_stop(&self, session: String, why: String) -> Result<(), NapeError> {
        Ok(self.engine.explain_stop(convert::id("session", &session)?, why).await?)
    }

    /// The person felt something during the session; what it means is decided and done at once. `value` says how
    /// strong it is, 0 to 10; without it the symptom counts as risen.
    #[uniffi::method(default(value = None))]
    pub async fn symptom(&self, id: String, value: Option<u8>) -> Result<SymptomOutcome, NapeError> {
        Ok(convert::told_symptoms(self.engine.symptom(id, value).await?))
    }

    /// The person says that a passive pull is off. After an end at which nobody knew it, it is written down for the
    /// last session, once.
    pub async fn released(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::Released).await?)
    }

    /// The person heard the end cue.
    pub async fn acknowledge(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::Acknowledge).await?)
    }

    /// The app goes to sleep. Hand `session_alarms()` to the system first: a passive pull is ended by them alone now.
    pub async fn app_suspended(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::AppSuspended).await?)
    }

    /// The app is awake again: the session catches up, and an end that is past cues at once.
    pub async fn app_resumed(&self) -> Result<(), NapeError> {
        Ok(self.engine.act(Act::AppResumed).await?)
    }

    /// The notifications that end the running session where the app sleeps, in the order of time, at most 30. Ask
    /// again after each call and event that changes the session; empty once there is nothing to end.
    pub async fn session_alarms(&self) -> Result<Vec<Alarm>, NapeError> {
        Ok(self.engine.alarms().await?.into_iter().map(convert::alarm).collect())
    }

    /// The events after number `after`, at most `limit`; waits until there is one. Reading consumes nothing, so
    /// several screens can each read at their own pace, and a dropped wait loses nothing.
    pub async fn events(&self, after: u64, limit: u32) -> Result<EventPage, NapeError> {
        let page = self.engine.events(after, limit as usize).await;
        Ok(EventPage {
            events: page.events.into_iter().map(convert::event).collect(),
            next: page.next,
            dropped: page.dropped,
            snapshot_needed: page.snapshot_needed,
            closed: page.closed,
        })
    }

    /// How many telemetry summaries a second cross in the running session: 0.5 unless a screen asks for up to 5.
    pub fn set_telemetry_rate(&self, per_second: f64) -> Result<(), NapeError> {
        if !(0.5..=5.0).contains(&per_second) {
            return Err(
                nape_logic::document::FieldError::new("per_second", "out of range", "0.5 to 5").into()
            );
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 200 and 2,000")]
        Ok(self.engine.summaries_every(Millis((1000.0 / per_second) as u64))?)
    }

    /// The present.
    pub fn snapshot(&self) -> Result<Snapshot, NapeError> {
        Ok(convert::snapshot(&self.engine.snapshot()))
    }

    /// After a launch: closes or takes up what a kill left open, and says what to do.
    pub async fn recover(&self) -> Result<Recovery, NapeError> {
        Ok(convert::recovery(self.engine.recover().await?))
    }

    /// Sessions, newest first, at most `limit`.
    pub async fn sessions(&self, limit: u32) -> Result<Vec<SessionSummary>, NapeError> {
        let sessions = self.engine.sessions(limit as usize).await?;
        Ok(sessions.into_iter().map(convert::summary).collect())
    }

    /// All that is known of a session.
    pub async fn session(&self, id: String) -> Result<SessionDetail, NapeError> {
        let (session, report) = self.engine.session(convert::id("session", &id)?).await?;
        Ok(convert::detail(session, report))
    }

    /// Records a session of any modality that was done before now (P24). What it tells is screened in the same step
    /// and may lock (P6); traction counts in caps, gaps and first doses (P14). Refused where it shares time with a
    /// session of the same modality: it is likely the same one.
    pub async fn log_session(&self, session: LoggedSession) -> Result<SessionLogged, NapeError> {
        Ok(convert::session_logged(self.engine.log_session(convert::core_logged(session)?).await?))
    }

    /// Begins a course; the one before it for the region ends.
    pub async fn start_course(
        &self,
        region: Region,
        reason: Option<String>,
        provider: Option<String>,
    ) -> Result<Course, NapeError> {
        Ok(Course::from(self.engine.start_course(region.into(), reason, provider).await?))
    }

    /// The course that is open for the region.
    pub async fn course(&self, region: Region) -> Result<Option<Course>, NapeError> {
        Ok(self.engine.course(region.into()).await?.map(Course::from))
    }

    /// Ends the open course of the region.
    pub async fn end_course(&self, region: Region, why: Option<String>) -> Result<(), NapeError> {
        Ok(self.engine.end_course(region.into(), why).await?)
    }

    /// Changes the profile; what is absent stays as it was.
    pub async fn set_profile(&self, profile: Profile) -> Result<(), NapeError> {
        Ok(self.engine.set_profile(profile.try_into()?).await?)
    }

    /// The profile.
    pub async fn profile(&self) -> Result<Profile, NapeError> {
        Ok(self.engine.profile().await?.into())
    }

    /// Checks the whole journal: its file and its chain of facts.
    pub async fn check_journal(&self) -> Result<JournalCheck, NapeError> {
        match self.engine.verify().await {
            Ok(summary) => Ok(JournalCheck {
                facts: summary.facts,
                redacted: summary.redacted,
                forks: summary.forks,
                intact: true,
                problem: None,
            }),
            Err(engine::EngineError::Store(
                error @ (StoreError::BrokenChain(_) | StoreError::Damaged { .. }),
            )) => Ok(JournalCheck {
                facts: 0,
                redacted: 0,
                forks: 0,
                intact: false,
                problem: Some(convert::damage(&error)),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// Closes the journal and leaves a session without a device as it is: its time runs on, and the next
    /// `recover()` goes on with it. One with a device is released, as by `close()`.
    pub async fn leave(&self) -> Result<(), NapeError> {
        Ok(self.engine.leave().await?)
    }

    /// Releases a running session, ends every wait, closes the journal. Safe to call twice.
    pub async fn close(&self) -> Result<(), NapeError> {
        Ok(self.engine.close().await?)
    }
}
