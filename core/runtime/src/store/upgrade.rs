//! An older database becomes a newer one, with a copy beside it until it has.

use std::path::Path;

use super::connection;
use super::error::StoreError;
use super::files;
use super::key::Key;
use super::migrate;

/// The database as it was before a migration, under the same key; there only while one is under way.
pub(super) const COPY: &str = "journal.db.before";
pub(super) const COPY_ASIDE: &str = "journal.db.before.new";

/// Takes the steps that the database lacks. The caller has the journal alone.
///
/// Killed or failed, the database is the old one; the copy is for a migration that succeeds and is wrong.
pub(super) fn upgrade(database: &Path, key: &Key, steps: &[&str]) -> Result<(), StoreError> {
    // Copied while nobody has it open: to close a file lets go of SQLite's locks on it.
    let before = connection::open_to_write(database, key)?;
    connection::fold_log(&before)?;
    before.close().map_err(|(_, error)| error)?;
    keep_copy(database).map_err(StoreError::io("copy the journal before a migration"))?;
    let mut connection = connection::open_to_write(database, key)?;
    migrate::migrate(&mut connection, steps)?;
    connection::fold_log(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    forget_copy(database)
}

/// For a database that has taken every step.
pub(super) fn forget_copy(database: &Path) -> Result<(), StoreError> {
    let removed = [COPY, COPY_ASIDE].map(|copy| files::remove_if_there(&database.with_file_name(copy)));
    removed.into_iter().collect::<Result<(), _>>().map_err(StoreError::io("remove the copy of a migration"))
}

/// The copy has its name once it is whole.
fn keep_copy(database: &Path) -> std::io::Result<()> {
    let (copy, aside) = (database.with_file_name(COPY), database.with_file_name(COPY_ASIDE));
    let mut file = files::open_private(&aside)?;
    file.set_len(0)?;
    std::io::copy(&mut std::fs::File::open(database)?, &mut file)?;
    file.sync_all()?;
    std::fs::rename(&aside, &copy)?;
    files::sync_folder_of(&copy)
}
