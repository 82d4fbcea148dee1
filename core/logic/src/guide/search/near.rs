//! Which known words are meant by a typed one: itself, another form of it, one that it begins, or one
//! that is a slip of the finger away.

use std::collections::BTreeMap;

use super::fold::stem;

/// How well a known word is what was typed, of 100.
pub(super) type Quality = u32;

const SAME: Quality = 100;
const SAME_STEM: Quality = 90;
const BEGINS: Quality = 70;
const ONE_SLIP: Quality = 50;
const TWO_SLIPS: Quality = 35;

/// A prefix says something from two letters on.
const SHORTEST_PREFIX: usize = 2;

/// The known words, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    words: Vec<Word>,
    /// Stem to places in `words`.
    stems: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    length: usize,
    letters: u64,
}

impl Lexicon {
    /// `words` in order, each once; their places are their numbers.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a String>) -> Self {
        let mut lexicon = Self::default();
        for (place, text) in words.enumerate() {
            lexicon.stems.entry(stem(text)).or_default().push(place);
            let word = Word { text: text.clone(), length: text.chars().count(), letters: letters(text) };
            lexicon.words.push(word);
        }
        lexicon
    }

    /// The places of the words that `typed` may mean, with how well. `open` where it may still go on.
    pub(super) fn meant(&self, typed: &str, open: bool) -> BTreeMap<usize, Quality> {
        let mut meant = BTreeMap::new();
        for &place in self.stems.get(&stem(typed)).into_iter().flatten() {
            let same = self.words.get(place).is_some_and(|word| word.text == typed);
            meant.insert(place, if same { SAME } else { SAME_STEM });
        }
        let known = !meant.is_empty();
        if open && typed.chars().count() >= SHORTEST_PREFIX {
            for place in self.beginning_with(typed) {
                meant.entry(place).or_insert(BEGINS);
            }
        }
        // A known word is no slip of the finger.
        if !known {
            for (place, quality) in self.slips(typed) {
                let best = meant.entry(place).or_insert(quality);
                *best = quality.max(*best);
            }
        }
        meant
    }

    #[cfg(test)]
    pub(super) fn knows(&self, typed: &str) -> bool {
        self.stems.contains_key(&stem(typed))
    }

    fn beginning_with(&self, typed: &str) -> impl Iterator<Item = usize> {
        let from = self.words.partition_point(|word| word.text.as_str() < typed);
        let beginning = self.words.iter().skip(from).take_while(move |word| word.text.starts_with(typed));
        beginning.enumerate().map(move |(index, _)| from + index)
    }

    fn slips(&self, typed: &str) -> impl Iterator<Item = (usize, Quality)> {
        let length = typed.chars().count();
        let typed_letters = letters(typed);
        self.words.iter().enumerate().filter_map(move |(place, word)| {
            let allowed = slips_allowed(length.max(word.length));
            // A slip changes the length by one at most, and takes out and brings in a letter at most; both are
            // looked at first, because the distance itself takes a hundred times longer.
            if allowed == 0
                || word.length.abs_diff(length) > allowed
                || (word.letters ^ typed_letters).count_ones() as usize > 2 * allowed
            {
                return None;
            }
            match strsim::osa_distance(&word.text, typed) {
                slips if slips > allowed => None,
                0 | 1 => Some((place, ONE_SLIP)),
                _ => Some((place, TWO_SLIPS)),
            }
        })
    }
}

/// One slip in a word of 4 to 7 letters, two from 8 on.
const fn slips_allowed(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Which letters a word has, a bit for each; other letters share bits.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let words: Vec<String> =
            ["bar", "cracking", "decompression", "hammock", "head", "heat", "neck", "pulley"]
                .map(str::to_owned)
                .into();
        Lexicon::new(words.iter())
    }

    fn meant(typed: &str, open: bool) -> Vec<String> {
        let lexicon = lexicon();
        lexicon.meant(typed, open).keys().map(|&place| lexicon.words[place].text.clone()).collect()
    }

    #[test]
    fn a_word_means_itself_and_its_other_forms() {
        assert_eq!(meant("neck", false), ["neck"]);
        assert_eq!(meant("cracks", false), ["cracking"]);
        assert_eq!(meant("head", false), ["head"], "a known word is no slip for another");
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(meant("decom", true), ["decompression"]);
        assert!(meant("decom", false).is_empty());
        assert!(meant("d", true).is_empty(), "one letter says nothing");
    }

    #[test]
    fn a_slip_is_forgiven_from_four_letters_and_two_from_eight() {
        assert_eq!(meant("nekc", false), ["neck"], "two letters in the wrong order are one slip");
        assert_eq!(meant("hamock", false), ["hammock"]);
        assert!(meant("hamok", false).is_empty());
        assert_eq!(meant("decompresion", false), ["decompression"]);
        assert_eq!(meant("dcompresion", false), ["decompression"]);
        assert!(meant("dcompreson", false).is_empty());
        assert!(meant("bat", false).is_empty(), "three letters are too few for a slip");
    }
}
