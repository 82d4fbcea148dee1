//! A passive session through sleep, kill, reboot and every change of a clock, on clocks that the test moves. Nothing
//! here waits for real time: the phone is awake exactly when the test says so.
//!
//! | file | idea |
//! |---|---|
//! | `phone` | a journal on clocks that the test moves |
//! | `asleep` | the app is suspended: alarms, and what it catches up with |
//! | `killed` | the program is killed and started again, in the same boot or another |
//! | `changed` | clocks are set, zones change, ports fail |
//! | `connecting` | a start that waits for its device |
//! | `boundaries` | killed after each single fact of a whole session |

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod asleep;
mod boundaries;
mod changed;
mod connecting;
mod killed;
#[path = "../person/mod.rs"]
mod person;
mod phone;
