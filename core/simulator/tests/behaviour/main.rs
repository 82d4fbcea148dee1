//! What the simulated unit does, seen from its radio and from the cable.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers outside the test functions panic like tests"
)]

mod bench;

mod control_point;
mod guards;
mod programme;
mod properties;
mod radio;
mod sequence;
mod stop;
mod worked_frames;
