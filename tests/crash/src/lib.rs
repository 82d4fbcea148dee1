//! A disk for SQLite that loses power, fills up and fails on demand: tests only.
//!
//! A [`Disk`] watches one folder. Until it is told otherwise it passes everything on to the real files, and remembers
//! what was written since the last sync. [`Disk::cut_at`] then ends all life at one call, and [`Disk::aftermath`] makes
//! the folder that a person would find.
//!
//! | file | answers |
//! |---|---|
//! | `disk` | what was written, what is durable, what is left? |
//! | `layer` | how does SQLite come to write here? the only `unsafe` |

mod disk;
mod layer;

pub use disk::{Aftermath, Disk, Trouble};
