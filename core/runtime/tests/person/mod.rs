//! A person with a journal of their own, for tests through the door.
#![allow(dead_code, reason = "not every test needs all of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't be set up has failed")]

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nape::api::{
    AnswerSheet, Confirmed, DeviceChoice, DeviceState, EventBody, Modality, Nape, NapeError, OpenConfig,
    Plan, PresencePort, PresenceReason, Region, ScriptAct, ScriptLine, StartSession, answers_from_json,
    plan_from_json,
};
use tempfile::TempDir;

/// The morning on which everything happens.
/// What has not come by then does not come, however slow the machine is.
const A_GENEROUS_WHILE: std::time::Duration = std::time::Duration::from_mins(2);

pub(crate) const NOW: &str = "2026-03-10T09:00:00+01:00";
pub(crate) const KEY: [u8; 32] = [7; 32];

pub(crate) struct Person {
    pub(crate) nape: Opened,
    pub(crate) modality: Modality,
    pub(crate) region: Region,
    /// With what a session runs.
    pub(crate) device: DeviceChoice,
    /// Who asks for the person's presence.
    pub(crate) asked: Arc<Asked>,
    folder: TempDir,
    /// The number of the last event read.
    read: AtomicU64,
}

/// A journal that is closed when a test is over, whatever became of it: no thread may be in it when the process
/// ends.
pub(crate) struct Opened(Arc<Nape>);

impl std::ops::Deref for Opened {
    type Target = Nape;

    fn deref(&self) -> &Nape {
        &self.0
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let nape = Arc::clone(&self.0);
        let closing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.map(|runtime| runtime.block_on(nape.leave()))
        });
        let _ = closing.join();
    }
}

/// Says yes, or no where told so, and remembers what was asked.
pub(crate) struct Asked {
    yes: AtomicBool,
    questions: Mutex<Vec<(PresenceReason, String)>>,
}

impl Asked {
    fn new() -> Arc<Self> {
        Arc::new(Self { yes: AtomicBool::new(true), questions: Mutex::default() })
    }

    pub(crate) fn say_no_from_now_on(&self) {
        self.yes.store(false, Ordering::Relaxed);
    }

    pub(crate) fn questions(&self) -> Vec<(PresenceReason, String)> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl PresencePort for Asked {
    fn confirm(&self, reason: PresenceReason, words: String) -> Result<bool, NapeError> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).push((reason, words));
        Ok(self.yes.load(Ordering::Relaxed))
    }
}

impl Person {
    /// With an empty journal.
    pub(crate) async fn new() -> Self {
        Self::with_journal(false).await
    }

    async fn with_journal(demonstration: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let asked = Asked::new();
        let nape = open(folder.path(), demonstration, &asked).await.expect("opens");
        let (modality, region) = (Modality::HomeUnit, Region::Cervical);
        let device = DeviceChoice::Simulated { seed: 1 };
        Self { nape, modality, region, device, asked, folder, read: AtomicU64::new(0) }
    }

    /// With the journal that was moved into a folder.
    pub(crate) async fn moved_to(folder: TempDir) -> Self {
        let asked = Asked::new();
        let nape = open(folder.path(), false, &asked).await.expect("opens");
        let (modality, region) = (Modality::HomeUnit, Region::Cervical);
        let device = DeviceChoice::Simulated { seed: 1 };
        Self { nape, modality, region, device, asked, folder, read: AtomicU64::new(0) }
    }

    /// With forms and a plan behind them.
    pub(crate) async fn screened() -> Self {
        Self::new().await.prepared().await
    }

    /// With forms, plan and rehearsal behind them.
    pub(crate) async fn ready() -> Self {
        let person = Self::screened().await;
        person.rehearse().await;
        person
    }

    /// With forms, this plan for the pulley and its rehearsal behind them.
    pub(crate) async fn at_the_pulley(plan_name: &str, device: DeviceChoice) -> Self {
        let mut person = Self::new().await;
        (person.modality, person.device) = (Modality::OverDoorPulley, device);
        for form in ["answers/full-over-door.json", "answers/short-over-door.json"] {
            let sheet = answers_from_json(example(form)).expect("reads");
            person.nape.record_screening(sheet).await.expect("records");
        }
        person.nape.set_plan(plan(plan_name)).await.expect("accepts");
        person.rehearse().await;
        person
    }

    /// Ready, in a journal made for demonstration.
    pub(crate) async fn demonstrating() -> Self {
        let person = Self::with_journal(true).await.prepared().await;
        person.rehearse().await;
        person
    }

    async fn prepared(self) -> Self {
        for form in ["full", "short"] {
            self.nape.record_screening(Self::sheet(form)).await.expect("records");
        }
        self.nape.set_plan(plan("home-unit-intermittent")).await.expect("accepts");
        self
    }

    /// Gets in, presses Stop, gets out: its events.
    pub(crate) async fn rehearse(&self) -> Vec<EventBody> {
        let stop = ScriptLine { at_ms: 5_000, act: ScriptAct::Stop { why: None } };
        let mut rehearsal = self.request(1_000.0, vec![stop]);
        rehearsal.rehearsal = true;
        self.nape.start_session(rehearsal).await.expect("rehearses");
        self.wait_for_end().await
    }

    /// The same journal, on a clock that shows something else.
    pub(crate) async fn reopen_at(self, now: &str) -> Self {
        self.reopen_with(now, None).await.expect("opens again")
    }

    /// The same journal with an integrator's additions.
    pub(crate) async fn reopen_with(self, now: &str, additions: Option<&str>) -> Result<Self, NapeError> {
        self.nape.close().await?;
        let presence: Arc<dyn PresencePort> = Arc::clone(&self.asked) as _;
        let nape =
            Nape::open(config(self.folder.path(), false, now, additions), None, None, Some(presence), None)
                .await?;
        Ok(Self { nape: Opened(nape), read: AtomicU64::new(0), ..self })
    }

    /// A demonstration's journal, on a clock that shows something else.
    pub(crate) async fn reopen_demonstration_at(self, now: &str) -> Self {
        self.nape.close().await.expect("closes");
        let presence: Arc<dyn PresencePort> = Arc::clone(&self.asked) as _;
        let config = config(self.folder.path(), true, now, None);
        let nape = Nape::open(config, None, None, Some(presence), None).await.expect("opens again");
        Self { nape: Opened(nape), read: AtomicU64::new(0), ..self }
    }

    /// The same journal in a shell that can't ask for presence.
    pub(crate) async fn reopen_without_presence(self) -> Self {
        self.nape.close().await.expect("closes");
        let nape = Nape::open(config(self.folder.path(), false, NOW, None), None, None, None, None).await;
        Self { nape: Opened(nape.expect("opens again")), read: AtomicU64::new(0), ..self }
    }

    pub(crate) async fn open_as_demonstration(&self) -> Result<Opened, NapeError> {
        open(self.folder.path(), true, &self.asked).await
    }

    pub(crate) async fn reopen(&self) -> Opened {
        open(self.folder.path(), false, &self.asked).await.expect("opens again")
    }

    /// The journal as it lies on the disk in the middle of a session, opened as after a kill.
    pub(crate) async fn as_a_kill_would_leave_it(&self) -> (Opened, TempDir) {
        let copy = tempfile::tempdir().expect("a folder");
        let lock = self.lock_the_journal();
        for file in std::fs::read_dir(self.folder.path()).expect("a folder") {
            let file = file.expect("a file");
            if !file.file_name().to_string_lossy().ends_with("-shm") {
                std::fs::copy(file.path(), copy.path().join(file.file_name())).expect("copies");
            }
        }
        drop(lock);
        (open(copy.path(), false, &self.asked).await.expect("opens"), copy)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Answers with which nothing speaks against a session.
    pub(crate) fn sheet(form: &str) -> AnswerSheet {
        let full = r#"{"form":"full","modality":"home_unit","answers":{"emergency_signs":["none"],"other_warning_signs":["none"],
            "injury":false,"recent_strain":["none"],"general_signs":["none"],"health_history":["none"],"pregnant":false,
            "fear_of_restraint":false,"spine_conditions":["none"],"spine_problems":["none"],"known_numbness":"no",
            "bones_and_joints":["none"],"connective_tissue":["none"],"heart_and_blood_pressure":["none"],
            "blood_pressure_known":false,"blood_pressure_words":"never_high","blood_thinners":false,
            "other_conditions":["none"],"worse_with_it_before":false,"jaw":["none"],"age":44,
            "provider_consulted":true,"technique_chosen":true,"warnings_read":true,"examined":true,
            "imaging":"not_wanted","supervised_trial":true,"provider_follows":true}}"#;
        let short = r#"{"form":"short","modality":"home_unit","answers":{"emergency_signs":["none"],"other_warning_signs":["none"],
            "changes_since_last":["none"],"pain_now":4,"arm_symptoms_now":0,"tingling_now":0}}"#;
        let json = if form == "full" { full } else { short };
        answers_from_json(json.as_bytes().to_vec()).expect("reads")
    }

    pub(crate) fn request(&self, pace: f64, script: Vec<ScriptLine>) -> StartSession {
        let (modality, region) = (self.modality, self.region);
        StartSession { modality, region, pace, script, ..request(false, self.device.clone()) }
    }

    pub(crate) async fn start(&self, pace: f64, script: Vec<ScriptLine>) -> Result<String, NapeError> {
        self.nape.start_session(self.request(pace, script)).await
    }

    /// Runs a session to its end: its id and its events.
    pub(crate) async fn run(&self, script: Vec<ScriptLine>) -> (String, Vec<EventBody>) {
        self.run_at(2_000.0, script).await
    }

    pub(crate) async fn run_at(&self, pace: f64, script: Vec<ScriptLine>) -> (String, Vec<EventBody>) {
        let id = self.start(pace, script).await.expect("starts");
        (id, self.wait_for_end().await)
    }

    /// Reads on until the session is over.
    pub(crate) async fn wait_for_end(&self) -> Vec<EventBody> {
        self.wait_for(|event| matches!(event, EventBody::Finished { .. })).await
    }

    /// Waits on the present, which shows what happens even where the journal can't.
    pub(crate) async fn wait_until_device(&self, state: DeviceState) {
        let waited = async {
            while self.nape.snapshot().expect("a snapshot").session.expect("a session").device != state {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(A_GENEROUS_WHILE, waited).await.expect("the device comes to that state");
    }

    /// Holds the database's write lock, as another program would, until dropped.
    pub(crate) fn lock_the_journal(&self) -> rusqlite::Connection {
        lock_the_journal(self.folder.path())
    }

    /// Reads on until such an event has come.
    pub(crate) async fn wait_for(&self, is_it: impl Fn(&EventBody) -> bool) -> Vec<EventBody> {
        let mut events = Vec::new();
        loop {
            let page = self.nape.events(self.read.load(Ordering::Relaxed), 100);
            let page = tokio::time::timeout(A_GENEROUS_WHILE, page).await;
            let page = page.unwrap_or_else(|_| panic!("no event for two minutes; so far: {events:?}"));
            let page = page.expect("events");
            self.read.store(page.next, Ordering::Relaxed);
            for event in page.events {
                let over = is_it(&event.body);
                events.push(event.body);
                if over {
                    return events;
                }
            }
            assert!(!page.closed, "closed before the end");
        }
    }

    /// Everything that is in the log of a closed journal.
    pub(crate) async fn all_events(&self) -> Vec<EventBody> {
        let mut events = Vec::new();
        let mut after = 0;
        loop {
            let page = tokio::time::timeout(A_GENEROUS_WHILE, self.nape.events(after, 100)).await;
            let page = page.expect("the log goes on or ends").expect("events");
            after = page.next;
            events.extend(page.events.into_iter().map(|event| event.body));
            if page.closed {
                return events;
            }
        }
    }
}

async fn open(folder: &Path, demonstration: bool, asked: &Arc<Asked>) -> Result<Opened, NapeError> {
    let presence: Arc<dyn PresencePort> = Arc::clone(asked) as _;
    Nape::open(config(folder, demonstration, NOW, None), None, None, Some(presence), None).await.map(Opened)
}

fn config(folder: &Path, demonstration: bool, now: &str, additions: Option<&str>) -> OpenConfig {
    OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: KEY.to_vec(),
        demonstration,
        now: Some(now.to_owned()),
        zone: None,
        additions: additions.map(|document| document.as_bytes().to_vec()),
    }
}

/// A session of the home unit at real speed, with everything confirmed.
pub(crate) fn request(rehearsal: bool, device: DeviceChoice) -> StartSession {
    StartSession {
        modality: Modality::HomeUnit,
        region: Region::Cervical,
        device,
        rehearsal,
        confirmed: Confirmed { setup: true, in_place: true, presence: true, audible: true },
        get_in_ms: 0,
        pace: 1.0,
        script: vec![],
        alarm: None,
    }
}

/// Holds the database's write lock, as another program would, until dropped.
pub(crate) fn lock_the_journal(folder: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join("journal.db")).expect("opens");
    let key: String = KEY.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    connection.pragma_update(None, "key", format!("x'{key}'")).expect("takes the key");
    connection.execute_batch("BEGIN IMMEDIATE").expect("locks");
    connection
}

/// A file of the examples.
pub(crate) fn example(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cli/examples").join(name);
    std::fs::read(file).expect("an example")
}

/// One of the example plans.
pub(crate) fn plan(name: &str) -> Plan {
    plan_from_json(example(&format!("plans/{name}.json"))).expect("reads")
}
