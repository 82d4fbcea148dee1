//! Reads the sources and the manifests, so that the tests here can say which way imports run.
//!
//! | file | answers |
//! |---|---|
//! | [`tokens`] | what is code in a source file, and what is comment or string? |
//! | [`paths`] | which modules of its own crate does a file name? |
//! | [`edges`] | which folder imports which, and is that allowed? |
//! | [`crates`] | which crate depends on which? |
//!
//! The allowed edges themselves are listed in `tests/`, and nowhere else.

pub mod crates;
pub mod edges;
pub mod paths;
pub mod tokens;
