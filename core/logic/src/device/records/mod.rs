//! What a device wrote down of the programmes that it ran, and how that comes into the journal exactly once.
//!
//! | file | answers |
//! |---|---|
//! | [`record`] | what does a record say? |
//! | [`clock`] | what does the device's clock say, and when was a record? |
//! | [`protocol`] | what must a protocol be able to do so that records can be fetched? |
//! | [`sync`] | what is asked when, what is kept before it is deleted, and how does it go on after a cut? |

pub mod clock;
pub mod protocol;
pub mod record;
pub mod sync;
