//! The map follows.
uniffi::setup_scaffolding!("nape");
