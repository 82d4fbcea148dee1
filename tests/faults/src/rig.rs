//! The controller, the simulated unit and a journal on one fake clock, with a witness who sees everything that passes.

use std::num::NonZeroU32;

use nape::link::{Link, SimulatedLink};
use nape_logic::device::command::Sequence;
use nape_logic::device::controller::{Controller, ControllerConfig, DeviceRequest, Output, RecordOrder};
use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::time::{Elapsed, Millis};
use nape_simulator::{Device, Features, Options};

use crate::limits::CONTROLLER_LIMIT;
use crate::witness::{Cause, ControlWrite, Witness};

/// The fake clock goes in steps of this, the unit's own.
pub const TICK: Millis = Millis(nape_simulator::STEP_MILLISECONDS);
/// Where the fake clock begins.
const BEGIN: Elapsed = Elapsed(1_000_000);

/// See the module.
#[derive(Debug)]
pub struct Rig {
    now: Elapsed,
    controller: Controller,
    link: Shown,
    /// How long the journal takes; nothing where it never answers.
    journal_takes: Option<Millis>,
    journalling: Vec<(Sequence, Elapsed)>,
    witness: Witness,
    /// What the controller said since it was last asked for.
    said: Vec<Output>,
    /// The opcode that was last handed to the link.
    last_opcode: Option<u8>,
    last_request: Option<LinkRequest>,
}

/// A link has no debug form of its own.
struct Shown(SimulatedLink);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.device().fmt(f)
    }
}

impl Rig {
    /// A home unit with a hand switch and a start button, switched on and not connected.
    pub fn new(seed: u64, mtu: u16) -> Self {
        let options = Options {
            seed,
            mtu,
            features: Features::default().with(Features::START_BUTTON),
            started_at: BEGIN.0,
            ..Options::default()
        };
        let config = ControllerConfig { force_limit: CONTROLLER_LIMIT };
        Self {
            now: BEGIN,
            controller: Controller::new(Box::new(ProfileV1), NonZeroU32::MIN, config),
            link: Shown(SimulatedLink::of(options)),
            journal_takes: Some(Millis::ZERO),
            journalling: Vec::new(),
            witness: Witness::default(),
            said: Vec::new(),
            last_opcode: None,
            last_request: None,
        }
    }

    /// The time on the fake clock.
    pub const fn now(&self) -> Elapsed {
        self.now
    }

    /// The unit itself.
    pub const fn device(&self) -> &Device {
        self.link.0.device()
    }

    /// Who saw everything.
    pub const fn witness(&self) -> &Witness {
        &self.witness
    }

    /// What the controller said since this was last asked.
    pub fn take_said(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.said)
    }

    /// What the controller said since it was last taken.
    pub fn said(&self) -> &[Output] {
        &self.said
    }

    /// How long the journal takes for what is put to it from now on; nothing: it never answers.
    pub const fn journal_takes(&mut self, time: Option<Millis>) {
        self.journal_takes = time;
    }

    /// The journal has by now what was put to it and never answered.
    pub fn journal_answers(&mut self) {
        for (_, due) in &mut self.journalling {
            *due = self.now;
        }
        self.answer_from_the_journal();
    }

    /// Begins to connect.
    pub fn connect(&mut self) {
        self.controller.connect(self.now);
        self.drain(Cause::Other);
    }

    /// The person asks for something.
    pub fn request(&mut self, request: DeviceRequest) {
        self.controller.request(request, self.now);
        self.drain(Cause::Request(request));
    }

    /// The person stops.
    pub fn stop(&mut self) {
        self.controller.stop(self.now);
        self.drain(Cause::Stop);
    }

    /// Injects a fault; false for a name that the simulator does not know.
    pub fn inject(&mut self, fault: &str) -> bool {
        self.witness.injected(fault, self.now);
        self.link.0.inject(fault, self.now)
    }

    /// Lets so much time pass.
    pub fn run(&mut self, time: Millis) {
        let end = self.now.plus(time);
        while self.now < end {
            self.tick();
        }
    }

    /// Lets time pass until this is so, at most so much; says whether it came so.
    pub fn run_until(&mut self, within: Millis, is_so: impl Fn(&Self) -> bool) -> bool {
        let end = self.now.plus(within);
        while !is_so(self) {
            if self.now >= end {
                return false;
            }
            self.tick();
        }
        true
    }

    /// Lets time pass until a request is handed to the link in this very moment.
    pub fn run_until_handed_over(&mut self, within: Millis, is_it: impl Fn(&LinkRequest) -> bool) -> bool {
        self.last_request = None;
        self.run_until(within, |rig| rig.last_request.as_ref().is_some_and(&is_it))
    }

    /// The same for a write of this opcode; one that was handed over in this moment counts.
    pub fn run_until_written(&mut self, within: Millis, opcode: u8) -> bool {
        self.run_until(within, |rig| rig.last_opcode == Some(opcode))
    }

    /// Forgets which opcode was written last.
    pub const fn forget_written(&mut self) {
        self.last_opcode = None;
    }

    fn tick(&mut self) {
        self.now = self.now.plus(TICK);
        while let Some(event) = self.link.0.poll(self.now) {
            self.hear(event);
        }
        self.answer_from_the_journal();
        while self.controller.poll_timeout().is_some_and(|due| due <= self.now) {
            let before = self.controller.poll_timeout();
            self.controller.handle_timeout(self.now);
            self.drain(Cause::Other);
            if self.controller.poll_timeout() == before {
                break;
            }
        }
        self.witness.tick(self.link.0.device(), self.now);
    }

    fn hear(&mut self, event: LinkEvent) {
        self.controller.handle(event.clone(), self.now);
        self.drain(Cause::Event(&event));
    }

    fn answer_from_the_journal(&mut self) {
        let now = self.now;
        while let Some(place) = self.journalling.iter().position(|(_, due)| *due <= now) {
            let (sequence, _) = self.journalling.remove(place);
            self.witness.journalled(sequence.get());
            self.controller.journalled(sequence, self.now);
            self.drain(Cause::Other);
        }
    }

    /// Carries out what the controller wants after one call of it.
    fn drain(&mut self, cause: Cause<'_>) {
        let outputs: Vec<_> = std::iter::from_fn(|| self.controller.poll_output()).collect();
        self.witness.see(cause, &outputs, self.link.0.device(), self.now);
        for output in &outputs {
            match output {
                Output::Link(request) => self.hand_over(request),
                Output::Journal(record) if record.order == RecordOrder::JournalFirst => {
                    let due = self.journal_takes.map_or(Elapsed(u64::MAX), |time| self.now.plus(time));
                    self.journalling.push((record.sequence, due));
                }
                _ => {}
            }
        }
        self.said.extend(outputs.into_iter().filter(|output| !matches!(output, Output::Sample(_))));
        if self.journal_takes == Some(Millis::ZERO) {
            self.answer_from_the_journal();
        }
    }

    fn hand_over(&mut self, request: &LinkRequest) {
        self.witness.handed_over(request, self.link.0.device());
        if let Some(write) = ControlWrite::of_request(request) {
            self.last_opcode = Some(write.opcode);
        }
        self.last_request = Some(request.clone());
        self.link.0.request(request.clone(), self.now);
    }
}
