//! The journal on the disk: encrypted, append-only, durable before anything is acknowledged.
//!
//! A journal is a folder with `journal.db` (SQLite under `SQLCipher` with a raw key, and its `-wal` and `-shm`
//! while it is in use), `journal.json` (which journal, which key), `journal.lock` and `session.lock`; for a while
//! also `journal.db.before` (a copy from before a migration) and `journal.erasing` (an erasure has begun).
//! All are closed to other users. Ids, salts and times come in from outside.
//!
//! | file | answers |
//! |---|---|
//! | `open` | is there a journal, is it whole, does this key open it, and how is a new one made? Start here |
//! | `rows` | what goes in and what comes out? |
//! | `writer` | how does a batch become durable, whole or not at all? |
//! | `thread` | how does the engine write without waiting for the disk? |
//! | `reader` | what does the journal hold, and does its chain of facts hold? |
//! | `entries` | what does a person find when they look back? |
//! | `days` | what do entries come to over days, beyond plain sums? |
//! | `periods` | what is told of some days, beside entries? |
//! | `projection` | which tables follow from the records, and how are they made anew? |
//! | `words` | in which form are words looked for? |
//! | `folded` | what was made of the facts already? |
//! | `parts` | what was fetched of a device's record before a cut? |
//! | `redact` | how is one thing taken out for good? |
//! | `lease` | who may run a session on it? |
//! | [`fact`] | which kinds of facts are there, and what is their JSON? |
//! | [`telemetry`] | how are samples packed into pages? |
//! | `schema.sql`, `schema_2.sql` and so on, `migrate`, `upgrade` | which tables, and how does an older database become a newer one? |
//! | `connection` | which settings do durability and privacy rest on? |
//! | `hold` | who has it open, and who has it alone? |
//! | `rekey` | how does it get another key? |
//! | `erase` | how does it end? |
//! | `identity`, `key` | how is a wrong key told from a damaged file? |
//! | `files` | how are files kept private and replaced whole? |
//! | [`exchange`] | how do entries become plain files, and which files come in? |
//! | [`backup`] | how does a journal become one file, and a file part of a journal? |
//! | `error` | what can a caller act on? |

pub mod backup;
mod connection;
mod days;
mod entries;
mod erase;
mod error;
pub mod exchange;
pub mod fact;
mod files;
mod folded;
mod hold;
mod identity;
mod key;
mod lease;
mod migrate;
mod open;
mod parts;
mod periods;
mod projection;
mod reader;
mod redact;
mod rekey;
mod rows;
pub mod telemetry;
mod thread;
mod upgrade;
mod words;
mod writer;

pub use days::Moment;
pub use entries::{DaySum, EntryBound, EntryCursor, EntryFilter};
pub use erase::Forget;
pub use error::{Damage, StoreError};
pub use folded::Folded;
pub use key::Key;
pub use lease::{Holder, Lease};
pub use open::{Journal, NewJournal};
pub use parts::RecordPart;
pub use periods::OfDays;
pub use projection::ENTRY;
pub use reader::{FactFilter, Reader};
pub use redact::Redaction;
pub use rows::{
    Batch, Committed, Condition, NewFact, NewPage, NewRecord, Position, Revision, SessionSummary, StoredFact,
    StoredPage, StoredRecord,
};
pub use thread::{Outcome as WriterOutcome, WriterThread};
pub use writer::Writer;
