//! Everything that is wrong with an entry, each problem with its field and what is allowed there.

use crate::document::FieldError;
use crate::time::{Millis, Timestamp};

use super::Entry;
use super::kind::{Naming, Scale};

/// So far ahead of now an entry may lie: a clock may be wrong by a day, or stand in another zone (own decision `[D]`).
const AHEAD: Millis = Millis::from_mins(24 * 60);
/// Nobody's record is older: 1900-01-01 in UTC, in milliseconds before 1970 (own decision `[D]`).
const OLDEST_MS: i64 = -2_208_988_800_000;
/// The longest name, in characters (own decision `[D]`).
const NAME_MAX: usize = 80;
/// The longest unit, in characters (own decision `[D]`).
const UNIT_MAX: usize = 20;
/// The longest note, in characters (own decision `[D]`).
const NOTE_MAX: usize = 4000;

/// Everything that is wrong with `entry` when it is written at `now`; empty where nothing is. Whether a symptom's id is
/// a known one is screening's to say.
pub fn problems(entry: &Entry, now: Timestamp) -> Vec<FieldError> {
    let mut problems = Vec::new();
    time(entry, now, &mut problems);
    number(entry, &mut problems);
    name(entry, &mut problems);
    place(entry, &mut problems);
    note(entry, &mut problems);
    problems
}

fn time(entry: &Entry, now: Timestamp, problems: &mut Vec<FieldError>) {
    let at = entry.at.unix_millis();
    if at < OLDEST_MS || at > now.plus(AHEAD).unix_millis() {
        problems.push(FieldError::new("at", "out of range", "from 1900 to a day ahead of now"));
    }
}

fn number(entry: &Entry, problems: &mut Vec<FieldError>) {
    let kind = entry.kind;
    match kind.scale() {
        Scale::Nothing => unwanted("value", entry.value.is_some(), entry, problems),
        Scale::Whole(least, most) => whole(entry, (least, most), true, problems),
        Scale::WholeOrNothing(least, most) => whole(entry, (least, most), false, problems),
        Scale::ByUnit(units) => by_unit(entry, units, problems),
        Scale::Quantity => quantity(entry, problems),
    }
    if !matches!(kind.scale(), Scale::ByUnit(_) | Scale::Quantity) {
        unwanted("unit", entry.unit.is_some(), entry, problems);
    }
}

fn whole(entry: &Entry, (least, most): (i32, i32), required: bool, problems: &mut Vec<FieldError>) {
    let allowed = format!("a whole number from {least} to {most}");
    let Some(value) = entry.value else {
        if required {
            problems.push(FieldError::new("value", "missing", allowed));
        }
        return;
    };
    match value.as_whole() {
        None => problems.push(FieldError::new("value", "not a whole number", allowed)),
        Some(value) if !(i64::from(least)..=i64::from(most)).contains(&value) => {
            problems.push(FieldError::new("value", "out of range", allowed));
        }
        Some(_) => {}
    }
}

fn by_unit(entry: &Entry, units: &[(&str, i32, i32)], problems: &mut Vec<FieldError>) {
    let asked = entry.unit.as_deref();
    let range = match asked {
        None => units.first(),
        Some(word) => units.iter().find(|(unit, ..)| *unit == word),
    };
    let Some(&(_, least, most)) = range else {
        let words: Vec<&str> = units.iter().map(|(unit, ..)| *unit).collect();
        return problems.push(FieldError::new("unit", "not one of the known words", words.join(", ")));
    };
    whole(entry, (least, most), true, problems);
}

fn quantity(entry: &Entry, problems: &mut Vec<FieldError>) {
    if entry.value.is_some_and(|value| value.thousandths() < 0 || value.is_beyond()) {
        problems.push(FieldError::new("value", "out of range", "a number from 0 to 1000000"));
    }
    if entry.unit.is_some() && entry.value.is_none() {
        problems.push(FieldError::new("value", "missing", "how much, where there is a unit"));
    }
    text("unit", entry.unit.as_deref(), UNIT_MAX, Lines::One, problems);
}

fn name(entry: &Entry, problems: &mut Vec<FieldError>) {
    let allowed = match entry.kind.naming() {
        Naming::No => return unwanted("name", entry.name.is_some(), entry, problems),
        Naming::Free => None,
        Naming::Required => Some(format!("1 to {NAME_MAX} characters")),
        Naming::Symptom => Some("the id of a symptom".to_owned()),
    };
    if let (Some(allowed), None) = (allowed, &entry.name) {
        problems.push(FieldError::new("name", "missing", allowed));
    }
    text("name", entry.name.as_deref(), NAME_MAX, Lines::One, problems);
}

fn place(entry: &Entry, problems: &mut Vec<FieldError>) {
    let kind = entry.kind;
    if !kind.has_site() {
        unwanted("site", entry.site.is_some(), entry, problems);
        unwanted("side", entry.side.is_some(), entry, problems);
    }
    if !kind.has_quality() {
        unwanted("quality", entry.quality.is_some(), entry, problems);
    }
    if !kind.has_context() {
        unwanted("context", !entry.context.is_empty(), entry, problems);
    }
    let doubled = entry.context.iter().enumerate().any(|(index, tag)| entry.context[..index].contains(tag));
    if doubled {
        problems.push(FieldError::new("context", "a word stands there twice", "each word once"));
    }
}

fn note(entry: &Entry, problems: &mut Vec<FieldError>) {
    if entry.kind.scale() == Scale::Nothing && entry.note.is_none() {
        problems.push(FieldError::new("note", "missing", format!("1 to {NOTE_MAX} characters")));
    }
    text("note", entry.note.as_deref(), NOTE_MAX, Lines::Many, problems);
}

fn unwanted(field: &str, there: bool, entry: &Entry, problems: &mut Vec<FieldError>) {
    if there {
        let message = format!("an entry of kind {} has none", entry.kind);
        problems.push(FieldError::new(field, message, "to be left out"));
    }
}

/// Whether a text may have more than one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn text(field: &str, text: Option<&str>, most: usize, lines: Lines, problems: &mut Vec<FieldError>) {
    let Some(text) = text else { return };
    let unseen = |c: char| {
        let breaks = lines == Lines::Many && matches!(c, '\n' | '\t');
        (c.is_control() && !breaks) || turns_text_around(c)
    };
    let allowed = || format!("1 to {most} characters");
    if text.trim().is_empty() {
        problems.push(FieldError::new(field, "empty", allowed()));
    } else if text.chars().count() > most {
        problems.push(FieldError::new(field, "too long", allowed()));
    } else if text.contains(unseen) {
        let message = "holds a character that can't be seen";
        let allowed = "text without control characters and without characters that change its direction";
        problems.push(FieldError::new(field, message, allowed));
    }
}

/// Characters that make a reader see a text in another order than it is kept. The plain marks between scripts of both
/// directions (U+200E, U+200F, U+061C) are not among them: keyboards type those.
const fn turns_text_around(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Kind, NewEntry};
    use super::*;
    use crate::document::from_small_json;

    fn now() -> Timestamp {
        Timestamp::parse("2026-03-10T09:00:00+01:00").expect("an instant")
    }

    fn entry(kind: &str, more: &str) -> Entry {
        let json = format!(r#"{{"kind":"{kind}","at":"2026-03-09T18:00:00+01:00"{more}}}"#);
        from_small_json::<NewEntry>(json.as_bytes()).expect("reads").entry
    }

    fn wrong(kind: &str, more: &str) -> Vec<(String, String)> {
        let problems = problems(&entry(kind, more), now());
        problems.into_iter().map(|problem| (problem.field, problem.message)).collect()
    }

    fn fields(kind: &str, more: &str) -> Vec<String> {
        wrong(kind, more).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn each_kind_takes_what_belongs_to_it() {
        for (kind, more) in [
            (
                "pain",
                r#","value":4,"site":"shoulder_blade","side":"left","quality":"sharp","context":["desk","stress"]"#,
            ),
            ("stiffness", r#","value":0"#),
            ("tingling", r#","value":10,"site":"hand","side":"both""#),
            ("headache", r#","value":2"#),
            ("twinges", r#","value":0,"context":["lifting"]"#),
            ("sleep", r#","value":7,"note":"woke once\nat three""#),
            ("range_of_motion", r#","value":65,"unit":"deg","name":"turn","side":"left""#),
            ("range_of_motion", r#","value":8,"unit":"scale""#),
            ("range_of_motion", r#","value":180"#),
            ("medication", r#","name":"ibuprofen","value":0.5,"unit":"tablet""#),
            ("medication", r#","name":"ibuprofen""#),
            ("psfs", r#","name":"lifting my child","value":3"#),
            ("ndi_score", r#","value":21"#),
            ("ndi_score", r#","value":42,"unit":"percent""#),
            ("groc", r#","value":-7"#),
            ("symptom", r#","name":"dizziness""#),
            ("symptom", r#","name":"numbness_or_tingling","value":3,"site":"hand""#),
            ("cracking", r#","value":12"#),
            ("note", r#","note":"slept on the couch""#),
        ] {
            assert_eq!(wrong(kind, more), [], "{kind} {more}");
        }
    }

    #[test]
    fn a_number_outside_its_scale_is_named_with_the_range() {
        for (kind, more) in [
            ("pain", r#","value":11"#),
            ("pain", r#","value":-1"#),
            ("pain", r#","value":3.5"#),
            ("pain", ""),
            ("groc", r#","value":8"#),
            ("headache", r#","value":201"#),
            ("range_of_motion", r#","value":11,"unit":"scale""#),
            ("ndi_score", r#","value":51"#),
            ("symptom", r#","name":"dizziness","value":11"#),
            ("medication", r#","name":"ibuprofen","value":-1"#),
            ("medication", r#","name":"ibuprofen","unit":"mg""#),
            ("note", r#","value":1,"note":"a""#),
        ] {
            assert_eq!(fields(kind, more), ["value"], "{kind} {more}");
        }
        let problem = &problems(&entry("pain", r#","value":11"#), now())[0];
        assert_eq!(problem.allowed.as_deref(), Some("a whole number from 0 to 10"));
        assert_eq!(fields("ndi_score", r#","value":5,"unit":"marks""#), ["unit"]);
    }

    #[test]
    fn what_does_not_belong_to_a_kind_is_refused_and_everything_is_named_at_once() {
        let more = r#","value":12,"unit":"mg","site":"neck","side":"left","quality":"dull","context":["desk"],"name":"a""#;
        assert_eq!(fields("sleep", more), ["value", "unit", "name", "site", "side", "quality", "context"]);
        assert_eq!(fields("pain", r#","value":3,"context":["desk","desk"]"#), ["context"]);
        assert_eq!(fields("note", ""), ["note"]);
        assert_eq!(fields("medication", ""), ["name"]);
        assert_eq!(fields("symptom", ""), ["name"]);
    }

    #[test]
    fn a_date_no_person_can_tell_of_is_refused() {
        let at = |text: &str| Entry {
            at: Timestamp::parse(text).expect("an instant"),
            ..entry("sleep", r#","value":5"#)
        };
        for (text, good) in [
            ("0000-01-01T00:00:00Z", false),
            ("1899-12-31T23:59:59Z", false),
            ("1900-01-01T00:00:00Z", true),
            ("2026-03-11T09:00:00+01:00", true),
            ("2026-03-11T09:00:00.001+01:00", false),
            ("2026-03-11T18:00:00+10:00", true),
            ("9999-12-31T23:59:59Z", false),
        ] {
            assert_eq!(problems(&at(text), now()).is_empty(), good, "{text}");
        }
    }

    #[test]
    fn a_text_is_short_and_holds_nothing_unseen() {
        let note = |text: &str| Entry { note: Some(text.to_owned()), ..entry("note", "") };
        for (text, good) in [
            ("two\nlines\tand a tab", true),
            ("שלום \u{200f}עולם", true),
            (&"ä".repeat(NOTE_MAX), true),
            (&"ä".repeat(NOTE_MAX + 1), false),
            (" \n ", false),
            ("a bell \u{7}", false),
            ("nothing \0 there", false),
            ("turned \u{202e}dnuora", false),
            ("isolated \u{2066}a\u{2069}", false),
        ] {
            assert_eq!(problems(&note(text), now()).is_empty(), good, "{text:?}");
        }
        let named = |name: &str| Entry { name: Some(name.to_owned()), ..entry("medication", "") };
        assert!(!problems(&named("two\nlines"), now()).is_empty());
        assert!(!problems(&named(&"a".repeat(NAME_MAX + 1)), now()).is_empty());
    }

    #[test]
    fn lines_end_alike_whichever_system_they_were_typed_on() {
        let ends = super::super::with_plain_line_ends;
        assert_eq!(ends("one\r\ntwo\n\r\nthree"), "one\ntwo\n\nthree");
        assert_eq!(ends("a\rb"), "a\rb", "which ends no line, and is refused");
    }

    #[test]
    fn what_an_entry_is_read_from_says_what_is_allowed_and_not_what_stood_there() {
        let good = r#"{"id":"01965f00-0000-7000-8000-000000000001","kind":"sleep","at":"2026-03-09T18:00:00+01:00","value":5}"#;
        let refused = |from: &str, to: &str| {
            let json = good.replace(from, to);
            let error = from_small_json::<NewEntry>(json.as_bytes()).expect_err("must be refused");
            (error.field, error.allowed.unwrap_or_default())
        };
        from_small_json::<NewEntry>(good.as_bytes()).expect("reads");
        let instant = "an instant (RFC 3339 with an offset), such as 2026-03-10T08:00:00+01:00";
        for text in ["\"2026-03-09T18:00:00\"", "\"yesterday\"", "\"2026-13-09T18:00:00+01:00\"", "5", "null"]
        {
            let found = refused("\"2026-03-09T18:00:00+01:00\"", text);
            assert_eq!(found, ("at".to_owned(), instant.to_owned()), "{text}");
        }
        let uuid = "a UUID, such as 01965f00-0000-7000-8000-000000000001";
        for text in ["\"zzz\"", "\"\"", "7"] {
            let found = refused("\"01965f00-0000-7000-8000-000000000001\"", text);
            assert_eq!(found, ("id".to_owned(), uuid.to_owned()), "{text}");
        }
        assert_eq!(refused(":5}", ":\"5\"}"), ("value".to_owned(), "a number".to_owned()));
    }

    #[test]
    fn a_problem_never_repeats_what_was_written() {
        let secret = Entry {
            name: Some("a secret\0".repeat(20)),
            note: Some("a secret\0".to_owned()),
            ..entry("sleep", r#","value":99"#)
        };
        for problem in problems(&secret, now()) {
            assert!(!format!("{problem:?}").contains("secret"), "{problem:?}");
        }
    }

    proptest! {
        #[test]
        fn an_entry_without_problems_reads_back_as_it_was(
            kind in proptest::sample::select(Kind::ALL),
            value in proptest::option::of(-12_i32..210),
            name in proptest::option::of("[a-z ]{0,12}"),
            note in proptest::option::of(".{0,20}"),
        ) {
            let value = value.map(super::super::Amount::whole);
            let entry = Entry { kind, value, name, note, ..entry("note", "") };
            if problems(&entry, now()).is_empty() {
                let json = serde_json::to_string(&entry).expect("json");
                prop_assert_eq!(from_small_json::<NewEntry>(json.as_bytes()).expect("reads").entry, entry);
            }
        }
    }
}
