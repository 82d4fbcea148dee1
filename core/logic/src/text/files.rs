//! The messages that are built in, language by language: the build checks every file of a language's folder and
//! packs them into one. To add a language: docs/translating.md.

/// A language and its words.
pub(super) struct Words {
    /// Its BCP 47 tag, the name of its folder under `content/messages/`.
    pub(super) tag: &'static str,
    /// All of its files, one after the other.
    pub(super) text: &'static str,
}

/// English first: it is complete, and every other language falls back to it.
pub(super) const LANGUAGES: &[Words] =
    &[Words { tag: "en", text: include_str!(concat!(env!("OUT_DIR"), "/messages-en.ftl")) }];
