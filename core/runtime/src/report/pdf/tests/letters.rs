//! What is shown of a text, and what its lines are.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{said, typesetter};
use crate::report::document::printable;
use crate::report::pdf::fonts;
use crate::report::pdf::readable::{Stretch, readable};
use crate::report::pdf::style::{
    BODY, CAPTION, CELL, FOOT, HEADER, LABEL, NOTE, PART, SECTION, SUBJECT, TITLE, WARNING,
};
use crate::report::pdf::wrap::Words;

fn stretches(text: &str) -> Vec<(String, Option<String>)> {
    let stretches = readable(text, fonts::built_in().unwrap());
    stretches.into_iter().map(|Stretch { shown, truth }| (shown, truth)).collect()
}

fn plain(text: &str) -> (String, Option<String>) {
    (text.to_owned(), None)
}

fn instead(shown: &str, truth: &str) -> (String, Option<String>) {
    (shown.to_owned(), Some(truth.to_owned()))
}

fn lines(text: &str, width: f32) -> Vec<String> {
    Words::of(text, BODY, &mut typesetter()).lines(width).iter().map(|line| said(&line.run)).collect()
}

#[test]
fn both_weights_have_every_letter_that_the_product_itself_writes() {
    let fonts = fonts::built_in().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../logic/content/messages/en");
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let missing: Vec<char> =
            text.chars().filter(|letter| *letter != '\n' && !fonts.have(*letter)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn latin_greek_and_cyrillic_are_shown_as_they_are() {
    for text in ["Tiếng Việt ðþ Șț", "Ελληνικά ᾧ", "Русский Ђђ Ґґ", "≤ ≥ → − ± × ½ ° µ № € “so” • ✓"]
    {
        assert_eq!(stretches(text), [plain(text)]);
    }
}

#[test]
fn a_letter_that_no_font_has_is_stood_in_for() {
    assert_eq!(stretches("a 中b"), [plain("a "), instead("\u{fffd}", "中"), plain("b")]);
}

#[test]
fn letters_that_are_one_to_the_eye_have_one_stand_in() {
    assert_eq!(stretches("👩‍👩‍👧"), [instead("\u{fffd}", "👩‍👩‍👧")]);
    assert_eq!(stretches("👍🏽!"), [instead("\u{fffd}", "👍🏽"), plain("!")]);
    assert_eq!(stretches("नि"), [instead("\u{fffd}", "नि")]);
}

#[test]
fn control_characters_and_turns_of_direction_are_left_out() {
    assert_eq!(stretches("a\u{0}\u{1b}[1m\u{202e}b\u{feff}\u{ad}c\u{fffe}"), [plain("a[1mbc")]);
}

#[test]
fn a_mark_joins_the_letter_before_it() {
    assert_eq!(stretches("e\u{301}"), [plain("é")]);
}

#[test]
fn a_mark_without_a_letter_is_carried() {
    assert_eq!(stretches("\u{301}a"), [instead("\u{25cc}\u{301}", "\u{301}"), plain("a")]);
    assert_eq!(stretches("a \u{301}"), [plain("a "), instead("\u{25cc}\u{301}", "\u{301}")]);
}

#[test]
fn no_more_than_three_marks_are_drawn_on_a_letter() {
    let many = "z\u{30d}\u{30e}\u{304}\u{305}\u{33f}";
    assert_eq!(
        stretches(&format!("a{many}b")),
        [plain("a"), instead("z\u{30d}\u{30e}\u{304}", many), plain("b")]
    );
}

#[test]
fn what_only_its_maker_knows_is_not_kept() {
    assert_eq!(stretches("a\u{e000}b"), [plain("a\u{fffd}b")]);
}

#[test]
fn lines_break_between_words_and_where_the_text_says_so() {
    assert_eq!(lines("one two three", 45.0), ["one two", "three"]);
    assert_eq!(lines("one\r\ntwo\n\n\nthree\n", 400.0), ["one", "two", "three"]);
    assert_eq!(lines(" \u{a0}\t", 45.0), [""; 0]);
}

#[test]
fn a_hard_space_keeps_a_number_with_its_unit() {
    assert_eq!(lines("pull of 8\u{a0}kg", 40.0), ["pull of", "8\u{a0}kg"]);
}

#[test]
fn a_word_wider_than_its_column_is_broken() {
    let broken = lines(&"w".repeat(40), 80.0);
    assert!(broken.len() > 2);
    assert_eq!(broken.concat(), "w".repeat(40));
}

#[test]
fn a_column_as_narrow_as_its_words_has_one_on_each_line() {
    let words = Words::of("several words in a cell", BODY, &mut typesetter());
    let lines = words.lines(words.widest_word());
    let lines: Vec<String> = lines.iter().map(|line| said(&line.run)).collect();
    assert_eq!(lines, ["several", "words", "in a", "cell"]);
}

/// How much lighter white is than a colour, by WCAG 2.
fn contrast_on_white(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let lightness = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    1.05 / (lightness + 0.05)
}

#[test]
fn every_letter_is_dark_enough_to_be_read() {
    for letters in [TITLE, SECTION, PART, BODY, SUBJECT, NOTE, CAPTION, HEADER, CELL, LABEL, FOOT, WARNING] {
        assert!(contrast_on_white(letters.ink.colour()) >= 7.5, "{letters:?}");
    }
}

proptest! {
    #[test]
    fn lines_fit_and_lose_nothing(text in "\\PC{0,60}", width in 30.0_f32..300.0) {
        let words = Words::of(&text, TITLE, &mut typesetter());
        let lines = words.lines(width);
        let together: String = lines.iter().map(|line| said(&line.run)).collect();
        let squeezed = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        let kept: String = printable(&text)
            .nfc()
            .map(|letter| if is_private(letter) { '\u{fffd}' } else { letter })
            // Where they join nothing they are nothing.
            .filter(|letter| !is_joiner(*letter))
            .collect();
        let together = together.chars().filter(|letter| !is_joiner(*letter)).collect::<String>();
        prop_assert_eq!(squeezed(&together), squeezed(&kept));
        for line in lines {
            prop_assert!(line.width <= width + 0.1, "{} of {width}: {}", line.width, said(&line.run));
        }
    }
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
