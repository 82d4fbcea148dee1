//! One fresh process opens a journal and looks through it, each thing for the first time: by the door, or by SQLite's C
//! API, which reads the rows that the door reads.

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nape::api::{EntryQuery, Modality, Nape, NapeError, Region};
use nape_peers::raw::{Connection, Value};

use super::commit::open;
use super::figures::Figures;
use super::made::{NOW, raw, timed};

/// Before what a fresh process measures, and in which folder.
pub(crate) const ALONE: &str = "--alone";
const DOOR: &str = "door";
const BARE: &str = "bare";
const RUNS: usize = 15;
const REGION: Region = Region::Cervical;
const MODALITY: Modality = Modality::OverDoorPulley;
const PAGE: u32 = 50;
/// 2026-03-10, in days since 1970.
const TODAY: i64 = 20_522;
const SEARCH: &str = "garden pil";

/// Median times by name, and the memory at its most in kilobytes, of each kind of process.
pub(crate) struct Seen {
    times: BTreeMap<String, Duration>,
}

impl Seen {
    pub(crate) fn time(&self, name: &str) -> Duration {
        self.times[name]
    }

    #[expect(clippy::cast_precision_loss, reason = "small")]
    pub(crate) fn peak_megabytes(&self) -> f64 {
        self.times["memory"].as_nanos() as f64 * 1024.0 / 1e6
    }
}

/// Both kinds of processes in turns.
pub(crate) fn both(folder: &Path) -> [Seen; 2] {
    let mut all = [BTreeMap::<String, Vec<Duration>>::new(), BTreeMap::new()];
    for _ in 0..RUNS {
        for (of, seen) in [DOOR, BARE].into_iter().zip(&mut all) {
            for (name, figure) in child(of, folder) {
                seen.entry(name).or_default().push(figure);
            }
        }
    }
    let median = |times: Vec<Duration>| Figures::of(times).percentile(50);
    all.map(|seen| Seen { times: seen.into_iter().map(|(name, times)| (name, median(times))).collect() })
}

/// One process through the door.
pub(crate) fn first(folder: &Path) -> Seen {
    Seen { times: child(DOOR, folder).into_iter().collect() }
}

fn child(of: &str, folder: &Path) -> Vec<(String, Duration)> {
    let program = env::current_exe().expect("this program");
    let output = Command::new(program).args([ALONE, of]).arg(folder).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let figure = |line: &str| {
        let (name, number) = line.split_once(' ')?;
        Some((name.to_owned(), Duration::from_nanos(number.parse().ok()?)))
    };
    text.lines().map(|line| figure(line).expect("a figure")).collect()
}

/// In the fresh process.
pub(crate) fn run(of: &str, folder: &Path) {
    match of {
        DOOR => by_the_door(folder),
        _ => bare(folder),
    }
    println!("memory {}", peak_kilobytes());
}

fn told(name: &str, took: Duration) {
    println!("{name} {}", took.as_nanos());
}

fn by_the_door(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (took, nape) = timed(|| runtime.block_on(open(folder)));
    told("open", took);
    let look = |name: &str, look: &dyn Fn() -> Result<(), NapeError>| {
        let (took, looked) = timed(look);
        looked.expect("reads");
        told(name, took);
    };
    look("home", &|| runtime.block_on(home(&nape)));
    look("trend", &|| runtime.block_on(nape.trend("pain".to_owned(), 90, REGION)).map(drop));
    look("search", &|| runtime.block_on(nape.search_entries(SEARCH.to_owned(), PAGE)).map(drop));
    look("sessions", &|| runtime.block_on(nape.sessions(PAGE)).map(drop));
    look("benchmarks", &|| runtime.block_on(nape.benchmarks(REGION)).map(drop));
    runtime.block_on(nape.close()).expect("closes");
}

/// What a screen that opens shows: the present, what speaks against a session, the course and its dose, the last sessions,
/// what was written today, the age of the backup.
async fn home(nape: &Nape) -> Result<(), NapeError> {
    nape.snapshot()?;
    nape.locks().await?;
    nape.screening_status(MODALITY, REGION).await?;
    nape.course(REGION).await?;
    nape.plan_today(MODALITY, REGION).await?;
    nape.sessions(3).await?;
    let today = Some(NOW[..10].to_owned());
    nape.entries(EntryQuery { from: today.clone(), to: today, limit: PAGE, ..EntryQuery::default() }).await?;
    nape.backup_status().await?;
    Ok(())
}

fn bare(folder: &Path) {
    let (took, connection) = timed(|| {
        let connection = raw(folder);
        read(&connection, "SELECT position, body FROM folded", &[]);
        read(
            &connection,
            "SELECT payload FROM record_version WHERE kind IN ('plan', 'profile', 'routine')",
            &[],
        );
        connection
    });
    told("open", took);
    let look = |name: &str, query: &str, values: &[Value<'_>]| {
        told(name, timed(|| read(&connection, query, values)).0);
    };
    look("home", TODAYS, &[Value::Integer((TODAY - 1) * DAY_MS), Value::Integer(TODAY)]);
    let days = [Value::Text("pain"), Value::Integer(TODAY - 89), Value::Integer(TODAY)];
    look("trend", DAY_SUMS, &days);
    look("search", FOUND, &[Value::Text("\"garden\" \"pil\"*"), Value::Integer(PAGE.into())]);
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const TODAYS: &str = "SELECT record_version.* FROM (
    SELECT position AS shown, at_ms AS moment, id AS entry FROM entry WHERE at_ms >= ?1 AND day = ?2
    ORDER BY at_ms, id LIMIT 51) JOIN record_version ON position = shown ORDER BY moment, entry";
pub(crate) const DAY_SUMS: &str = "SELECT day, sum(value), count(value) FROM entry
    WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL GROUP BY day ORDER BY day";
const FOUND: &str = "SELECT record_version.* FROM (
    SELECT rowid AS found FROM entry_text WHERE entry_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
    JOIN record_version ON position = found ORDER BY found DESC";

/// Reads all rows, every column of them.
fn read(connection: &Connection, query: &str, values: &[Value<'_>]) {
    let mut bytes = 0;
    connection.prepare(query).each(values, |row| {
        bytes += (0..row.columns()).map(|column| row.bytes(column).len()).sum::<usize>();
    });
    assert!(bytes > 0, "there is something to read");
}

/// The most memory that this process ever had (Linux); 0 where the system does not tell.
fn peak_kilobytes() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// The trend's query, for peers that take turns with the door in one process.
pub(crate) const fn ninety_days() -> (i64, i64) {
    (TODAY - 89, TODAY)
}
