//! `nape demo`.

use std::path::PathBuf;

use clap::Args;

use super::session::speed;

/// How to show the demonstration.
#[derive(Debug, Args)]
pub(crate) struct DemoOptions {
    /// How many times faster than real, 1 to 1,000.
    #[arg(long, value_name = "X", default_value_t = 60.0, value_parser = speed)]
    pub(crate) speed: f64,
    /// The folder of the example files; the one beside the program's sources where absent.
    #[arg(long, value_name = "DIR")]
    pub(crate) examples: Option<PathBuf>,
}
