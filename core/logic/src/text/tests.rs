//! What holds for every message in every language.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;

use super::files::LANGUAGES;
use super::*;

const MADE_UP: [&str; 2] = ["en-XA", "ar-XB"];

fn language(tag: &str) -> Language {
    Language::for_tag(tag).expect(tag)
}

/// Keys of English, in the order of the files.
fn english_keys() -> Vec<&'static str> {
    let mut keys = Vec::new();
    let lines = Pack::ALL.into_iter().flat_map(|pack| LANGUAGES[0].pack(pack).lines());
    for line in lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
        keys.push(line.split('=').next().unwrap_or_default().trim());
    }
    keys
}

/// What reports speak of.
const REPORT: &[&str] = &[
    "about",
    "action",
    "advice",
    "all",
    "by",
    "clearance",
    "completed",
    "day",
    "days",
    "end",
    "first-from",
    "first-to",
    "forms",
    "groc",
    "hold",
    "how",
    "id",
    "kind",
    "last",
    "last-from",
    "last-to",
    "least",
    "level",
    "limits",
    "most",
    "note",
    "number",
    "of",
    "outcome",
    "page",
    "pages",
    "pain",
    "points",
    "reason",
    "rest",
    "review",
    "said",
    "sessions",
    "sets",
    "short",
    "shown",
    "spoke",
    "version",
    "week",
    "weeks",
    "what",
    "who",
];

/// With a value for every name that a message may speak of.
fn message(key: &str, region: &str) -> Message {
    let numbers = ["round", "limit", "from", "to", "minutes", "set", "count"];
    let numbers =
        numbers.into_iter().fold(Message::new(key.to_owned()), |message, name| message.number(name, 3.0));
    REPORT
        .iter()
        .fold(numbers, |message, name| message.text(*name, "4"))
        .text("region", region)
        .text("modality", "home_unit")
        .text("words", "force")
        .text("name", "Dr Example")
        .text("date", "2026-03-10")
        .text("dated", "2019")
        .text("rules", "night pain")
        .text("field", "limits")
        .text("fields", "a, b")
        .text("first", "a")
        .text("second", "b")
        .text("call", "112")
        .text("country", "Portugal")
        .text("value", "20 lb")
        .text("time", "12:00")
        .text("direction", "lower")
        .text("title", "a bath")
}

#[test]
fn english_is_the_first_language_and_no_language_stands_twice() {
    assert_eq!(LANGUAGES[0].tag, "en");
    let tags: BTreeSet<_> = LANGUAGES.iter().map(|words| words.tag).collect();
    assert_eq!(tags.len(), LANGUAGES.len());
}

#[test]
fn every_message_file_parses_and_no_key_stands_twice() {
    for words in LANGUAGES {
        for pack in Pack::ALL {
            if let Err((_, errors)) = FluentResource::try_new(words.pack(pack).to_owned()) {
                panic!("{}, {pack:?}: {errors:?}", words.tag);
            }
        }
    }
    let mut seen = BTreeSet::new();
    for key in english_keys() {
        assert!(seen.insert(key), "{key} stands twice");
    }
}

/// Else it would be looked for where it is not.
#[test]
fn every_message_is_in_the_pack_that_its_key_says() {
    for words in LANGUAGES {
        for pack in Pack::ALL {
            let keys = language::keys(words.pack(pack));
            let elsewhere: Vec<_> = keys.iter().filter(|key| Pack::of(key) != pack).collect();
            assert!(!keys.is_empty() && elsewhere.is_empty(), "{}, {pack:?}: {elsewhere:?}", words.tag);
        }
    }
}

#[test]
fn every_english_message_has_words() {
    for key in english_keys() {
        assert!(has_message(key), "{key}");
    }
}

#[test]
fn a_message_is_said_in_the_asked_language() {
    let done = Message::new("session-moment-done-spoken");
    assert_eq!(render(&done), "Done.");
    assert_eq!(render_in(&done, language("en-GB")), "Done.");
    assert_eq!(render_in(&done, language("en-XA")), "⟦Đóóñéé.⟧");
    assert_eq!(render_in(&done, language("ar-XB")), "\u{200F}\u{202E}Done.\u{202C}\u{200F}");
}

#[test]
fn a_key_without_words_is_shown_as_itself() {
    assert_eq!(render_in(&Message::new("no-such-key"), language("en-XA")), "no-such-key");
    assert!(!has_message("no-such-key"));
}

#[test]
fn values_stand_apart_where_text_runs_from_right_to_left() {
    let limit = Message::new("plan-device-force-max").text("limit", "20 lb");
    assert!(render_in(&limit, language("ar-XB")).contains("\u{2068}20 lb\u{2069}"));
    assert_eq!(render(&limit), "The device pulls at most 20 lb.");
}

/// What a made-up language is made of is English, so it can't lack a message or choose another variant.
#[test]
fn every_message_is_marked_in_a_made_up_language_and_has_every_value() {
    for key in english_keys() {
        for region in ["cervical", "lumbar"] {
            let message = message(key, region);
            let english = render(&message);
            assert!(
                !english.contains("{$"),
                "{key} speaks of a value that this test does not know: {english}"
            );
            let longer = render_in(&message, language("en-XA"));
            assert!(longer.starts_with('⟦') && longer.ends_with('⟧'), "{key}: {longer}");
            // A country's name is a message inside a message, and is marked too.
            let names_a_country =
                ["guide-emergency-country", "guide-emergency-country-not-listed"].contains(&key);
            let messages = if names_a_country { 2 } else { 1 };
            assert_eq!(longer.matches('⟦').count(), messages, "{key}: {longer}");
            let turned = render_in(&message, language("ar-XB"));
            assert_eq!(turned.matches('\u{200F}').count(), 2 * messages, "{key}: {turned}");
            assert_eq!(without_marks(&turned), english, "{key}");
        }
    }
}

fn without_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200F}' | '\u{202E}' | '\u{202C}' | '\u{2068}' | '\u{2069}'))
        .collect()
}

#[test]
fn a_made_up_language_lacks_nothing() {
    for tag in MADE_UP {
        assert_eq!(missing(language(tag)), Vec::<String>::new(), "{tag}");
    }
}
