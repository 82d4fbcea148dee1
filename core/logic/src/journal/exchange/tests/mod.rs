//! What goes out comes back as it was; what comes in broken is named.

mod broken;
mod foreign;
mod round_trip;

use super::{Incoming, Offsets, Problems, Row, read_lines, read_table};
use crate::journal::entry::Kind;
use crate::time::Timestamp;

fn now() -> Timestamp {
    Timestamp::parse("2026-03-10T09:00:00+01:00").expect("an instant")
}

/// What a file comes to on a clock an hour ahead of Greenwich: its entries, and each problem by its place.
fn checked(incoming: &Incoming) -> (Vec<Row>, Vec<String>) {
    let mut problems = incoming.problems(true);
    let mut later = Problems::default();
    let rows = incoming.entries(&Offsets::fixed(3600), &mut later);
    for row in &rows {
        incoming.check(row, now(), |name| name == "dizziness", &mut later);
    }
    problems.and(&later);
    let told = problems.told();
    assert!(told.iter().all(|error| error.allowed.is_some()), "{told:?}");
    (rows, told.into_iter().map(|error| error.field).collect())
}

fn lines(text: &str) -> (Vec<Row>, Vec<String>) {
    let mut incoming = Incoming::default();
    read_lines(text.as_bytes(), None, &mut incoming).expect("a file of lines");
    checked(&incoming)
}

fn table(text: &str) -> (Vec<Row>, Vec<String>) {
    let mut incoming = Incoming::default();
    read_table(text.as_bytes(), Some(&"pain.csv".into()), Some(Kind::Pain), &mut incoming).expect("a table");
    checked(&incoming)
}
