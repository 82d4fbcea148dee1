//! The requirements, in the order in which they are asked for: each from a device at rest.
//!
//! | file | sections of the profile |
//! |---|---|
//! | `unit` | 1, 2: what is it, and does it say so as it should? |
//! | `status` | 5, 6: does it say how it is, often enough and in order? |
//! | `control` | 3: which requests does it take, and which not? |
//! | `programme` | 3: does it keep its limits, before anything pulls? |
//! | `stop` | 4: is a Stop a Stop, whatever it looks like? |
//! | `clock` | 13: is its clock read and set? |
//! | `records` | 12: are records listed, told from any byte on and kept until they are named right? |
//! | `pull` | 3, 4, 7, 8: does it let go, told to or left alone? |

mod clock;
mod control;
mod programme;
mod pull;
mod records;
mod status;
mod stop;
mod unit;

use super::talk::{Kept, Talk};

/// One requirement.
pub(super) struct Check {
    pub(super) id: &'static str,
    pub(super) section: u8,
    pub(super) requires: &'static str,
    pub(super) needs: Needs,
    pub(super) run: fn(&mut Talk<'_>) -> Kept,
}

/// Of which devices something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Of all.
    Nothing,
    /// Of those that take programmes of forces.
    Forces,
    /// Of gauges, and of units with levels.
    NoForces,
    /// Of those that keep records.
    Records,
    /// Of those that take forces, and something pulls.
    Pull,
    /// The same, and it keeps records.
    PullAndRecords,
}

pub(super) fn all() -> impl Iterator<Item = &'static Check> {
    let parts: [&'static [Check]; 8] = [
        unit::CHECKS,
        status::CHECKS,
        control::CHECKS,
        programme::CHECKS,
        stop::CHECKS,
        clock::CHECKS,
        records::CHECKS,
        pull::CHECKS,
    ];
    parts.into_iter().flatten()
}
