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
//! | [`scale`] | how is a weight that hangs in a pull read from any scale of the Bluetooth SIG's service? |
//! | [`records`] | what did it write down, and how does that come into the journal once? |
//! | [`controller`] | what is sent when, what blocks what, and how does Stop pass everything? |
//! | [`timing`] | how long is waited for each thing, and why? |
//!
//! A new protocol is a new folder beside `profile_v1` and `scale` that implements [`driver::Driver`]; nothing else changes.

pub mod command;
pub mod controller;
pub mod driver;
pub mod link;
pub mod profile_v1;
pub mod records;
pub mod scale;
pub mod status;
pub mod timing;
