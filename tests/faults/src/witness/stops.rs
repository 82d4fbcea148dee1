//! Was Stop delivered, answered, and is the force gone?

use nape_logic::device::controller::{Output, ReleaseResult};
use nape_logic::device::link::LinkEvent;
use nape_logic::time::Elapsed;
use nape_simulator::{Device, State};

use super::{Broken, Cause, ControlWrite, LinkState, Rule, START, is_stop};
use crate::limits::{STOP_ANSWERED, STOP_ANSWERED_CONNECTING, STOP_ANSWERED_LOOKED_FOR, STOP_UNHEARD, VALVE};

/// What counts as no force: 2.0 N, and the sensor's noise, 0.1 N.
const SLACK_CABLE: u32 = 23;

/// A Stop on its way, and what it promised.
#[derive(Debug, Default)]
pub(super) struct StopRules {
    answer_by: Option<Elapsed>,
    /// From here on the cable is slack.
    slack_from: Option<Elapsed>,
    /// The person may have started the unit at the unit: no dead man acts, and only what is heard releases it.
    runs_by_itself: bool,
    is_deaf: bool,
    /// The link broke beside this Stop.
    is_looked_for: bool,
    is_stuck: bool,
    said: bool,
}

impl StopRules {
    pub(super) const fn is_pending(&self) -> bool {
        self.answer_by.is_some()
    }

    pub(super) fn injected(&mut self, fault: &str, now: Elapsed) {
        match fault {
            "silent" | "link_lost" => self.is_deaf = true,
            "stuck_actuator" => {
                self.is_stuck = true;
                self.slack_from = self.slack_from.map(|from| from.max(now).plus(VALVE));
            }
            "start_button" => {
                self.runs_by_itself = true;
                self.slack_from = None;
            }
            _ => {}
        }
    }

    pub(super) fn see(
        &mut self,
        cause: Cause<'_>,
        outputs: &[Output],
        (link, link_after): (LinkState, LinkState),
        device: &Device,
        now: Elapsed,
        broken: &mut Vec<Broken>,
    ) {
        let was_pending = self.is_pending();
        let is_new = matches!(cause, Cause::Stop) || (outputs.iter().any(is_stop) && !was_pending);
        if is_new {
            self.asked(link, now);
        }
        let must_be_written = match cause {
            Cause::Stop => link == LinkState::Up,
            Cause::Event(LinkEvent::Connected { .. }) => was_pending && link == LinkState::Up,
            _ => false,
        };
        if must_be_written && !outputs.first().is_some_and(is_stop) {
            Rule::StopFirst.broken(now, format!("{:?}", outputs.first()), broken);
        }
        // What follows the end of the release in the same moment is no longer beside it.
        let has_ended = outputs.iter().any(|output| matches!(output, Output::Release(_)));
        let is_beside = self.is_pending() && !has_ended;
        // Once for each Stop: attempts that come to nothing put nothing off.
        let is_lost = matches!(cause, Cause::Event(LinkEvent::Disconnected { .. }));
        if is_beside && is_lost && !std::mem::replace(&mut self.is_looked_for, true) {
            self.answer_by = Some(now.plus(STOP_ANSWERED_LOOKED_FOR));
        }
        if is_beside && outputs.iter().any(|output| ControlWrite::of(output).is_some()) {
            Rule::StopFirst.broken(now, "something else was written beside a Stop", broken);
        }
        let is_started = |output| ControlWrite::of(output).is_some_and(|write| write.opcode == START);
        if outputs.iter().any(is_started) {
            self.slack_from = None;
        }
        for output in outputs {
            if let Output::Release(result) = output {
                self.answer_by = None;
                self.answered(*result, link_after, device, now, broken);
            }
        }
    }

    fn asked(&mut self, link: LinkState, now: Elapsed) {
        self.is_looked_for &= self.is_pending();
        let within = match link {
            LinkState::Up => STOP_ANSWERED,
            LinkState::Connecting => STOP_ANSWERED_CONNECTING,
            LinkState::Down | LinkState::Closing => STOP_ANSWERED_LOOKED_FOR,
        };
        self.answer_by.get_or_insert(now.plus(within));
        let valve = if self.is_stuck { VALVE } else { nape_logic::time::Millis::ZERO };
        self.slack_from.get_or_insert(now.plus(STOP_UNHEARD).plus(valve));
    }

    fn answered(
        &self,
        result: ReleaseResult,
        link: LinkState,
        device: &Device,
        now: Elapsed,
        broken: &mut Vec<Broken>,
    ) {
        let force = device.true_force_decinewtons();
        let may_move = matches!(device.state(), State::Running | State::Paused) || force > SLACK_CABLE;
        match result {
            ReleaseResult::Confirmed if may_move && !self.runs_by_itself => {
                let what = format!("{:?} with {force} tenths of a newton", device.state());
                Rule::ConfirmedIsTrue.broken(now, what, broken);
            }
            ReleaseResult::Unconfirmed if link == LinkState::Up => {
                Rule::UnconfirmedDropsTheLink.broken(now, "the link stays", broken);
            }
            ReleaseResult::Confirmed | ReleaseResult::Unconfirmed => {}
        }
    }

    pub(super) fn tick(&mut self, device: &Device, link: LinkState, now: Elapsed, broken: &mut Vec<Broken>) {
        if self.answer_by.take_if(|by| now > *by).is_some() {
            Rule::StopAnswered.broken(now, "nobody said how it ended", broken);
        }
        if self.runs_by_itself && (self.is_deaf || link != LinkState::Up) {
            self.slack_from = None;
        }
        let force = device.true_force_decinewtons();
        let is_late = force > 0 && self.slack_from.is_some_and(|from| now > from);
        if is_late && !std::mem::replace(&mut self.said, true) {
            Rule::StopEndsForce.broken(now, format!("{force} tenths of a newton"), broken);
        }
    }
}
