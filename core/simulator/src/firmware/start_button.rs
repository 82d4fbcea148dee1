//! What the unit's own button does (section 7, "Start button").

use super::Firmware;
use super::records::Starter;
use crate::codes::State;
use crate::options::{Features, Kind};
use crate::programme::own_programme;
use crate::record::{Cause, Happening};

impl Firmware {
    /// The person presses or lets go of the start button; a unit without one notices nothing.
    pub(crate) fn press_start_button(&mut self, is_pressed: bool, now: u64) {
        if !self.features.has(Features::START_BUTTON) {
            return;
        }
        let is_new = is_pressed && !self.start_button;
        self.start_button = is_pressed;
        self.note(now);
        match self.state {
            State::Idle if is_new => self.start_by_itself(now),
            State::Running | State::Paused if is_new && self.runs_by_itself => self.end_by_button(now),
            _ => {}
        }
    }

    fn start_by_itself(&mut self, now: u64) {
        if self.features.kind == Kind::Gauge || self.check_ready().is_err() {
            return;
        }
        let (forces, times) = own_programme(&self.features);
        self.session.end();
        self.run(Starter::UNIT, forces, times, now);
    }

    fn end_by_button(&mut self, now: u64) {
        self.note_happening(Happening::StopAtUnit, now);
        self.note_cause(Cause::StartButton);
        self.release();
    }
}
