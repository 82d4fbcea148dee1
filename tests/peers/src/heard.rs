//! The statements that a piece of work runs, as SQLite itself tells them: its own inner ones too, those of the index of
//! words and of triggers. So a benchmark shows that its two sides do the same before it says how long each takes.

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::sync::Once;

use rusqlite::ffi;

/// Every connection from then on is listened to; what it tells is dropped where its thread does not listen.
static LISTENS: Once = Once::new();

thread_local! {
    /// Only while this thread listens.
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// The statements of the last transaction of `work`, as [`statements`] hears them.
pub fn last_transaction(work: impl FnOnce()) -> Vec<String> {
    let all = statements(work);
    let begin = all.iter().rposition(|statement| statement.starts_with("BEGIN")).expect("a transaction");
    all[begin..].iter().take_while(|statement| *statement != "COMMIT").cloned().collect()
}

/// All statements on connections that `work` opens and uses on this thread, without their line breaks.
pub fn statements(work: impl FnOnce()) -> Vec<String> {
    // Never taken back: another thread may be listening.
    LISTENS.call_once(|| {
        // SAFETY: the function has the type that SQLite calls, and stays for as long as the program.
        unsafe { ffi::sqlite3_auto_extension(Some(listen_to)) };
    });
    HEARD.set(Some(Vec::new()));
    work();
    HEARD.take().unwrap_or_default()
}

unsafe extern "C" fn listen_to(
    connection: *mut ffi::sqlite3,
    _error: *mut *mut c_char,
    _routines: *const ffi::sqlite3_api_routines,
) -> c_int {
    // SAFETY: SQLite hands in the connection that it is just opening.
    unsafe { ffi::sqlite3_trace_v2(connection, ffi::SQLITE_TRACE_STMT, Some(hear), std::ptr::null_mut()) }
}

unsafe extern "C" fn hear(_: c_uint, _: *mut c_void, _statement: *mut c_void, text: *mut c_void) -> c_int {
    HEARD.with_borrow_mut(|heard| {
        if let Some(heard) = heard {
            // SAFETY: of a statement that begins SQLite hands in its text, which ends with a zero byte.
            let text = unsafe { CStr::from_ptr(text.cast::<c_char>()) }.to_string_lossy();
            let words: Vec<_> = text.trim_end_matches(';').split_whitespace().collect();
            heard.push(words.join(" "));
        }
    });
    ffi::SQLITE_OK
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::Connection;

    #[test]
    fn only_the_last_transaction_of_the_work_is_heard() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("peer.db");
        std::fs::write(&path, []).expect("made");
        let open = || Connection::open(&path, &"07".repeat(32));
        let heard = last_transaction(|| {
            let connection = open();
            connection.run("BEGIN; CREATE TABLE peer (n); COMMIT");
            connection.run("BEGIN IMMEDIATE; INSERT  INTO peer\n VALUES (1); COMMIT; SELECT 1");
        });
        assert_eq!(heard, ["BEGIN IMMEDIATE", "INSERT INTO peer VALUES (1)"]);
        assert_eq!(statements(|| drop(open())).iter().filter(|text| text.contains("peer")).count(), 0);
    }
}
