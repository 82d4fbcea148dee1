//! Typed messages: a key with arguments, and its words in the asked language.
//!
//! Decisions return [`Message`]s; apps, terminal and reports render them with [`render`], so that all of them
//! say the same. The words live in `content/messages/<language>/*.ftl` (Fluent).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};

/// The language whose messages are complete; every other falls back to it.
pub const FALLBACK_LANGUAGE: &str = "en";

/// Each file of the English messages.
const ENGLISH: &[(&str, &str)] = &[
    ("shared.ftl", include_str!("../content/messages/en/shared.ftl")),
    ("screening.ftl", include_str!("../content/messages/en/screening.ftl")),
    ("screening-questions.ftl", include_str!("../content/messages/en/screening-questions.ftl")),
    ("screening-rules.ftl", include_str!("../content/messages/en/screening-rules.ftl")),
    ("plan.ftl", include_str!("../content/messages/en/plan.ftl")),
    ("session.ftl", include_str!("../content/messages/en/session.ftl")),
    ("guide.ftl", include_str!("../content/messages/en/guide.ftl")),
];

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

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let language = FALLBACK_LANGUAGE.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed directions; they come with the first right-to-left language.
    bundle.set_use_isolating(false);
    for (_, source) in ENGLISH {
        // A damaged message must not take the others with it; `tests` fail on any damage.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
});

/// Whether there are words for `key`.
pub fn has_message(key: &str) -> bool {
    BUNDLE.get_message(key).is_some_and(|message| message.value().is_some())
}

/// The words of `message`. A key without words is shown as itself; a test keeps that from happening.
pub fn render(message: &Message) -> String {
    let Some(pattern) = BUNDLE.get_message(&message.key).and_then(|found| found.value()) else {
        return message.key.clone();
    };
    let args: FluentArgs<'_> = message
        .args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Number(number) => FluentValue::from(*number),
                Value::Text(text) => FluentValue::from(text.as_str()),
            };
            (name.as_str(), value)
        })
        .collect();
    let mut errors = Vec::new();
    BUNDLE.format_pattern(pattern, Some(&args), &mut errors).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_file_parses_and_no_key_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (file, source) in ENGLISH {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{file}: {errors:?}");
            }
            for line in source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                let key = line.split('=').next().unwrap_or_default().trim().to_owned();
                assert!(seen.insert(key.clone()), "{file}: {key} stands twice");
            }
        }
    }
}
