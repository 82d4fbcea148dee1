//! Entries of the journal through the door: written, changed, taken back, erased, looked through.

use super::convert;
use super::door::Nape;
use super::entry::{EntriesWritten, Entry, EntryPage, EntryQuery, EntryRevision, KeptEntry, NewEntry};
use super::error::NapeError;

#[uniffi::export]
impl Nape {
    /// Writes entries, at most 10,000 at once: all of them or none, on the disk when it returns. Symptoms among them are
    /// screened in the same step and may lock (P6). A `BadInput` names each field that is wrong, behind `entries[n].`
    /// where there are several.
    pub async fn add_entries(&self, entries: Vec<NewEntry>) -> Result<EntriesWritten, NapeError> {
        let entries = convert::core_entries(entries)?;
        Ok(convert::entries_written(self.engine.add_entries(entries).await?))
    }

    /// Writes a further revision of an entry, which keeps its kind; the ones before stay in its history.
    pub async fn edit_entry(&self, id: String, entry: Entry) -> Result<EntriesWritten, NapeError> {
        let (id, entry) = (convert::id("id", &id)?, convert::core_entry(entry)?);
        Ok(convert::entries_written(self.engine.edit_entry(id, entry).await?))
    }

    /// Takes an entry back: it is listed and found no more, and stays in its history.
    pub async fn delete_entry(&self, id: String) -> Result<(), NapeError> {
        Ok(self.engine.delete_entry(convert::id("id", &id)?).await?)
    }

    /// Takes what an entry tells out of the journal for good, with its history and with what screening kept of it. That
    /// it was there stays, so that the journal can still be checked. A lock that it set stays until it is resolved.
    pub async fn erase_entry(&self, id: String) -> Result<(), NapeError> {
        Ok(self.engine.erase_entry(convert::id("id", &id)?).await?)
    }

    /// An entry as it is now.
    pub async fn entry(&self, id: String) -> Result<KeptEntry, NapeError> {
        Ok(convert::kept_entry(self.engine.entry(convert::id("id", &id)?).await?))
    }

    /// Every revision of an entry, the first one first, deleted or not.
    pub async fn entry_history(&self, id: String) -> Result<Vec<EntryRevision>, NapeError> {
        let history = self.engine.entry_history(convert::id("id", &id)?).await?;
        Ok(history.into_iter().map(convert::entry_revision).collect())
    }

    /// A page of entries.
    pub async fn entries(&self, query: EntryQuery) -> Result<EntryPage, NapeError> {
        Ok(convert::entry_page(self.engine.entries(convert::core_entry_query(query)?).await?))
    }

    /// The entries whose name or note has all of the words, the one written last first, at most `limit` (1 to 1,000).
    /// Case and accents make no difference; the last word may be the beginning of one.
    pub async fn search_entries(&self, words: String, limit: u32) -> Result<Vec<KeptEntry>, NapeError> {
        let found = self.engine.search_entries(words, limit).await?;
        Ok(found.into_iter().map(convert::kept_entry).collect())
    }
}
