//! The person's own yes in a terminal: a word that has to be typed again (P40).

use std::io::stdin;
use std::sync::Arc;

use nape::api::{NapeError, PresencePort, PresenceReason};

use crate::output::{self, Output};

/// Asks for `word` to be typed again; where nobody can be asked, what the command line says counts.
pub(crate) struct TypedPresence {
    word: String,
    can_ask: bool,
    told: bool,
}

impl TypedPresence {
    pub(crate) fn asking_for(output: Output, word: &str, told: bool) -> Arc<dyn PresencePort> {
        Arc::new(Self { word: word.trim().to_owned(), can_ask: output.can_ask(), told })
    }
}

impl PresencePort for TypedPresence {
    fn confirm(&self, _reason: PresenceReason, words: String) -> Result<bool, NapeError> {
        if !self.can_ask {
            return Ok(self.told);
        }
        output::ask(&format!("{words}\nType {} to confirm: ", self.word));
        let mut line = String::new();
        let read = stdin().read_line(&mut line);
        Ok(read.is_ok() && line.trim() == self.word)
    }
}
