//! Did a command that the unit refused change the unit? A second unit, which never got it, says.

use nape_logic::device::command::{CommandKind, Verdict};
use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::time::Elapsed;
use nape_simulator::Device;

use super::{Broken, ControlWrite, HEARTBEAT, QUERY, Rule, answer};

/// The unit as it would be without the command under way.
#[derive(Debug, Default)]
pub(super) struct RefusalRules {
    without: Option<(ControlWrite, Box<Device>)>,
}

impl RefusalRules {
    /// Anything but the one command happened to the unit: the two are no longer comparable.
    pub(super) fn disturbed(&mut self) {
        self.without = None;
    }

    pub(super) fn handed_over(&mut self, request: &LinkRequest, device: &Device) {
        self.without = ControlWrite::of_request(request)
            .filter(|write| !matches!(write.opcode, HEARTBEAT | QUERY))
            .map(|write| (write, Box::new(device.clone())));
    }

    pub(super) fn see(&mut self, event: &LinkEvent, device: &Device, now: Elapsed, broken: &mut Vec<Broken>) {
        let Some(response) = answer(event) else {
            return;
        };
        let is_query = response.command == CommandKind::Query;
        let is_its_answer = |write: &ControlWrite| !is_query && write.sequence == response.sequence.get();
        let Some((write, mut without)) = self.without.take_if(|(write, _)| is_its_answer(write)) else {
            return;
        };
        if response.verdict == Verdict::Applied {
            return;
        }
        without.advance(now.0);
        let look = |device: &Device| (device.state(), device.faults(), device.true_force_decinewtons());
        if look(&without) != look(device) {
            let what = format!(
                "opcode {:#04x}, {:?}: {:?}, and {:?} without it",
                write.opcode,
                response.verdict,
                look(device),
                look(&without)
            );
            Rule::RefusedChangesNothing.broken(now, what, broken);
        }
    }
}
