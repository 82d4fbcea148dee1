//! What somebody made of the facts up to a position, kept beside them so that it need not be made anew.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::reader::Reader;
use super::rows::Position;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The program that made it: another one reads the facts instead.
    pub program: [u8; 32],
    /// The last fact in it.
    pub position: Position,
    /// What was made.
    pub body: Vec<u8>,
}

impl Reader {
    /// What this very program made of the facts; none where it didn't, or where facts came in by another way since.
    pub fn folded(&self, program: [u8; 32]) -> Result<Option<Folded>, StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT position, body FROM folded WHERE program = ?1")?;
        let folded = statement.query_row([program], |row| {
            Ok(Folded { program, position: Position(row.get(0)?), body: row.get(1)? })
        });
        Ok(folded.optional()?)
    }
}

pub(super) fn keep(connection: &Connection, folded: &Folded) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO folded (only, program, position, body) VALUES (1, ?1, ?2, ?3)",
        )?
        .execute(params![folded.program, folded.position.0, folded.body])?;
    Ok(())
}

/// Whoever appends facts out of their order calls this.
pub(super) fn forget(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM folded", [])?;
    Ok(())
}
