//! The readers of content files. The shapes and checks are the crate's own files, compiled here as well.
//!
//! | file | question it answers |
//! |---|---|
//! | `folder` | which files are in a folder? |
//! | `toml_file` | what stands in a TOML file, and on which line? |
//! | `messages` | which messages are there, is every file Fluent, and what is packed together? |
//! | `references` | which other messages does a message speak of? |
//! | `screening` | what do the screening files come to? |
//! | `guide` | what do the guide's files come to? |
//! | `plan` | what does the envelope's file come to? |
//! | `routine` | what do the files on routines come to? |
//! | `session` | what do the files on the steps around a pull come to? |
//! | `claims` | what may no text say? |

pub(crate) mod claims;
mod folder;
pub(crate) mod guide;
pub(crate) mod messages;
pub(crate) mod plan;
mod references;
pub(crate) mod routine;
pub(crate) mod screening;
pub(crate) mod session;
pub(crate) mod toml_file;

#[path = "../../src/citation.rs"]
pub(crate) mod citation;
#[path = "../../src/modality.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod modality;
#[path = "../../src/text/pack.rs"]
#[allow(unreachable_pub, reason = "the crate shows it")]
pub(crate) mod pack;
#[path = "../../src/place.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod place;
#[path = "../../src/time/millis.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod time;
#[path = "../../src/units.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate uses the rest")]
pub(crate) mod units;
