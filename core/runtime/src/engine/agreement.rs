//! The agreement to the intended use, a fact with the version of its text (P12).

use nape_logic::document::FieldError;
use nape_logic::time::Now;

use super::command::Reply;
use super::task::Task;
use crate::store::fact::{Agreed, Fact};

/// The version of the text that says what Nape is for; a change of its meaning raises it.
pub const INTENDED_USE_VERSION: &str = "1";

impl Task {
    pub(super) fn agree(&mut self, version: String, reply: Reply<()>, now: &Now) {
        if version != INTENDED_USE_VERSION {
            let message = "not the version that is shown now";
            return reply.done(Err(FieldError::new("version", message, INTENDED_USE_VERSION).into()));
        }
        self.record(Fact::Agreed(Agreed { version }), reply, (), now);
    }
}
