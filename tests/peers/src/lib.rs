//! What the journal is measured against, on the same machine and in the same run: benchmarks only.
//!
//! The first peer is the library that the journal itself uses, called as a C program would call it: the same statements,
//! in the same transactions, on the same tables and pages. What the journal takes beyond it is the journal's own.
//!
//! | file | answers |
//! |---|---|
//! | `raw` | how does a program without rusqlite call SQLite? |
//! | `journal` | which statements does the journal run, bare? |
//! | `heard` | are they the same ones? |
//! | `plain` | what does the disk alone take? |
//! | `python` | what does another language's usual library take? |
//!
//! All of it panics where something fails: a peer that goes wrong measures nothing.

pub mod heard;
pub mod journal;
pub mod plain;
pub mod python;
pub mod raw;
