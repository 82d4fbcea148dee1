//! The journal's store from outside, on real files.
//!
//! | file | answers |
//! |---|---|
//! | `opening` | what is said of a wrong key, a damage, a newer version, and who can read the files? |
//! | `contents` | does it keep what it acknowledged, whole and in order, with many users at once? |
//! | `entries` | what is found in looking back, and what is left of an entry that was erased? |
//! | `keys` | what does another key change, and what does it leave? |
//! | `erasing` | what is left of an erased journal? |
//! | `kill` | what is left when the program is killed at any moment? |
//! | `backup` | does a journal move in a file, and what of a bad file? |
//! | `schemas` | do journals of earlier schemas open? |
//! | `plans` | is what a screen reads found by an index? |
//! | `peers` | do the benchmarks compare the same statements? |
//! | `common`, `made` | fixed names, and batches with a number in them |
#![expect(clippy::expect_used, clippy::panic, reason = "a test that can't go on should say where")]

mod backup;
mod common;
mod contents;
mod entries;
mod erasing;
mod keys;
mod kill;
#[allow(dead_code, reason = "the benchmarks use all of it")]
#[path = "../../benches/journal/made.rs"]
mod made;
mod opening;
mod peers;
mod plans;
mod schemas;
