//! Everything in Nape that decides.
//!
//! Each decision is a pure function of its inputs and `now`: nothing in this crate reads a clock, opens a
//! file, sleeps or draws a random number. Clocks, Bluetooth, storage and keys stand at the edge, in the
//! crate `nape`.
//!
//! | folder | answers |
//! |---|---|
//! | [`screening`] | may this person have a session today, and why not? |
//! | [`plan`] | which dose was asked for, and what is the lowest limit on it? |
//! | [`session`] | where in the session are we, and what happens next? |
//! | [`device`] | what do we say to the traction device, and what did it answer? |
//! | [`journal`] | how are facts chained, versioned and merged? |
//! | [`guide`] | what does a person need to know, and where is it written? |
//! | [`reminders`] | when does a reminder ring? |
//! | [`routine`] | which practices make a routine, and what comes when? |
//!
//! What they share: [`units`] (force in millinewtons), [`time`] (elapsed is not wall time), [`id`],
//! [`modality`], [`text`] (typed messages), [`document`] (files read strictly), `place` (where content is wrong),
//! `packed` (content as the build leaves it) and `citation` (the ids of the notes on the literature). Among the folders
//! only `session -> plan` and `reminders -> plan` may import one another; `tests/structure` keeps that so.

mod citation;
pub mod device;
pub mod document;
pub mod guide;
pub mod id;
pub mod journal;
pub mod modality;
mod packed;
mod place;
pub mod plan;
pub mod reminders;
pub mod routine;
pub mod screening;
pub mod session;
pub mod text;
pub mod time;
pub mod units;
