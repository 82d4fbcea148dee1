//! Every fault in every state with every command on its way: what it comes to, and when.
//!
//! | file | answers |
//! |---|---|
//! | `mod.rs` | which cells are there, and what did they come to? |
//! | `cell` | how is one cell run, and what must hold at its end? |
//! | `ending` | in which safe state did it end, and is the time within what the profile says? |
//! | `document` | how is that written down? |

mod cell;
mod document;
mod ending;

use std::panic::resume_unwind;
use std::thread;

pub use cell::Cell;
pub use document::{FILE, write};

use crate::states::{InFlight, Situation};

/// The faults of the simulator, and what each of them is.
pub const FAULTS: [(&str, &str); 19] = [
    ("link_lost", "the link drops for good"),
    ("link_drop", "the link drops once"),
    ("silent", "nothing goes in or out, the link seems to stand"),
    ("reboot", "the unit restarts"),
    ("hand_switch", "the person presses the hand switch"),
    ("start_button", "the person presses the unit's own start button"),
    ("low_battery", "the battery falls to 4 %"),
    ("over_force", "the actuator pulls 15 N above the limit"),
    ("slip", "the harness carries less than half of the pull"),
    ("stuck_actuator", "the actuator stands where it is"),
    ("corrupt_frames", "ten notifications with flipped bits"),
    ("duplicate_frames", "ten notifications twice"),
    ("lose_frames", "ten notifications lost"),
    ("delay_frames", "ten notifications 1.5 s late"),
    ("reorder_frames", "ten notifications in another order"),
    ("drop_in_report", "the link would drop while records are told; none are"),
    ("record_corrupt", "a stored record is damaged"),
    ("never_answers", "the control points indicate nothing any more"),
    ("bond_lost", "the unit forgets the bond"),
];

/// What the simulator can inject and what is no fault: it ends one.
pub const NO_FAULTS: [&str; 3] = ["hand_switch_release", "start_button_release", "paired_again"];

/// One situation with its columns and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The state of the unit.
    pub situation: Situation,
    /// What is on its way, one column each.
    pub columns: Vec<InFlight>,
    /// One row for each of [`FAULTS`], one cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// Runs all of it, on two threads.
pub fn run() -> Vec<Table> {
    let mut tables: Vec<Table> = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            scope.spawn(move || {
                let mine = Situation::ALL.into_iter().skip(half).step_by(2);
                mine.map(table).collect::<Vec<_>>()
            })
        });
        halves.into_iter().flat_map(|half| half.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    tables.sort_by_key(|table| table.situation);
    tables
}

fn table(situation: Situation) -> Table {
    let columns = situation.in_flight();
    let row = |fault| columns.iter().map(|in_flight| Cell::run(situation, *in_flight, fault, 23)).collect();
    let rows = FAULTS.iter().map(|(fault, _)| row(fault)).collect();
    Table { situation, columns, rows }
}

/// One line for each thing that did not hold.
pub fn problems(tables: &[Table]) -> Vec<String> {
    let mut problems = Vec::new();
    for table in tables {
        for ((fault, _), row) in FAULTS.iter().zip(&table.rows) {
            for (in_flight, cell) in table.columns.iter().zip(row) {
                let place = format!("{}, {}, {fault}", table.situation.title(), in_flight.title());
                problems.extend(cell.problems.iter().map(|problem| format!("{place}: {problem}")));
            }
        }
    }
    problems
}
