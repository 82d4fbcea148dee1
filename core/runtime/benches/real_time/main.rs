//! Sessions at real speed through the door: how late a cue is while every core is busy, and what a session costs a
//! machine that does nothing else. It takes about three minutes and runs by `cargo bench` alone.
//!
//! | file | idea |
//! |---|---|
//! | `cues` | scheduled moment against arrival at the caller, beside a bare timer at the same moments |
//! | `processor` | processor time of a session, beside the same process asleep |
//! | `ready` | a journal in which a session may start |
//! | `figures` | least, median, p99 and most of a list of times |

#![allow(clippy::expect_used, clippy::panic, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

mod cues;
mod figures;
#[path = "../../tests/person/mod.rs"]
mod person;
mod processor;
mod ready;

use std::env;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [processor::ALONE, of] => processor::alone(of),
        [.., "--bench"] | ["--bench", ..] => {
            cues::run();
            processor::run();
        }
        _ => println!("real_time: runs by `cargo bench` alone, for about three minutes"),
    }
}
