//! How long it takes to load all content: less than 2 milliseconds in a fresh process.
//!
//! A process loads each part once, with cold memory, which a loop in one process can't show. So this program starts
//! itself anew for each measurement: a run loads once, and prints the nanoseconds. The peer is the same content read
//! from the files as they are written, without any of the checks.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it reads files and clocks, and fails loudly"
)]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use fluent_bundle::FluentResource;
use nape_logic::guide::Guide;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Envelope;
use nape_logic::routine;
use nape_logic::screening::Screening;
use nape_logic::session::release_steps;
use nape_logic::text::{self, Pack, claims};

/// A name, and what is measured under it.
type Run = (&'static str, fn() -> Duration);

/// What a run of this program measures, once: all together, then each part alone.
const RUNS: [Run; 9] = [
    ("load all content (limit 2 ms)", || once(all)),
    ("peer: read the files as TOML and Fluent", as_written),
    ("screening", || once(screening)),
    ("messages", || once(|| text::load(Pack::Main))),
    ("envelope", || once(Envelope::built_in)),
    ("routines, steps and claims", || once(small)),
    ("guide", || once(guide)),
    ("the guide's words", || once(|| text::load(Pack::Guide))),
    ("guide, its words and the first search", || once(first_search)),
];
/// Before the name of what a run measures.
const ONCE: &str = "--once";

fn once<T>(load: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(load());
    start.elapsed()
}

fn all() -> impl Sized {
    let words = Pack::ALL.map(text::load);
    (screening(), Envelope::built_in(), guide(), small(), words)
}

fn small() -> impl Sized {
    let steps = release_steps(Modality::HomeUnit, Region::Cervical);
    (routine::Content::built_in().expect("routines"), steps, claims::banned_in("A text."))
}

fn screening() -> Screening {
    Screening::load().expect("screening")
}

fn guide() -> Guide {
    Guide::load().expect("a guide")
}

fn first_search() -> usize {
    guide().search("how long should I use the pulley", 20).len()
}

fn as_written() -> Duration {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = files(&content);
    let start = Instant::now();
    for (path, text) in files {
        if path.extension().is_some_and(|kind| kind == "ftl") {
            black_box(FluentResource::try_new(text).expect("Fluent"));
        } else {
            black_box(text.parse::<toml::Table>().expect("TOML"));
        }
    }
    start.elapsed()
}

/// Every TOML and Fluent file of the folder, with its text.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let inside = |path: PathBuf| match path.extension().and_then(|kind| kind.to_str()) {
        Some("toml" | "ftl") => vec![(path.clone(), fs::read_to_string(path).expect("text"))],
        Some(_) => Vec::new(),
        None => files(&path),
    };
    entries.flat_map(inside).collect()
}

/// A fresh process that measures `name` once.
fn fresh(name: &str) -> Duration {
    let output =
        Command::new(env::current_exe().expect("this program")).args([ONCE, name]).output().expect("it runs");
    let printed = String::from_utf8(output.stdout).expect("text");
    Duration::from_nanos(printed.trim().parse().expect("nanoseconds"))
}

fn content_in_a_fresh_process(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("content");
    for (name, _) in RUNS {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| fresh(name)).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, content_in_a_fresh_process);

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, once, name] = arguments.as_slice()
        && once == ONCE
    {
        let (_, measured) = RUNS.iter().find(|(run, _)| run == name).expect("a measurement");
        println!("{}", measured().as_nanos());
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
