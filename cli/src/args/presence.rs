//! The person's own yes, where nobody can be asked.

use clap::{Args, ValueEnum};

/// What stands in for a typed confirmation without a terminal.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct PresenceOption {
    /// Without a terminal: you say yes yourself. With one it is asked and typed.
    #[arg(long, value_name = "presence", value_enum)]
    confirm: Option<Yes>,
}

impl PresenceOption {
    pub(crate) const fn is_told(self) -> bool {
        self.confirm.is_some()
    }
}

/// What stands in for the two typed confirmations of an erasure without a terminal.
#[derive(Debug, Clone, Args)]
pub(crate) struct ErasureOption {
    /// Without a terminal: both of erase,erase-all. With one each is asked and typed.
    #[arg(long, value_name = "erase,erase-all", value_enum, value_delimiter = ',')]
    pub(crate) confirm: Vec<ErasureYes>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErasureYes {
    /// The first yes.
    Erase,
    /// The second yes.
    EraseAll,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Yes {
    /// The person says yes themselves.
    Presence,
}
