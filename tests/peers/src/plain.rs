//! A write and a sync, without any database: what the disk itself takes to make bytes durable.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

/// SQLite goes back to the beginning of its log about here.
const ROUND: u64 = 4 << 20;

/// A file that is written round and round, as a write-ahead log is.
#[derive(Debug)]
pub struct PlainFile {
    file: File,
    at: u64,
    bytes: Vec<u8>,
}

impl PlainFile {
    /// A new file at `path`, which takes `bytes` at a time; filled once, so that no write makes it longer.
    pub fn new(path: &Path, bytes: usize) -> Self {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path).expect("made");
        let round = usize::try_from(ROUND).expect("small") + bytes;
        file.write_all(&vec![0; round]).and_then(|()| file.sync_all()).expect("filled");
        Self { file, at: 0, bytes: vec![0x5a; bytes] }
    }

    /// Makes the next bytes durable.
    pub fn commit(&mut self) {
        self.file.seek(SeekFrom::Start(self.at)).expect("a place");
        self.file.write_all(&self.bytes).expect("written");
        self.file.sync_data().expect("durable");
        self.at = (self.at + self.bytes.len() as u64) % ROUND;
    }
}

/// Copies a file and makes the copy durable.
pub fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).expect("copied");
    File::open(to).and_then(|copy| copy.sync_all()).expect("durable");
}
