//! Who has a journal open: an engine knows what the journal says, so nobody may merge into it meanwhile.

use std::fs::File;
use std::path::Path;

use super::error::StoreError;
use super::files;

const IN_USE: &str = "engine.lock";

/// The journal is open, until dropped; the kernel takes it back however the process ends.
#[derive(Debug)]
pub struct InUse {
    /// Holds the lock while it is open.
    _file: File,
}

impl InUse {
    /// Beside others who have it open. [`StoreError::InUse`] while somebody has it alone.
    pub fn share(folder: &Path) -> Result<Self, StoreError> {
        Self::take(folder, files::try_lock_shared)
    }

    /// Alone. [`StoreError::InUse`] while anybody has it open.
    pub(super) fn alone(folder: &Path) -> Result<Self, StoreError> {
        Self::take(folder, files::try_lock)
    }

    fn take(folder: &Path, lock: fn(&File) -> std::io::Result<bool>) -> Result<Self, StoreError> {
        let doing = StoreError::io("say that the journal is open");
        let file = files::open_private(&folder.join(IN_USE)).map_err(&doing)?;
        if lock(&file).map_err(&doing)? { Ok(Self { _file: file }) } else { Err(StoreError::InUse) }
    }
}
