//! Which language is spoken for the one that was asked for, and what a language still lacks.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;
use thiserror::Error;

use super::files::{LANGUAGES, Words};
use super::pack::Pack;
use super::pseudo::Pseudo;

/// How many languages there are, the made-up ones included.
pub(super) const COUNT: usize = LANGUAGES.len() + Pseudo::ALL.len();

/// A language whose words are built in. The made-up ones (`en-XA`, `ar-XB`) are for tests of screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(Source);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The place in [`LANGUAGES`].
    Written(usize),
    /// Made from English.
    Made(Pseudo),
}

/// The text is not a BCP 47 language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a language tag")]
pub struct TagError;

impl Language {
    /// The language whose messages are complete; every other falls back to it.
    pub const ENGLISH: Self = Self(Source::Written(0));

    /// The language that is spoken where `tag` is asked for: that very one; else the nearest that remains when
    /// subtags are dropped from its end (`pt-BR`, then `pt`); else English. A made-up language is given only to
    /// who asks for exactly its tag.
    ///
    /// Case does not count, and `_` separates as well as `-`, as some phones write it. [`TagError`] where the text
    /// has not the shape of a tag: subtags of 1 to 8 ASCII letters and digits, the first one of letters.
    pub fn for_tag(tag: &str) -> Result<Self, TagError> {
        let asked = tag.replace('_', "-");
        if !is_tag(&asked) {
            return Err(TagError);
        }
        if let Some(pseudo) = Pseudo::ALL.into_iter().find(|made| made.tag().eq_ignore_ascii_case(&asked)) {
            return Ok(Self(Source::Made(pseudo)));
        }
        let mut rest = asked.as_str();
        loop {
            if let Some(index) = LANGUAGES.iter().position(|words| words.tag.eq_ignore_ascii_case(rest)) {
                return Ok(Self(Source::Written(index)));
            }
            match rest.rsplit_once('-') {
                Some((shorter, _)) => rest = shorter,
                None => return Ok(Self::ENGLISH),
            }
        }
    }

    /// The languages with words of their own, English first.
    pub fn written() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(|index| Self(Source::Written(index)))
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self.0 {
            Source::Written(index) => LANGUAGES[index].tag,
            Source::Made(pseudo) => pseudo.tag(),
        }
    }

    /// Whose plural rules hold: a made-up language has the sentences of English.
    pub(super) fn rules(self) -> &'static str {
        self.words().tag
    }

    pub(super) fn isolates(self) -> bool {
        match self.0 {
            Source::Written(_) => self != Self::ENGLISH,
            Source::Made(pseudo) => pseudo == Pseudo::Bidirectional,
        }
    }

    pub(super) fn slot(self) -> usize {
        match self.0 {
            Source::Written(index) => index,
            Source::Made(pseudo) => LANGUAGES.len() + pseudo as usize,
        }
    }

    /// All messages of one of its packs.
    pub(super) fn source(self, pack: Pack) -> Cow<'static, str> {
        let source = self.words().pack(pack);
        match self.0 {
            Source::Written(_) => Cow::Borrowed(source),
            Source::Made(pseudo) => Cow::Owned(pseudo.of(source)),
        }
    }

    fn words(self) -> &'static Words {
        match self.0 {
            Source::Written(index) => &LANGUAGES[index],
            Source::Made(_) => &LANGUAGES[0],
        }
    }
}

fn is_tag(text: &str) -> bool {
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let language = text.split('-').next().unwrap_or_default();
    // One letter opens a private or an old registered tag: `x-house`, `i-klingon`.
    let opens = matches!(language, "x" | "X" | "i" | "I") && text.len() > 2;
    text.split('-').all(subtag)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && (language.len() >= 2 || opens)
}

/// The keys that English has words for and `language` has not, in order.
pub fn missing(language: Language) -> Vec<String> {
    let lacks = |pack: Pack| {
        let there = keys(&language.source(pack));
        keys(&Language::ENGLISH.source(pack)).into_iter().filter(move |key| !there.contains(key))
    };
    let keys: BTreeSet<String> = Pack::ALL.into_iter().flat_map(lacks).collect();
    keys.into_iter().collect()
}

pub(super) fn keys(source: &str) -> BTreeSet<String> {
    let resource = match parser::parse(source) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let key = |entry: &Entry<&str>| match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.body.iter().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(tag: &str) -> &'static str {
        Language::for_tag(tag).expect(tag).tag()
    }

    #[test]
    fn a_language_that_is_there_is_spoken_however_its_tag_is_written() {
        for tag in ["en", "EN", "en-GB", "en_US", "en-Latn-US", "en-US-u-mu-celsius"] {
            assert_eq!(used(tag), "en", "{tag}");
        }
    }

    #[test]
    fn a_language_that_is_not_there_gives_english() {
        for tag in ["tlh", "de-CH", "zh-Hant-TW", "x-house", "i-klingon", "ar", "und"] {
            assert_eq!(used(tag), "en", "{tag}");
        }
    }

    #[test]
    fn a_made_up_language_is_spoken_only_to_who_asks_for_exactly_that() {
        assert_eq!(used("en-XA"), "en-XA");
        assert_eq!(used("ar_xb"), "ar-XB");
        for tag in ["en-XB", "ar-XA", "en-XA-posix", "en-Latn-XA", "ar-XB-u-nu-latn", "ar", "xa"] {
            assert_eq!(used(tag), "en", "{tag}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in [
            "",
            "e",
            "x",
            "x-",
            "en-",
            "-en",
            "en--GB",
            "e n",
            "12",
            "en-toolongpart",
            "englisch1",
            "dé",
            "en\n",
        ] {
            assert_eq!(Language::for_tag(text), Err(TagError), "{text:?}");
        }
    }

    #[test]
    fn every_language_has_a_place_of_its_own() {
        let made = ["en-XA", "ar-XB"].map(|tag| Language::for_tag(tag).expect(tag));
        let slots: Vec<usize> = Language::written().chain(made).map(Language::slot).collect();
        assert_eq!(slots, (0..COUNT).collect::<Vec<_>>());
    }

    #[test]
    fn every_language_has_words_for_every_key() {
        for language in Language::written() {
            assert_eq!(missing(language), Vec::<String>::new(), "{}", language.tag());
        }
    }

    #[test]
    fn a_key_without_words_or_with_damaged_ones_is_found() {
        let english = keys("a = A\nb = B\nc = C\n");
        let other = keys("a = Ä\nb =\n    .title = Ü\nc = { $\n");
        let missing: Vec<_> = english.difference(&other).collect();
        assert_eq!(missing, ["b", "c"]);
    }
}
