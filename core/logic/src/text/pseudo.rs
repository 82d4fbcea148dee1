//! Made-up languages: English made longer, or made to run from right to left. A sentence that stays as it was
//! under them is not a message, and a screen that breaks under them breaks in a real language.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

/// How English is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pseudo {
    /// Accents on every letter and about two fifths longer, between `⟦` and `⟧`.
    Longer,
    /// Every word forced to run from right to left, between right-to-left marks.
    Bidirectional,
}

const RIGHT_TO_LEFT_MARK: char = '\u{200F}';
const RIGHT_TO_LEFT_OVERRIDE: char = '\u{202E}';
const POP_DIRECTION: char = '\u{202C}';

impl Pseudo {
    pub(super) const ALL: [Self; 2] = [Self::Longer, Self::Bidirectional];

    /// The tags that phones use for this.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::Longer => "en-XA",
            Self::Bidirectional => "ar-XB",
        }
    }

    /// A file of messages with its words changed; keys, values and selectors stay.
    pub(super) fn of(self, source: &str) -> String {
        let mut resource = match parser::parse(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for entry in &mut resource.body {
            match entry {
                Entry::Message(message) => {
                    let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
                    for value in message.value.iter_mut().chain(attributes) {
                        self.whole(value);
                    }
                }
                // A term stands inside a sentence, which has the marks.
                Entry::Term(term) => self.part(&mut term.value),
                _ => {}
            }
        }
        serializer::serialize(&resource)
    }

    /// A sentence of its own: changed, and marked at both ends. Where it is a choice of sentences, each of them.
    fn whole(self, pattern: &mut Pattern<String>) {
        if let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] =
            pattern.elements.as_mut_slice()
        {
            for variant in variants {
                self.whole(&mut variant.value);
            }
            return;
        }
        self.part(pattern);
        let (first, last) = self.marks();
        let text = |mark: char| PatternElement::TextElement { value: mark.to_string() };
        pattern.elements.insert(0, text(first));
        pattern.elements.push(text(last));
    }

    fn part(self, pattern: &mut Pattern<String>) {
        for element in &mut pattern.elements {
            match element {
                PatternElement::TextElement { value } => *value = self.words(value),
                PatternElement::Placeable { expression } => self.placeable(expression),
            }
        }
    }

    fn placeable(self, expression: &mut Expression<String>) {
        match expression {
            Expression::Select { variants, .. } => {
                for variant in variants {
                    self.part(&mut variant.value);
                }
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => self.placeable(expression),
            Expression::Inline(_) => {}
        }
    }

    const fn marks(self) -> (char, char) {
        match self {
            Self::Longer => ('⟦', '⟧'),
            Self::Bidirectional => (RIGHT_TO_LEFT_MARK, RIGHT_TO_LEFT_MARK),
        }
    }

    fn words(self, text: &str) -> String {
        match self {
            Self::Longer => text.chars().flat_map(accented).collect(),
            Self::Bidirectional => overridden(text),
        }
    }
}

/// The letter with an accent; a vowel twice.
fn accented(letter: char) -> impl Iterator<Item = char> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçđéƒĝĥîĵķļɱñóþɋŕšŧûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÓÞɊŔŠŦÛṼŴẊÝŽ";
    let place = PLAIN.chars().position(|plain| plain == letter);
    let shown = place.and_then(|place| ACCENTED.chars().nth(place)).unwrap_or(letter);
    std::iter::repeat_n(shown, if "aeiou".contains(letter) { 2 } else { 1 })
}

/// Each word from right to left; the white space between them stays, so that lines still break there.
fn overridden(text: &str) -> String {
    let mut shown = String::new();
    let mut in_word = false;
    for letter in text.chars() {
        if letter.is_whitespace() == in_word {
            shown.push(if in_word { POP_DIRECTION } else { RIGHT_TO_LEFT_OVERRIDE });
            in_word = !in_word;
        }
        shown.push(letter);
    }
    if in_word {
        shown.push(POP_DIRECTION);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_and_keys_values_and_selectors_stay() {
        let source = "limit = At most { $limit ->\n    [one] one session\n   *[other] { $limit } sessions\n } a day.\n";
        let longer = Pseudo::Longer.of(source);
        for kept in ["limit =", "⟦", "{ $limit ->", "[one]", "*[other]", "{ $limit }"] {
            assert!(longer.contains(kept), "{kept} in {longer}");
        }
        for changed in ["session", "At", "day"] {
            assert!(!longer.contains(changed), "{changed} in {longer}");
        }
    }

    #[test]
    fn a_choice_of_sentences_has_marks_around_each_of_them() {
        let source = "sign = { $region ->\n    [lumbar] Leg\n   *[cervical] Arm\n }\n";
        let longer = Pseudo::Longer.of(source);
        assert_eq!(longer.matches('⟦').count(), 2, "{longer}");
        assert_eq!(longer.matches('⟧').count(), 2, "{longer}");
    }

    #[test]
    fn every_letter_has_an_accent_and_text_grows() {
        let plain = "Pull the strap; quick brown foxes jump over the lazy dog.";
        let shown = Pseudo::Longer.words(plain);
        assert!(!shown.contains(|c: char| c.is_ascii_alphabetic()), "{shown}");
        assert!(shown.chars().count() * 10 > plain.chars().count() * 12, "{shown}");
    }

    #[test]
    fn each_word_runs_from_right_to_left_and_space_stays_between() {
        let shown = overridden(" two words ");
        assert_eq!(shown, " \u{202E}two\u{202C} \u{202E}words\u{202C} ");
    }
}
