//! One short write at a time, so that a Stop waits for at most that one (E15).

use crate::device::link::LinkRequest;
use crate::device::timing;
use crate::time::Elapsed;

/// Whose write it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sender {
    /// The command in the slot.
    Slot,
    /// A heartbeat.
    Heartbeat,
}

/// The way to the control point. Stop never passes here.
#[derive(Debug, Default)]
pub(super) struct Wire {
    /// Not yet handed to the link.
    next: Option<(Sender, LinkRequest)>,
    /// Handed over or about to be, and not yet confirmed.
    busy: Option<(Sender, Elapsed)>,
}

impl Wire {
    pub(super) const fn is_free(&self) -> bool {
        self.busy.is_none()
    }

    pub(super) fn put(&mut self, sender: Sender, request: LinkRequest, now: Elapsed) {
        self.next = Some((sender, request));
        self.busy = Some((sender, now.plus(timing::RESPONSE_DEADLINE)));
    }

    /// What the link is to write now.
    pub(super) fn take(&mut self) -> Option<(Sender, LinkRequest)> {
        self.next.take()
    }

    /// The write under way ended, well or not; says whose it was.
    pub(super) fn done(&mut self) -> Option<Sender> {
        if self.next.is_some() {
            return None;
        }
        self.busy.take().map(|(sender, _)| sender)
    }

    /// Nothing is written any more.
    pub(super) fn clear(&mut self) {
        self.next = None;
        self.busy = None;
    }

    /// Drops what was not handed over; what was stays under way.
    pub(super) fn drop_unsent(&mut self) {
        if self.next.take().is_some() {
            self.busy = None;
        }
    }

    pub(super) fn deadline(&self) -> Option<Elapsed> {
        self.busy.map(|(_, until)| until)
    }

    pub(super) fn timeout(&mut self, now: Elapsed) {
        if self.deadline().is_some_and(|until| now >= until) {
            self.clear();
        }
    }
}
