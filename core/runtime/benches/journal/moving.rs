//! A backup of a journal, and a journal of the backup. The peer of the first is a copy of the file, which is neither
//! checked nor locked with another key; that of the second SQLite's C API, which puts the same rows into the same tables.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use nape::api::Backup;
use nape_peers::plain;
use tokio::runtime::Runtime;

use super::commit::open;
use super::made::{journal, key, key_bytes, raw, timed};
use super::table::{Figure, Limit, Table};
use super::ten::YEARS;
use super::years::{Made, Years, megabytes};

pub(crate) struct Moved {
    pub(crate) backup: Duration,
    pub(crate) megabytes: f64,
    pub(crate) restore: Duration,
}

pub(crate) fn run(years: &mut Years, table: &mut Table) {
    let made = years.of(YEARS);
    let aside = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let moved = there_and_back(made, aside.path());
    let copied = timed(|| plain::copy(&made.folder().join("journal.db"), &aside.path().join("copy"))).0;
    let copied = [("copy of the file", Figure::Time(copied))];
    table.line("its backup", &Limit::None, Figure::Time(moved.backup), &copied);
    table.line(
        "the backup's file",
        &Limit::None,
        Figure::Megabytes(moved.megabytes),
        &[("its file", Figure::Megabytes(made.megabytes()))],
    );
    let inserted = [("C API", Figure::Time(row_by_row(made, &aside.path().join("bare"))))];
    table.line("its restore into an empty folder", &Limit::None, Figure::Time(moved.restore), &inserted);
}

pub(crate) fn there_and_back(made: &Made, aside: &Path) -> Moved {
    let runtime = Runtime::new().expect("a runtime");
    let (file, folder) = (aside.join("journal.age"), aside.join("restored"));
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let nape = runtime.block_on(open(made.folder()));
    let secret = runtime.block_on(nape.make_recovery_key()).expect("a key").key;
    let (backup, _) = timed(|| runtime.block_on(nape.back_up(path(&file), None, None)).expect("backed up"));
    runtime.block_on(nape.close()).expect("closes");
    let (restore, restored) = timed(|| {
        let backup: Arc<Backup> = runtime.block_on(Backup::open(path(&file), secret)).expect("opens");
        runtime.block_on(backup.restore(path(&folder), key_bytes(), None)).expect("restored")
    });
    assert!(restored.total.added > made.what.entries && restored.total.conflicts == 0, "all of it came over");
    let moved = Moved { backup, megabytes: megabytes(&file), restore };
    std::fs::remove_file(file).and_then(|()| std::fs::remove_dir_all(folder)).expect("removed");
    moved
}

/// The same rows into a new journal.
fn row_by_row(made: &Made, folder: &Path) -> Duration {
    let from = made.folder().join("journal.db");
    timed(|| {
        drop(journal(folder));
        let connection = raw(folder);
        let (from, key) = (from.display(), key().to_hex());
        connection.run(&format!("ATTACH '{from}' AS old KEY \"x'{}'\"", key.as_str()));
        connection.run("BEGIN IMMEDIATE; DELETE FROM journal; DELETE FROM origin");
        for table in ["origin", "fact", "record_version", "telemetry_page", "entry"] {
            connection.run(&format!("INSERT INTO main.{table} SELECT * FROM old.{table}"));
        }
        connection
            .run("INSERT INTO entry_text (rowid, name, note) SELECT position, name, note FROM entry; COMMIT");
        connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
    })
    .0
}
