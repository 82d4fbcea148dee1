//! The sentences, and the guards, over a stack that is lent.
//!
//! | file | holds |
//! |---|---|
//! | `stack` | a whole stack in Rust, over the simulated unit, and the sentences over it |
//! | `shell` | a stack that does only what a test has it do |
//! | `sloppy` | what the link makes of one that answers twice, late, wrongly or never |
//! | `radio` | what the radio makes of what it hears, pairs and forgets |

mod radio;
mod shell;
mod sloppy;
mod stack;
