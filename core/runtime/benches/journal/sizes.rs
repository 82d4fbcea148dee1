//! What grows with the years: the file, and with it backup and restore; what does not: the screens.

use super::alone;
use super::moving::there_and_back;
use super::years::Years;

const YEARS: [u32; 4] = [1, 3, 10, 30];

/// A table with a column for each size.
pub(crate) fn run(years: &mut Years) -> String {
    let mut columns: Vec<Vec<(&str, f64)>> = Vec::new();
    for count in YEARS {
        let made = years.of(count);
        let [door, _] = alone::both(made.folder());
        let aside = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let moved = there_and_back(made, aside.path());
        let ms = |name: &str| door.time(name).as_secs_f64() * 1e3;
        columns.push(vec![
            ("file, MB", made.megabytes()),
            ("open, ms", ms("open")),
            ("home screen, ms", ms("home")),
            ("90-day trend, ms", ms("trend")),
            ("search, ms", ms("search")),
            ("list of sessions, ms", ms("sessions")),
            ("page of benchmarks, ms", ms("benchmarks")),
            ("memory, MB", door.peak_megabytes()),
            ("first opening after an update, ms", made.first.time("open").as_secs_f64() * 1e3),
            ("memory then, MB", made.first.peak_megabytes()),
            ("backup, s", moved.backup.as_secs_f64()),
            ("backup, s for 100 MB of the file", moved.backup.as_secs_f64() / made.megabytes() * 100.0),
            ("restore, s", moved.restore.as_secs_f64()),
            ("restore, s for 100 MB of the file", moved.restore.as_secs_f64() / made.megabytes() * 100.0),
        ]);
    }
    let heads: Vec<String> = YEARS.iter().map(|years| format!(" {years} years |")).collect();
    let line = |row: usize| {
        let cells: Vec<String> = columns.iter().map(|column| format!(" {:.2} |", column[row].1)).collect();
        format!("| {} |{}", columns[0][row].0, cells.concat())
    };
    let head = [format!("| what |{}", heads.concat()), format!("|---|{}", "---|".repeat(YEARS.len()))];
    let lines: Vec<String> = head.into_iter().chain((0..columns[0].len()).map(line)).collect();
    lines.join("\n") + "\n"
}
