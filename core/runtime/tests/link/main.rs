//! What every link owes the engine, held against each of them; and what a radio offers besides links.
//!
//! | file | holds |
//! |---|---|
//! | `bench` | what a test needs of a link and of the device at its other end |
//! | `conformance` | the sentences that every link must pass |
//! | `simulated` | they, over the simulator, on a clock of their own |
//! | `foreign` | they, over a stack that is lent, and what a sloppy one can't do |
//! | `bluetooth` | they, and the radio, over btleplug and a BlueZ that is stood in for |
//!
//! The Bluetooth ones need `tests/bluez/with_stand_in.sh`: they are ignored elsewhere, and fail where they are asked for
//! without it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails loudly")]

mod bench;
mod bluetooth;
mod conformance;
mod foreign;
mod simulated;
