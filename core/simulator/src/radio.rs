//! The air between central and unit: requests, events, latency, and frames that are spoilt on the way.

use std::collections::VecDeque;

use crate::codes::Characteristic;
use crate::options::Options;
use crate::random::Random;

/// What the central asks of the radio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RadioRequest {
    /// Connects, and encrypts by the bond that the two have.
    Connect,
    /// Asks for the notifications or indications of a characteristic.
    Subscribe(Characteristic),
    /// Reads a characteristic.
    Read(Characteristic),
    /// Writes a characteristic. Without response only refusals are told.
    Write {
        /// Where to.
        characteristic: Characteristic,
        /// What.
        value: Vec<u8>,
        /// Whether the unit acknowledges.
        with_response: bool,
    },
    /// Ends the connection.
    Disconnect,
}

/// What the radio tells the central.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RadioEvent {
    /// The link is up.
    Connected {
        /// ATT MTU of the link.
        mtu: u16,
    },
    /// The unit did not answer in two seconds.
    ConnectFailed,
    /// The subscription stands.
    Subscribed(Characteristic),
    /// The subscription was refused.
    SubscribeFailed {
        /// Of what.
        characteristic: Characteristic,
        /// Why.
        reason: Refusal,
    },
    /// What was read.
    ReadDone {
        /// From where.
        characteristic: Characteristic,
        /// The value.
        value: Vec<u8>,
    },
    /// The read was refused.
    ReadFailed {
        /// Of what.
        characteristic: Characteristic,
        /// Why.
        reason: Refusal,
    },
    /// The unit has acknowledged a write with response.
    Written {
        /// Of what.
        characteristic: Characteristic,
    },
    /// The write was refused.
    WriteFailed {
        /// Of what.
        characteristic: Characteristic,
        /// Why.
        reason: Refusal,
    },
    /// A notification or indication.
    Notified {
        /// Of what.
        characteristic: Characteristic,
        /// The value.
        value: Vec<u8>,
    },
    /// The link is down.
    Disconnected {
        /// Why.
        reason: DisconnectReason,
    },
}

/// Why the link ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisconnectReason {
    /// The central asked for it.
    Requested,
    /// The unit was no longer heard.
    LinkLost,
    /// The unit no longer has the central's bond and refuses to encrypt.
    BondLost,
}

/// Why the unit or the radio refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no link.
    NotConnected,
    /// The unit lacks the characteristic.
    NotFound,
    /// The characteristic does not have this property.
    NotPermitted,
    /// The value is longer than the MTU carries.
    TooLong,
    /// The link is paired too little for this (section 9): ATT error 0x05.
    NotAuthenticated,
    /// Records are asked for without both subscriptions: ATT error 0xFD.
    NotSubscribed,
}

/// How many notifications one frame fault spoils.
const FRAMES_SPOILT: u32 = 10;
/// A report is broken off after at most this many of its notifications.
const MOST_BEFORE_DROP: u64 = 40;
/// How late a delayed notification comes, milliseconds.
const DELAY: u64 = 1_500;
/// How long the central takes to notice that the link is gone, milliseconds.
const SUPERVISION_TIMEOUT: u64 = 400;
/// How long the central waits for a connection, milliseconds.
const CONNECT_TIMEOUT: u64 = 2_000;

/// How many of the next notifications are spoilt, and how.
#[derive(Debug, Clone, Copy, Default)]
struct Spoilt {
    corrupt: u32,
    duplicate: u32,
    lose: u32,
    delay: u32,
    reorder: u32,
}

/// Counts one down; false once nothing is left.
const fn take_one(left: &mut u32) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}

/// The unit's radio. Both directions keep their order, as Bluetooth does.
#[derive(Debug, Clone)]
pub(crate) struct Radio {
    latency: u64,
    jitter: u64,
    upward: Random,
    downward: Random,
    last_upward: u64,
    last_downward: u64,
    outbox: VecDeque<(u64, RadioEvent)>,
    spoilt: Spoilt,
    /// Notifications that wait for the next one of theirs to pass them.
    held: Vec<(Characteristic, RadioEvent)>,
    /// So many more notifications of records, and the link drops.
    drops_after: Option<u64>,
    is_connected: bool,
    is_silent: bool,
    is_lost: bool,
}

impl Radio {
    pub(crate) fn new(options: &Options) -> Self {
        let mut seeds = Random::new(options.seed);
        Self {
            latency: options.latency,
            jitter: options.jitter,
            upward: Random::new(seeds.next()),
            downward: Random::new(seeds.next()),
            last_upward: 0,
            last_downward: 0,
            outbox: VecDeque::new(),
            spoilt: Spoilt::default(),
            held: Vec::new(),
            drops_after: None,
            is_connected: false,
            is_silent: false,
            is_lost: false,
        }
    }

    pub(crate) const fn is_connected(&self) -> bool {
        self.is_connected
    }

    /// Nothing goes in or out.
    pub(crate) const fn is_silent(&self) -> bool {
        self.is_silent
    }

    pub(crate) const fn can_be_reached(&self) -> bool {
        !self.is_silent && !self.is_lost
    }

    /// When a request sent at `now` reaches the unit.
    pub(crate) fn arrival(&mut self, now: u64) -> u64 {
        let travel = (self.latency + self.upward.up_to(self.jitter)).max(1);
        self.last_upward = self.last_upward.max(now.saturating_add(travel));
        self.last_upward
    }

    pub(crate) fn connect(&mut self, now: u64, mtu: u16) {
        self.is_connected = true;
        self.send(now, RadioEvent::Connected { mtu });
    }

    pub(crate) fn fail_to_connect(&mut self, now: u64) {
        self.send(now + CONNECT_TIMEOUT, RadioEvent::ConnectFailed);
    }

    /// One side ends the link.
    pub(crate) fn disconnect(&mut self, now: u64, reason: DisconnectReason) {
        self.is_connected = false;
        self.held.clear();
        self.send(now, RadioEvent::Disconnected { reason });
    }

    /// The link breaks; what is still on its way never arrives.
    pub(crate) fn drop_link(&mut self, now: u64) {
        if !self.is_connected {
            return;
        }
        self.is_connected = false;
        self.held.clear();
        self.outbox.retain(|(due, _)| *due <= now);
        self.last_downward = now;
        self.send(now + SUPERVISION_TIMEOUT, RadioEvent::Disconnected { reason: DisconnectReason::LinkLost });
    }

    pub(crate) const fn lose_for_good(&mut self) {
        self.is_lost = true;
    }

    pub(crate) const fn fall_silent(&mut self) {
        self.is_silent = true;
    }

    pub(crate) const fn corrupt_frames(&mut self) {
        self.spoilt.corrupt += FRAMES_SPOILT;
    }

    pub(crate) const fn duplicate_frames(&mut self) {
        self.spoilt.duplicate += FRAMES_SPOILT;
    }

    pub(crate) const fn lose_frames(&mut self) {
        self.spoilt.lose += FRAMES_SPOILT;
    }

    pub(crate) const fn delay_frames(&mut self) {
        self.spoilt.delay += FRAMES_SPOILT;
    }

    pub(crate) const fn reorder_frames(&mut self) {
        self.spoilt.reorder += FRAMES_SPOILT;
    }

    pub(crate) const fn drop_in_report(&mut self) {
        self.drops_after = Some(1 + self.downward.up_to(MOST_BEFORE_DROP - 1));
    }

    /// Counts a notification of a record; whether the link drops behind it.
    pub(crate) fn breaks_off_now(&mut self) -> bool {
        self.drops_after = self.drops_after.map(|left| left - 1);
        self.drops_after.take_if(|left| *left == 0).is_some()
    }

    /// Sends an event down, behind everything sent before it.
    pub(crate) fn send(&mut self, now: u64, event: RadioEvent) {
        let due = now + self.latency + self.downward.up_to(self.jitter);
        self.last_downward = self.last_downward.max(due);
        self.outbox.push_back((self.last_downward, event));
    }

    /// Notifies, unless nobody listens; frame faults act here.
    pub(crate) fn notify(&mut self, now: u64, characteristic: Characteristic, mut value: Vec<u8>) {
        if !self.is_connected || self.is_silent || take_one(&mut self.spoilt.lose) {
            return;
        }
        if take_one(&mut self.spoilt.corrupt) {
            self.flip_bits(&mut value);
        }
        let late = if take_one(&mut self.spoilt.delay) { DELAY } else { 0 };
        let event = RadioEvent::Notified { characteristic, value };
        let copies = if take_one(&mut self.spoilt.duplicate) { 2 } else { 1 };
        let is_passed = !characteristic.is_indicated() && take_one(&mut self.spoilt.reorder);
        if is_passed && !self.held.iter().any(|(of, _)| *of == characteristic) {
            self.held.extend(vec![(characteristic, event); copies]);
            return;
        }
        for copy in vec![event; copies] {
            self.send(now + late, copy);
        }
        self.let_go(now, characteristic);
    }

    /// Sends what waited for this characteristic; an indication is the last word, behind which nothing waits.
    fn let_go(&mut self, now: u64, passed: Characteristic) {
        let waited = |(of, _): &mut (Characteristic, RadioEvent)| passed.is_indicated() || *of == passed;
        let ready: Vec<_> = self.held.extract_if(.., waited).collect();
        for (_, event) in ready {
            self.send(now, event);
        }
    }

    /// One to three flipped bits, which the CRC always shows.
    fn flip_bits(&mut self, value: &mut [u8]) {
        let Some(bits) = u64::try_from(value.len() * 8).ok().filter(|bits| *bits > 2) else {
            return;
        };
        let first = self.downward.up_to(bits - 1);
        for offset in 0..=self.downward.up_to(2) {
            let bit = (first + offset) % bits;
            let place = usize::try_from(bit / 8).ok().and_then(|index| value.get_mut(index));
            if let Some(byte) = place {
                *byte ^= 1 << (bit % 8);
            }
        }
    }

    /// When the next event arrives at the central.
    pub(crate) fn next_due(&self) -> Option<u64> {
        self.outbox.front().map(|(due, _)| *due)
    }

    /// The next event that has arrived by `now`.
    pub(crate) fn take(&mut self, now: u64) -> Option<RadioEvent> {
        if self.next_due()? > now {
            return None;
        }
        self.outbox.pop_front().map(|(_, event)| event)
    }
}
