//! From one schema to the next: forward only, all steps whole or none of them.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Damage, StoreError};
use super::projection;

/// The steps in order: the one at index `n` leads from version `n` to `n + 1`. A landed step never changes.
pub(super) const STEPS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
    include_str!("schema_5.sql"),
    include_str!("schema_6.sql"),
];

/// The schema that this program writes.
pub(super) const KNOWN_VERSION: u32 = version_after(STEPS);

/// The version that these steps lead to.
#[expect(clippy::cast_possible_truncation, reason = "a handful of steps")]
pub(super) const fn version_after(steps: &[&str]) -> u32 {
    steps.len() as u32
}

/// The version of an open database; refuses one that is newer than this program.
pub(super) fn version(connection: &Connection) -> Result<u32, StoreError> {
    version_up_to(connection, KNOWN_VERSION)
}

fn version_up_to(connection: &Connection, known: u32) -> Result<u32, StoreError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let found = u32::try_from(found).map_err(|_| StoreError::damaged(Damage::Contents))?;
    if found > known {
        return Err(StoreError::NewerVersion { found, known });
    }
    Ok(found)
}

/// Takes the steps that the database has not taken yet, in one transaction.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version_up_to(&transaction, version_after(steps))?;
    for statements in steps.iter().skip(from as usize) {
        transaction.execute_batch(statements)?;
    }
    transaction.pragma_update(None, "user_version", version_after(steps))?;
    // Tests bring steps of their own.
    if from < KNOWN_VERSION && steps == STEPS {
        projection::rebuild(&transaction)?;
    }
    Ok(transaction.commit()?)
}
