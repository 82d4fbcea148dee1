//! The messages that are built in, language by language: the build checks every file of a language's folder and
//! packs them. To add a language: docs/translating.md.

use super::pack::Pack;

/// A language and its words.
pub(super) struct Words {
    /// Its BCP 47 tag, the name of its folder under `content/messages/`.
    pub(super) tag: &'static str,
    /// Its messages, pack by pack in the order of [`Pack::ALL`].
    packs: [&'static str; Pack::ALL.len()],
}

impl Words {
    /// All messages of one pack.
    pub(super) const fn pack(&self, pack: Pack) -> &'static str {
        self.packs[pack as usize]
    }
}

macro_rules! words {
    ($tag:literal) => {
        Words {
            tag: $tag,
            packs: [
                include_str!(concat!(env!("OUT_DIR"), "/messages-", $tag, ".ftl")),
                include_str!(concat!(env!("OUT_DIR"), "/guide-", $tag, ".ftl")),
            ],
        }
    };
}

/// English first: it is complete, and every other language falls back to it.
pub(super) const LANGUAGES: &[Words] = &[words!("en")];
