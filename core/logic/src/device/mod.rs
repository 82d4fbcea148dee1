//! What Nape says to a traction device or a force gauge, and what it makes of the answers. No radio here:
//! requests go out as values, events come in as values, and `now` comes with each call.
//!
//! | file | answers |
//! |---|---|
//! | [`link`] | which words pass between the controller and any radio? |
//! | [`command`] | what can a device be told, and how did that end? |
//! | [`status`] | what does a device report, whatever its protocol? |
//! | [`driver`] | what must a protocol be able to do to be driven? |
//! | [`profile_v1`] | how does `docs/device-profile.md` put that into bytes? |
//! | [`controller`] | what is sent when, what blocks what, and how does Stop pass everything? |
//! | [`timing`] | how long is waited for each thing, and why? |
//!
//! A new protocol is a new folder beside `profile_v1` that implements [`driver::Driver`]; nothing else changes.

pub mod command;
pub mod controller;
pub mod driver;
pub mod link;
pub mod profile_v1;
pub mod status;
pub mod timing;
