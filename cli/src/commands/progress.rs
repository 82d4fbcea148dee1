//! How far a long piece of work is, for a person who waits.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nape::api::{NapeError, ProgressPort};

use crate::interruption::Interruption;

/// How far it is, on standard error; a signal ends the work.
pub(super) struct Bar {
    bar: ProgressBar,
    interruption: Interruption,
}

impl Bar {
    pub(super) fn shown(word: &'static str, interruption: Interruption) -> Arc<dyn ProgressPort> {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(15));
        let style = ProgressStyle::with_template("  {bar:20} {percent} % {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .progress_chars("█▉▊▋▌▍▎▏ ");
        Arc::new(Self { bar: bar.with_style(style).with_message(word), interruption })
    }
}

impl ProgressPort for Bar {
    fn progress(&self, done: u64, total: u64) -> Result<bool, NapeError> {
        self.bar.set_length(total);
        self.bar.set_position(done);
        Ok(self.interruption.check().is_ok())
    }
}
