//! The options in front of every group.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use clap::Args;
use nape::api::ForceUnit;

use super::word;

/// What holds for every command.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_field_names)]
pub(crate) struct Common {
    /// The folder that holds journal.db; the platform's data folder where absent.
    #[arg(long, value_name = "DIR", env = "NAPE_HOME", global = true)]
    pub(crate) home: Option<PathBuf>,
    /// The journal's raw key: a file of 64 hexadecimal digits.
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) key_file: Option<PathBuf>,
    /// Exactly one JSON document on standard output; one event a line for `session run`.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Where the wall clock starts; it goes on with session time.
    #[arg(long, value_name = "RFC3339", value_parser = instant, global = true)]
    pub(crate) now: Option<DateTime<FixedOffset>>,
    /// The zone of civil dates, such as Europe/London; the machine's own where absent.
    #[arg(long, value_name = "IANA", value_parser = zone, global = true)]
    pub(crate) zone: Option<Tz>,
    /// The language of the words, as a tag such as en or pt-BR; English where this version lacks it.
    #[arg(long, value_name = "TAG", global = true)]
    pub(crate) lang: Option<String>,
    /// The unit in which forces are shown; the profile's, else kg.
    #[arg(long, value_name = "kg|lb|N", value_parser = word::<ForceUnit>, global = true)]
    pub(crate) units: Option<ForceUnit>,
}

fn instant(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| "expected an instant with offset, such as 2026-03-02T07:30:00+00:00".to_owned())
}

fn zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "expected a zone's IANA name, such as Europe/London".to_owned())
}
