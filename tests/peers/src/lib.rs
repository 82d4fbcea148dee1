//! What the journal and the reminders are measured against, on the same machine and in the same run: benchmarks only.
//!
//! The journal's first peer is the library that the journal itself uses, called as a C program would call it: the same statements,
//! in the same transactions, on the same tables and pages. What the journal takes beyond it is the journal's own.
//!
//! | file | answers |
//! |---|---|
//! | `raw` | how does a program without rusqlite call SQLite? |
//! | `journal` | which statements does the journal run, bare? |
//! | `heard` | are they the same ones? |
//! | `plain` | what does the disk alone take? |
//! | `python` | what does another language's usual library take? |
//! | `dateutil` | and what does its usual library for times that repeat? |
//! | `answering` | how does a program in another language take turns? |
//!
//! All of it panics where something fails: a peer that goes wrong measures nothing.

pub mod answering;
pub mod dateutil;
pub mod heard;
pub mod journal;
pub mod plain;
pub mod python;
pub mod raw;
