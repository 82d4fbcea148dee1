//! What the simulated unit does, seen from its radio and from the cable.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers outside the test functions panic like tests"
)]

mod bench;

mod clock;
mod control_point;
mod guards;
mod information;
mod limits;
mod pairing;
mod programme;
mod properties;
mod radio;
mod record_access;
mod records;
mod sequence;
mod spoilt_frames;
mod start_button;
mod stop;
mod worked_frames;
