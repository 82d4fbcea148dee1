//! The built-in content, and how a damaged one is reported.

use crate::guide::content::{FILES, built_in, read};
use crate::guide::validate::validate;
use crate::guide::{ContentError, Guide};

pub(super) const FINE_SOURCES: &str = r#"
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

fn checked(files: &[(&str, &str)]) -> Result<crate::guide::written::Written, ContentError> {
    let written = read(files)?;
    validate(&written, &|key| key != "guide-second-wordless" && key != "guide-reason-wordless")?;
    Ok(written)
}

/// A guide of these files, as if all of it had words.
pub(super) fn guide_of(files: &[(&str, &str)]) -> Guide {
    Guide::from_written(checked(files).expect("content"))
}

/// What is said of the fine content with `from` replaced by `to` in `file`.
#[track_caller]
fn damaged(file: &str, from: &str, to: &str) -> ContentError {
    let texts = FINE.map(|(name, text)| {
        if name != file {
            return (name, text.to_owned());
        }
        assert!(text.contains(from), "{from} is not in {file}");
        (name, text.replacen(from, to, 1))
    });
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    checked(&files).expect_err("must be refused")
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
fn the_built_in_guide_hangs_together() {
    if let Err(error) = built_in() {
        panic!("{error}");
    }
}

#[test]
fn the_built_in_files_are_of_their_kind() {
    let written = read(FILES).expect("content");
    assert!(written.sources.iter().all(|placed| placed.file == "sources.toml"));
    assert!(written.reasons.iter().all(|placed| placed.file == "reasons.toml"));
    assert!(written.numbers.iter().all(|placed| placed.file == "emergency_numbers.toml"));
    assert!(written.cards.iter().all(|placed| placed.file.starts_with("cards/")));
}

#[test]
fn fine_content_is_accepted() {
    let guide = guide_of(&FINE);
    assert_eq!(guide.cards().len(), 2);
    assert_eq!(guide.reasons(crate::modality::Region::Cervical).len(), 2);
    assert_eq!(guide.reasons(crate::modality::Region::Lumbar).len(), 1);
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
