//! Whose requests count, and which of them are new (section 3, "Sequence").

use std::collections::VecDeque;

use crate::codes::{Opcode, Outcome};

/// How many results Query Command can be asked for.
const REMEMBERED: usize = 64;

/// What the sequence rule says of a request.
#[derive(Debug)]
pub(crate) enum Novelty {
    New,
    Repeated(Vec<u8>),
    Stale,
}

/// The session of one token.
#[derive(Debug, Clone, Default)]
pub(crate) struct Session {
    token: Option<u32>,
    last: Option<Last>,
    results: VecDeque<(u16, Outcome)>,
    /// Last applied sequence number, 0 before the first.
    pub(crate) applied: u16,
    /// Result of the last request, 0 before the first.
    pub(crate) result: u8,
}

#[derive(Debug, Clone)]
struct Last {
    sequence: u16,
    opcode: Opcode,
    response: Vec<u8>,
}

impl Session {
    pub(crate) fn is_of(&self, token: u32) -> bool {
        self.token == Some(token)
    }

    pub(crate) const fn token(&self) -> Option<u32> {
        self.token
    }

    /// There is no session any more; what was applied last is still told.
    pub(crate) fn end(&mut self) {
        self.token = None;
        self.last = None;
        self.results.clear();
    }

    /// Begins the session of a token that is not the present one: any sequence is new to it.
    pub(crate) fn begin(&mut self, token: u32) {
        self.token = Some(token);
        self.last = None;
        self.results.clear();
    }

    pub(crate) fn judge(&self, opcode: Opcode, sequence: u16, token: u32) -> Novelty {
        let takes_control = opcode == Opcode::RequestControl;
        if sequence == 0 {
            return Novelty::Stale;
        }
        if takes_control && !self.is_of(token) {
            return Novelty::New;
        }
        let Some(last) = &self.last else {
            return Novelty::New;
        };
        if last.sequence == sequence && last.opcode == opcode {
            return Novelty::Repeated(last.response.clone());
        }
        let is_ahead = (1..=32_767).contains(&sequence.wrapping_sub(last.sequence));
        if is_ahead && !takes_control { Novelty::New } else { Novelty::Stale }
    }

    pub(crate) fn remember(&mut self, opcode: Opcode, sequence: u16, outcome: Outcome, response: Vec<u8>) {
        self.last = Some(Last { sequence, opcode, response });
        self.results.push_back((sequence, outcome));
        if self.results.len() > REMEMBERED {
            self.results.pop_front();
        }
    }

    /// The result that `sequence` had, where it is still remembered.
    pub(crate) fn outcome_of(&self, sequence: u16) -> Option<Outcome> {
        self.results.iter().rev().find(|(known, _)| *known == sequence).map(|(_, outcome)| *outcome)
    }
}
