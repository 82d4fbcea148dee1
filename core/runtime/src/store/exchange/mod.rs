//! Entries as plain text on the disk: written private, whole or not at all, and read within bounds. What stands in the
//! files is `nape_logic::journal::exchange`.
//!
//! | file | answers |
//! |---|---|
//! | `place` | how does a file or a folder take its place only once it is whole? |
//! | `write` | how does a snapshot of entries become a file of lines, or a folder of tables? |
//! | `read` | what is in a file that somebody hands in, or in a folder? |

mod place;
mod read;
mod write;

pub use place::{NewFile, NewFolder};
pub use read::{File, Files, is_folder, read};
pub use write::{ExportFormat, Exported};
