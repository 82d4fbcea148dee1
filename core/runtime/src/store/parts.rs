//! Records of devices that are only half fetched.

use std::collections::BTreeMap;

use nape_logic::device::records::record::RecordNumber;
use rusqlite::{Connection, params};

use super::error::StoreError;
use super::reader::Reader;
use super::rows;

/// All that was fetched of a record so far; nothing takes away what was kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPart {
    /// The unit that has it.
    pub serial: String,
    /// Which of its records.
    pub number: RecordNumber,
    /// From its first byte on.
    pub content: Vec<u8>,
}

impl Reader {
    /// What was kept of a unit's records.
    pub fn record_parts(&self, serial: &str) -> Result<BTreeMap<RecordNumber, Vec<u8>>, StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT number, content FROM device_part WHERE serial = ?1")?;
        let parts = statement.query_map([serial], |row| {
            let number = u32::try_from(rows::unsigned(row, 0)?).unwrap_or(u32::MAX);
            Ok((RecordNumber(number), row.get(1)?))
        })?;
        Ok(parts.collect::<Result<_, _>>()?)
    }
}

pub(super) fn keep(connection: &Connection, part: &RecordPart) -> Result<(), StoreError> {
    let RecordPart { serial, number, content } = part;
    if content.is_empty() {
        connection
            .prepare_cached("DELETE FROM device_part WHERE serial = ?1 AND number = ?2")?
            .execute(params![serial, number.0])?;
    } else {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO device_part (serial, number, content) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![serial, number.0, content])?;
    }
    Ok(())
}
