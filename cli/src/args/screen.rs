//! `nape screen`.

use std::path::PathBuf;

use clap::Subcommand;
use nape::api::{FormKind, Modality, Region};

use super::word;

/// Questions before a session, and what their answers mean.
#[derive(Debug, Subcommand)]
pub(crate) enum ScreenVerb {
    /// Show a form.
    Form {
        /// The full form, or the short one before each session.
        #[arg(long, value_name = "full|short", value_parser = word::<FormKind>)]
        form: FormKind,
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
    /// Say what answers mean; stores nothing.
    Check {
        /// The answers (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        answers: PathBuf,
    },
    /// Say what symptoms mean; stores nothing.
    Symptom {
        /// The symptoms (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// List the symptoms that can be told.
    Symptoms,
    /// Ask a form, one question at a time, with back and why.
    Fill {
        /// The full form, or the short one before each session.
        #[arg(long, value_name = "full|short", value_parser = word::<FormKind>)]
        form: FormKind,
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
        /// Record the answers; old ones are shown to confirm.
        #[arg(long)]
        save: bool,
    },
    /// Record symptoms that were felt outside a session; they may lock sessions.
    Tell {
        /// The symptoms (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Record answers; their outcome opens or closes sessions.
    Save {
        /// The answers (JSON); `-` for standard input.
        #[arg(long, value_name = "FILE")]
        answers: PathBuf,
    },
    /// Show which form is due.
    Status {
        /// The way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Modality,
        /// The part of the spine.
        #[arg(long, value_parser = word::<Region>, default_value = "cervical")]
        region: Region,
    },
}
