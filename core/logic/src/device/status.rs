//! What devices report, in words that no protocol owns.

use std::collections::BTreeSet;

use crate::device::command::{Sequence, Verdict};
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

/// What a device is and how far it can go; its own limits, which it checks again itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The protocol's version, major and minor.
    pub version: (u8, u8),
    /// Whether it pulls or only measures.
    pub kind: DeviceKind,
    /// The way of traction that it is for.
    pub modality: Modality,
    /// The parts of the spine that it is for.
    pub regions: BTreeSet<Region>,
    /// Whether it can go between hold and rest.
    pub intermittent: bool,
    /// Whether the person has a switch in the hand.
    pub hand_switch: bool,
    /// Whether it can run a programme of its own by a button.
    pub start_button: bool,
    /// The number of the maker's levels, where it has those in place of forces.
    pub levels: Option<u8>,
    /// How many records it can keep, where it keeps any.
    pub records: Option<u8>,
    /// The least force that it can hold.
    pub least_force: Force,
    /// The greatest force that it can hold, or measure where it only measures.
    pub greatest_force: Force,
    /// Forces go in steps of this.
    pub force_step: Force,
    /// The greatest change of force in one second.
    pub greatest_ramp_per_second: Force,
    /// The longest programme.
    pub longest_programme: Millis,
}

/// Whether a device pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceKind {
    /// It pulls and measures.
    Actuator,
    /// It only measures.
    Gauge,
}

/// The state of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceState {
    /// Nothing stored, no force.
    Idle,
    /// A whole programme is stored.
    Programmed,
    /// Ready to start.
    Armed,
    /// The programme runs.
    Running,
    /// The programme stands, no force.
    Paused,
    /// The force is being let go.
    Releasing,
    /// A fault is active; no force is held.
    Fault,
}

impl DeviceState {
    /// Whether force may act on the person or come back by itself.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Running | Self::Paused | Self::Releasing)
    }

    /// Whether the device holds no force and will begin none without being told.
    pub const fn is_at_rest(self) -> bool {
        matches!(self, Self::Idle | Self::Fault)
    }
}

/// The part of the programme in which a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DevicePhase {
    /// None.
    None,
    /// The force rises.
    RampUp,
    /// The hold force is held.
    Hold,
    /// The force falls to the rest force.
    RampDown,
    /// The rest force is kept.
    Rest,
    /// The force is let go for good.
    Release,
}

/// One fault of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// More force than the limit allows.
    OverForce,
    /// Far less force than asked for: something gave way.
    Slip,
    /// The session fell silent.
    HeartbeatLost,
    /// The battery is nearly empty.
    Battery,
    /// The force sensor.
    Sensor,
    /// The actuator.
    Actuator,
    /// The person pressed the hand switch.
    HandSwitch,
    /// Anything inside the device.
    Internal,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::OverForce,
        Self::Slip,
        Self::HeartbeatLost,
        Self::Battery,
        Self::Sensor,
        Self::Actuator,
        Self::HandSwitch,
        Self::Internal,
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults(u8);

impl Faults {
    /// No fault.
    pub const NONE: Self = Self(0);

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `fault` is among them.
    pub const fn contains(self, fault: Fault) -> bool {
        self.0 & fault.bit() != 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Fault> {
        Fault::ALL.into_iter().filter(move |fault| self.contains(*fault))
    }
}

impl FromIterator<Fault> for Faults {
    fn from_iter<I: IntoIterator<Item = Fault>>(faults: I) -> Self {
        Self(faults.into_iter().fold(0, |bits, fault| bits | fault.bit()))
    }
}

/// Which run of the device's firmware: another one after each start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceBoot(pub u16);

/// All that a device says of its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Its state.
    pub state: DeviceState,
    /// Where in the programme it is.
    pub phase: DevicePhase,
    /// Its faults.
    pub faults: Faults,
    /// Battery, 0 to 100 percent.
    pub battery_percent: u8,
    /// Which run of the device this is.
    pub boot: DeviceBoot,
    /// The last sequence that it applied.
    pub last_applied: Option<Sequence>,
    /// Its answer to the last request.
    pub last_verdict: Option<Verdict>,
    /// Whether the person presses the hand switch.
    pub hand_switch_pressed: bool,
    /// Whether this is a simulator.
    pub simulated: bool,
    /// Whether the person presses its start button.
    pub start_button_pressed: bool,
    /// Whether it has no room for another record.
    pub memory_full: bool,
    /// The force measured now.
    pub measured: Force,
    /// The force that it aims at now.
    pub target: Force,
    /// How far the programme is, in whole seconds.
    pub programme_clock: Millis,
    /// One more with each notification, 65535 then 0.
    pub number: u16,
}

/// One measurement. What only measures is idle in each, aims at nothing and knows no cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// One more each time, 65535 then 0; nothing where the protocol numbers none, and then no gap can be seen.
    pub number: Option<u16>,
    /// Since the device started, where it says so.
    pub device_time: Option<Millis>,
    /// The force measured.
    pub measured: Force,
    /// The force that it aimed at.
    pub target: Force,
    /// Its state.
    pub state: DeviceState,
    /// Where in the programme it was.
    pub phase: DevicePhase,
    /// The cycle, from 1; 0 outside a programme; 255 stands for more.
    pub cycle: u8,
    /// Whether the person pressed the hand switch.
    pub hand_switch_pressed: bool,
    /// Whether it says that it is a simulator.
    pub simulated: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_faults_holds_what_was_put_in_and_nothing_else() {
        let faults: Faults = [Fault::Slip, Fault::Internal].into_iter().collect();
        assert_eq!(faults.iter().collect::<Vec<_>>(), [Fault::Slip, Fault::Internal]);
        assert!(!faults.contains(Fault::OverForce));
        assert!(Faults::NONE.is_empty());
    }
}
