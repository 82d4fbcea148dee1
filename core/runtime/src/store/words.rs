//! The words of a text as they are looked for, whatever their accents.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Below this class a mark makes another letter of what it stands on (a nukta, a dakuten, a virama); from it on, marks are
/// accents and points: of Greek, Cyrillic, Hebrew, Arabic and Latin alike.
const ACCENTS_FROM: u8 = 10;

/// A text without accents and with one form for each letter. Case is the index's own matter.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.nfkd().filter(|c| canonical_combining_class(*c) < ACCENTS_FROM).nfc().collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn accents_go_in_every_script_and_letters_stay() {
        for (text, expected) in [
            ("d\u{e9}jeuner, de\u{301}jeuner", "dejeuner, dejeuner"),
            ("αυχένας, Άνω", "αυχενας, Ανω"),
            ("лёгкое", "легкое"),
            ("עָמוּד", "עמוד"),
            ("رَقَبَة", "رقبة"),
            ("cổ tay", "co tay"),
            ("Ｎｅｃｋ ﬁne", "Neck fine"),
            // Other letters, not accents.
            ("が, か", "が, か"),
            ("क़, क, कि", "क़, क, कि"),
            ("목이", "목이"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_folded_already_stays_as_it_is() {
        for text in ["plain", "αυχενας", "が", "क़", "목이", "\u{301}", ""] {
            let once = folded(text).into_owned();
            assert_eq!(folded(&once), once, "{text}");
        }
    }
}
