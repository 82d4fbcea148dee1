//! A journal in which a session may start: forms filled in, a plan accepted, a rehearsal done.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use nape::api::{ClockPort, DeviceChoice, EventBody, Nape, NapeError, OpenConfig, Plan};
use tempfile::TempDir;

use super::person::{KEY, Person, request};

/// 2026-03-10T08:00:00Z, in milliseconds since 1970.
const MORNING: i64 = 1_773_129_600_000;

/// Both clocks, counted from one instant of this process, so that what the journal says of time compares with
/// what is measured here.
#[derive(Clone, Copy)]
pub(crate) struct Clock(pub(crate) Instant);

impl ClockPort for Clock {
    fn wall_unix_ms(&self) -> Result<i64, NapeError> {
        Ok(MORNING + i64::try_from(self.0.elapsed().as_millis()).expect("small"))
    }

    fn elapsed_ms(&self) -> Result<u64, NapeError> {
        Ok(u64::try_from(self.0.elapsed().as_millis()).expect("small"))
    }

    fn boot_id(&self) -> Result<String, NapeError> {
        Ok("bench".to_owned())
    }
}

pub(crate) struct Ready {
    pub(crate) nape: Arc<Nape>,
    pub(crate) folder: TempDir,
    /// The number of the last event read.
    pub(crate) read: u64,
}

impl Ready {
    pub(crate) async fn new(plan: Plan, device: DeviceChoice, clock: Clock) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let nape = open(folder.path(), clock).await;
        for form in ["full", "short"] {
            nape.record_screening(Person::sheet(form)).await.expect("records");
        }
        nape.set_plan(plan).await.expect("accepts");
        let mut ready = Self { nape, folder, read: 0 };
        ready.nape.start_session(request(true, device)).await.expect("rehearses");
        ready.nape.stop(None).await.expect("stops");
        ready.until(|event| matches!(event, EventBody::Finished { .. })).await;
        ready
    }

    /// Starts a session at real speed, the person in place: its id.
    pub(crate) async fn start(&self, device: DeviceChoice) -> String {
        self.nape.start_session(request(false, device)).await.expect("starts")
    }

    /// Reads on until such an event has come; each event with the instant at which this caller had it.
    pub(crate) async fn until(&mut self, is_it: impl Fn(&EventBody) -> bool) -> Vec<(Instant, EventBody)> {
        let mut events = Vec::new();
        loop {
            let page = self.nape.events(self.read, 100).await.expect("events");
            let arrived = Instant::now();
            self.read = page.next;
            let over = page.events.iter().any(|event| is_it(&event.body));
            events.extend(page.events.into_iter().map(|event| (arrived, event.body)));
            if over {
                return events;
            }
            assert!(!page.closed, "closed before it came");
        }
    }
}

async fn open(folder: &Path, clock: Clock) -> Arc<Nape> {
    let config = OpenConfig {
        folder: folder.to_string_lossy().into_owned(),
        key: KEY.to_vec(),
        demonstration: false,
        now: None,
        zone: None,
        additions: None,
    };
    Nape::open(config, Some(Arc::new(clock)), None, None, None).await.expect("opens")
}
