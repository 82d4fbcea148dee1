//! SQLite's C API, and nothing between it and the caller.
//!
//! Every `unsafe` here rests on the same few things: a connection outlives its statements, both stay on the thread that
//! made them, and a statement is reset before what is bound to it goes.

use std::ffi::{CStr, CString, c_char, c_int};
use std::marker::PhantomData;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::{self, NonNull};
use std::slice;

use rusqlite::ffi;

/// The settings of the journal's writer.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF";

/// An open database.
#[derive(Debug)]
pub struct Connection(NonNull<ffi::sqlite3>);

/// A prepared statement.
#[derive(Debug)]
pub struct Statement<'c> {
    raw: NonNull<ffi::sqlite3_stmt>,
    connection: &'c Connection,
}

/// What is bound to a place of a statement.
#[derive(Debug, Clone, Copy)]
pub enum Value<'v> {
    /// NULL.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(&'v str),
    /// Bytes.
    Blob(&'v [u8]),
}

impl<'v> Value<'v> {
    /// A text, or NULL.
    pub fn text(text: Option<&'v str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// A whole number, or NULL.
    pub fn integer(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Integer)
    }

    /// Bytes, or NULL.
    pub fn blob(bytes: Option<&'v [u8]>) -> Self {
        bytes.map_or(Self::Null, Self::Blob)
    }
}

impl Connection {
    /// Opens a database that is there, with the journal's settings; `key` is the raw one in hexadecimal digits.
    pub fn open(path: &Path, key: &str) -> Self {
        let path = CString::new(path.as_os_str().as_bytes()).expect("no zero byte");
        let flags = ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_NOMUTEX;
        let mut raw = ptr::null_mut();
        // SAFETY: the path ends with a zero byte, and SQLite fills in the handle.
        let code = unsafe { ffi::sqlite3_open_v2(path.as_ptr(), &raw mut raw, flags, ptr::null()) };
        assert_eq!(code, ffi::SQLITE_OK, "opens");
        let connection = Self(NonNull::new(raw).expect("a handle"));
        connection.run(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\""));
        connection.run(SETTINGS);
        connection
    }

    /// Runs statements whose rows nobody wants.
    pub fn run(&self, statements: &str) {
        let text = CString::new(statements).expect("no zero byte");
        let (nobody, no_message) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the text ends with a zero byte; there is no callback.
        let code = unsafe { ffi::sqlite3_exec(self.0.as_ptr(), text.as_ptr(), None, nobody, no_message) };
        self.expect(code, ffi::SQLITE_OK);
    }

    /// A statement for many uses.
    pub fn prepare(&self, statement: &str) -> Statement<'_> {
        let (mut raw, length) = (ptr::null_mut(), length(statement.len()));
        let text: *const c_char = statement.as_ptr().cast();
        let keep = ffi::SQLITE_PREPARE_PERSISTENT;
        // SAFETY: text and length are those of one `str`; SQLite copies what it needs and fills in the handle.
        let code = unsafe {
            ffi::sqlite3_prepare_v3(self.0.as_ptr(), text, length, keep, &raw mut raw, ptr::null_mut())
        };
        self.expect(code, ffi::SQLITE_OK);
        Statement { raw: NonNull::new(raw).expect("a statement"), connection: self }
    }

    /// The row that was inserted last.
    pub fn last_row(&self) -> i64 {
        // SAFETY: the connection is open.
        unsafe { ffi::sqlite3_last_insert_rowid(self.0.as_ptr()) }
    }

    /// The one number that a query answers with.
    pub fn number(&self, query: &str) -> i64 {
        let mut number = None;
        self.prepare(query).each(&[], |row| number = Some(row.integer(0)));
        number.expect("a row")
    }

    #[track_caller]
    fn expect(&self, code: c_int, wanted: c_int) {
        if code != wanted {
            // SAFETY: the message is SQLite's, ends with a zero byte and stays until the next call.
            let message = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.0.as_ptr())) };
            panic!("SQLite: {}", message.to_string_lossy());
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // SAFETY: no statement outlives the connection that it borrows.
        unsafe { ffi::sqlite3_close(self.0.as_ptr()) };
    }
}

/// A row, while its statement stands on it.
#[derive(Debug)]
pub struct Row<'r>(NonNull<ffi::sqlite3_stmt>, PhantomData<&'r ()>);

impl Statement<'_> {
    /// Runs it to its end.
    pub fn run(&mut self, values: &[Value<'_>]) {
        self.each(values, |_| ());
    }

    /// Hands over each row.
    pub fn each(&mut self, values: &[Value<'_>], mut take: impl FnMut(Row<'_>)) {
        for (place, value) in (1..).zip(values) {
            self.bind(place, *value);
        }
        loop {
            // SAFETY: the statement is prepared, and what is bound lives until this returns.
            match unsafe { ffi::sqlite3_step(self.raw.as_ptr()) } {
                ffi::SQLITE_ROW => take(Row(self.raw, PhantomData)),
                code => {
                    self.connection.expect(code, ffi::SQLITE_DONE);
                    break;
                }
            }
        }
        // SAFETY: as above; afterwards nothing points to the values any more.
        unsafe {
            ffi::sqlite3_reset(self.raw.as_ptr());
            ffi::sqlite3_clear_bindings(self.raw.as_ptr());
        }
    }

    fn bind(&mut self, place: c_int, value: Value<'_>) {
        let raw = self.raw.as_ptr();
        let stays = ffi::SQLITE_STATIC();
        // SAFETY: pointer and length are those of one slice, which lives until the statement is reset in `each`.
        let code = unsafe {
            match value {
                Value::Null => ffi::sqlite3_bind_null(raw, place),
                Value::Integer(number) => ffi::sqlite3_bind_int64(raw, place, number),
                Value::Text(text) => {
                    ffi::sqlite3_bind_text(raw, place, text.as_ptr().cast(), length(text.len()), stays)
                }
                Value::Blob(bytes) => {
                    ffi::sqlite3_bind_blob(raw, place, bytes.as_ptr().cast(), length(bytes.len()), stays)
                }
            }
        };
        self.connection.expect(code, ffi::SQLITE_OK);
    }
}

impl Drop for Statement<'_> {
    fn drop(&mut self) {
        // SAFETY: it was prepared once and is used by nobody any more.
        unsafe { ffi::sqlite3_finalize(self.raw.as_ptr()) };
    }
}

impl Row<'_> {
    /// A column as a number; NULL is 0.
    pub fn integer(&self, column: c_int) -> i64 {
        // SAFETY: the statement stands on a row while this lives.
        unsafe { ffi::sqlite3_column_int64(self.0.as_ptr(), column) }
    }

    /// A column as bytes, a text too; NULL is empty.
    pub fn bytes(&self, column: c_int) -> &[u8] {
        // SAFETY: as above; SQLite keeps the bytes until the next step, and this row is gone by then.
        unsafe {
            let first: *const u8 = ffi::sqlite3_column_blob(self.0.as_ptr(), column).cast();
            let length =
                usize::try_from(ffi::sqlite3_column_bytes(self.0.as_ptr(), column)).expect("a length");
            if first.is_null() { &[] } else { slice::from_raw_parts(first, length) }
        }
    }

    /// How many columns it has.
    pub fn columns(&self) -> c_int {
        // SAFETY: as above.
        unsafe { ffi::sqlite3_column_count(self.0.as_ptr()) }
    }
}

fn length(bytes: usize) -> c_int {
    c_int::try_from(bytes).expect("less than 2 GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bound_comes_back_from_an_encrypted_file_and_the_key_is_needed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("peer.db");
        std::fs::write(&path, []).expect("made");
        let connection = Connection::open(&path, &"07".repeat(32));
        connection.run("CREATE TABLE peer (number INTEGER, word TEXT, bytes BLOB) STRICT");
        let values = [Value::Integer(-7), Value::Text("garden"), Value::blob(Some(&[0, 255]))];
        connection.prepare("INSERT INTO peer VALUES (?1, ?2, ?3)").run(&values);
        let nothing = [Value::integer(None), Value::text(None), Value::blob(None)];
        connection.prepare("INSERT INTO peer VALUES (?1, ?2, ?3)").run(&nothing);
        assert_eq!(connection.last_row(), 2);
        let mut rows = Vec::new();
        connection.prepare("SELECT * FROM peer ORDER BY rowid").each(&[], |row| {
            rows.push((row.integer(0), row.bytes(1).to_vec(), row.bytes(2).to_vec(), row.columns()));
        });
        assert_eq!(rows, [(-7, b"garden".to_vec(), vec![0, 255], 3), (0, vec![], vec![], 3)]);
        drop(connection);
        let other_key = || Connection::open(&path, &"08".repeat(32));
        assert!(std::panic::catch_unwind(other_key).is_err());
    }
}
