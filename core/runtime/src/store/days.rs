//! Looking back over days beyond plain sums: by unit, by how often, by moment, and on which days anything was written.

use nape_logic::journal::entry::Kind;
use rusqlite::{OptionalExtension, Row, params};

use super::entries::DaySum;
use super::error::StoreError;
use super::reader::Reader;

/// A number and the moment that it was told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// In milliseconds since 1970.
    pub at_ms: i64,
    /// What the entry's clock was ahead of UTC, in seconds.
    pub offset_s: i32,
    /// The number, in thousandths.
    pub value: i64,
}

impl Reader {
    /// As [`Reader::day_sums`], apart by unit; entries without one under the empty word.
    pub fn day_sums_by_unit(
        &self,
        kind: &str,
        first: i64,
        last: i64,
    ) -> Result<Vec<(String, DaySum)>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT day, sum(value), count(value), coalesce(json_extract(payload, '$.unit'), '') AS unit
             FROM entry JOIN record_version USING (position)
             WHERE entry.kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL
             GROUP BY day, unit ORDER BY day, unit",
        )?;
        let sums = statement.query_map(params![kind, first, last], |row| Ok((row.get(3)?, day_sum(row)?)))?;
        Ok(sums.collect::<Result<_, _>>()?)
    }

    /// How many entries of a kind there are on each day, with a number or without; the sums are of those that have one.
    pub fn day_counts(&self, kind: &str, first: i64, last: i64) -> Result<Vec<DaySum>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT day, coalesce(sum(value), 0), count(*) FROM entry
             WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 GROUP BY day ORDER BY day",
        )?;
        let counts = statement.query_map(params![kind, first, last], day_sum)?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// The days from `first` to `last` on which anything was written, in order.
    pub fn kept_days(&self, first: i64, last: i64) -> Result<Vec<i64>, StoreError> {
        // Kind by kind, because the index begins with it.
        let kinds: Vec<String> = Kind::ALL.iter().map(|kind| format!("'{kind}'")).collect();
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT DISTINCT day FROM entry WHERE kind IN ({}) AND day BETWEEN ?1 AND ?2 ORDER BY day",
            kinds.join(", ")
        ))?;
        let days = statement.query_map(params![first, last], |row| row.get(0))?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// The day of the earliest entry; `None` where there is none.
    pub fn first_entry_day(&self) -> Result<Option<i64>, StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT day FROM entry ORDER BY at_ms, id LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// The numbers of a kind from the day `first` to `last`, each by itself, in the order of their moments.
    pub fn moments(&self, kind: &str, first: i64, last: i64) -> Result<Vec<Moment>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT entry.at_ms, at_offset_s, value FROM entry JOIN record_version USING (position)
             WHERE entry.kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL ORDER BY entry.at_ms, entry.id",
        )?;
        let moments = statement.query_map(params![kind, first, last], |row| {
            Ok(Moment { at_ms: row.get(0)?, offset_s: row.get(1)?, value: row.get(2)? })
        })?;
        Ok(moments.collect::<Result<_, _>>()?)
    }

    /// As [`Reader::moments`], each with the site that it was told for, where one was.
    pub fn moments_by_site(
        &self,
        kind: &str,
        first: i64,
        last: i64,
    ) -> Result<Vec<(Moment, Option<String>)>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT entry.at_ms, at_offset_s, value, json_extract(payload, '$.site')
             FROM entry JOIN record_version USING (position)
             WHERE entry.kind = ?1 AND day BETWEEN ?2 AND ?3 AND value IS NOT NULL ORDER BY entry.at_ms, entry.id",
        )?;
        let moments = statement.query_map(params![kind, first, last], |row| {
            let moment = Moment { at_ms: row.get(0)?, offset_s: row.get(1)?, value: row.get(2)? };
            Ok((moment, row.get(3)?))
        })?;
        Ok(moments.collect::<Result<_, _>>()?)
    }
}

fn day_sum(row: &Row<'_>) -> rusqlite::Result<DaySum> {
    Ok(DaySum { day: row.get(0)?, sum: row.get(1)?, count: row.get(2)? })
}
