//! A text as plain words: small letters without accents, cut wherever something is neither letter nor digit.

/// Words that stand in every other sentence and say nothing of what is looked for.
const COMMON: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "in",
    "is", "it", "me", "my", "of", "on", "or", "should", "the", "to", "what", "when", "which", "why", "with",
    "you", "your",
];

/// The words of `text`, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// Calls `found` with each word of `text`, folded, in order.
pub(super) fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    for letter in text.chars() {
        // Nearly every letter; the way through the tables of small letters takes ten times longer.
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
            continue;
        }
        for letter in letter.to_lowercase() {
            match letter {
                // "don't" is one word; an accent may follow its letter; a soft hyphen is not there until a line ends.
                '\'' | '\u{2019}' | '\u{ad}' | '\u{300}'..='\u{36f}' => {}
                letter if letter.is_alphanumeric() => push_plain(&mut word, letter),
                _ => end(&mut word, &mut found),
            }
        }
    }
    end(&mut word, &mut found);
}

fn end(word: &mut String, found: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        found(word);
        word.clear();
    }
}

/// The words worth looking for: without the common ones, unless there are no others.
pub(super) fn telling(words: Vec<String>) -> Vec<String> {
    if words.iter().all(|word| is_common(word)) {
        return words;
    }
    words.into_iter().filter(|word| !is_common(word)).collect()
}

fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// A small letter without its accent.
fn push_plain(word: &mut String, letter: char) {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'æ' => return word.push_str("ae"),
        'œ' => return word.push_str("oe"),
        'ß' => return word.push_str("ss"),
        plain => plain,
    };
    word.push(plain);
}

/// The word without its ending, so that "crack", "cracks", "cracked" and "cracking" are one.
pub(super) fn stem(word: &str) -> String {
    let stem = without_ending(word);
    // "exercise" and "exercising", "stop" and "stopping".
    let stem = stem.strip_suffix('e').filter(|rest| rest.len() > 2).unwrap_or(stem);
    let mut letters = stem.chars().rev();
    let doubled =
        letters.next().is_some_and(|last| letters.next() == Some(last) && !"aeiouls".contains(last));
    let mut stem = stem.to_owned();
    if doubled {
        stem.pop();
    }
    if stem.ends_with('y') && stem.len() > 3 {
        stem.pop();
        stem.push('i');
    }
    stem
}

/// Each ending is cut only where a word remains.
fn without_ending(word: &str) -> &str {
    let plural =
        word.strip_suffix("es").or_else(|| word.strip_suffix('s').filter(|rest| !rest.ends_with(['s', 'u'])));
    let word = plural.filter(|rest| rest.len() > 2).unwrap_or(word);
    ["ing", "ed"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|rest| rest.len() > 2 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_small_plain_words() {
        assert_eq!(words("Don't pull — the Hänge\u{ad}matte!"), ["dont", "pull", "the", "hangematte"]);
        assert_eq!(words("Over-the-door, 5–10 MIN."), ["over", "the", "door", "5", "10", "min"]);
        assert_eq!(words("cafe\u{301} STRAẞE œdème"), ["cafe", "strasse", "oedeme"]);
        assert_eq!(words("牽引 тяга"), ["牽引", "тяга"]);
        assert!(words(" ?! ").is_empty());
    }

    #[test]
    fn the_common_words_are_in_order_so_that_they_can_be_looked_up() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn common_words_count_only_where_there_are_no_others() {
        assert_eq!(telling(words("how do I use a hammock")), ["use", "hammock"]);
        assert_eq!(telling(words("what is it")), ["what", "is", "it"]);
    }

    #[test]
    fn the_forms_of_a_word_are_one() {
        for forms in [
            &["crack", "cracks", "cracked", "cracking"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["exercise", "exercises", "exercising"],
            &["massage", "massages", "massaging"],
            &["pulley", "pulleys"],
            &["disc", "discs"],
            &["injury", "injuries"],
            &["pull", "pulls", "pulling", "pulled"],
            &["press", "presses", "pressing"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn what_would_be_left_of_a_short_word_is_no_word() {
        for word in ["bus", "sinus", "red", "ring", "spring", "press", "neck", "牽引"] {
            assert_eq!(stem(word), word);
        }
    }
}
