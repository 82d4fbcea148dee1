//! `nape journal`.

use clap::{Args, Subcommand};
use nape::api::Region;

use super::word;

/// The journal as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// Check the whole journal: its file and its chain of facts.
    Verify,
    /// Look back on a measure: a point for each day that has an entry, and the first week against the last one.
    Trend(TrendOptions),
    /// Look back on all fifteen benchmarks.
    Benchmarks {
        /// The part of the spine whose course is looked back on.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
}

/// What to look back on.
#[derive(Debug, Args)]
pub(crate) struct TrendOptions {
    /// The kind of entries, such as `pain`.
    #[arg(long, value_name = "KIND")]
    pub(crate) measure: String,
    /// How many days, today inclusive: 1 to 3,660.
    #[arg(long, value_name = "N", default_value_t = 28)]
    pub(crate) days: u32,
    /// The part of the spine whose course gives the first week.
    #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
    pub(crate) region: Region,
}
