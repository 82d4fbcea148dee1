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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Yes {
    /// The person says yes themselves.
    Presence,
}
