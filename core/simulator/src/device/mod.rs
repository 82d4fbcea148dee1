//! Radio, firmware and physics of one unit on one 10 ms grid.
//!
//! | file | question it answers |
//! |---|---|
//! | `mod.rs` | What runs in a step, what takes effect when, and which faults break what? |
//! | `attributes.rs` | What becomes of a subscription, a read or a write? |
//!
//! A step runs the firmware, then the physics, then takes what has arrived, then reports. Everything the caller
//! hands in is queued with the time at which it takes effect, later than the call: how often the caller advances
//! changes nothing.

mod attributes;

use std::collections::BTreeMap;

use crate::STEP_MILLISECONDS;
use crate::codes::{Characteristic, FaultBits, State};
use crate::faults::Fault;
use crate::firmware::Firmware;
use crate::options::{Kind, Options};
use crate::physics::Physics;
use crate::programme::MILLINEWTONS;
use crate::radio::{DisconnectReason, Radio, RadioEvent, RadioRequest};

/// A restart takes this long before the unit can be connected, milliseconds.
const START_TIME: u64 = 1_000;
/// `next_wake` looks this far ahead: nothing the unit sends by itself is rarer, milliseconds.
const LOOK_AHEAD: u64 = 1_200;
/// Battery after the fault "low battery", percent.
const LOW_BATTERY: u8 = 4;

/// Later times are taken as this one, so that no sum overflows.
const END_OF_TIME: u64 = u64::MAX / 2;

/// What takes effect at a time.
#[derive(Debug, Clone)]
enum Arrival {
    Request(RadioRequest),
    Fault(Fault),
    Hand(u32),
}

/// One simulated unit and its radio. Times are milliseconds of the caller's clock and never go back.
#[derive(Debug, Clone)]
pub struct Device {
    options: Options,
    firmware: Firmware,
    physics: Physics,
    radio: Radio,
    inbox: BTreeMap<(u64, u64), Arrival>,
    arrivals: u64,
    next_step: u64,
    advanced_to: u64,
    starting_until: Option<u64>,
}

impl Device {
    /// A unit that is switched on at [`Options::started_at`].
    pub fn new(options: Options) -> Self {
        Self {
            firmware: Firmware::new(&options),
            physics: Physics::new(options.seed, options.features.greatest_ramp),
            radio: Radio::new(&options),
            inbox: BTreeMap::new(),
            arrivals: 0,
            next_step: options.started_at,
            advanced_to: options.started_at,
            starting_until: None,
            options,
        }
    }

    /// Hands a request of the central to the radio.
    pub fn request(&mut self, request: RadioRequest, now: u64) {
        let arrival = self.radio.arrival(now);
        self.enqueue(arrival, Arrival::Request(request));
    }

    /// Injects a fault, which takes effect in the first step after `now`.
    pub fn fault(&mut self, fault: Fault, now: u64) {
        self.enqueue(now.saturating_add(1), Arrival::Fault(fault));
    }

    /// A person pulls by hand, so many 0.1 N from the first step after `now` on. A unit that has no actuator only
    /// measures that; any other takes no notice.
    pub fn pull_by_hand(&mut self, decinewtons: u32, now: u64) {
        if self.options.features.kind == Kind::Gauge {
            self.enqueue(now.saturating_add(1), Arrival::Hand(decinewtons.saturating_mul(MILLINEWTONS)));
        }
    }

    /// Runs firmware and physics up to `now`. Nothing happens where `now` is not later than before.
    pub fn advance(&mut self, now: u64) {
        let now = now.min(END_OF_TIME);
        while self.next_step <= now {
            let next = self.next_step.max(self.quiet_until());
            if next > now {
                self.next_step = self.on_grid(now.saturating_add(1));
                break;
            }
            self.step(next);
            self.next_step = next.saturating_add(STEP_MILLISECONDS);
        }
        self.advanced_to = self.advanced_to.max(now);
    }

    /// When something will next come out: never later than it does, but where nothing is near it may be a time
    /// at which only this needs asking again. `None`: nothing will, before the caller hands something in.
    pub fn next_wake(&self) -> Option<u64> {
        if let Some(due) = self.radio.next_due() {
            // A link that drops takes back what is on its way, and is itself noticed sooner.
            let arrival =
                self.inbox.first_key_value().map(|((at, _), _)| self.on_grid(*at).max(self.next_step));
            return Some(arrival.map_or(due, |at| at.min(due)));
        }
        let speaks = self.firmware.next_report().is_some() && !self.radio.is_silent();
        if !speaks && self.inbox.is_empty() {
            return None;
        }
        let horizon = self.advanced_to.saturating_add(LOOK_AHEAD);
        let mut ahead = self.clone();
        while ahead.radio.next_due().is_none() && ahead.next_step <= horizon {
            let next = ahead.next_step.max(ahead.quiet_until());
            ahead.advance(next.min(horizon));
        }
        Some(ahead.radio.next_due().unwrap_or(horizon))
    }

    /// The next event that had arrived at the central by the last [`Device::advance`].
    pub fn poll(&mut self) -> Option<RadioEvent> {
        self.radio.take(self.advanced_to)
    }

    /// The name the unit advertises.
    pub fn name(&self) -> &str {
        &self.options.name
    }

    /// What the cable really pulls, whatever the firmware reports; 0.1 N, rounded up so that 0 means slack.
    pub const fn true_force_decinewtons(&self) -> u32 {
        self.physics.force().div_ceil(MILLINEWTONS)
    }

    /// The greatest true force since the unit was made; 0.1 N, rounded up.
    pub const fn peak_force_decinewtons(&self) -> u32 {
        self.physics.peak().div_ceil(MILLINEWTONS)
    }

    /// State of the firmware.
    pub const fn state(&self) -> State {
        self.firmware.state()
    }

    /// Fault bits of the firmware.
    pub const fn faults(&self) -> FaultBits {
        self.firmware.faults()
    }

    /// Boot id, another after each restart.
    pub const fn boot_id(&self) -> u16 {
        self.firmware.boot_id()
    }

    /// Battery in percent.
    pub const fn battery_percent(&self) -> u8 {
        self.firmware.battery()
    }

    /// Numbers of the records that the unit keeps, lowest first.
    pub fn record_numbers(&self) -> Vec<u32> {
        self.firmware.memory().numbers()
    }

    /// The content of a record as it lies in the unit's memory.
    pub fn record_content(&self, number: u32) -> Option<&[u8]> {
        self.firmware.memory().content(number)
    }

    /// Whether the unit believes in a link.
    pub const fn is_connected(&self) -> bool {
        self.radio.is_connected()
    }

    fn enqueue(&mut self, at: u64, arrival: Arrival) {
        self.arrivals += 1;
        self.inbox.insert((at, self.arrivals), arrival);
    }

    /// The first step at or after `time`.
    const fn on_grid(&self, time: u64) -> u64 {
        let since_start = time.saturating_sub(self.options.started_at);
        let steps = since_start.div_ceil(STEP_MILLISECONDS);
        self.options.started_at.saturating_add(steps.saturating_mul(STEP_MILLISECONDS))
    }

    /// Every step before this one would change nothing: 0 while anything moves.
    fn quiet_until(&self) -> u64 {
        // A valve that has let out the last of it is noticed in the step after.
        if !self.firmware.is_resting() || !self.physics.is_slack() || self.physics.valve_is_open() {
            return 0;
        }
        let arrival = self.inbox.first_key_value().map(|((at, _), _)| *at);
        let next = [arrival, self.firmware.next_report()].into_iter().flatten().min();
        next.map_or(u64::MAX, |time| self.on_grid(time))
    }

    fn step(&mut self, now: u64) {
        let drive = self.firmware.step(now, self.physics.reading(), self.physics.valve_is_open());
        // Since the start, so that the same seed is the same session whenever it is run.
        self.physics.step(drive, now.saturating_sub(self.options.started_at) / STEP_MILLISECONDS);
        self.firmware.measure(now, self.physics.reading());
        while let Some(entry) = self.inbox.first_entry() {
            if entry.key().0 > now {
                break;
            }
            match entry.remove() {
                Arrival::Request(request) => self.answer(request, now),
                Arrival::Fault(fault) => self.break_down(fault, now),
                Arrival::Hand(wanted) => self.physics.pull_by_hand(wanted),
            }
            self.firmware.note(now);
            self.notify(now);
        }
        self.firmware.report(now);
        self.notify(now);
    }

    fn notify(&mut self, now: u64) {
        for (characteristic, value) in self.firmware.take_outgoing() {
            self.radio.notify(now, characteristic, value);
            if characteristic == Characteristic::SessionRecord && self.radio.breaks_off_now() {
                self.drop_link(now);
            }
        }
    }

    fn answer(&mut self, request: RadioRequest, now: u64) {
        match request {
            RadioRequest::Connect => self.connect(now),
            RadioRequest::Disconnect if self.radio.is_connected() => {
                self.radio.disconnect(now, DisconnectReason::Requested);
                self.firmware.disconnected();
            }
            RadioRequest::Disconnect => {}
            _ if self.radio.is_connected() && self.radio.is_silent() => {}
            RadioRequest::Subscribe(characteristic) => self.subscribe(characteristic, now),
            RadioRequest::Read(characteristic) => self.read(characteristic, now),
            RadioRequest::Write { characteristic, value, with_response } => {
                self.write(characteristic, &value, with_response, now);
            }
        }
    }

    fn connect(&mut self, now: u64) {
        let is_starting = self.starting_until.is_some_and(|ready| now < ready || !self.physics.is_slack());
        if is_starting || !self.radio.can_be_reached() {
            self.radio.fail_to_connect(now);
        } else {
            self.starting_until = None;
            self.radio.connect(now, self.mtu());
            if !self.firmware.bonds_mut().connected() {
                self.end_without_bond(now);
            }
        }
    }

    fn end_without_bond(&mut self, now: u64) {
        if self.radio.is_connected() {
            self.radio.disconnect(now, DisconnectReason::BondLost);
            self.firmware.disconnected();
        }
    }

    /// Every fault takes effect here.
    fn break_down(&mut self, fault: Fault, now: u64) {
        match fault {
            Fault::LinkLost => {
                self.radio.lose_for_good();
                self.drop_link(now);
            }
            Fault::LinkDrop => self.drop_link(now),
            Fault::Silent => self.radio.fall_silent(),
            Fault::Reboot => self.restart(now),
            Fault::HandSwitch => self.firmware.press_hand_switch(true),
            Fault::HandSwitchRelease => self.firmware.press_hand_switch(false),
            Fault::StartButton => self.firmware.press_start_button(true, now),
            Fault::StartButtonRelease => self.firmware.press_start_button(false, now),
            Fault::LowBattery => self.firmware.set_battery(LOW_BATTERY),
            Fault::OverForce => self.physics.overshoot(),
            Fault::Slip => self.physics.slip(),
            Fault::StuckActuator => self.physics.jam(),
            Fault::CorruptFrames => self.radio.corrupt_frames(),
            Fault::DuplicateFrames => self.radio.duplicate_frames(),
            Fault::LoseFrames => self.radio.lose_frames(),
            Fault::DelayFrames => self.radio.delay_frames(),
            Fault::ReorderFrames => self.radio.reorder_frames(),
            Fault::DropInReport => self.radio.drop_in_report(),
            Fault::RecordCorrupt => self.firmware.memory_mut().spoil(),
            Fault::NeverAnswers => self.firmware.fall_mute(),
            Fault::BondLost => {
                if self.firmware.bonds_mut().forget() {
                    self.end_without_bond(now);
                }
            }
            Fault::PairedAgain => self.firmware.bonds_mut().pair_again(),
        }
    }

    fn drop_link(&mut self, now: u64) {
        self.radio.drop_link(now);
        self.firmware.disconnected();
    }

    fn restart(&mut self, now: u64) {
        // Power goes first: the link that ends with it is no fault of the programme that ran.
        self.firmware.restart(now);
        self.drop_link(now);
        self.starting_until = Some(now + START_TIME);
    }
}
