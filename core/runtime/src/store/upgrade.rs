//! An older database becomes a newer one, with a copy beside it until it has.

use std::path::Path;

use super::connection;
use super::error::StoreError;
use super::files;
use super::key::Key;
use super::migrate;

/// The database as it was before a migration, under the same key; there only while one is under way.
pub(super) const COPY: &str = "journal.db.before";
pub(super) const COPY_ASIDE: &str = "journal.db.before.new";

/// Takes the steps that the database lacks. The caller has the journal alone.
///
/// Killed or failed, the database is the old one; the copy is for a migration that succeeds and is wrong.
pub(super) fn upgrade(database: &Path, key: &Key, steps: &[&str]) -> Result<(), StoreError> {
    // Copied while nobody has it open: to close a file lets go of SQLite's locks on it.
    let before = connection::open_to_write(database, key)?;
    connection::fold_log(&before)?;
    before.close().map_err(|(_, error)| error)?;
    keep_copy(database).map_err(StoreError::io("copy the journal before a migration"))?;
    let mut connection = connection::open_to_write(database, key)?;
    migrate::migrate(&mut connection, steps)?;
    connection::fold_log(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    forget_copy(database)
}

/// For a database that has taken every step.
pub(super) fn forget_copy(database: &Path) -> Result<(), StoreError> {
    let removed = [COPY, COPY_ASIDE].map(|copy| files::remove_if_there(&database.with_file_name(copy)));
    removed.into_iter().collect::<Result<(), _>>().map_err(StoreError::io("remove the copy of a migration"))
}

/// The copy has its name once it is whole.
fn keep_copy(database: &Path) -> std::io::Result<()> {
    let (copy, aside) = (database.with_file_name(COPY), database.with_file_name(COPY_ASIDE));
    let mut file = files::open_private(&aside)?;
    file.set_len(0)?;
    std::io::copy(&mut std::fs::File::open(database)?, &mut file)?;
    file.sync_all()?;
    std::fs::rename(&aside, &copy)?;
    files::sync_folder_of(&copy)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use nape_crash::{Aftermath, Disk, Trouble};

    use super::*;

    /// Two steps behind the first schema, as a later version may bring them.
    const STEPS: &[&str] = &[
        migrate::STEPS[0],
        "CREATE TABLE word (text TEXT NOT NULL, n INTEGER NOT NULL) STRICT;
         INSERT INTO word SELECT hex(id), last_sequence FROM origin;",
        "ALTER TABLE word ADD COLUMN length INTEGER;
         UPDATE word SET length = length(text);",
    ];
    const FOLDER: &str = "NAPE_TEST_KILLED_UPGRADE";
    const BEGUN: &str = "begun";
    const DONE: &str = "done";

    fn key() -> Key {
        Key::from_bytes([7; 32])
    }

    /// A closed journal of the first schema.
    fn old() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let mut connection = {
            let path = database(folder.path());
            files::open_private(&path).expect("made");
            connection::open_to_write(&path, &key()).expect("opens")
        };
        migrate::migrate(&mut connection, &STEPS[..1]).expect("the first schema");
        let row = "INSERT INTO origin VALUES (zeroblob(16), 0, zeroblob(32))";
        connection.execute(row, []).expect("an origin");
        folder
    }

    fn database(folder: &Path) -> PathBuf {
        folder.join("journal.db")
    }

    fn upgrade_in(folder: &Path) -> Result<(), StoreError> {
        upgrade(&database(folder), &key(), STEPS)
    }

    /// Its version, and how many rows both steps have brought; panics where a step is there in part.
    fn state(database: &Path) -> (u32, u32) {
        let connection = connection::open_to_write(database, &key()).expect("opens");
        let one = |query: &str| connection.query_row(query, [], |row| row.get(0)).expect("read");
        let version: u32 = one("PRAGMA user_version");
        let tables: u32 = one("SELECT count(*) FROM sqlite_schema WHERE name = 'word'");
        let rows = if tables == 0 { 0 } else { one("SELECT count(*) FROM word WHERE length = 32") };
        (version, rows)
    }

    fn is_old_or_new_and_upgrades(folder: &Path, done: bool, place: &str) {
        let database = database(folder);
        let found = state(&database);
        assert!(found == (3, 1) || (found == (1, 0) && !done), "{place}: {found:?}, done: {done}");
        let copy = database.with_file_name(COPY);
        if copy.exists() {
            assert_eq!(state(&copy), (1, 0), "{place}: the copy is whole");
        }
        upgrade_in(folder).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert_eq!(state(&database), (3, 1), "{place}");
    }

    #[test]
    fn an_upgrade_takes_every_step_and_leaves_no_copy() {
        let folder = old();
        upgrade_in(folder.path()).expect("upgraded");
        assert_eq!(state(&database(folder.path())), (3, 1));
        let names = std::fs::read_dir(folder.path()).expect("the folder");
        let names: Vec<_> = names.map(|entry| entry.expect("an entry").file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().contains("before")), "{names:?}");
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_old_database_and_its_copy_for_nobody_else_to_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = old();
        let broken = [STEPS[0], STEPS[1], "CREATE TABLE word (again INTEGER) STRICT"];
        upgrade(&database(folder.path()), &key(), &broken).expect_err("the last step is broken");
        assert_eq!(state(&database(folder.path())), (1, 0));
        let copy = folder.path().join(COPY);
        assert_eq!(std::fs::metadata(&copy).expect("kept").permissions().mode() & 0o777, 0o600);
        assert_eq!(state(&copy), (1, 0));
        upgrade_in(folder.path()).expect("a better program upgrades");
        assert!(!copy.exists());
    }

    #[test]
    fn an_upgrade_cut_off_at_any_call_leaves_the_old_database_or_the_new_one() {
        for call in 1.. {
            let folder = old();
            let disk = Disk::watch(folder.path());
            disk.cut_at(call);
            let done = upgrade_in(folder.path()).is_ok();
            let was_cut = disk.was_reached();
            for what in [Aftermath::Killed, Aftermath::Lost, Aftermath::Torn(1), Aftermath::Torn(2)] {
                let left = tempfile::tempdir().expect("a folder");
                disk.aftermath(what, left.path());
                is_old_or_new_and_upgrades(left.path(), done, &format!("call {call}, {what:?}"));
            }
            disk.release();
            if !was_cut {
                assert!(done && call > 10, "the log and its checkpoint were met: {call}");
                return;
            }
        }
    }

    #[test]
    fn trouble_at_any_call_of_an_upgrade_is_told_and_leaves_the_old_database_or_the_new_one() {
        for trouble in [Trouble::Full, Trouble::Failure] {
            for call in 1.. {
                let folder = old();
                let disk = Disk::watch(folder.path());
                disk.trouble_at(call, trouble);
                let done = upgrade_in(folder.path());
                let was_reached = disk.was_reached();
                disk.release();
                let place = format!("call {call}, {trouble:?}: {done:?}");
                is_old_or_new_and_upgrades(folder.path(), done.is_ok(), &place);
                if !was_reached {
                    assert!(done.is_ok() && call > 10, "{place}");
                    break;
                }
            }
        }
    }

    /// The child's part; does nothing in an ordinary run.
    #[test]
    fn child_upgrades_until_it_is_killed() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            let say = |word| writeln!(std::io::stdout(), "\n{word}").expect("the parent listens");
            say(BEGUN);
            upgrade_in(Path::new(&folder)).expect("upgraded");
            say(DONE);
        }
    }

    #[test]
    fn an_upgrade_killed_at_any_moment_leaves_the_old_database_or_the_new_one() {
        const KILLS: u64 = 40;
        let all = std::env::var("NAPE_KILLS").map_or(KILLS, |all| all.parse::<u64>().expect("a number") / 6);
        let (mut cut, mut done) = (0, 0);
        for round in 0..all {
            let folder = old();
            let mut child = Command::new(std::env::current_exe().expect("this program"))
                .args(["--exact", "store::upgrade::tests::child_upgrades_until_it_is_killed", "--nocapture"])
                .env(FOLDER, folder.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("started");
            let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
            let mut heard = |word| lines.any(|line| line.expect("text") == word);
            assert!(heard(BEGUN), "round {round}");
            // One at once, one when it is done, however fast or slow the machine is; the others over all that is between.
            let is_done = round % 4 == 1 && heard(DONE);
            if round % 4 > 1 {
                std::thread::sleep(Duration::from_micros((round * 7_919) % 40_000));
            }
            child.kill().expect("killed");
            child.wait().expect("ended");
            let is_done = is_done || heard(DONE);
            if is_done {
                done += 1;
            } else {
                cut += 1;
            }
            is_old_or_new_and_upgrades(folder.path(), is_done, &format!("round {round}"));
        }
        assert!(cut > 0 && done > 0, "killed in its middle: {cut}, and after: {done}");
    }
}
