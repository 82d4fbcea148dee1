//! The journal in numbers: commits and many entries at once beside SQLite's C API, then journals of up to thirty years,
//! opened by fresh processes, looked through, backed up and restored. It takes some minutes and runs by `cargo bench`
//! alone; a word (`commit`, `bulk`, `ten`, `sizes`) picks a part.
//!
//! | file | idea |
//! |---|---|
//! | `commit` | one entry or one fact until it is on the disk |
//! | `bulk` | a hundred thousand entries |
//! | `ten` | ten years: opened, looked through, how large, how much memory |
//! | `moving` | backup and restore |
//! | `sizes` | what grows with the years, and what does not |
//! | `alone` | what a fresh process measures |
//! | `years` | journals of many years, made once a run |
//! | `made` | entries and facts, for the journal and for its peers |
//! | `table` | a line for each figure |

#![allow(clippy::expect_used, clippy::panic, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

mod alone;
mod bulk;
mod commit;
#[path = "../real_time/figures.rs"]
mod figures;
mod made;
mod moving;
mod sizes;
mod table;
mod ten;
mod years;

use std::env;

use table::Table;
use years::Years;

const PARTS: [&str; 4] = ["commit", "bulk", "ten", "sizes"];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [alone::ALONE, of, folder] = arguments[..] {
        return alone::run(of, folder.as_ref());
    }
    if !arguments.contains(&"--bench") {
        println!("journal: runs by `cargo bench` alone, for some minutes");
        return;
    }
    let wanted: Vec<&str> = PARTS.into_iter().filter(|part| arguments.contains(part)).collect();
    let runs = |part: &str| wanted.is_empty() || wanted.contains(&part);
    println!("load averages before: {}", figures::load());
    let (mut table, mut years) = (Table::default(), Years::new());
    if runs("commit") {
        commit::run(&mut table);
    }
    if runs("bulk") {
        bulk::run(&mut table);
    }
    if runs("ten") {
        ten::run(&mut years, &mut table);
        moving::run(&mut years, &mut table);
    }
    println!("\n{table}");
    if runs("sizes") {
        println!("{}", sizes::run(&mut years));
    }
    println!("load averages after: {}", figures::load());
}
