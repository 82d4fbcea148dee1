//! The readers of content files. The shapes and checks are the crate's own files, compiled here as well.
//!
//! | file | question it answers |
//! |---|---|
//! | `folder` | which files are in a folder? |
//! | `toml_file` | what stands in a TOML file, and on which line? |
//! | `messages` | which messages are there, and is every file Fluent? |
//! | `screening` | what do the screening files come to? |
//! | `guide` | what do the guide's files come to? |
//! | `routine` | what do the files on routines come to? |

mod folder;
pub(crate) mod guide;
pub(crate) mod messages;
pub(crate) mod routine;
pub(crate) mod screening;
pub(crate) mod toml_file;

#[path = "../../src/citation.rs"]
pub(crate) mod citation;
#[path = "../../src/modality.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod modality;
#[path = "../../src/place.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod place;
