//! `nape checkin`.

use std::path::PathBuf;

use clap::Args;
use nape::api::EntryKind;

use super::word;

/// The check-in of an ordinary day: at most three numbers and a note.
#[derive(Debug, Args)]
pub(crate) struct CheckInOptions {
    /// The answers (JSON); `-` for standard input. Without it you are asked.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["choose", "questions"])]
    pub(crate) file: Option<PathBuf>,
    /// Choose what is asked from now on: one to three measures, such as `pain,sleep,headache`.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = word::<EntryKind>)]
    pub(crate) choose: Vec<EntryKind>,
    /// Show what is asked, and ask nothing.
    #[arg(long)]
    pub(crate) questions: bool,
}
