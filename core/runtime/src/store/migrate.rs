//! From one schema to the next: forward only, each step whole or not at all.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Damage, StoreError};
use super::projection;

/// The steps in order: the one at index `n` leads from version `n` to `n + 1`. A landed step never changes.
const STEPS: &[&str] = &[include_str!("schema.sql"), include_str!("schema_2.sql")];

/// The schema that this program writes.
#[expect(clippy::cast_possible_truncation, reason = "a handful of steps")]
pub(super) const KNOWN_VERSION: u32 = STEPS.len() as u32;

/// The version of an open database; refuses one that is newer than this program.
pub(super) fn version(connection: &Connection) -> Result<u32, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let found = u32::try_from(found).map_err(|_| StoreError::damaged(Damage::Contents))?;
    if found > KNOWN_VERSION {
        return Err(StoreError::NewerVersion { found, known: KNOWN_VERSION });
    }
    Ok(found)
}

/// Brings the database to [`KNOWN_VERSION`]. Two programs may try at once: the second finds it done.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    while version(connection)? < KNOWN_VERSION {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let from = version(&step)?;
        if let Some(statements) = STEPS.get(from as usize) {
            step.execute_batch(statements)?;
            if from + 1 == KNOWN_VERSION {
                projection::rebuild(&step)?;
            }
            step.pragma_update(None, "user_version", from + 1)?;
        }
        step.commit()?;
    }
    Ok(())
}
