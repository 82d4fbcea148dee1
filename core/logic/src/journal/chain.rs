//! The chain of facts: each fact carries a hash over the fact before it, one chain per origin.
//!
//! ```text
//! digest = SHA-256(salt || payload)                        salt: 16 bytes, payload: UTF-8
//! hash   = SHA-256(tag || previous || origin || sequence || heading || digest)
//! ```
//!
//! `tag` is [`HASH_TAG`], `previous` the hash before (32 zero bytes for the first), `origin` the 16 bytes of
//! the id, `sequence` counts from 1 without gaps. `heading` is, in this order: kind, at (milliseconds, then
//! the offset in seconds), session, course, elapsed, boot, simulated (one byte, 0 or 1). Integers are
//! big-endian with the width of their type, texts follow their length in bytes as `u32`, and what is
//! optional follows one byte, 0 for absent or 1 for present. So no two facts share an encoding.
//!
//! The hash covers the digest and not the payload. Erasing a fact takes payload and salt away; the digest
//! stays, the chain holds, and without the salt nobody can find a short payload by trying all of them.

use sha2::{Digest as _, Sha256};

use crate::id::{BootId, CourseId, OriginId, SessionId};
use crate::time::{Elapsed, Timestamp};

mod check;

pub use check::{ChainFault, Check, Fault, Summary, verify};

/// What every hash of this chain starts with, so that it means nothing anywhere else.
pub const HASH_TAG: &[u8] = b"nape fact chain 1\0";

/// The hash that links a fact to all facts before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainHash(pub [u8; 32]);

impl ChainHash {
    /// What the first fact of an origin follows.
    pub const START: Self = Self([0; 32]);
}

/// The salted digest of a payload, which outlives the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentDigest(pub [u8; 32]);

/// Sixteen random bytes, drawn at the edge, fresh for each fact.
pub type Salt = [u8; 16];

/// What a fact says of itself beside its payload; it stays when the payload is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What kind of fact; the code that folds facts owns the names.
    pub kind: String,
    /// Wall time at which it was stated.
    pub at: Timestamp,
    /// The session it belongs to.
    pub session: Option<SessionId>,
    /// The course it belongs to.
    pub course: Option<CourseId>,
    /// The clock that counts suspend; only comparable within `boot`.
    pub elapsed: Option<Elapsed>,
    /// The boot that `elapsed` belongs to.
    pub boot: Option<BootId>,
    /// Whether it comes from a simulated session, which counts nowhere.
    pub simulated: bool,
}

/// JSON text that a person's record consists of; opaque here, checked by whoever writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(pub String);

impl std::fmt::Debug for Payload {
    /// Payloads are health data: only the length is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}

impl From<&str> for Payload {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The part of a fact that can be erased.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// Random bytes drawn for this fact alone.
    pub salt: Salt,
    /// What the fact tells.
    pub payload: Payload,
}

impl std::fmt::Debug for Content {
    /// The salt is as secret as the payload that it hides.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({:?})", self.payload)
    }
}

impl Content {
    /// The digest that the chain keeps of this content.
    pub fn digest(&self) -> ContentDigest {
        let mut hasher = Sha256::new();
        hasher.update(self.salt);
        hasher.update(self.payload.0.as_bytes());
        ContentDigest(hasher.finalize().into())
    }
}

/// One fact with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The installation that stated it.
    pub origin: OriginId,
    /// Its number among the facts of that installation, from 1.
    pub sequence: u64,
    /// What it says of itself.
    pub heading: Heading,
    /// Its payload; `None` once erased.
    pub content: Option<Content>,
    /// The digest of its payload, kept for good.
    pub digest: ContentDigest,
    /// The hash stored with it.
    pub hash: ChainHash,
}

/// Where the chain of one origin ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The number of the last fact; 0 before the first.
    pub sequence: u64,
    /// The hash of the last fact.
    pub hash: ChainHash,
}

impl Head {
    /// A chain without facts.
    pub const EMPTY: Self = Self { sequence: 0, hash: ChainHash::START };

    /// The head after a fact with this heading and digest.
    #[must_use]
    pub fn followed_by(self, origin: OriginId, heading: &Heading, digest: ContentDigest) -> Self {
        let sequence = self.sequence.saturating_add(1);
        Self { sequence, hash: link_hash(self.hash, origin, sequence, heading, digest) }
    }
}

fn link_hash(
    previous: ChainHash,
    origin: OriginId,
    sequence: u64,
    heading: &Heading,
    digest: ContentDigest,
) -> ChainHash {
    let mut hasher = Sha256::new();
    hasher.update(HASH_TAG);
    hasher.update(previous.0);
    hasher.update(origin.0.as_bytes());
    hasher.update(sequence.to_be_bytes());
    add_text(&mut hasher, &heading.kind);
    hasher.update(heading.at.unix_millis().to_be_bytes());
    hasher.update(heading.at.offset_seconds().to_be_bytes());
    add_optional(&mut hasher, heading.session.map(|id| id.0.into_bytes()));
    add_optional(&mut hasher, heading.course.map(|id| id.0.into_bytes()));
    add_optional(&mut hasher, heading.elapsed.map(|elapsed| elapsed.0.to_be_bytes()));
    hasher.update([u8::from(heading.boot.is_some())]);
    if let Some(boot) = &heading.boot {
        add_text(&mut hasher, &boot.0);
    }
    hasher.update([u8::from(heading.simulated)]);
    hasher.update(digest.0);
    ChainHash(hasher.finalize().into())
}

fn add_optional<const WIDTH: usize>(hasher: &mut Sha256, value: Option<[u8; WIDTH]>) {
    hasher.update([u8::from(value.is_some())]);
    if let Some(value) = value {
        hasher.update(value);
    }
}

fn add_text(hasher: &mut Sha256, text: &str) {
    // A text of 4 GiB cannot be stored, so a saturated length cannot meet another one.
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    hasher.update(length.to_be_bytes());
    hasher.update(text.as_bytes());
}

#[cfg(test)]
mod tests;
