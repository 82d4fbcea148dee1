//! Reads the sources, the manifests and the content, so that the tests here can say which way imports run and
//! what the texts say.
//!
//! | file | answers |
//! |---|---|
//! | [`tokens`] | what is code in a source file, and what is comment or string? |
//! | [`paths`] | which modules of its own crate does a file name? |
//! | [`edges`] | which folder imports which, and is that allowed? |
//! | [`crates`] | which crate depends on which? |
//! | [`files`] | which files lie under a folder? |
//! | [`literals`] | which strings stand in a source file? |
//! | [`messages`] | which texts can a message come to, and which values does it speak of? |
//! | [`review`] | who has reviewed a translation? |
//!
//! The allowed edges themselves are listed in `tests/`, and nowhere else; banned claims and their exceptions are
//! content.

pub mod crates;
pub mod edges;
pub mod files;
pub mod literals;
pub mod messages;
pub mod paths;
pub mod review;
pub mod tokens;
