//! The sentences over the simulator: its clock is ours, so none of them waits.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use nape::link::{Link, SimulatedLink};
use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::time::Elapsed;

use crate::bench::Bench;
use crate::conformance::{more_sentences, sentences};

/// Where the bench's clock starts: not at zero, as on a machine that runs already.
const START: Elapsed = Elapsed(1_000);

struct Simulator {
    now: Elapsed,
    /// The device is inside the link, so that what it believes is what it said last.
    is_connected: Arc<AtomicBool>,
}

impl Simulator {
    fn new() -> Self {
        Self { now: START, is_connected: Arc::default() }
    }

    fn switched_on(&self) -> Watched {
        let link = SimulatedLink::home_unit(7, self.now);
        Watched { link, is_connected: Arc::clone(&self.is_connected) }
    }
}

impl Bench for Simulator {
    fn link(&mut self) -> Box<dyn Link> {
        Box::new(self.switched_on())
    }

    fn link_to_nobody(&mut self) -> Box<dyn Link> {
        let mut link = self.switched_on();
        assert!(link.inject("link_lost", self.now));
        Box::new(link)
    }

    fn now(&self) -> Elapsed {
        self.now
    }

    fn wait(&mut self, link: &mut dyn Link, until: Elapsed) {
        let next = link.poll_timeout().unwrap_or(until).max(Elapsed(self.now.0 + 1));
        self.now = next.min(until);
    }

    fn lose(&mut self, link: &mut dyn Link) {
        assert!(link.inject("link_drop", self.now));
    }

    fn is_connected(&mut self) -> bool {
        self.is_connected.load(Relaxed)
    }
}

/// A link that is looked at from the side.
struct Watched {
    link: SimulatedLink,
    is_connected: Arc<AtomicBool>,
}

impl Link for Watched {
    fn request(&mut self, request: LinkRequest, now: Elapsed) {
        self.link.request(request, now);
    }

    fn poll(&mut self, now: Elapsed) -> Option<LinkEvent> {
        let event = self.link.poll(now)?;
        match event {
            LinkEvent::Connected { .. } => self.is_connected.store(true, Relaxed),
            LinkEvent::Disconnected { .. } => self.is_connected.store(false, Relaxed),
            _ => {}
        }
        Some(event)
    }

    fn poll_timeout(&self) -> Option<Elapsed> {
        self.link.poll_timeout()
    }

    fn inject(&mut self, fault: &str, now: Elapsed) -> bool {
        self.link.inject(fault, now)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.is_connected.store(false, Relaxed);
    }
}

sentences!(Simulator::new(), []);
more_sentences!(Simulator::new(), []);
