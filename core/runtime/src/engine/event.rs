//! What happens, for screens: numbered events that reading never consumes.
//!
//! Telemetry summaries are dropped, oldest first, when nobody reads them; nothing else is, within a session. The
//! snapshot lives under the same lock, so that its number says exactly which events it includes.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use nape_logic::id::SessionId;
use nape_logic::routine;
use nape_logic::session::{self, Moment, Segment};
use nape_logic::time::Millis;
use nape_logic::units::Force;
use tokio::sync::watch;
use uuid::Uuid;

use super::devices::SyncProgress;
use super::routine::RoutineView;
use super::snapshot::{Snapshot, View};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// One more with each event.
    pub number: u64,
    /// Session time since Start, pauses included.
    pub elapsed: Millis,
    /// What happened.
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// A fact of the session became durable.
    Fact(SessionId, Box<session::Fact>),
    /// The timeline's length, right after the start.
    Planned(Millis),
    /// A segment began.
    Segment(Segment),
    /// A moment worth telling.
    Moment(Box<Moment>),
    /// News of the device.
    Device(DeviceStanding),
    /// What the device measures.
    Telemetry {
        /// Position on the timeline.
        position: Millis,
        /// Measured pull.
        measured: Force,
        /// Wanted pull.
        target: Force,
    },
    /// Nothing was heard from the device for so long.
    Stale(Millis),
    /// The journal can't be written.
    JournalFailed,
    /// A fact of a routine became durable.
    RoutineFact(Uuid, Box<routine::Fact>),
    /// How far the records of a device are fetched.
    Syncing(SyncProgress),
    /// A cue of a routine.
    RoutineCue(Box<routine::Cue>),
}

/// Where the device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceStanding {
    /// There is none.
    #[default]
    None,
    /// Connecting.
    Connecting,
    /// Connected and read.
    Connected,
    /// Programmed and armed.
    Armed,
    /// It runs its programme.
    Running,
    /// It lets go.
    Releasing,
    /// It rests.
    Idle,
    /// It reports a fault.
    Fault,
    /// It can't be reached.
    Lost,
}

/// Events after a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// In order.
    pub events: Vec<Event>,
    /// The number to ask with next.
    pub next: u64,
    /// Telemetry summaries among them that were dropped.
    pub dropped: u64,
    /// Events other than telemetry are gone: take a snapshot.
    pub snapshot_needed: bool,
    /// No more will come.
    pub closed: bool,
}

/// Telemetry summaries kept for readers.
const KEPT_TELEMETRY: usize = 256;
/// Other events kept for readers; a session has far fewer.
const KEPT_OTHERS: usize = 50_000;

#[derive(Default)]
struct Kept {
    others: VecDeque<Event>,
    telemetry: VecDeque<Event>,
    last: u64,
    /// The number of the last event other than telemetry that was let go.
    others_gone: u64,
    snapshot: Snapshot,
    closed: bool,
}

/// The log of events.
pub struct EventLog {
    kept: Mutex<Kept>,
    news: watch::Sender<u64>,
}

impl Default for EventLog {
    fn default() -> Self {
        Self { kept: Mutex::default(), news: watch::Sender::new(0) }
    }
}

impl EventLog {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Each change under the lock is whole, so a poisoned one still holds true events.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Appends an event, shows the session as it is with it, and wakes the readers.
    pub(super) fn publish(&self, elapsed: Millis, what: Happening, session: Option<View>) {
        let mut kept = self.kept();
        kept.last += 1;
        kept.snapshot.number = kept.last;
        if session.is_some() {
            kept.snapshot.session = session;
        }
        let event = Event { number: kept.last, elapsed, what };
        if matches!(event.what, Happening::Telemetry { .. }) {
            kept.telemetry.push_back(event);
            if kept.telemetry.len() > KEPT_TELEMETRY {
                kept.telemetry.pop_front();
            }
        } else {
            kept.others.push_back(event);
            if kept.others.len() > KEPT_OTHERS
                && let Some(gone) = kept.others.pop_front()
            {
                kept.others_gone = gone.number;
            }
        }
        let last = kept.last;
        drop(kept);
        self.news.send_replace(last);
    }

    /// Ends every wait.
    pub(super) fn close(&self) {
        self.kept().closed = true;
        self.news.send_modify(|_| {});
    }

    /// Shows the present between two events.
    pub(super) fn show(&self, person: Option<&String>, session: Option<View>) {
        let mut kept = self.kept();
        kept.snapshot.person = person.cloned();
        if session.is_some() {
            kept.snapshot.session = session;
        }
    }

    /// Shows the routine as it is now.
    pub(super) fn show_routine(&self, routine: RoutineView) {
        self.kept().snapshot.routine = Some(routine);
    }

    /// The present, with the number of the last event that it includes.
    pub fn snapshot(&self) -> Snapshot {
        self.kept().snapshot.clone()
    }

    /// The events after `after`, at most `limit` (at least one); waits until there is one.
    pub async fn after(&self, after: u64, limit: usize) -> Page {
        let mut news = self.news.subscribe();
        loop {
            news.borrow_and_update();
            let page = self.page(after, limit.max(1));
            if !page.events.is_empty() || page.closed {
                return page;
            }
            if news.changed().await.is_err() {
                return Page { next: after, closed: true, ..Page::default() };
            }
        }
    }

    fn page(&self, after: u64, limit: usize) -> Page {
        let kept = self.kept();
        let newer = |events: &VecDeque<Event>| events.partition_point(|event| event.number <= after);
        let mut others = kept.others.range(newer(&kept.others)..).peekable();
        let mut telemetry = kept.telemetry.range(newer(&kept.telemetry)..).peekable();
        let mut events: Vec<Event> = Vec::new();
        while events.len() < limit {
            let next = match (others.peek(), telemetry.peek()) {
                (Some(other), Some(sample)) if sample.number < other.number => telemetry.next(),
                (None, _) => telemetry.next(),
                (Some(_), _) => others.next(),
            };
            let Some(event) = next else { break };
            events.push(event.clone());
        }
        let next = events.last().map_or(after, |event| event.number);
        let all_read = next >= kept.last;
        Page {
            dropped: (next - after.min(next)) - events.len() as u64,
            snapshot_needed: after < kept.others_gone,
            closed: kept.closed && all_read,
            events,
            next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telemetry() -> Happening {
        Happening::Telemetry { position: Millis(1), measured: Force::ZERO, target: Force::ZERO }
    }

    fn numbers(page: &Page) -> Vec<u64> {
        page.events.iter().map(|event| event.number).collect()
    }

    #[tokio::test]
    async fn two_readers_each_get_every_event_at_their_own_pace() {
        let log = EventLog::default();
        for _ in 0..3 {
            log.publish(Millis(0), Happening::JournalFailed, None);
        }
        assert_eq!(numbers(&log.after(0, 2).await), [1, 2]);
        assert_eq!(numbers(&log.after(0, 10).await), [1, 2, 3]);
        assert_eq!(numbers(&log.after(2, 10).await), [3]);
    }

    #[tokio::test]
    async fn a_slow_reader_loses_old_telemetry_and_nothing_else() {
        let log = EventLog::default();
        for _ in 0..1000 {
            log.publish(Millis(0), telemetry(), None);
            log.publish(Millis(0), Happening::JournalFailed, None);
        }
        let page = log.after(0, usize::MAX).await;
        let others = page.events.iter().filter(|event| event.what == Happening::JournalFailed).count();
        assert_eq!(others, 1000);
        assert_eq!(page.dropped, 1000 - KEPT_TELEMETRY as u64);
        assert!(!page.snapshot_needed);
    }

    #[tokio::test]
    async fn a_reader_never_sees_an_event_that_the_snapshot_lacks() {
        let log = EventLog::default();
        log.publish(Millis(0), Happening::JournalFailed, None);
        let read = log.after(0, 10).await.next;
        assert_eq!(log.snapshot().number, read);
    }

    #[tokio::test]
    async fn closing_ends_the_wait_of_a_reader_who_has_read_everything() {
        let log = EventLog::default();
        log.publish(Millis(0), Happening::JournalFailed, None);
        log.close();
        assert!(log.after(1, 10).await.closed);
        let page = log.after(0, 10).await;
        assert_eq!((numbers(&page), page.closed), (vec![1], true));
    }
}
