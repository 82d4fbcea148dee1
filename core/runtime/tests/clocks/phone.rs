//! A phone whose clocks the test moves, and a journal on it.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nape::api::{
    Alarm, ClockPort, DeviceChoice, End, EventBody, Nape, NapeError, OpenConfig, SessionView, StartSession,
    ZonePort, ZoneTransition,
};
use nape_logic::time::Elapsed;
use tempfile::TempDir;

use super::person::{KEY, Person, lock_the_journal, plan, request};

/// 2026-03-29T00:30:00Z: half an hour before summer time begins in Berlin.
pub(crate) const NIGHT: i64 = 1_774_744_200_000;
pub(crate) const HOUR: u64 = 3_600_000;

#[derive(Debug, Clone)]
struct Readings {
    wall: i64,
    elapsed: u64,
    boot: &'static str,
    failing: bool,
}

/// Clocks that stand until they are moved.
pub(crate) struct Clocks(Mutex<Readings>);

impl Clocks {
    fn readings(&self) -> MutexGuard<'_, Readings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClockPort for Clocks {
    fn wall_unix_ms(&self) -> Result<i64, NapeError> {
        Ok(self.readings().wall)
    }

    fn elapsed_ms(&self) -> Result<u64, NapeError> {
        let readings = self.readings();
        if readings.failing {
            return Err(NapeError::Internal { detail: "the port fails".to_owned() });
        }
        Ok(readings.elapsed)
    }

    fn boot_id(&self) -> Result<String, NapeError> {
        Ok(self.readings().boot.to_owned())
    }
}

/// Berlin around the night in which summer time begins.
struct Berlin;

impl ZonePort for Berlin {
    fn transitions(&self, _: String, from: i64, _: i64) -> Result<Vec<ZoneTransition>, NapeError> {
        let summer = NIGHT + 1_800_000;
        Ok(vec![
            ZoneTransition { at_unix_ms: from, offset_s: 3600 },
            ZoneTransition { at_unix_ms: summer, offset_s: 7200 },
        ])
    }
}

/// What has not come by then does not come, however slow the machine is.
const A_GENEROUS_WHILE: std::time::Duration = std::time::Duration::from_mins(2);

pub(crate) struct Phone {
    pub(crate) nape: Arc<Nape>,
    pub(crate) folder: TempDir,
    clocks: Arc<Clocks>,
    read: u64,
}

impl Phone {
    async fn on(folder: TempDir, clocks: Arc<Clocks>) -> Self {
        let nape = open(folder.path(), &clocks).await;
        let read = nape.snapshot().expect("a snapshot").seq;
        Self { nape, folder, clocks, read }
    }

    /// Screened, with a plan of fifteen minutes and rehearsed.
    pub(crate) async fn ready() -> Self {
        let readings = Readings { wall: NIGHT, elapsed: 10 * HOUR, boot: "first", failing: false };
        let clocks = Arc::new(Clocks(Mutex::new(readings)));
        let mut phone = Self::on(tempfile::tempdir().expect("a folder"), clocks).await;
        for form in ["full", "short"] {
            phone.nape.record_screening(Person::sheet(form)).await.expect("records");
        }
        phone.nape.set_plan(plan("home-unit-intermittent")).await.expect("accepts");
        phone.nape.start_session(request(true, DeviceChoice::None)).await.expect("rehearses");
        phone.nape.stop(None).await.expect("stops");
        phone.until(|event| matches!(event, EventBody::Finished { .. })).await;
        phone
    }

    /// In a passive pull that has just begun.
    pub(crate) async fn pulling() -> Self {
        let mut phone = Self::ready().await;
        phone.nape.start_session(request(false, DeviceChoice::None)).await.expect("starts");
        phone.until(|event| matches!(event, EventBody::LoadStarted)).await;
        phone
    }

    /// Ready for a session with the simulated device, which stands as still as the clocks do.
    pub(crate) async fn before_a_device() -> Self {
        let mut phone = Self::ready().await;
        let rehearsal = request(true, DeviceChoice::Simulated { seed: 1 });
        phone.nape.start_session(rehearsal).await.expect("rehearses");
        phone.nape.stop(None).await.expect("stops");
        phone.until(|event| matches!(event, EventBody::Finished { .. })).await;
        phone
    }

    /// In a pull by the simulated device. It is paced: the engine moves the clock from deadline to deadline and
    /// lets it stand while the disk works.
    pub(crate) async fn pulled() -> Self {
        let mut phone = Self::before_a_device().await;
        let start = StartSession { pace: 100.0, ..request(false, DeviceChoice::Simulated { seed: 1 }) };
        phone.nape.start_session(start).await.expect("starts");
        phone.until(|event| matches!(event, EventBody::LoadStarted)).await;
        phone
    }

    /// The next run of the program on another folder, its clocks at this reading.
    pub(crate) async fn restarted_on(&self, folder: TempDir, at: Elapsed) -> Self {
        let mut readings = self.clocks.readings().clone();
        readings.elapsed = at.0;
        Self::on(folder, Arc::new(Clocks(Mutex::new(readings)))).await
    }

    /// Both clocks go on, then the app is awake.
    pub(crate) async fn awake_after(&self, millis: u64) {
        self.asleep(millis);
        self.nape.app_resumed().await.expect("wakes up");
    }

    /// Both clocks go on and nobody looks.
    pub(crate) fn asleep(&self, millis: u64) {
        let mut readings = self.clocks.readings();
        readings.elapsed += millis;
        readings.wall += i64::try_from(millis).expect("small");
    }

    pub(crate) fn set_wall_by(&self, millis: i64) {
        self.clocks.readings().wall += millis;
    }

    pub(crate) fn set_elapsed_back_by(&self, millis: u64) {
        self.clocks.readings().elapsed -= millis;
    }

    pub(crate) fn fail_elapsed(&self, failing: bool) {
        self.clocks.readings().failing = failing;
    }

    /// The phone starts anew: its elapsed clock with it.
    pub(crate) fn reboot(&self) {
        let mut readings = self.clocks.readings();
        (readings.elapsed, readings.boot) = (20_000, "second");
    }

    /// The journal as it lies on the disk, opened by the next run of the program.
    pub(crate) async fn killed(self) -> Self {
        let copy = tempfile::tempdir().expect("a folder");
        let lock = lock_the_journal(self.folder.path());
        for file in std::fs::read_dir(self.folder.path()).expect("a folder") {
            let file = file.expect("a file");
            if !file.file_name().to_string_lossy().ends_with("-shm") {
                std::fs::copy(file.path(), copy.path().join(file.file_name())).expect("copies");
            }
        }
        drop(lock);
        let clocks = Arc::clone(&self.clocks);
        self.nape.leave().await.expect("leaves");
        Self::on(copy, clocks).await
    }

    /// Holds the database's write lock, as another program would, until dropped.
    pub(crate) fn lock_the_journal(&self) -> rusqlite::Connection {
        lock_the_journal(self.folder.path())
    }

    /// Reads on until such an event has come.
    pub(crate) async fn until(&mut self, is_it: impl Fn(&EventBody) -> bool) -> Vec<EventBody> {
        let mut events = Vec::new();
        loop {
            let page = tokio::time::timeout(A_GENEROUS_WHILE, self.nape.events(self.read, 1)).await;
            let page = page.unwrap_or_else(|_| panic!("no event for two minutes; so far: {events:?}"));
            let page = page.expect("events");
            self.read = page.next;
            for event in page.events {
                let over = is_it(&event.body);
                events.push(event.body);
                if over {
                    return events;
                }
            }
            assert!(!page.closed, "closed before it came: {events:?}");
        }
    }

    /// Says that the pull is off and waits for the end: how it ended, and how late.
    pub(crate) async fn let_go(&mut self) -> (End, u64) {
        self.nape.released().await.expect("takes it");
        let events = self.until(|event| matches!(event, EventBody::Finished { .. })).await;
        let late = events.iter().find_map(|event| match event {
            EventBody::Released { late_ms, .. } => Some(*late_ms),
            _ => None,
        });
        let Some(EventBody::Finished { end, .. }) = events.last() else { panic!("{events:?}") };
        (*end, late.expect("a release"))
    }

    pub(crate) fn present(&self) -> SessionView {
        self.nape.snapshot().expect("a snapshot").session.expect("a session")
    }

    pub(crate) async fn alarms(&self) -> Vec<Alarm> {
        self.nape.session_alarms().await.expect("alarms")
    }
}

/// No thread may be in a journal when the process ends.
impl Drop for Phone {
    fn drop(&mut self) {
        let nape = Arc::clone(&self.nape);
        let closing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.map(|runtime| runtime.block_on(nape.leave()))
        });
        let _ = closing.join();
    }
}

async fn open(folder: &Path, clocks: &Arc<Clocks>) -> Arc<Nape> {
    let config = OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: KEY.to_vec(),
        demonstration: false,
        now: None,
        zone: Some("Europe/Berlin".to_owned()),
        additions: None,
    };
    let clock: Arc<dyn ClockPort> = Arc::clone(clocks) as _;
    Nape::open(config, Some(clock), Some(Arc::new(Berlin)), None, None).await.expect("opens")
}
