//! Entries as plain text: out of a journal, into one, and from another program's table.
//!
//! Nothing here opens a file. What goes out is made line by line; what comes in is read from the bytes of whole files,
//! because all of it is kept or nothing.
//!
//! | file | answers |
//! |---|---|
//! | `lines` | how is an entry a line of JSON, and a line an entry? |
//! | `tables` | how is an entry a row of its kind's table, and a row an entry? |
//! | [`foreign`] | how do a table of another program and its mapping become entries? |
//! | `cells` | what are the rows and cells of a table of text? |
//! | `incoming` | what was read, and which entries with which ids does it come to? |
//! | `when` | which instant does a civil time mean? |
//! | `place` | where in which file is what wrong? |

mod cells;
pub mod foreign;
mod incoming;
mod lines;
mod place;
mod tables;
mod when;

#[cfg(test)]
mod tests;

pub use cells::{guarded, row};
pub use incoming::{Incoming, Measure, Row};
pub use lines::{line, read_lines};
pub use place::{FileName, Place, Problems};
pub use tables::{kind_of_file, read_table, table_file, table_header, table_row};
pub use when::Offsets;

/// So many rows come in at once at the most: ten years of ten entries a day are a third of it `[D]`.
pub const MOST_ROWS: usize = 100_000;
/// So many bytes come in at once at the most, all files of a folder together `[D]`.
pub const MOST_BYTES: usize = 64 << 20;

/// A mark of the byte order that some programs put before UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}
