//! The promises that Nape must never make, and how a text is held against them.
//!
//! The table is `content/claims.toml`. Tests hold every text of the product against it; texts that an integrator
//! adds are held against it when they are handed in.

mod written;

use std::sync::LazyLock;

use crate::document::FieldError;
use crate::packed::packed;
use crate::place::{ContentError, Placed};
use written::Row;

/// A phrase that a text must not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The words as they stand in the text.
    pub phrase: String,
    /// Why they are banned.
    pub why: String,
    /// The ids of the rules and facts that ban them.
    pub sources: Vec<String>,
}

/// The first banned phrase in `text`, in the order of the text; `None` where it has none.
///
/// Words count, not letters: *safety* is not *safe*. Case and the kinds of hyphens and apostrophes do not count.
pub fn banned_in(text: &str) -> Option<Claim> {
    let Ok(table) = &*TABLE else {
        // Without its table the check must not let everything pass.
        let why = "the table of claims can't be read".to_owned();
        return Some(Claim { phrase: text.to_owned(), why, sources: Vec::new() });
    };
    let words = words(text);
    (0..words.len()).find_map(|start| {
        table.iter().find_map(|entry| {
            let end = entry.found_at(&words, start)?;
            Some(Claim {
                phrase: text.get(words[start].from..words[end - 1].to).unwrap_or_default().to_owned(),
                why: entry.why.clone(),
                sources: entry.sources.clone(),
            })
        })
    })
}

/// Refuses a text that comes from outside and has a banned phrase; `field` is where it stands.
pub fn refuse_banned(field: String, text: &str) -> Result<(), FieldError> {
    match banned_in(text) {
        Some(claim) => {
            let message = format!("claims what may not be claimed: {}", claim.phrase);
            Err(FieldError::new(field, message, claim.why))
        }
        None => Ok(()),
    }
}

static TABLE: LazyLock<Result<Vec<Entry>, ContentError>> = LazyLock::new(|| {
    let rows: Vec<Placed<Row>> = packed!("claims.bin")?;
    Ok(rows.into_iter().map(|placed| Entry::from(placed.item)).collect())
});

/// One row, ready to be held against a text.
#[derive(Debug)]
struct Entry {
    phrases: Vec<Phrase>,
    harmless: Vec<Phrase>,
    why: String,
    sources: Vec<String>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let read = |phrases: Vec<String>| phrases.into_iter().map(Phrase::from).collect();
        Self { phrases: read(row.phrases), harmless: read(row.harmless), why: row.why, sources: row.sources }
    }
}

impl Entry {
    /// Where a banned phrase that begins at `start` ends.
    fn found_at(&self, words: &[Word], start: usize) -> Option<usize> {
        let end = self.phrases.iter().find_map(|phrase| phrase.match_at(words, start))?;
        let harmless = (0..=start).any(|from| {
            self.harmless.iter().filter_map(|phrase| phrase.match_at(words, from)).any(|to| to >= end)
        });
        (!harmless).then_some(end)
    }
}

/// Words in order, such as `raise* the/your force`.
#[derive(Debug)]
struct Phrase(Vec<Part>);

#[derive(Debug)]
enum Part {
    /// One of these words; with `true`, any word that begins so.
    OneOf(Vec<(String, bool)>),
    /// `...`: up to [`WIDEST_GAP`] words of the same sentence.
    Gap,
}

const WIDEST_GAP: usize = 4;

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        let part = |word: &str| match word {
            "..." => Part::Gap,
            choices => Part::OneOf(choices.split('/').map(choice).collect()),
        };
        Self(text.split_whitespace().map(part).collect())
    }
}

fn choice(word: &str) -> (String, bool) {
    word.strip_suffix('*').map_or_else(|| (word.to_owned(), false), |stem| (stem.to_owned(), true))
}

impl Phrase {
    fn match_at(&self, words: &[Word], start: usize) -> Option<usize> {
        match_parts(&self.0, words, start)
    }
}

fn match_parts(parts: &[Part], words: &[Word], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    match part {
        Part::OneOf(choices) => {
            let word = words.get(at)?;
            let fits = |(choice, open): &(String, bool)| {
                if *open { word.text.starts_with(choice.as_str()) } else { word.text == *choice }
            };
            choices.iter().any(fits).then_some(())?;
            match_parts(rest, words, at + 1)
        }
        Part::Gap => {
            let sentence = words.get(at.checked_sub(1)?)?.sentence;
            let same =
                |skipped: &usize| words.get(at + skipped).is_some_and(|word| word.sentence == sentence);
            (0..=WIDEST_GAP).take_while(same).find_map(|skipped| match_parts(rest, words, at + skipped))
        }
    }
}

/// A word in lower case, and where it stands.
struct Word {
    text: String,
    from: usize,
    to: usize,
    sentence: usize,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut sentence = 0;
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let apostrophe = start.is_some() && APOSTROPHES.contains(&letter);
        let inside = letter.is_alphanumeric() || letter == '%' || apostrophe;
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text[from..at].trim_end_matches(APOSTROPHES);
                let plain = word.to_lowercase().replace('’', "'");
                words.push(Word { text: plain, from, to: from + word.len(), sentence });
                start = None;
            }
            _ => {}
        }
        sentence += usize::from(matches!(letter, '.' | '!' | '?' | ';' | ':' | '\n'));
    }
    words
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        banned_in(text).map(|claim| claim.phrase)
    }

    #[test]
    fn the_table_can_be_read_and_says_why_for_each_row() {
        let table = TABLE.as_ref().expect("the table");
        for entry in table {
            assert!(
                !entry.phrases.is_empty() && entry.why.ends_with('.') && !entry.sources.is_empty(),
                "{entry:?}"
            );
        }
    }

    #[test]
    fn every_phrase_can_be_found() {
        for entry in TABLE.as_ref().expect("the table") {
            for phrase in &entry.phrases {
                let example: Vec<&str> = phrase
                    .0
                    .iter()
                    .filter_map(|part| match part {
                        Part::OneOf(choices) => choices.first().map(|(word, _)| word.as_str()),
                        Part::Gap => None,
                    })
                    .collect();
                assert!(banned_in(&example.join(" ")).is_some(), "{example:?}");
            }
        }
    }

    #[test]
    fn promises_are_found_in_every_form() {
        for text in [
            "It cures neck pain.",
            "A guaranteed result",
            "This pops a disc back in.",
            "Popping the disk right back",
            "Traction replaces exercise",
            "A red flag is a reason to use traction",
            "Red flags: use traction for them",
            "You can raise the force now.",
            "Increase your pull a little",
            "You may increase time and force.",
            "Home traction is SAFE.",
            "You are cleared to start",
            "You got the all-clear",
            "You’re fit for traction",
            "A good candidate for this",
            "Your spine is stabilising",
            "stabilizing your spine",
            "Make up for a missed session",
            "No pain, no gain",
            "No pain. No gain.",
            "proven to help",
            "A 7-day streak!",
            "Congratulations",
            "Well done!",
            "100 % safe",
            "risk-free",
            "It heals the disc",
        ] {
            assert!(banned_in(text).is_some(), "{text}");
        }
    }

    #[test]
    fn harmless_words_pass() {
        for text in [
            "Safety first",
            "where a saddle would touch",
            "Questions that fit your answers",
            "The strap fits the door",
            "It is clearly stronger",
            "Raise your arm. Force is shown in newtons.",
            "This is an unsafe door",
            "",
            "Nothing that you answered speaks against this session; this is not an examination.",
            "Secure the strap",
            "a secured door",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_phrase_is_given_as_it_stands_in_the_text() {
        assert_eq!(found("The – “Cured” – man").as_deref(), Some("Cured"));
        assert_eq!(found("It is Well-Done now").as_deref(), Some("Well-Done"));
    }

    #[test]
    fn a_gap_stays_in_its_sentence() {
        assert!(banned_in("pops the disc right back").is_some());
        assert_eq!(found("It pops. The disc is shown on the back."), None);
    }
}
