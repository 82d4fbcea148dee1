//! `nape course`.

use std::path::PathBuf;

use clap::Subcommand;
use nape::api::Region;

use super::word;

/// All that is done for one complaint.
#[derive(Debug, Subcommand)]
pub(crate) enum CourseVerb {
    /// Begin a course; the one before it ends.
    Start {
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// Your own reason, in your words.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Your provider's name.
        #[arg(long, value_name = "NAME")]
        provider: Option<String>,
    },
    /// Record a contact with a provider.
    Contact {
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// The contact (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Record a review that is due.
    Review {
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// The review (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Show the open course.
    Show {
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
    /// End the open course.
    End {
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// Why it ends, in your words.
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
}
