//! Ten years: forty thousand entries, 7,300 sessions, 4.4 million samples.

use std::time::Duration;

use nape::api::Region;
use nape_peers::python::Python;
use nape_peers::raw::Value;

use super::alone::{self, DAY_SUMS, ninety_days};
use super::commit::open;
use super::figures::Figures;
use super::made::{raw, timed};
use super::table::{Figure, Limit, Table};
use super::years::Years;

pub(crate) const YEARS: u32 = 10;
const ROUNDS: usize = 100;

pub(crate) fn run(years: &mut Years, table: &mut Table) {
    let made = years.of(YEARS);
    let what = &made.what;
    println!(
        "ten years: {} entries, {} sessions, {} samples, made in {:.1} s",
        what.entries,
        what.sessions,
        what.samples,
        made.took.as_secs_f64()
    );
    let [door, bare] = alone::both(made.folder());
    let mut line = |what: &str, name: &str, limit: u64| {
        let (figure, peer) = (Figure::Time(door.time(name)), Figure::Time(bare.time(name)));
        table.line(what, &Limit::Time(Duration::from_millis(limit)), figure, &[("C API", peer)]);
    };
    line("ten years: opened by a fresh process", "open", 50);
    line("its home screen, first time", "home", 5);
    line("its 90-day trend, first time", "trend", 5);
    line("its search, first time", "search", 5);
    for (what, name) in [("its list of sessions", "sessions"), ("its page of benchmarks", "benchmarks")] {
        table.line(what, &Limit::None, Figure::Time(door.time(name)), &[]);
    }
    table.line("its first opening after an update", &Limit::None, Figure::Time(made.first.time("open")), &[]);
    let peak = Figure::Megabytes(bare.peak_megabytes());
    table.line(
        "memory at its most",
        &Limit::Megabytes(30.0),
        Figure::Megabytes(door.peak_megabytes()),
        &[("C API", peak)],
    );
    let after_update = Figure::Megabytes(made.first.peak_megabytes());
    table.line("the same after an update", &Limit::Megabytes(30.0), after_update, &[("C API", peak)]);
    table.line("its file", &Limit::Megabytes(60.0), Figure::Megabytes(made.megabytes()), &[]);
    trend_in_turns(years, table);
}

/// The same query, everything warm: through the door, bare, and in Python without encryption.
fn trend_in_turns(years: &mut Years, table: &mut Table) {
    let folder = years.of(YEARS).folder();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let aside = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let connection = raw(folder);
    let mut python = Python::start(&aside.path().join("plain.db"), &connection);
    let nape = runtime.block_on(open(folder));
    let (first, last) = ninety_days();
    let mut sums = connection.prepare(DAY_SUMS);
    let (mut door, mut bare, mut by_python) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let trend =
            || runtime.block_on(nape.trend("pain".to_owned(), 90, Region::Cervical)).expect("a trend");
        door.push(timed(trend).0);
        let days = [Value::Text("pain"), Value::Integer(first), Value::Integer(last)];
        bare.push(timed(|| sums.each(&days, |_| ())).0);
        if let Some(python) = &mut python {
            by_python.push(python.day_sums("pain", first, last));
        }
    }
    runtime.block_on(nape.close()).expect("closes");
    let median = |times: Vec<Duration>| Figure::Time(Figures::of(times).percentile(50));
    let mut peers = vec![("C API", median(bare))];
    if !by_python.is_empty() {
        peers.push(("Python, not encrypted", median(by_python)));
    }
    table.line(
        "its 90-day trend, again and again",
        &Limit::Time(Duration::from_millis(5)),
        median(door),
        &peers,
    );
}
