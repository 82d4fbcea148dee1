//! The programme clock: which force is wanted at this moment (section 3).
//!
//! A ramp of n tenths of a newton per second is n millinewtons per step of 10 ms, so every ramp is exact.

use std::cmp::Ordering;

use crate::STEP_MILLISECONDS;
use crate::codes::Phase;
use crate::frames::{Forces, Times};
use crate::options::Features;

/// Hold force of the unit's own programme, 0.1 N.
const OWN_HOLD: u16 = 600;
/// Both ramps of it, 0.1 N/s.
const OWN_RAMP: u16 = 50;
/// Its total, seconds.
const OWN_TOTAL: u16 = 600;
/// Its angle, degrees.
const OWN_ANGLE: u8 = 15;

/// Millinewtons in the profile's unit of 0.1 N.
pub(crate) const MILLINEWTONS: u32 = 100;

/// What a unit of these features runs by itself: a steady pull of 60.0 N for ten minutes, or what it can of that.
pub(crate) fn own_programme(features: &Features) -> (Forces, Times) {
    let hold = OWN_HOLD.max(features.least_force).min(features.greatest_force);
    let ramp = OWN_RAMP.min(features.greatest_ramp).max(1);
    let total = OWN_TOTAL.min(features.longest_programme).max(1);
    let region = u8::from(features.regions & Features::CERVICAL == 0);
    let forces = Forces { hold, rest: 0, ramp_up: ramp, ramp_down: ramp, limit: hold };
    (forces, Times { total, hold: total, rest: 0, region, angle: OWN_ANGLE })
}

/// A programme on its way.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    forces: Forces,
    times: Times,
    clock: u64,
    target: u32,
    phase: Phase,
    cycle: u64,
    release_begun: bool,
}

impl Run {
    pub(crate) const fn new(forces: Forces, times: Times) -> Self {
        Self { forces, times, clock: 0, target: 0, phase: Phase::RampUp, cycle: 1, release_begun: false }
    }

    /// Target force now, in millinewtons.
    pub(crate) const fn target(&self) -> u32 {
        self.target
    }

    pub(crate) const fn phase(&self) -> Phase {
        self.phase
    }

    /// Number of the cycle, from 1; 255 stands for more.
    pub(crate) fn cycle(&self) -> u8 {
        u8::try_from(self.cycle).unwrap_or(u8::MAX)
    }

    /// Programme clock in whole seconds.
    pub(crate) fn clock_seconds(&self) -> u16 {
        u16::try_from(self.clock / 1000).unwrap_or(u16::MAX)
    }

    /// The programme's force limit in 0.1 N.
    pub(crate) const fn limit(&self) -> u16 {
        self.forces.limit
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.clock >= u64::from(self.times.total) * 1000
    }

    /// Changes the hold force; the rest force becomes at most this.
    pub(crate) fn adjust(&mut self, hold: u16) {
        self.forces.hold = hold;
        self.forces.rest = self.forces.rest.min(hold);
    }

    /// The clock stands from here on, and the force goes to zero.
    pub(crate) const fn pause(&mut self) {
        self.phase = if self.target == 0 { Phase::None } else { Phase::RampDown };
    }

    /// The clock goes on from where it stood, and the force from where it is.
    pub(crate) const fn resume(&mut self) {
        self.phase = if self.release_begun { Phase::Release } else { Phase::RampUp };
    }

    /// One step of the running programme.
    pub(crate) fn step(&mut self) {
        self.release_begun |= self.clock >= self.release_starts_at();
        if self.release_begun {
            self.fall(self.forces.ramp_down);
        } else {
            let (goal, plateau) = self.goal();
            self.approach(goal, plateau);
        }
        self.clock += STEP_MILLISECONDS;
    }

    /// One step towards zero at the programme's own ramp, while its clock stands.
    pub(crate) fn step_paused(&mut self) {
        self.fall(self.forces.ramp_down);
        self.pause();
    }

    /// One step towards zero at `ramp` (0.1 N/s).
    pub(crate) fn fall(&mut self, ramp: u16) {
        self.target = self.target.saturating_sub(u32::from(ramp));
        self.phase = Phase::Release;
    }

    /// The release takes hold force / ramp down, rounded up to a whole tenth of a second, and ends at the total.
    fn release_starts_at(&self) -> u64 {
        let tenths = (u64::from(self.forces.hold) * 10).div_ceil(u64::from(self.forces.ramp_down.max(1)));
        (u64::from(self.times.total) * 1000).saturating_sub(tenths * 100)
    }

    /// The force of this part of the cycle, and the phase once it is reached.
    fn goal(&mut self) -> (u32, Phase) {
        let hold_time = u64::from(self.times.hold) * 1000;
        let rest_time = u64::from(self.times.rest) * 1000;
        let hold = (u32::from(self.forces.hold) * MILLINEWTONS, Phase::Hold);
        if rest_time == 0 {
            return hold;
        }
        let cycle_time = hold_time + rest_time;
        self.cycle = self.clock / cycle_time + 1;
        if self.clock % cycle_time < hold_time {
            hold
        } else {
            (u32::from(self.forces.rest) * MILLINEWTONS, Phase::Rest)
        }
    }

    fn approach(&mut self, goal: u32, plateau: Phase) {
        let (up, down) = (u32::from(self.forces.ramp_up), u32::from(self.forces.ramp_down));
        (self.target, self.phase) = match self.target.cmp(&goal) {
            Ordering::Less => ((self.target + up).min(goal), Phase::RampUp),
            Ordering::Greater => (self.target.saturating_sub(down).max(goal), Phase::RampDown),
            Ordering::Equal => (goal, plateau),
        };
    }
}
