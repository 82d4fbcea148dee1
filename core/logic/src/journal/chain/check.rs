//! Whether chains hold: each fact behind the one that it follows, none missing, none changed, each end where it should be.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{ChainHash, Head, Link};
use crate::id::OriginId;

/// What whole chains hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Facts read, erased ones included.
    pub facts: u64,
    /// Facts whose payload was erased; they still hold the chain together.
    pub redacted: u64,
    /// Installations that stated them.
    pub origins: u64,
    /// Places at which a chain parts: two copies of a journal went on separately, and both sides are kept (E21).
    pub forks: u64,
}

/// The first place where a chain doesn't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("fact {sequence} of origin {origin} is {what}")]
pub struct ChainFault {
    /// Whose chain.
    pub origin: OriginId,
    /// Which fact of it.
    pub sequence: u64,
    /// What is wrong there.
    pub what: Fault,
}

/// What can be wrong with a fact's place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No fact has this number.
    Missing,
    /// The fact is not what was written.
    Changed,
    /// The fact that belongs here stands further on.
    Reordered,
    /// Its payload is gone, and no program erases facts of its kind.
    Erased,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Reordered => "out of its place",
            Self::Erased => "erased, which no program does to a fact of its kind",
        })
    }
}

/// Checks whole chains, their links in the order in which they arrived; links of different origins may alternate.
///
/// `heads` says where each chain should end, because a chain alone cannot show that its last facts are gone. Where a chain
/// parts, that is the farthest end of its branches; what is gone from the end of a shorter one can't be seen. Stops at the
/// first fault.
pub fn verify(
    links: impl IntoIterator<Item = Link>,
    heads: &BTreeMap<OriginId, Head>,
    may_be_erased: fn(&str) -> bool,
) -> Result<Summary, ChainFault> {
    let mut links = links.into_iter();
    let mut check = Check::new(may_be_erased);
    while let Some(link) = links.next() {
        if let Err(fault) = check.take(&link) {
            // Under another number the fact itself may be the one that belongs there.
            let renumbered = (link.sequence != fault.sequence).then_some(link);
            return Err(check.named(fault, renumbered.into_iter().chain(links)));
        }
    }
    check.finish(heads)
}

/// The same check fact by fact, for who is handed them one at a time.
#[derive(Debug)]
pub struct Check {
    may_be_erased: fn(&str) -> bool,
    chains: BTreeMap<OriginId, Chain>,
    summary: Summary,
}

/// The facts of one origin that were met so far, each behind the one that it follows: a tree with one long branch.
#[derive(Debug, Default)]
struct Chain {
    /// The branch that was met first, from its first fact.
    line: Vec<ChainHash>,
    /// What stands beside it, by number: each fact with the one that it follows.
    beside: BTreeMap<u64, Vec<Beside>>,
}

#[derive(Debug, Clone, Copy)]
struct Beside {
    follows: ChainHash,
    hash: ChainHash,
}

impl Check {
    /// Nothing met yet. `may_be_erased` says of a kind whether programs erase facts of it.
    pub const fn new(may_be_erased: fn(&str) -> bool) -> Self {
        let summary = Summary { facts: 0, redacted: 0, origins: 0, forks: 0 };
        Self { may_be_erased, chains: BTreeMap::new(), summary }
    }

    /// The next fact to arrive.
    pub fn take(&mut self, link: &Link) -> Result<(), ChainFault> {
        let chain = self.chains.entry(link.origin).or_default();
        let fault = |sequence, what| ChainFault { origin: link.origin, sequence, what };
        let (intact, erasable) = match &link.content {
            Some(content) => (content.digest() == link.digest, true),
            None => (true, (self.may_be_erased)(&link.heading.kind)),
        };
        let Some(before) = chain.parent_of(link) else {
            let what =
                if chain.has(link.sequence.saturating_sub(1)) { Fault::Changed } else { Fault::Missing };
            let place = if what == Fault::Missing { chain.reached().sequence + 1 } else { link.sequence };
            return Err(fault(place, what));
        };
        if !intact || chain.holds(link) {
            return Err(fault(link.sequence, Fault::Changed));
        }
        if !erasable {
            return Err(fault(link.sequence, Fault::Erased));
        }
        self.summary.forks += u64::from(chain.add(before, link));
        self.summary.facts += 1;
        self.summary.redacted += u64::from(link.content.is_none());
        Ok(())
    }

    /// All were met: whether each chain ends where it should.
    pub fn finish(mut self, heads: &BTreeMap<OriginId, Head>) -> Result<Summary, ChainFault> {
        for (&origin, head) in heads {
            let end = self.chains.get(&origin).map_or(Head::EMPTY, Chain::reached);
            let (sequence, what) = if end.sequence < head.sequence {
                (end.sequence + 1, Fault::Missing)
            } else if end != *head {
                (end.sequence, Fault::Changed)
            } else {
                continue;
            };
            return Err(ChainFault { origin, sequence, what });
        }
        if let Some((&origin, chain)) = self.chains.iter().find(|(origin, _)| !heads.contains_key(origin)) {
            return Err(ChainFault { origin, sequence: chain.reached().sequence, what: Fault::Changed });
        }
        self.summary.origins = self.chains.len() as u64;
        Ok(self.summary)
    }

    /// A missing or changed fact is only out of its place if the right one comes under another number or later.
    fn named(&self, fault: ChainFault, mut rest: impl Iterator<Item = Link>) -> ChainFault {
        let before = self.chains.get(&fault.origin).map_or(Head::EMPTY, Chain::end_of_line);
        let belongs = |link: &Link| {
            link.origin == fault.origin
                && before.followed_by(link.origin, &link.heading, link.digest).hash == link.hash
        };
        let is_about_a_place = matches!(fault.what, Fault::Missing | Fault::Changed);
        if is_about_a_place && fault.sequence == before.sequence + 1 && rest.any(|link| belongs(&link)) {
            return ChainFault { what: Fault::Reordered, ..fault };
        }
        fault
    }
}

impl Chain {
    /// The hash of the fact that this one follows, where that has been met.
    fn parent_of(&self, link: &Link) -> Option<ChainHash> {
        let sequence = link.sequence.checked_sub(1)?;
        let follows = |hash: &ChainHash| {
            let before = Head { sequence, hash: *hash };
            before.followed_by(link.origin, &link.heading, link.digest).hash == link.hash
        };
        if sequence == 0 {
            return Some(ChainHash::START).filter(follows);
        }
        let beside = self.beside.get(&sequence).into_iter().flatten().map(|beside| beside.hash);
        self.of_line(sequence).into_iter().chain(beside).find(follows)
    }

    /// Whether any fact of this number was met; the place before the first one always is.
    fn has(&self, sequence: u64) -> bool {
        sequence == 0 || self.of_line(sequence).is_some() || self.beside.contains_key(&sequence)
    }

    fn holds(&self, link: &Link) -> bool {
        let beside = self.beside.get(&link.sequence);
        self.of_line(link.sequence) == Some(link.hash)
            || beside.is_some_and(|beside| beside.iter().any(|beside| beside.hash == link.hash))
    }

    /// Adds a fact behind the one that it follows; true where that had a successor already.
    fn add(&mut self, follows: ChainHash, link: &Link) -> bool {
        if self.end_of_line() == (Head { sequence: link.sequence - 1, hash: follows }) {
            self.line.push(link.hash);
            return false;
        }
        let continues_the_line = self.hash_before(link.sequence) == Some(follows);
        let beside = self.beside.entry(link.sequence).or_default();
        let parts = continues_the_line || beside.iter().any(|beside| beside.follows == follows);
        beside.push(Beside { follows, hash: link.hash });
        parts
    }

    /// The hash that the line's fact of this number follows, where it has one.
    fn hash_before(&self, sequence: u64) -> Option<ChainHash> {
        self.of_line(sequence)?;
        if sequence == 1 { Some(ChainHash::START) } else { self.of_line(sequence - 1) }
    }

    fn of_line(&self, sequence: u64) -> Option<ChainHash> {
        let index = usize::try_from(sequence.checked_sub(1)?).ok()?;
        self.line.get(index).copied()
    }

    fn end_of_line(&self) -> Head {
        let end = self.line.last().map(|hash| Head { sequence: self.line.len() as u64, hash: *hash });
        end.unwrap_or(Head::EMPTY)
    }

    /// The farthest end of all branches, and of ends that are as far the one with the greatest hash.
    fn reached(&self) -> Head {
        let ends = |(&sequence, beside): (&u64, &Vec<Beside>)| {
            beside.iter().map(|beside| (sequence, beside.hash)).max()
        };
        let beside = self.beside.last_key_value().and_then(ends);
        let line = self.end_of_line();
        let (sequence, hash) =
            beside.map_or((line.sequence, line.hash), |end| end.max((line.sequence, line.hash)));
        Head { sequence, hash }
    }
}
