//! A file of the guide that is broken by hand.

use std::fs;

use super::{english, folder};
use crate::content::guide::{from_files, read};
use crate::content::messages;
use crate::content::place::ContentError;
use crate::content::toml_file::TomlFile;

const FINE_SOURCES: &str = r#"
[[source]]
id = "000"
kind = "article"
rank = 1
credit = "a clinic"
dated = "2022-05-19"
tag = "R"
[[source]]
id = "001"
kind = "article"
rank = 4
credit = "somebody"
dated = "2025"
tag = "R"
[[source]]
id = "003"
kind = "article"
rank = 2
credit = "a site, reviewed by a physical therapist"
dated = "2019"
ageing = true
tag = "R"
[[source]]
id = "004"
kind = "article"
rank = 3
credit = "a site"
dated = "2024"
tag = "R"
[[source]]
id = "trial2014"
kind = "trial"
credit = "a university"
dated = "2014"
tag = "M"
[[source]]
id = "own"
kind = "note"
credit = "Nape"
dated = "2026"
tag = "M"
"#;

const FINE_CARDS: &str = r#"
[[card]]
id = "roller"
topic = "modality"
modalities = ["foam_roller_trapezius"]
regions = ["cervical"]
drawn_from = ["000"]
reviewed = "2026-11-21"
synonyms = ["foam tube"]
part = [
    { id = "roll", kind = "step", sources = ["K10"] },
    { id = "why", kind = "text", sources = ["trial2014", "section 3a [D]"] },
]

[[card]]
id = "second"
topic = "glossary"
drawn_from = ["001"]
reviewed = "2026-11-21"
part = [{ id = "word", kind = "term", sources = ["D22"] }]
"#;

const FINE_REASONS: &str = r#"
[[reason]]
id = "desk"
sources = ["G05"]
regions = ["cervical"]

[[reason]]
id = "ache"
sources = ["G26"]
"#;

const FINE_NUMBERS: &str = r#"
[[number]]
countries = ["US", "CA"]
call = ["911"]
tag = "M"

[[number]]
countries = ["CH"]
call = ["144", "112"]
tag = "M"
"#;

type File = (&'static str, &'static str);

const FINE: [File; 4] = [
    ("sources.toml", FINE_SOURCES),
    ("cards/some.toml", FINE_CARDS),
    ("reasons.toml", FINE_REASONS),
    ("emergency_numbers.toml", FINE_NUMBERS),
];

/// Reads the fine content with `from` replaced by `to` in `file`.
fn read_with(file: &str, from: &str, to: &str) -> Result<(), ContentError> {
    let files = FINE.map(|(name, text)| {
        if name != file {
            return TomlFile { name: name.to_owned(), text: text.to_owned() };
        }
        assert!(text.contains(from), "{from} is not in {file}");
        TomlFile { name: name.to_owned(), text: text.replacen(from, to, 1) }
    });
    let wordless = ["guide-second-wordless", "guide-reason-wordless"];
    from_files(&files, &|key| !wordless.contains(&key)).map(|_| ())
}

/// What is said of it.
#[track_caller]
fn damaged(file: &str, from: &str, to: &str) -> ContentError {
    read_with(file, from, to).expect_err("must be refused")
}

/// What stands before `needle` in a file.
fn before(file: &str, needle: &str) -> &'static str {
    let (_, text) = FINE.iter().find(|(name, _)| *name == file).expect("a file");
    text.split(needle).next().expect("there")
}

/// The line on which `needle` begins.
fn line(file: &str, needle: &str) -> usize {
    before(file, needle).matches('\n').count() + 1
}

/// The line on which the item begins that has `needle`.
fn item_line(file: &str, needle: &str) -> usize {
    let before = before(file, needle);
    before[..before.rfind("[[").expect("an item")].matches('\n').count() + 1
}

#[test]
fn the_files_as_they_are_can_be_read() {
    let messages = english();
    read(&folder("guide"), &|key| messages.has(key)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn no_words_of_a_card_or_reason_are_left_over() {
    let written = read(&folder("guide"), &|_| true).expect("the guide");
    let mut used: Vec<String> = written.cards.iter().flat_map(|card| card.item.keys()).collect();
    used.extend(written.reasons.iter().map(|reason| reason.item.key()));
    for entry in fs::read_dir(folder("messages/en")).expect("messages") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if name.starts_with("guide-") {
            let text = fs::read_to_string(&path).expect("text");
            for key in messages::keys_in(&messages::parsed(name, text).expect("messages")) {
                assert!(used.contains(&key), "{name}: {key} is shown nowhere");
            }
        }
    }
}

#[test]
fn fine_content_is_accepted() {
    read_with("reasons.toml", "desk", "desk").unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn broken_toml_is_named_with_file_and_line() {
    let error = damaged("cards/some.toml", "topic = \"modality\"", "topic = \"modality");
    assert_eq!((error.file.as_str(), error.line, error.field.as_str()), ("cards/some.toml", 4, "."));
}

#[test]
fn what_does_not_fit_a_shape_is_named_with_file_line_and_field() {
    for (file, from, to, field) in [
        ("cards/some.toml", "topic = \"modality\"", "topics = \"modality\"", "card[0].topics"),
        ("cards/some.toml", "\"glossary\"", "\"glosary\"", "card[1].topic"),
        ("cards/some.toml", "\"foam_roller_trapezius\"", "\"rack\"", "card[0].modalities[0]"),
        ("cards/some.toml", "\"cervical\"", "\"thoracic\"", "card[0].regions[0]"),
        ("cards/some.toml", "kind = \"step\"", "kind = \"dance\"", "card[0].part[0].kind"),
        ("cards/some.toml", "reviewed = \"2026-11-21\"", "reviewed = \"2026-13-21\"", "card[0].reviewed"),
        ("sources.toml", "kind = \"note\"", "kind = \"rumour\"", "source[5].kind"),
        ("sources.toml", "tag = \"M\"", "tag = \"D\"", "source[4].tag"),
        ("reasons.toml", "id = \"desk\"", "name = \"desk\"", "reason[0].name"),
        ("emergency_numbers.toml", "call = [\"911\"]", "call = 911", "number[0].call"),
    ] {
        let error = damaged(file, from, to);
        let expected = (file, line(file, from), field);
        assert_eq!((error.file.as_str(), error.line, error.field.as_str()), expected, "{error}");
    }
}

#[test]
fn a_field_that_is_missing_is_named_with_the_item_that_lacks_it() {
    for (from, name) in
        [("reviewed = \"2026-11-21\"\n", "reviewed"), ("drawn_from = [\"000\"]\n", "drawn_from")]
    {
        let error = damaged("cards/some.toml", from, "");
        assert_eq!((error.line, error.field.as_str()), (item_line("cards/some.toml", "roller"), "card[0]"));
        assert!(error.message.contains(name), "{error}");
    }
}

#[test]
fn what_does_not_hang_together_is_named_with_file_line_and_field() {
    for (file, from, to, item, field) in [
        ("sources.toml", "id = \"own\"", "id = \"Own\"", "\"own\"", "source Own: id"),
        ("sources.toml", "id = \"own\"", "id = \"trial2014\"", "\"own\"", "source trial2014: id"),
        ("sources.toml", "rank = 2", "rank = 5", "\"003\"", "source 003: rank"),
        ("sources.toml", "rank = 2\n", "", "\"003\"", "source 003: rank"),
        ("sources.toml", "kind = \"note\"", "kind = \"note\"\nrank = 1", "\"own\"", "source own: rank"),
        ("sources.toml", "credit = \"Nape\"", "credit = \" \"", "\"own\"", "source own: credit"),
        ("sources.toml", "dated = \"2014\"", "dated = \"long ago\"", "2014\"", "source trial2014: dated"),
        ("sources.toml", "dated = \"2019\"\n", "", "\"003\"", "source 003: ageing"),
        ("cards/some.toml", "id = \"roller\"", "id = \"foam roller\"", "roller", "card foam roller: id"),
        ("cards/some.toml", "id = \"second\"", "id = \"roller\"", "second", "card roller: id"),
        ("cards/some.toml", "id = \"word\"", "id = \"wordless\"", "second", "card second: words"),
        ("cards/some.toml", "foam_roller_trapezius", "foam_roller", "roller", "card roller: part roll: kind"),
        (
            "cards/some.toml",
            "foam_roller_trapezius",
            "neck_cracking",
            "roller",
            "card roller: part roll: kind",
        ),
        (
            "cards/some.toml",
            "[\"cervical\"]",
            "[\"cervical\", \"cervical\"]",
            "roller",
            "card roller: modalities",
        ),
        ("cards/some.toml", "drawn_from = [\"001\"]", "drawn_from = []", "second", "card second: drawn_from"),
        ("cards/some.toml", "[\"001\"]", "[\"001\", \"001\"]", "second", "card second: drawn_from"),
        ("cards/some.toml", "[\"001\"]", "[\"007\"]", "second", "card second: drawn_from"),
        ("cards/some.toml", "[\"foam tube\"]", "[\"Foam tube\"]", "roller", "card roller: synonyms"),
        ("cards/some.toml", "[\"foam tube\"]", "[\" - \"]", "roller", "card roller: synonyms"),
        ("cards/some.toml", "id = \"why\"", "id = \"roll\"", "roller", "card roller: part roll"),
        ("cards/some.toml", "id = \"why\"", "id = \"Why\"", "roller", "card roller: part Why: id"),
        ("cards/some.toml", "[\"K10\"]", "[]", "roller", "card roller: part roll: sources"),
        ("cards/some.toml", "[\"K10\"]", "[\"K25\"]", "roller", "card roller: part roll: sources"),
        ("cards/some.toml", "[\"K10\"]", "[\"K10\", \"K10\"]", "roller", "card roller: part roll: sources"),
        ("reasons.toml", "id = \"desk\"", "id = \"Desk\"", "desk", "reason Desk: id"),
        ("reasons.toml", "id = \"desk\"", "id = \"wordless\"", "desk", "reason wordless: words"),
        ("reasons.toml", "id = \"ache\"", "id = \"desk\"", "ache", "reason desk: id"),
        ("reasons.toml", "[\"G26\"]", "[\"G29\"]", "ache", "reason ache: sources"),
        ("reasons.toml", "[\"G26\"]", "[\"G10\"]", "ache", "reason ache: sources"),
        ("reasons.toml", "[\"cervical\"]", "[\"cervical\", \"cervical\"]", "desk", "reason desk: regions"),
        ("emergency_numbers.toml", "\"CA\"", "\"ca\"", "US", "number US ca: countries"),
        ("emergency_numbers.toml", "\"CH\"", "\"CHE\"", "CH", "number CHE: countries"),
        ("emergency_numbers.toml", "\"CH\"", "\"CA\"", "CH", "number CA: countries"),
        ("emergency_numbers.toml", "[\"CH\"]", "[]", "CH", "number : countries"),
        ("emergency_numbers.toml", "\"911\"", "\"9-1-1\"", "US", "number US CA: call"),
        ("emergency_numbers.toml", "\"911\"", "\"1\"", "US", "number US CA: call"),
        ("emergency_numbers.toml", "[\"911\"]", "[]", "US", "number US CA: call"),
        ("emergency_numbers.toml", "\"144\"", "\"112\"", "CH", "number CH: call"),
        ("emergency_numbers.toml", "\"144\"", "\"144\", \"117\"", "CH", "number CH: call"),
    ] {
        let error = damaged(file, from, to);
        assert_eq!((error.file.as_str(), error.field.as_str()), (file, field), "{error}");
        assert_eq!(error.line, item_line(file, item), "{error}");
    }
}

#[test]
fn a_card_without_parts_is_refused() {
    let whole = "[{ id = \"word\", kind = \"term\", sources = [\"D22\"] }]";
    assert_eq!(damaged("cards/some.toml", whole, "[]").field, "card second: part");
}

#[test]
fn no_two_texts_share_their_words() {
    // A part `title` would speak with the card's title; a part `roll_check` with the check of the step `roll`.
    let error =
        damaged("cards/some.toml", "id = \"word\", kind = \"term\"", "id = \"title\", kind = \"text\"");
    assert_eq!(error.field, "card second: id");
    assert_eq!(damaged("cards/some.toml", "id = \"why\"", "id = \"roll_check\"").field, "card roller: id");
}
