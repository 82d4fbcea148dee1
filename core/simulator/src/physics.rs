//! What the cable really pulls, and what the sensor says of it. Forces in millinewtons.

use crate::random::number_at;

/// The sensor is wrong by at most this, 0.3 N either way; a slack cable reads zero.
const SENSOR_NOISE: u64 = 300;
/// How far an overshooting actuator goes above the force limit: 15 N.
const OVERSHOOT: u32 = 15_000;
/// How fast it overshoots: 60 N/s, per step.
const OVERSHOOT_STEP: u32 = 600;
/// A hand that overdoes it pulls 7 N more than it was asked to.
const HAND_OVERSHOOT: u32 = 7_000;
/// What a slipping harness still carries, in tenths of the pull.
const SLIP_TENTHS: u32 = 3;
/// The bleed valve watches for a force more than 5.0 N above the target, or for any where the target is zero ...
const VALVE_MARGIN: u32 = 5_000;
/// ... that stands for 5 s, in steps.
const VALVE_STEPS: u32 = 500;
/// An open valve empties the actuator by 50 N/s, per step.
const VALVE_STEP: u32 = 500;

/// What the firmware asks of the actuator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drive {
    /// Wanted force.
    pub(crate) target: u32,
    /// Force limit of the programme.
    pub(crate) limit: u32,
    /// Whether the force is to go to zero for good.
    pub(crate) is_releasing: bool,
}

/// Actuator, cable and sensor.
#[derive(Debug, Clone)]
pub(crate) struct Physics {
    seed: u64,
    slew: u32,
    pull: u32,
    force: u32,
    peak: u32,
    reading: u32,
    overshoots: bool,
    slips: bool,
    is_stuck: bool,
    valve: Valve,
    /// What a person means to pull, where a hand pulls and no actuator.
    hand: Option<u32>,
}

/// The hardware's own way to zero, whatever the firmware does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Valve {
    Closed { excess_steps: u32 },
    Open,
}

impl Physics {
    /// `greatest_ramp` in 0.1 N/s, which is 1 mN per step; the actuator itself is a quarter faster.
    pub(crate) fn new(seed: u64, greatest_ramp: u16) -> Self {
        let ramp = u32::from(greatest_ramp);
        Self {
            seed,
            slew: ramp + ramp / 4 + 1,
            pull: 0,
            force: 0,
            peak: 0,
            reading: 0,
            overshoots: false,
            slips: false,
            is_stuck: false,
            valve: Valve::Closed { excess_steps: 0 },
            hand: None,
        }
    }

    /// The true force on the person.
    pub(crate) const fn force(&self) -> u32 {
        self.force
    }

    /// The greatest true force so far.
    pub(crate) const fn peak(&self) -> u32 {
        self.peak
    }

    /// The force that the sensor reports.
    pub(crate) const fn reading(&self) -> u32 {
        self.reading
    }

    pub(crate) fn valve_is_open(&self) -> bool {
        self.valve == Valve::Open
    }

    /// Nothing pulls, and nothing will before the firmware asks for force.
    pub(crate) const fn is_slack(&self) -> bool {
        self.pull == 0 && self.force == 0 && matches!(self.hand, None | Some(0))
    }

    pub(crate) const fn overshoot(&mut self) {
        self.overshoots = true;
    }

    pub(crate) const fn slip(&mut self) {
        self.slips = true;
    }

    pub(crate) const fn jam(&mut self) {
        self.is_stuck = true;
    }

    /// A hand pulls from now on; asked for less than before, it also stops overdoing it.
    pub(crate) fn pull_by_hand(&mut self, wanted: u32) {
        self.overshoots &= self.hand.is_none_or(|before| wanted >= before);
        self.hand = Some(wanted);
    }

    /// One step of 10 ms; `step_number` chooses the sensor's noise.
    pub(crate) fn step(&mut self, drive: Drive, step_number: u64) {
        let was_pulling = self.pull > 0;
        if let Some(wanted) = self.hand {
            self.move_hand(wanted);
        } else {
            self.watch_valve(drive.target);
            self.move_actuator(drive);
        }
        // A slack harness is put right before it is pulled again.
        self.slips &= !was_pulling || self.pull > 0;
        self.force = if self.slips { self.pull * SLIP_TENTHS / 10 } else { self.pull };
        self.peak = self.peak.max(self.force);
        self.reading = self.sense(step_number);
    }

    fn watch_valve(&mut self, target: u32) {
        let margin = if target == 0 { 0 } else { VALVE_MARGIN };
        self.valve = match self.valve {
            Valve::Open if self.pull > 0 => Valve::Open,
            Valve::Closed { excess_steps } if self.pull > target.saturating_add(margin) => {
                if excess_steps + 1 >= VALVE_STEPS {
                    Valve::Open
                } else {
                    Valve::Closed { excess_steps: excess_steps + 1 }
                }
            }
            _ => Valve::Closed { excess_steps: 0 },
        };
    }

    fn move_actuator(&mut self, drive: Drive) {
        self.overshoots &= !drive.is_releasing || self.pull == 0;
        self.pull = if self.valve_is_open() {
            self.pull.saturating_sub(VALVE_STEP)
        } else if self.is_stuck {
            self.pull
        } else if self.overshoots && drive.target > 0 {
            (self.pull + OVERSHOOT_STEP).min(drive.limit + OVERSHOOT)
        } else if self.pull < drive.target {
            (self.pull + self.slew).min(drive.target)
        } else {
            self.pull.saturating_sub(self.slew).max(drive.target)
        };
    }

    fn move_hand(&mut self, wanted: u32) {
        let excess = if self.overshoots && wanted > 0 { HAND_OVERSHOOT } else { 0 };
        let aim = wanted + excess;
        self.pull = if self.pull < aim {
            (self.pull + self.slew).min(aim)
        } else {
            self.pull.saturating_sub(self.slew).max(aim)
        };
    }

    fn sense(&self, step_number: u64) -> u32 {
        if self.force == 0 {
            return 0;
        }
        let noise = number_at(self.seed, step_number) % (2 * SENSOR_NOISE + 1);
        let reading = (u64::from(self.force) + noise).saturating_sub(SENSOR_NOISE);
        u32::try_from(reading).unwrap_or(u32::MAX)
    }
}
