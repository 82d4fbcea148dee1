//! A journal of many years that nobody lived: for measuring, and to try the program with much in it.
//!
//! It goes through the store's own writer, so that it holds what a person's journal of that age would, and it is marked
//! as made for demonstration (E9). The same seed gives the same journal.
//!
//! | file | idea |
//! |---|---|
//! | here | day by day, in batches |
//! | `days` | what a day's entries are |
//! | `sessions` | what a session leaves behind |
//! | `chance` | random numbers from a seed |

mod chance;
mod days;
mod sessions;

use std::path::PathBuf;

use nape_logic::document::FieldError;
use nape_logic::id::{JournalId, OriginId};
use nape_logic::time::{Millis, Timestamp};

use super::error::EngineError;
use chance::Chance;
use sessions::Sessions;

use crate::store::{Journal, Key, NewJournal};

/// The longest life of a journal, in years.
const MOST_YEARS: u32 = 50;
/// So many days become durable together.
const DAYS_A_BATCH: u64 = 20;
const DAY: Millis = Millis::from_mins(24 * 60);

/// What to generate.
pub struct Generate {
    /// The folder, without a journal.
    pub folder: PathBuf,
    /// The key of the new journal.
    pub key: Key,
    /// The same seed gives the same journal.
    pub seed: u64,
    /// How many years, 1 to 50: 11 entries and 2 sessions a day.
    pub years: u32,
    /// The last day.
    pub until: Timestamp,
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Generated {
    /// Days.
    pub days: u64,
    /// Entries.
    pub entries: u64,
    /// Sessions.
    pub sessions: u64,
    /// Samples of telemetry.
    pub samples: u64,
}

/// Makes the journal; `progress` hears of the days done and of all days.
pub fn generate(what: Generate, mut progress: impl FnMut(u64, u64)) -> Result<Generated, EngineError> {
    if what.years == 0 || what.years > MOST_YEARS {
        return Err(FieldError::new("years", "out of range", format!("1 to {MOST_YEARS}")).into());
    }
    // Or what is left of one: what a person has may be in any of its files.
    if Journal::is_in(&what.folder) {
        return Err(there_is_one().into());
    }
    let days = u64::from(what.years) * 365;
    let first = first_midnight(what.until, days)?;
    let mut chance = Chance::new(what.seed);
    let new = NewJournal { journal: JournalId(chance.id(first)), origin: OriginId(chance.id(first)) };
    let journal = Journal::open_or_create(&what.folder, what.key, new)?;
    // Another program has made one meanwhile.
    if !journal.is_new() {
        return Err(there_is_one().into());
    }
    let mut writer = journal.writer()?;
    super::demonstration::mark(&mut writer, &journal, true)?;
    let sessions = Sessions::new(first, &mut chance)?;
    let mut done = Generated::default();
    let mut batch = sessions.begin(journal.id(), first, &mut chance);
    while done.days < days {
        let morning = first.plus(Millis(DAY.get() * done.days));
        days::entries(morning, &mut chance, &mut batch, &mut done);
        sessions.day(morning, &mut chance, &mut batch, &mut done)?;
        done.days += 1;
        if done.days.is_multiple_of(DAYS_A_BATCH) || done.days == days {
            writer.commit(&std::mem::take(&mut batch))?;
            progress(done.days, days);
        }
    }
    Ok(done)
}

fn there_is_one() -> FieldError {
    FieldError::new("home", "there is a journal already", "a folder without a journal")
}

/// The midnight with which the first of so many days begins, on the clock of `until`.
fn first_midnight(until: Timestamp, days: u64) -> Result<Timestamp, EngineError> {
    let day = i64::try_from(DAY.get()).unwrap_or(i64::MAX);
    let offset = i64::from(until.offset_seconds()) * 1000;
    let last = (until.unix_millis() + offset).div_euclid(day);
    let first = last - i64::try_from(days).unwrap_or(i64::MAX) + 1;
    let midnight = Timestamp::from_unix_millis(first * day - offset, until.offset_seconds());
    midnight.ok_or(EngineError::Internal("the first day is out of range"))
}
