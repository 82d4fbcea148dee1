//! Names for things that outlive a process. Ids are made at the edge, where randomness is; here they are
//! only carried and compared.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// One journal: one person, one key.
    JournalId;
    /// One installation that writes facts; a restored copy gets a new one.
    OriginId;
    /// All that is done for one complaint.
    CourseId;
    /// One session, guided or logged.
    SessionId;
    /// A versioned record: a plan, a clearance, a journal entry.
    RecordId;
}

/// Which run of the operating system an [`Elapsed`](crate::time::Elapsed) reading belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BootId(pub String);
