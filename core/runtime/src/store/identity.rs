//! `journal.json`: which journal this is and which key opens it, readable without the key.
//!
//! ```json
//! {"format":1,"journal":"0199…","key_check":"64 hexadecimal digits"}
//! ```
//!
//! While the key is changed, `next_key_check` stands beside `key_check` and either key may be the right one.
//!
//! The database holds its id too, so this file can be written anew wherever the key opens the database.

use std::io::ErrorKind;
use std::path::Path;

use nape_logic::id::JournalId;
use serde::{Deserialize, Serialize};

use super::error::{Damage, StoreError};
use super::files;
use super::key::Key;

/// The newest layout of this file.
const FORMAT: u32 = 1;

/// What stands in `journal.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identity {
    format: u32,
    /// The id that names the key file (E22).
    pub(super) journal: JournalId,
    key_check: String,
    /// While the key is changed: the check of the key to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_key_check: Option<String>,
}

/// The one field that every format has.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl Identity {
    pub(super) fn new(journal: JournalId, key: &Key) -> Self {
        Self { format: FORMAT, journal, key_check: key.check_value(journal), next_key_check: None }
    }

    /// Of a journal whose key is being changed.
    pub(super) fn between(journal: JournalId, old: &Key, new: &Key) -> Self {
        Self { next_key_check: Some(new.check_value(journal)), ..Self::new(journal, old) }
    }

    /// `None` where the file is absent.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io("read journal.json")(error)),
        };
        let unreadable = |_| StoreError::damaged(Damage::Identity);
        let FormatOnly { format } = serde_json::from_slice(&bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(StoreError::NewerVersion { found: format, known: FORMAT });
        }
        serde_json::from_slice(&bytes).map(Some).map_err(unreadable)
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        let text = serde_json::to_vec(self).map_err(|_| StoreError::damaged(Damage::Identity))?;
        files::replace(path, &text).map_err(StoreError::io("write journal.json"))
    }

    /// Whether the key is known to be the right one; while it is changed, neither is.
    pub(super) fn is_opened_by(&self, key: &Key) -> bool {
        self.next_key_check.is_none() && self.key_check == key.check_value(self.journal)
    }
}
