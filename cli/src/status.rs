//! The exit status of the contract.

use nape::api::{End, Reason, Release};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Status {
    /// Done.
    Done = 0,
    /// A fault of the program's own.
    Fault = 1,
    /// Bad input.
    BadInput = 2,
    /// Refused by a safety rule, or ended by a sign of an emergency.
    Refused = 3,
    /// The device, or a release that nobody confirmed.
    Device = 4,
    /// The journal.
    Storage = 5,
    /// Interrupted, and released.
    Interrupted = 6,
}

impl Status {
    /// What a session's end is to a script. A release that the device did not confirm outweighs all else.
    pub(crate) fn of_session(end: End, reason: Option<Reason>, release: Release) -> Self {
        match (end, reason, release) {
            (_, _, Release::Unconfirmed) | (End::Uncertain, ..) => Self::Device,
            (End::Emergency, ..) => Self::Refused,
            (_, Some(Reason::Storage), _) => Self::Storage,
            (_, Some(Reason::LinkLost | Reason::DeviceFault | Reason::LowBattery | Reason::OverLimit), _)
            | (_, _, Release::Unknown) => Self::Device,
            (End::Interrupted, ..) => Self::Interrupted,
            (End::Completed | End::Stopped, ..) => Self::Done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unconfirmed_release_outweighs_every_end() {
        for end in [End::Completed, End::Stopped, End::Emergency, End::Interrupted, End::Uncertain] {
            assert_eq!(Status::of_session(end, None, Release::Unconfirmed), Status::Device);
        }
    }

    #[test]
    fn a_persons_own_end_is_done() {
        for reason in [Reason::Person, Reason::Symptom, Reason::HandSwitch, Reason::PauseTimeout] {
            let status = Status::of_session(End::Stopped, Some(reason), Release::Confirmed);
            assert_eq!(status, Status::Done, "{reason:?}");
        }
    }

    #[test]
    fn a_device_that_failed_or_vanished_is_told_even_though_it_let_go() {
        for reason in [Reason::LinkLost, Reason::DeviceFault, Reason::LowBattery, Reason::OverLimit] {
            let status = Status::of_session(End::Stopped, Some(reason), Release::Confirmed);
            assert_eq!(status, Status::Device, "{reason:?}");
        }
    }

    #[test]
    fn an_interruption_counts_as_released_only_where_somebody_knows() {
        let of = |release| Status::of_session(End::Interrupted, Some(Reason::Signal), release);
        assert_eq!(of(Release::Confirmed), Status::Interrupted);
        assert_eq!(of(Release::ByPerson), Status::Interrupted);
        assert_eq!(of(Release::Unknown), Status::Device);
    }
}
