//! The session machine on a fake clock: what it tells the device, what it writes down, and how it ends.
//!
//! | file | idea |
//! |---|---|
//! | `bench` | a machine with its clock, and all that came out of it |
//! | `device` | sessions with a device, case by case |
//! | `by_hand` | passive sessions and rehearsals |
//! | `gauged` | passive sessions with a force gauge |
//! | `asleep` | the phone slept, the program was killed, the clocks were changed |
//! | `drift` | a day of sleeps: each moment is where the plan has it |
//! | `model` | a second session that counts seconds |
//! | `against_model` | random doses and inputs: the machine does what the second session does |
//! | `invariants` | what holds whatever happens |

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod against_model;
mod asleep;
mod bench;
mod by_hand;
mod device;
mod drift;
mod gauged;
mod invariants;
mod model;
mod random;
