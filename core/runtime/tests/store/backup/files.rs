//! Where a backup is written: whole or not at all, whoever else writes there, and never over the journal.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use nape::store::backup::{Watch, try_out};
use tempfile::tempdir;

/// Waits for another backup to come as far as this one.
struct Together<'a> {
    barrier: &'a Barrier,
    met: AtomicBool,
}

impl Watch for Together<'_> {
    fn goes_on(&self, _done: u64, _total: u64) -> bool {
        if !self.met.swap(true, Ordering::SeqCst) {
            self.barrier.wait();
        }
        true
    }
}

#[test]
fn two_backups_to_one_file_at_once_are_each_whole() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    commit(here.path(), &whole(1));
    let outside = tempdir().expect("a folder");
    let file = outside.path().join("backup.age");
    let barrier = Barrier::new(2);
    let made = || {
        let reader = journal(here.path()).reader().expect("a reader");
        let watch = Together { barrier: &barrier, met: AtomicBool::new(false) };
        reader.back_up(&file, &keys.lock, minute(9), &watch).expect("made");
        // One of the two is there when either returns.
        let mut there = BackupFile::open(&file, &keys.secret).expect("opens");
        try_out(&outside.path().join("nowhere"), &key(), &mut there, &()).expect("whole");
    };
    std::thread::scope(|scope| {
        let threads = [scope.spawn(made), scope.spawn(made)];
        for thread in threads {
            thread.join().expect("both are made");
        }
    });
    assert_eq!(bytes_of(outside.path()).into_keys().collect::<Vec<_>>(), ["backup.age"]);
    let phone = outside.path().join("phone");
    bring(&phone, &keys, &file, 1).expect("restored");
    assert_eq!(count_whole(&journal(&phone).reader().expect("a reader")), 1);
}

#[test]
fn what_killed_backups_left_beside_the_file_goes_with_the_next_one_and_nothing_else_does() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    commit(here.path(), &whole(1));
    let outside = tempdir().expect("a folder");
    let others = ["backup.age.old", "backup.age.mine.unfinished", "letter.age.2a-0.unfinished"];
    for name in ["backup.age.2a-0.unfinished", "backup.age.ff-17.unfinished"].into_iter().chain(others) {
        std::fs::write(outside.path().join(name), b"half").expect("written");
    }
    back_up(here.path(), &keys, &outside.path().join("backup.age"));
    let names: Vec<_> = bytes_of(outside.path()).into_keys().collect();
    assert_eq!(names, ["backup.age", others[1], others[0], others[2]]);
}

#[test]
fn a_backup_never_takes_the_place_of_a_file_of_the_journal() {
    let (here, keys) = (tempdir().expect("a folder"), Keys::draw());
    let folder = here.path().join("journal");
    commit(&folder, &whole(1));
    std::fs::create_dir(here.path().join("elsewhere")).expect("made");
    std::os::unix::fs::symlink(&folder, here.path().join("link")).expect("linked");
    std::os::unix::fs::symlink(folder.join("journal.db"), here.path().join("link.age")).expect("linked");
    std::fs::hard_link(folder.join("journal.db"), here.path().join("hard.age")).expect("linked");
    let reader = journal(&folder).reader().expect("a reader");
    let before = contents(&folder);
    let in_folder = [
        "journal.db",
        "journal.db-wal",
        "journal.db-shm",
        "journal.db-journal",
        "journal.db.new",
        "journal.db.before",
        "journal.db.before-wal",
        "journal.db.before.new",
        "journal.json",
        "journal.json.2a-0.unfinished",
        "journal.lock",
        "session.lock",
        "journal.erasing",
        "JOURNAL.DB",
    ];
    let ways = ["journal", "link", "elsewhere/../journal"].into_iter();
    let named = ways.flat_map(|way| in_folder.map(|name| format!("{way}/{name}")));
    for target in named.chain(["link.age".to_owned(), "hard.age".to_owned()]) {
        let refused = reader.back_up(&here.path().join(&target), &keys.lock, minute(9), &());
        assert!(refused.is_err(), "{target}");
        assert_eq!(contents(&folder), before, "{target}");
    }
    let left: Vec<_> = bytes_of(&folder).into_keys().collect();
    let own = ["journal.db", "journal.db-shm", "journal.db-wal", "journal.json", "journal.lock"];
    assert_eq!(left, own, "nothing is left beside");
    // The folder itself is nobody's: a backup may lie there under a name of its own.
    back_up(&folder, &keys, &folder.join("journal.age"));
}
