//! The engine's clock: the machine's wall and elapsed clocks, the zone's offsets, and a pace.
//!
//! A paced session (simulated device or none) lets time go faster. While it runs the clock stands between two
//! deadlines and is moved from one to the next, so that a fast session makes the very same events as a slow
//! one. What it gained is kept afterwards: time never goes back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use nape_logic::id::BootId;
use nape_logic::time::{Elapsed, Millis, Now, Timestamp};

use super::error::EngineError;

/// The clocks of the machine, as the shell lends them or the system has them.
pub trait Clocks: Send + Sync {
    /// Milliseconds since 1970.
    fn wall_unix_millis(&self) -> Result<i64, EngineError>;
    /// Milliseconds of a clock that counts suspend.
    fn elapsed_millis(&self) -> Result<u64, EngineError>;
    /// Which boot the elapsed clock belongs to.
    fn boot(&self) -> Result<BootId, EngineError>;
}

/// The clocks of the operating system.
pub struct SystemClocks;

impl Clocks for SystemClocks {
    fn wall_unix_millis(&self) -> Result<i64, EngineError> {
        let wall = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
        Ok(wall.tv_sec * 1000 + wall.tv_nsec / 1_000_000)
    }

    fn elapsed_millis(&self) -> Result<u64, EngineError> {
        let elapsed = rustix::time::clock_gettime(COUNTS_SUSPEND);
        u64::try_from(elapsed.tv_sec * 1000 + elapsed.tv_nsec / 1_000_000)
            .map_err(|_| EngineError::Port("the elapsed clock is negative".to_owned()))
    }

    fn boot(&self) -> Result<BootId, EngineError> {
        boot_id().map(BootId)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
const COUNTS_SUSPEND: rustix::time::ClockId = rustix::time::ClockId::Boottime;
/// On Apple's systems this clock goes on in sleep.
#[cfg(target_vendor = "apple")]
const COUNTS_SUSPEND: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

#[cfg(any(target_os = "linux", target_os = "android"))]
fn boot_id() -> Result<String, EngineError> {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .map(|id| id.trim().to_owned())
        .map_err(|error| EngineError::Port(format!("no boot id: {}", error.kind())))
}

/// Only the shell can ask Apple's systems for the boot's session id.
#[cfg(target_vendor = "apple")]
fn boot_id() -> Result<String, EngineError> {
    Err(EngineError::Port("on this system the shell lends the clocks".to_owned()))
}

/// A zone's offsets: from each instant (milliseconds since 1970) on, so many seconds east of Greenwich.
/// In order; the first holds before its instant too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneOffsets(pub Vec<(i64, i32)>);

impl ZoneOffsets {
    fn at(&self, unix_millis: i64) -> i32 {
        let index = self.0.partition_point(|(from, _)| *from <= unix_millis);
        self.0.get(index.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }
}

/// A timer on a clock that stops in suspend wakes up late by the suspend; looking this often bounds it.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// See the module.
pub(super) struct EngineClock {
    clocks: Arc<dyn Clocks>,
    zone: ZoneOffsets,
    boot: BootId,
    /// The last good reading: a port that fails must not take the session with it.
    wall: i64,
    elapsed: ElapsedReading,
    shown: Timestamp,
    /// Added to the wall clock: where it was told to start.
    wall_shift: i64,
    /// Added to both clocks: what paced sessions gained.
    gained: u64,
    paced: Option<Paced>,
}

/// The elapsed clock, held to going forward. Where the port fails or goes back, the system's own clock counts on
/// from the last reading: one that stood still until the port caught up would make a pull longer.
struct ElapsedReading {
    last: u64,
    /// Added to what the port shows, since it went back.
    shift: u64,
    at: Instant,
    failing: bool,
}

impl ElapsedReading {
    fn new(first: u64) -> Self {
        Self { last: first, shift: 0, at: Instant::now(), failing: false }
    }

    fn read(&mut self, port: Option<u64>) -> u64 {
        let shown = port.map(|shown| shown.saturating_add(self.shift)).filter(|shown| *shown >= self.last);
        if shown.is_none() && !self.failing {
            tracing::warn!(
                went_back = port.is_some(),
                "the elapsed clock can't be believed; counting on without it"
            );
        }
        self.failing = shown.is_none() && port.is_none();
        self.last = shown.unwrap_or_else(|| {
            // Rounded up, so that many readings in a row don't add up to a slower clock.
            let passed = u64::try_from(self.at.elapsed().as_millis()).unwrap_or(u64::MAX);
            self.last.saturating_add(passed).saturating_add(1)
        });
        if let (Some(port), None) = (port, shown) {
            self.shift = self.last.saturating_sub(port);
        }
        self.at = Instant::now();
        self.last
    }
}

/// Time in a paced session: `now` stands until it is moved.
struct Paced {
    speed: f64,
    now: u64,
    /// The last point where paced and real time met, to keep the speed without adding up delays.
    from: u64,
    since: Instant,
}

impl EngineClock {
    pub(super) fn new(
        clocks: Arc<dyn Clocks>,
        zone: ZoneOffsets,
        start: Option<Timestamp>,
    ) -> Result<Self, EngineError> {
        let (wall, boot) = (clocks.wall_unix_millis()?, clocks.boot()?);
        let elapsed = ElapsedReading::new(clocks.elapsed_millis()?);
        let wall_shift = start.map_or(0, |start| start.unix_millis() - wall);
        let shown = Timestamp::from_unix_millis(wall + wall_shift, zone.at(wall + wall_shift));
        let shown = shown.ok_or_else(|| EngineError::Port("the wall clock is out of range".to_owned()))?;
        Ok(Self { clocks, zone, boot, wall, elapsed, shown, wall_shift, gained: 0, paced: None })
    }

    /// The present. A paced clock gives the instant that it was moved to.
    pub(super) fn now(&mut self) -> Now {
        let read = self.elapsed_read();
        let elapsed = self.paced.as_ref().map_or(read, |paced| paced.now);
        let ahead = i64::try_from(elapsed.saturating_sub(read)).unwrap_or(0);
        self.wall = self.clocks.wall_unix_millis().unwrap_or(self.wall);
        let gained = i64::try_from(self.gained).unwrap_or(0);
        let millis = self.wall + self.wall_shift + gained + ahead;
        self.shown = Timestamp::from_unix_millis(millis, self.zone.at(millis)).unwrap_or(self.shown);
        Now { wall: self.shown, elapsed: Elapsed(elapsed), boot: self.boot.clone() }
    }

    fn elapsed_read(&mut self) -> u64 {
        self.elapsed.read(self.clocks.elapsed_millis().ok()) + self.gained
    }

    /// Lets time go `speed` times as fast, until [`EngineClock::keep_real_pace`].
    pub(super) fn pace(&mut self, speed: f64) {
        let now = self.elapsed_read();
        self.paced = Some(Paced { speed, now, from: now, since: Instant::now() });
    }

    /// Goes on at the machine's pace from where the paced clock stands.
    pub(super) fn keep_real_pace(&mut self) {
        if let Some(paced) = self.paced.take() {
            let read = self.elapsed_read();
            self.gained += paced.now.saturating_sub(read);
        }
    }

    pub(super) fn is_paced(&self) -> bool {
        self.paced.is_some()
    }

    /// Waits until `deadline`, then stands there. Dropping the wait loses nothing. At the real pace it may come
    /// back early; the caller looks again.
    pub(super) async fn wait_until(&mut self, deadline: Elapsed) {
        match &self.paced {
            None => {
                let left = deadline.0.saturating_sub(self.elapsed_read());
                tokio::time::sleep(Duration::from_millis(left).min(LOOK_AGAIN)).await;
            }
            Some(paced) => {
                let real = Duration::from_secs_f64(
                    millis_as_seconds(deadline.0.saturating_sub(paced.from)) / paced.speed,
                );
                let wait = (paced.since + real).saturating_duration_since(Instant::now());
                if wait >= Duration::from_millis(1) {
                    tokio::time::sleep(wait).await;
                }
                self.stand_at(deadline);
            }
        }
    }

    /// Moves a paced clock to where real time has come, at most to `deadline`: something else happened first.
    pub(super) fn catch_up(&mut self, deadline: Option<Elapsed>) {
        let Some(paced) = &self.paced else { return };
        let run = paced.since.elapsed().mul_f64(paced.speed);
        let run = Millis(u64::try_from(run.as_millis()).unwrap_or(u64::MAX));
        let reached = Elapsed(paced.from).plus(run);
        self.stand_at(deadline.map_or(reached, |deadline| reached.min(deadline)));
    }

    /// Time that the engine spent waiting for the disk must not be made up for in a rush.
    pub(super) fn forgive_delay(&mut self) {
        if let Some(paced) = &mut self.paced {
            paced.from = paced.now;
            paced.since = Instant::now();
        }
    }

    fn stand_at(&mut self, at: Elapsed) {
        if let Some(paced) = &mut self.paced {
            paced.now = paced.now.max(at.0);
        }
    }
}

fn millis_as_seconds(millis: u64) -> f64 {
    Duration::from_millis(millis).as_secs_f64()
}
