//! Typed messages: a key with arguments, and its words in the asked language.
//!
//! Decisions return [`Message`]s; the door, the terminal and reports render them, so that all of them say the
//! same. The words live in `content/messages/<language>/*.ftl` (Fluent); docs/translating.md says how a language
//! is added.
//!
//! | file | answers |
//! |---|---|
//! | `language` | which language do we have for the one that was asked for, and what does it lack? |
//! | `files` | which languages are built in? |
//! | `bundle` | how does a language's text become words? |
//! | `pseudo` | what would a longer or a right-to-left language do to the screens? |
//! | [`claims`] | does a text promise what Nape must never promise? |

mod bundle;
pub mod claims;
mod files;
mod language;
mod pseudo;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use language::{Language, TagError, missing};

/// Something to say, before it is put into words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The Fluent message's id.
    pub key: String,
    /// The values it speaks of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Value>,
}

/// One value inside a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A number, formatted by the language.
    Number(f64),
    /// Words, used as they are.
    Text(String),
}

impl Message {
    /// A message without arguments.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: BTreeMap::new() }
    }

    /// Words that came from outside, such as an integrator's, said as they are.
    pub fn as_given(words: impl Into<String>) -> Self {
        Self::new("text-as-given").text("words", words)
    }

    /// With a number.
    #[must_use]
    pub fn number(mut self, name: &str, value: f64) -> Self {
        self.args.insert(name.to_owned(), Value::Number(value));
        self
    }

    /// With words.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), Value::Text(value.into()));
        self
    }
}

/// Whether there are English words for `key`, and so words in every language.
pub fn has_message(key: &str) -> bool {
    bundle::of(Language::ENGLISH).get_message(key).is_some_and(|message| message.value().is_some())
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
        .unwrap_or_else(|| message.key.clone())
}

#[cfg(test)]
mod tests;
