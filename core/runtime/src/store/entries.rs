//! Looking back through the entries: by time, by kind, by their words, and summed by day.

use nape_logic::id::RecordId;
use nape_logic::journal::entry::Entry;
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use uuid::Uuid;

use super::error::{Damage, StoreError};
use super::reader::Reader;
use super::rows::{self, RECORD_COLUMNS, StoredRecord};
use super::words::folded;

/// So many entries are in memory at once.
const PAGE: u32 = 1000;

/// A place between two entries in the order of (at, id); it stays where it is whatever is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryCursor {
    /// The moment of the last entry before it, in milliseconds since 1970.
    pub at_ms: i64,
    /// The last entry before it.
    pub id: RecordId,
}

impl EntryCursor {
    /// As a text that means nothing to anybody else.
    pub fn to_text(self) -> String {
        format!("{:x}.{}", self.at_ms, self.id.0.simple())
    }

    /// From [`EntryCursor::to_text`]; `None` for any other text.
    pub fn from_text(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        let at_ms = u64::from_str_radix(at, 16).ok()?.cast_signed();
        let cursor = Self { at_ms, id: RecordId(Uuid::try_parse(id).ok()?) };
        (cursor.to_text() == text).then_some(cursor)
    }
}

/// One end of a span of time, which belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryBound {
    /// An instant, in milliseconds since 1970.
    Instant(i64),
    /// A civil date on the entries' own clocks, in days since 1970.
    Day(i64),
}

/// Which entries to read: those that match every field given, ascending by (at, id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntryFilter<'a> {
    /// Not before this.
    pub from: Option<EntryBound>,
    /// Not after this.
    pub to: Option<EntryBound>,
    /// Only of this kind.
    pub kind: Option<&'a str>,
    /// Only behind this place.
    pub after: Option<EntryCursor>,
    /// At most so many.
    pub limit: u32,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What the entries of a kind come to on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySum {
    /// The civil date on the entries' own clocks, in days since 1970.
    pub day: i64,
    /// The sum of their numbers, in thousandths.
    pub sum: i64,
    /// How many have a number.
    pub count: u32,
}

impl Reader {
    /// A page of entries, each at its latest revision; deleted ones are left out.
    pub fn entries(&self, filter: EntryFilter<'_>) -> Result<Vec<StoredRecord>, StoreError> {
        let (condition, parameters) = condition(filter);
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM (
                 SELECT position AS shown, at_ms AS moment, id AS entry FROM entry WHERE {condition}
                 ORDER BY at_ms, id LIMIT ?)
             JOIN record_version ON position = shown ORDER BY moment, entry"
        ))?;
        let entries = statement.query_map(params_from_iter(parameters), rows::stored_record)?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// Hands over every entry that matches, whatever the filter's place and limit, ascending by (at, id): a page of them is in
    /// memory at a time. All of one moment only within [`Reader::of_one_moment`].
    pub fn each_entry(
        &self,
        filter: EntryFilter<'_>,
        take: &mut dyn FnMut(&StoredRecord, Entry) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut filter = EntryFilter { after: None, limit: PAGE, ..filter };
        loop {
            let page = self.entries(filter)?;
            let Some(last) = page.last() else { return Ok(()) };
            filter.after = Some(EntryCursor { at_ms: last.at.unix_millis(), id: last.id });
            for record in &page {
                let payload = record.payload.as_ref().map(|payload| payload.0.as_str()).unwrap_or_default();
                let entry =
                    serde_json::from_str(payload).map_err(|_| StoreError::damaged(Damage::Contents))?;
                take(record, entry)?;
            }
        }
    }

    /// How many entries there are, whatever the filter's limit.
    pub fn count_entries(&self, filter: EntryFilter<'_>) -> Result<u64, StoreError> {
        let (condition, mut parameters) = condition(filter);
        // The last one is the limit.
        parameters.pop();
        let mut statement =
            self.connection().prepare_cached(&format!("SELECT count(*) FROM entry WHERE {condition}"))?;
        Ok(statement.query_row(params_from_iter(parameters), |row| rows::unsigned(row, 0))?)
    }

    /// The entries whose name or note has all of the words, the one written last first. The last word may be the
    /// beginning of one. Nothing where there is no word.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<StoredRecord>, StoreError> {
        let Some(wanted) = all_of(words) else { return Ok(Vec::new()) };
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {RECORD_COLUMNS} FROM (
                 SELECT rowid AS found FROM entry_text WHERE entry_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
             JOIN record_version ON position = found ORDER BY found DESC"
        ))?;
        let entries = statement.query_map(params![wanted, limit], rows::stored_record)?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// What the entries of a kind come to on each day from `first` to `last`, both inclusive; days without are left out.
    pub fn day_sums(&self, kind: &str, first: i64, last: i64) -> Result<Vec<DaySum>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT day, sum(value), count(value) FROM entry
             WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL GROUP BY day ORDER BY day",
        )?;
        let sums = statement.query_map(params![kind, first, last], |row| {
            Ok(DaySum { day: row.get(0)?, sum: row.get(1)?, count: row.get(2)? })
        })?;
        Ok(sums.collect::<Result<_, _>>()?)
    }
}

/// The condition with its parameters in their order; the limit comes last, after them.
fn condition(filter: EntryFilter<'_>) -> (String, Vec<Value>) {
    let (mut conditions, mut parameters) = (Vec::new(), Vec::new());
    let mut add = |condition: &str, parameter: Value| {
        conditions.push(condition.to_owned());
        parameters.push(parameter);
    };
    // A civil day lies within a day of UTC's, so the index by time serves dates too.
    match filter.from.unwrap_or(EntryBound::Instant(i64::MIN)) {
        EntryBound::Instant(at) => add("at_ms >= ?", Value::Integer(at)),
        EntryBound::Day(day) => {
            add("at_ms >= ?", Value::Integer(day.saturating_sub(1).saturating_mul(DAY_MS)));
            add("day >= ?", Value::Integer(day));
        }
    }
    match filter.to.unwrap_or(EntryBound::Instant(i64::MAX)) {
        EntryBound::Instant(at) => add("at_ms <= ?", Value::Integer(at)),
        EntryBound::Day(day) => {
            add("at_ms <= ?", Value::Integer(day.saturating_add(2).saturating_mul(DAY_MS)));
            add("day <= ?", Value::Integer(day));
        }
    }
    if let Some(kind) = filter.kind {
        conditions.push("kind = ?".to_owned());
        parameters.push(Value::Text(kind.to_owned()));
    }
    if let Some(after) = filter.after {
        conditions.push("(at_ms, id) > (?, ?)".to_owned());
        parameters.push(Value::Integer(after.at_ms));
        parameters.push(Value::Blob(after.id.0.as_bytes().to_vec()));
    }
    parameters.push(Value::Integer(filter.limit.into()));
    (conditions.join(" AND "), parameters)
}

/// A query of the index for all words of a text; each is quoted, so that none of them is an operator.
/// What a word is made of the index knows itself.
fn all_of(text: &str) -> Option<String> {
    let has_a_word = |part: &&str| part.chars().any(char::is_alphanumeric);
    let words: Vec<String> = folded(text).split_whitespace().filter(has_a_word).map(quoted).collect();
    (!words.is_empty()).then(|| words.join(" ") + "*")
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_nothing_else_is_one() {
        for at_ms in [0, 1, -1, i64::MIN, i64::MAX] {
            let cursor = EntryCursor { at_ms, id: RecordId(Uuid::from_u128(7)) };
            assert_eq!(EntryCursor::from_text(&cursor.to_text()), Some(cursor));
        }
        for text in ["", ".", "1", "1.", "0x1.00000000000000000000000000000007", "1.7", "é.7", "+1.7"] {
            assert_eq!(EntryCursor::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn no_word_of_a_search_is_an_operator() {
        assert_eq!(all_of("neck OR pain"), Some("\"neck\" \"OR\" \"pain\"*".to_owned()));
        assert_eq!(all_of("a\"b NEAR(*)"), Some("\"a\"\"b\" \"NEAR(*)\"*".to_owned()));
        assert_eq!(all_of("neck - sore"), Some("\"neck\" \"sore\"*".to_owned()));
        assert_eq!(all_of("  -- *"), None);
    }
}
