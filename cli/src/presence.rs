//! The person's own yes in a terminal: a word that has to be typed again (P40).

use std::io::stdin;
use std::sync::Arc;

use nape::api::{NapeError, PresencePort, PresenceReason};

use crate::args::ErasureYes;
use crate::output::{self, Output};

/// Asks twice before everything is erased, for another word each time.
pub(crate) struct TypedErasure {
    can_ask: bool,
    told: Vec<ErasureYes>,
}

impl TypedErasure {
    pub(crate) fn asking(output: Output, told: Vec<ErasureYes>) -> Arc<dyn PresencePort> {
        Arc::new(Self { can_ask: output.can_ask(), told })
    }
}

impl PresencePort for TypedErasure {
    fn confirm(&self, reason: PresenceReason, words: String) -> Result<bool, NapeError> {
        let (told, word) = match reason {
            PresenceReason::Erasure => (ErasureYes::Erase, "erase"),
            PresenceReason::ErasureAgain => (ErasureYes::EraseAll, "erase everything"),
            _ => return Ok(false),
        };
        Ok(if self.can_ask { typed(&words, word) } else { self.told.contains(&told) })
    }
}

fn typed(words: &str, word: &str) -> bool {
    output::ask(&format!("{words}\nType {word} to confirm: "));
    let mut line = String::new();
    stdin().read_line(&mut line).is_ok() && line.trim() == word
}

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
        Ok(if self.can_ask { typed(&words, &self.word) } else { self.told })
    }
}
