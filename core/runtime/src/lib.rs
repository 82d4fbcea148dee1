//! Nape: guided home neck traction. This crate does what `nape-logic` decides.
//!
//! Apps call [`api`], the only door. Behind it one engine task owns the session's machine, the device's
//! controller, the journal's writer and all timers:
//!
//! ```text
//! api -> engine -> store    facts, records, telemetry in an encrypted journal
//!               -> link     a traction device over Bluetooth, or its simulation
//!               -> report   a session as people read it
//!               -> conformance -> link    does a device keep to its profile?
//! ```

uniffi::setup_scaffolding!("nape");

pub mod api;
pub mod conformance;
pub mod engine;
pub mod link;
pub mod report;
pub mod store;
