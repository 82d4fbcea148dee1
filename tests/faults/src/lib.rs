//! The controller against the simulated unit under every fault, on a fake clock: what no part can show alone.
//!
//! | file | answers |
//! |---|---|
//! | [`limits`] | which programme runs, and within which time must each thing have ended? |
//! | [`rig`] | how are controller, unit, radio and journal put together? |
//! | [`witness`] | what must hold whatever happens, and did it? |
//! | [`states`] | how is a unit brought into each state, and a command on its way? |
//! | [`matrix`] | what does every fault come to, in every state, with every command on its way? |
//! | [`walk`] | what does a random schedule do, and how does it end? |
//!
//! `docs/safety/fault-matrix.md` is written by the matrix's test, which fails where the page says anything else.

pub mod limits;
pub mod matrix;
pub mod rig;
pub mod states;
pub mod walk;
pub mod witness;
