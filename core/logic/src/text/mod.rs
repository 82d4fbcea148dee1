//! Typed messages: a key with arguments, and its words in the asked language.
//!
//! Decisions return [`Message`]s; the door, the terminal and reports render them, so that all of them say the
//! same. The words live in `content/messages/<language>/*.ftl` (Fluent); docs/translating.md says how a language
//! is added.
//!
//! | file | answers |
//! |---|---|
//! | `message` | what is said, before it is put into words? |
//! | `language` | which language do we have for the one that was asked for, and what does it lack? |
//! | `pack` | which messages are read together? |
//! | `files` | which languages are built in? |
//! | `bundle` | how does a language's text become words? |
//! | `pseudo` | what would a longer or a right-to-left language do to the screens? |
//! | [`claims`] | does a text promise what Nape must never promise? |

mod bundle;
pub mod claims;
mod files;
mod language;
mod message;
mod pack;
mod pseudo;

pub use language::{Language, TagError, missing};
pub use message::{Args, Message, Value};
pub use pack::Pack;

/// Whether there are English words for `key`, and so words in every language.
pub fn has_message(key: &str) -> bool {
    bundle::of(Language::ENGLISH, key).get_message(key).is_some_and(|message| message.value().is_some())
}

/// The English words of `message`.
pub fn render(message: &Message) -> String {
    render_in(message, Language::ENGLISH)
}

/// The words of `message` in `language`, in English where that language lacks them. A key without any words is
/// shown as itself; tests keep both from happening.
pub fn render_in(message: &Message, language: Language) -> String {
    bundle::words(message, language)
        .or_else(|| bundle::words(message, Language::ENGLISH))
        .unwrap_or_else(|| message.key.to_string())
}

/// Reads the English messages of a pack once more; what [`render`] needs is read once and kept. For measuring.
#[doc(hidden)]
pub fn load(pack: Pack) -> impl Sized {
    bundle::build(Language::ENGLISH, pack)
}

#[cfg(test)]
mod tests;
