//! A sound unit with somebody between it and the link: requests and events may be changed, swallowed or made up.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use nape::link::{Link, SimulatedLink};
use nape_logic::device::link::{LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::time::Elapsed;
use nape_simulator::Options;

/// What a tamperer makes of one thing: nothing, it, or others.
pub(crate) type Requests = Box<dyn FnMut(LinkRequest, &mut Vec<LinkEvent>) -> Option<LinkRequest> + Send>;
pub(crate) type Events = Box<dyn FnMut(LinkEvent) -> Option<LinkEvent> + Send>;

/// What the unit came to, in its own physics.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) peak_decinewtons: u32,
    pub(crate) force_decinewtons: u32,
    pub(crate) is_connected: bool,
    pub(crate) records: usize,
}

pub(crate) struct Tampered {
    unit: SimulatedLink,
    requests: Requests,
    events: Events,
    made_up: VecDeque<LinkEvent>,
    seen: Arc<Mutex<Seen>>,
}

impl Tampered {
    pub(crate) fn sound(options: Options) -> Self {
        Self {
            unit: SimulatedLink::of(options),
            requests: Box::new(|request, _| Some(request)),
            events: Box::new(Some),
            made_up: VecDeque::new(),
            seen: Arc::default(),
        }
    }

    /// What it comes to, for as long as it is there.
    pub(crate) fn watched(&self) -> Arc<Mutex<Seen>> {
        Arc::clone(&self.seen)
    }

    fn look(&self) {
        let unit = self.unit.device();
        *self.seen.lock().expect("nobody failed") = Seen {
            peak_decinewtons: unit.peak_force_decinewtons(),
            force_decinewtons: unit.true_force_decinewtons(),
            is_connected: unit.is_connected(),
            records: unit.record_numbers().len(),
        };
    }

    pub(crate) fn events(
        mut self,
        events: impl FnMut(LinkEvent) -> Option<LinkEvent> + Send + 'static,
    ) -> Self {
        self.events = Box::new(events);
        self
    }

    pub(crate) fn requests(
        mut self,
        requests: impl FnMut(LinkRequest, &mut Vec<LinkEvent>) -> Option<LinkRequest> + Send + 'static,
    ) -> Self {
        self.requests = Box::new(requests);
        self
    }

    pub(crate) fn failing_to_connect(self) -> Self {
        self.requests(|request, made_up| match request {
            LinkRequest::Connect => {
                let (request, reason) = (RequestKind::Connect, LinkFailure::NotFound);
                made_up.push(LinkEvent::Failed { request, reason });
                None
            }
            other => Some(other),
        })
    }
}

impl Link for Tampered {
    fn request(&mut self, request: LinkRequest, now: Elapsed) {
        let mut made_up = Vec::new();
        let request = (self.requests)(request, &mut made_up);
        self.made_up.extend(made_up);
        if let Some(request) = request {
            self.unit.request(request, now);
        }
    }

    fn poll(&mut self, now: Elapsed) -> Option<LinkEvent> {
        if let Some(event) = self.made_up.pop_front() {
            return Some(event);
        }
        loop {
            let event = self.unit.poll(now);
            self.look();
            if let Some(event) = (self.events)(event?) {
                return Some(event);
            }
        }
    }

    fn poll_timeout(&self) -> Option<Elapsed> {
        self.unit.poll_timeout()
    }

    fn is_simulated(&self) -> bool {
        true
    }
}
