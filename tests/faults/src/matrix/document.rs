//! The page that the run writes.

use std::fmt::Write as _;

use nape_logic::time::Millis;

use super::{Cell, FAULTS, NO_FAULTS, Table};
use crate::limits::{DEAD_MAN, RAMP, STOP_HEARD, STOP_UNHEARD};

/// Where the page stands, from the root of the repository.
pub const FILE: &str = "docs/safety/fault-matrix.md";

/// The whole page.
pub fn write(tables: &[Table]) -> String {
    let mut page = head();
    for table in tables {
        one(&mut page, table);
    }
    page
}

fn seconds(time: Millis) -> String {
    format!("{}.{:02} s", time.0 / 1_000, time.0 % 1_000 / 10)
}

fn head() -> String {
    let mut page = String::from(
        "# Fault matrix\n\n<!-- Written by `NAPE_WRITE=1 cargo test --profile ci -p nape-faults --test matrix`. Change \
         the code, then run it again. -->\n\n",
    );
    let _ = write!(
        page,
        "What each fault comes to, in each state of the unit, with each command on its way. The controller of \
         `core/logic` drives\nthe simulated unit of `core/simulator` on a fake clock; the forces are those of the \
         physics, not what anybody reports.\nA test fails where a run comes to anything else than this page. No \
         session stands above the controller here: what a\nsession would end by itself goes on until somebody \
         stops it. The unit is simulated; no real unit was measured.\n\n\
         **A cell** has two lines, each the worst of three moments: the fault comes as the command is handed to \
         the link,\n30 ms later and 50 ms later (the unit has the command, its answer is on its way).\n\n\
         - *Left alone*: the safe state in which it ends, and the time from the fault to force zero (0.00 s: there \
         was none).\n  **idle**, **armed**, **paused**, **fault**: no force, connected. **unlinked**: no force, no \
         connection. **goes on**: the\n  programme runs within its limit, connected and watched. **by button**: so \
         does the unit's own programme. A run that\n  goes on is stopped afterwards, and that Stop is held to the \
         same times.\n- *Stop*: how a Stop in the moment of the fault ends, and the time from it to force zero. \
         **confirmed**: the unit says that\n  it is at rest without force. **by hand**: nobody says so; the link \
         is dropped and the person is told to let go by hand.\n  A unit whose link broke under a pull is looked for, for \
         up to 15 s, and is confirmed where it says so then.\n\n\
         **In every run**: the force in the physics is at most the limit (89 N) and 5 N, or under `over_force` the \
         limit and 15 N for\nless than 1 s; Stop is the next thing that the link gets, in the moment in which it \
         is asked for; nothing that may raise\nforce is written before the journal has it; no Start is written \
         that nobody asked for, and none whose end is unknown is\nwritten again.\n\n\
         **Stated times**: dead man {}, ramp from the limit {}; from Stop to force zero {} where the unit hears it, \
         {} where\nit does not, and longer where the actuator is stuck (its valve waits 5 s).\n\n",
        seconds(DEAD_MAN),
        seconds(RAMP),
        seconds(STOP_HEARD),
        seconds(STOP_UNHEARD),
    );
    page.push_str("| fault | is |\n|---|---|\n");
    for (fault, is) in FAULTS {
        let _ = writeln!(page, "| `{fault}` | {is} |");
    }
    let _ = writeln!(page, "\nNot in the matrix, since they end a fault: `{}`.", NO_FAULTS.join("`, `"));
    page
}

fn one(page: &mut String, table: &Table) {
    let _ = write!(page, "\n## {}\n\n| fault |", table.situation.title());
    for column in &table.columns {
        let _ = write!(page, " {} |", column.title());
    }
    let _ = writeln!(page, "\n|---|{}", "---|".repeat(table.columns.len()));
    for ((fault, _), row) in FAULTS.iter().zip(&table.rows) {
        let _ = write!(page, "| `{fault}` |");
        for cell in row {
            let _ = write!(page, " {} |", shown(cell));
        }
        page.push('\n');
    }
}

fn shown(cell: &Cell) -> String {
    if !cell.problems.is_empty() {
        return "**not safe**".to_owned();
    }
    let endings: Vec<_> = cell.endings.iter().map(ToString::to_string).collect();
    let only_goes_on = cell.endings.iter().all(|ending| ending.pulls());
    let time = if only_goes_on { String::new() } else { format!(" {}", seconds(cell.alone)) };
    let releases: Vec<_> = cell.releases.iter().copied().collect();
    format!("{}{time}<br>Stop: {} {}", endings.join(" or "), releases.join(" or "), seconds(cell.stopped))
}
