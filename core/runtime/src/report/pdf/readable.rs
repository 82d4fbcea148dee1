//! What of a text can be shown, and what stands in for the rest?
//!
//! A letter that no font here has, marks without a letter, and more marks on a letter than a line has room for are stood in
//! for: another text is drawn, the file keeps the true one. What is neither seen nor read is left out
//! ([`printable`](crate::report::document::printable)).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fonts::Fonts;
use crate::report::document::printable;

/// Drawn where a letter is missing. Both fonts have it.
const MISSING: char = '\u{FFFD}';
/// Carries a mark that has no letter.
const CARRIER: char = '\u{25CC}';
/// More marks on one letter run into the lines beside it.
const MOST_MARKS: usize = 3;
const JOINER: char = '\u{200D}';

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// What is drawn.
    pub(super) shown: String,
    /// What it says, where that is something else.
    pub(super) truth: Option<String>,
}

/// A text as stretches, in its order; a plain one has no truth of its own.
pub(super) fn readable(text: &str, fonts: &Fonts) -> Vec<Stretch> {
    let mut reader = Reader { fonts, stretches: Vec::new(), marks: 0, joins: false };
    for letter in printable(text).nfc() {
        reader.take(letter);
    }
    reader.stretches
}

struct Reader<'f> {
    fonts: &'f Fonts,
    stretches: Vec<Stretch>,
    /// On the last letter.
    marks: usize,
    /// Whether the last one joins the next one to it.
    joins: bool,
}

impl Reader<'_> {
    fn take(&mut self, letter: char) {
        let joined = std::mem::take(&mut self.joins);
        if is_private(letter) {
            return self.plain(MISSING);
        }
        if changes_the_last(letter) || joined {
            self.joins = letter == JOINER;
            return self.onto_the_last(letter);
        }
        self.marks = 0;
        if self.fonts.have(letter) || letter == '\n' {
            self.plain(letter);
        } else {
            self.instead(MISSING.to_string(), letter.to_string());
        }
    }

    fn plain(&mut self, letter: char) {
        match self.stretches.last_mut() {
            Some(last) if last.truth.is_none() => last.shown.push(letter),
            _ => self.stretches.push(Stretch { shown: letter.to_string(), truth: None }),
        }
    }

    fn instead(&mut self, shown: String, truth: String) {
        self.stretches.push(Stretch { shown, truth: Some(truth) });
    }

    /// A mark, or another letter that changes the one before it.
    fn onto_the_last(&mut self, mark: char) {
        let known = self.fonts.have(mark) && is_combining_mark(mark);
        let last = self.stretches.last().and_then(|stretch| stretch.shown.chars().last());
        let has_letter = last.is_some_and(|last| !last.is_whitespace());
        if !has_letter {
            if mark == JOINER || is_selector(mark) {
                return;
            }
            self.marks = MOST_MARKS;
            let shown = if known { format!("{CARRIER}{mark}") } else { MISSING.to_string() };
            return self.instead(shown, mark.to_string());
        }
        self.marks += 1;
        let fits = known && self.marks <= MOST_MARKS;
        match self.stretches.last_mut() {
            Some(Stretch { truth: Some(truth), .. }) => truth.push(mark),
            Some(Stretch { shown, .. }) if fits => shown.push(mark),
            Some(Stretch { shown, .. }) => {
                let letter = split_off_last_letter(shown);
                self.instead(letter.clone(), format!("{letter}{mark}"));
            }
            None => {}
        }
    }
}

/// The last letter with its marks, taken away.
fn split_off_last_letter(text: &mut String) -> String {
    let start = text.char_indices().rev().find(|(_, letter)| !is_combining_mark(*letter));
    text.split_off(start.map_or(0, |(start, _)| start))
}

fn changes_the_last(letter: char) -> bool {
    is_combining_mark(letter)
        || letter == JOINER
        || is_selector(letter)
        // Shades of skin, and the letters of a flag's tag.
        || matches!(letter, '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Code points whose meaning only their maker knows; PDF/A-2a allows none.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether a letter belongs to a script that runs from right to left.
pub(super) fn runs_to_the_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}
