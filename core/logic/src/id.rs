//! Names for things that outlive a process. Ids are made at the edge, where randomness is; here they are
//! only carried and compared.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// As the library reads it, but where it can't, what is allowed is said and not what was found.
fn uuid_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    struct Text;

    impl Visitor<'_> for Text {
        type Value = Uuid;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a UUID, such as 01965f00-0000-7000-8000-000000000001")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Uuid, E> {
            text.parse().map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
        }
    }

    // What is folded is kept in bytes.
    if deserializer.is_human_readable() {
        deserializer.deserialize_str(Text)
    } else {
        Uuid::deserialize(deserializer)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                uuid_from(deserializer).map(Self)
            }
        }

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
