//! The Flesch-Kincaid grade of a text: the years of school (in the United States) after which it is read with ease.
//!
//! Grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid and others, 1975). A text ends
//! its last sentence, so each option of a list is a sentence of its own; `.`, `!` and `?` end one inside a text.
//! A number counts as one word of one syllable.

use std::collections::BTreeSet;

/// What a text, or many, add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Measure {
    sentences: u32,
    words: u32,
    syllables: u32,
}

impl Measure {
    /// Of all `texts` together; words in `left_out` (lower case) do not count.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>, left_out: &BTreeSet<&str>) -> Self {
        let mut sum = Self::default();
        for sentence in texts.into_iter().flat_map(sentences) {
            let words: Vec<String> =
                words(sentence).filter(|word| !left_out.contains(word.as_str())).collect();
            sum.sentences += u32::from(!words.is_empty());
            sum.words += u32::try_from(words.len()).unwrap_or(u32::MAX);
            sum.syllables += words.iter().map(|word| syllables(word)).sum::<u32>();
        }
        sum
    }

    pub(crate) fn words(self) -> u32 {
        self.words
    }

    /// The grade; 0 for no text.
    pub(crate) fn grade(self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let words = f64::from(self.words);
        0.39 * words / f64::from(self.sentences) + 11.8 * f64::from(self.syllables) / words - 15.59
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| c.is_whitespace())
        .scan(0, |at, piece| {
            *at += piece.len();
            Some((*at, piece))
        })
        .filter(|(_, piece)| piece.trim_end().ends_with(['.', '!', '?']))
        .map(|(end, _)| end)
        .chain([text.len()])
        .scan(0, move |from, end| {
            let sentence = &text[*from..end];
            *from = end;
            Some(sentence)
        })
        .filter(|sentence| !sentence.trim().is_empty())
}

/// Lower-case words; a hyphen parts two words, an apostrophe does not.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
}

/// An estimate: one for each group of vowels, less a mute `e` at the end (`-e`, `-es`, `-ed`), plus one where two
/// vowels that stand together are spoken apart (`-ia`, `-io`, `-eo`, `-uou`, but not in `-tion` and the like).
/// `y` is a vowel unless one stands before it and one behind (`beyond`), or it begins the word (`yes`).
pub(crate) fn syllables(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return 1;
    }
    let plain = |at: usize| letters.get(at).is_some_and(|letter| "aeiou".contains(*letter));
    let y = |at: usize| letters.get(at) == Some(&'y');
    let before = |at: usize, is: &dyn Fn(usize) -> bool| at.checked_sub(1).is_some_and(is);
    let vowel = |at: usize| plain(at) || (y(at) && !(plain(at + 1) && (at == 0 || before(at, &plain))));
    let groups = (0..letters.len()).filter(|&at| vowel(at) && !before(at, &vowel)).count();
    // `trying`, `myelopathy`: a `y` that ends its syllable before another vowel.
    let y_apart = (1..letters.len()).filter(|&at| y(at) && vowel(at) && plain(at + 1)).count();
    let word: String = letters.iter().collect();
    let count_of = |parts: &[&str]| parts.iter().map(|part| word.matches(part).count()).sum::<usize>();
    let apart = count_of(&["ia", "io", "eo", "iu", "uou", "eing", "oing", "uing"]);
    let together =
        count_of(&["tion", "sion", "cian", "tial", "cial", "tious", "cious", "gion", "people", "ssio"]);
    let mute = usize::from(groups > 1 && has_mute_end(&word));
    let count = (groups + apart + y_apart).saturating_sub(together.min(apart) + mute);
    u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

fn has_mute_end(word: &str) -> bool {
    let before = |ending: &str| word.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    let vowel = |c: char| "aeiou".contains(c);
    if let Some(last) = before("es") {
        return !vowel(last)
            && !"szxcg".contains(last)
            && !word.ends_with("ches")
            && !word.ends_with("shes")
            && !ends_in_le(word, "es");
    }
    if let Some(last) = before("ed") {
        return !vowel(last) && !"td".contains(last);
    }
    before("e").is_some_and(|last| !vowel(last)) && !ends_in_le(word, "e")
}

/// `-ble`, `-gle`: the `le` is spoken.
fn ends_in_le(word: &str, ending: &str) -> bool {
    let stem = word.strip_suffix(ending).and_then(|stem| stem.strip_suffix('l'));
    stem.and_then(|stem| stem.chars().next_back()).is_some_and(|c| !"aeiouylr".contains(c))
}
