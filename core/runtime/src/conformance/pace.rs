//! What it is to wait: really, beside a radio, or not at all, on a simulator's clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use nape_logic::time::{Elapsed, Millis, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::link::Link;

/// Time as an examination needs it.
pub trait Pace {
    /// Since some moment; nobody sleeps in an examination.
    fn now(&self) -> Elapsed;

    /// The wall clock.
    fn wall(&self) -> Timestamp;

    /// Lets time pass until the link may have something to say, and at most until then.
    fn wait(&mut self, link: &dyn Link, until: Elapsed);
}

/// Real time, on a thread that may wait.
pub struct Waiting {
    handle: Handle,
    news: Arc<Notify>,
    began: Instant,
    from: Elapsed,
    wall: Timestamp,
}

impl Waiting {
    /// It is `from` and `wall` now; `news` is what the link wakes by.
    pub fn new(handle: Handle, news: Arc<Notify>, from: Elapsed, wall: Timestamp) -> Self {
        Self { handle, news, began: Instant::now(), from, wall }
    }

    fn passed(&self) -> Millis {
        Millis(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }
}

impl Pace for Waiting {
    fn now(&self) -> Elapsed {
        self.from.plus(self.passed())
    }

    fn wall(&self) -> Timestamp {
        self.wall.plus(self.passed())
    }

    fn wait(&mut self, link: &dyn Link, until: Elapsed) {
        let until = link.poll_timeout().map_or(until, |due| due.min(until));
        let time = until.since(self.now()).max(Millis(1));
        let news = Arc::clone(&self.news);
        let _ = self.handle.block_on(async {
            tokio::time::timeout(Duration::from_millis(time.get()), news.notified()).await
        });
    }
}

/// A simulator's clock, which leaps to whatever comes next.
pub struct Leaping {
    now: Elapsed,
    wall: Timestamp,
    began: Elapsed,
}

impl Leaping {
    /// A clock that shows `wall` at `now`.
    pub const fn new(now: Elapsed, wall: Timestamp) -> Self {
        Self { now, wall, began: now }
    }
}

impl Pace for Leaping {
    fn now(&self) -> Elapsed {
        self.now
    }

    fn wall(&self) -> Timestamp {
        self.wall.plus(self.now.since(self.began))
    }

    fn wait(&mut self, link: &dyn Link, until: Elapsed) {
        let due = link.poll_timeout().unwrap_or(until).min(until);
        self.now = due.max(self.now.plus(Millis(1)));
    }
}
