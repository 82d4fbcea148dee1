//! The map follows.

pub mod store;

uniffi::setup_scaffolding!("nape");
