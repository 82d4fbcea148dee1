//! Files that people and programs hand in: JSON read strictly, with an error that names the field.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Unexpected, Visitor};
use thiserror::Error;

use crate::place::ContentError;

/// What is wrong with a field, and what is allowed there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: {message}")]
pub struct FieldError {
    /// The path of the field, such as `force.unit` or `answers.pregnant`; `.` for the whole document.
    pub field: String,
    /// What is wrong; never repeats the value, which may be health data.
    pub message: String,
    /// What is allowed there, where it can be said in a line.
    pub allowed: Option<String>,
}

impl FieldError {
    /// An error at `field`.
    pub fn new(field: impl Into<String>, message: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), allowed: Some(allowed.into()) }
    }
}

impl From<ContentError> for FieldError {
    /// For content that came in a document: its item is named, its place in a file means nothing there.
    fn from(error: ContentError) -> Self {
        Self { field: error.field, message: error.message, allowed: None }
    }
}

/// The largest file that [`from_small_json`] reads, in bytes: far more than a plan or a logged session needs `[D]`.
pub const SMALL: usize = 64 * 1024;

/// As [`from_json`], for a file from elsewhere: refuses one that is larger than [`SMALL`] or no text in UTF-8.
pub fn from_small_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FieldError> {
    from_json_up_to(SMALL, bytes)
}

/// As [`from_small_json`], for a document whose own fields have limits that say more than its size: up to so many bytes.
pub fn from_json_up_to<T: DeserializeOwned>(most: usize, bytes: &[u8]) -> Result<T, FieldError> {
    if bytes.len() > most {
        return Err(FieldError::new(".", "too large", format!("at most {} KiB", most / 1024)));
    }
    if std::str::from_utf8(bytes).is_err() {
        return Err(FieldError::new(".", "not text in UTF-8", "one JSON document in UTF-8"));
    }
    from_json(bytes)
}

/// Reads one JSON document. Unknown fields are refused by the types themselves (`deny_unknown_fields`).
pub fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FieldError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        describe(path, error.inner())
    })?;
    reader.end().map_err(|error| describe(".".to_owned(), &error))?;
    Ok(value)
}

/// Reads an object in which each name stands once: of two answers to one question neither can be believed. For
/// `#[serde(deserialize_with)]`.
pub fn each_once<'de, K, V, D>(reader: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Ord + Deserialize<'de>,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct EachOnce<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for EachOnce<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with one answer for each name")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut answers = BTreeMap::new();
            while let Some((name, answer)) = entries.next_entry()? {
                if answers.insert(name, answer).is_some() {
                    return Err(A::Error::custom("expected one answer for each name"));
                }
            }
            Ok(answers)
        }
    }

    reader.deserialize_map(EachOnce(PhantomData))
}

fn describe(mut field: String, error: &serde_json::Error) -> FieldError {
    if error.is_syntax() || error.is_eof() {
        return FieldError {
            field: ".".to_owned(),
            message: format!("not complete JSON (line {}, column {})", error.line(), error.column()),
            allowed: Some("one JSON document".to_owned()),
        };
    }
    // serde's words for a wrong type quote the value found; keep only what was expected.
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    let named = |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    let (message, child) = if let Some(name) = named("unknown field `") {
        ("unknown field", Some(name))
    } else if let Some(name) = named("missing field `") {
        ("missing", Some(name))
    } else if text.starts_with("unknown variant") {
        ("not one of the known words", None)
    } else {
        ("wrong type or value", None)
    };
    // The path to an unknown field already ends in its name; the one to a missing field does not.
    if let Some(name) = child
        && field.rsplit('.').next() != Some(name)
    {
        field = if field == "." { name.to_owned() } else { format!("{field}.{name}") };
    }
    let expected = text.split_once("expected ").map(|(_, expected)| in_words_of_json(expected));
    let allowed = expected.or_else(|| is_no_day(text).then(|| "a day that there is, YYYY-MM-DD".to_owned()));
    FieldError { field, message: message.to_owned(), allowed }
}

/// Reads a number of a scale from 0 to 10, or none, for `deserialize_with`: whatever else stands there is told with that range.
pub fn scale<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    struct Scale;

    impl<'de> Visitor<'de> for Scale {
        type Value = Option<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a whole number from 0 to 10")
        }

        fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
            match u8::try_from(value) {
                Ok(value @ 0..=10) => Ok(Some(value)),
                _ => Err(E::invalid_value(Unexpected::Unsigned(value), &self)),
            }
        }
    }

    deserializer.deserialize_option(Scale)
}

/// Whether these are chrono's words for a text that is no day; it names nothing that it expected.
fn is_no_day(text: &str) -> bool {
    ["input is out of range", "input contains invalid characters", "premature end of input", "trailing input"]
        .into_iter()
        .any(|words| text.starts_with(words))
}

/// What serde expected, for those who write JSON and no Rust.
fn in_words_of_json(expected: &str) -> String {
    let first = expected.split(' ').next().unwrap_or_default();
    let plain = match (first, expected) {
        ("f32" | "f64", _) => "a number",
        ("u8", _) => "a whole number from 0 to 255",
        ("u16", _) => "a whole number from 0 to 65535",
        ("u32", _) => "a whole number from 0 to 4294967295",
        ("u64" | "u128" | "usize", _) => "a whole number, 0 or more",
        ("i8", _) => "a whole number from -128 to 127",
        ("i16", _) => "a whole number from -32768 to 32767",
        ("i32", _) => "a whole number from -2147483648 to 2147483647",
        ("i64" | "i128" | "isize", _) => "a whole number",
        (_, "a boolean") => "true or false",
        (_, "a string" | "a borrowed string" | "string" | "str" | "unit variant") => "text",
        (_, "a character") => "text of one character",
        (_, "a sequence") => "a list",
        (_, "string or map") => "text or an object",
        (_, "unit") => "null",
        ("struct", _) | (_, "a map") => "an object",
        ("tuple" | "newtype", _) => "a list",
        _ if expected.contains("tagged enum") => "an object",
        _ if expected.contains("variant") || expected.contains(" enum ") || first == "enum" => {
            "one of the known words"
        }
        _ if expected.contains("array of length") || expected.contains("tuple of size") => "a list",
        _ => return expected.replace('`', ""),
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    // A shape of the test's own: what is shared imports no part.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read, never looked at")]
    struct Plan {
        modality: String,
        pattern: Pattern,
        duration_ms: u64,
        force: Option<Force>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Pattern {
        Sustained,
        Intermittent,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read, never looked at")]
    struct Force {
        value: f64,
        unit: String,
    }

    const PLAN: &str = r#"{"modality":"home_unit","pattern":"sustained","duration_ms":600000,
        "force":{"value":20,"unit":"lb"}}"#;

    fn refused(json: &str) -> FieldError {
        from_json::<Plan>(json.as_bytes()).expect_err("must be refused")
    }

    #[test]
    fn a_whole_document_is_read() {
        assert!(from_json::<Plan>(PLAN.as_bytes()).is_ok());
    }

    #[test]
    fn an_unknown_field_is_named_with_its_path() {
        assert_eq!(refused(&PLAN.replace("\"unit\"", "\"units\"")).field, "force.units");
        assert_eq!(refused(&PLAN.replace("\"duration_ms\"", "\"duration\"")).field, "duration");
    }

    #[test]
    fn a_missing_field_is_named_with_its_path() {
        let error = refused(r#"{"modality":"home_unit","pattern":"sustained"}"#);
        assert_eq!((error.field.as_str(), error.message.as_str()), ("duration_ms", "missing"));
        let error = refused(&PLAN.replace(",\"unit\":\"lb\"", ""));
        assert_eq!(error.field, "force.unit");
    }

    #[test]
    fn a_wrong_type_names_the_field_and_not_the_value() {
        let error = refused(&PLAN.replace("600000", "\"my secret\""));
        assert_eq!(error.field, "duration_ms");
        assert!(!error.to_string().contains("secret"));
    }

    #[test]
    fn what_is_allowed_is_said_in_words_of_json() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read, never looked at")]
        struct Everything {
            number: Option<f64>,
            small: Option<u8>,
            middle: Option<u16>,
            large: Option<u32>,
            whole: Option<u64>,
            signed: Option<i32>,
            yes: Option<bool>,
            text: Option<String>,
            list: Option<Vec<String>>,
            names: Option<BTreeMap<String, String>>,
            pair: Option<(u8, u8)>,
            three: Option<[u8; 3]>,
            inner: Option<Force>,
            word: Option<Pattern>,
        }
        let allowed = |json: &str| {
            from_json::<Everything>(json.as_bytes()).expect_err("must be refused").allowed.expect("said")
        };
        for (json, words) in [
            (r#"{"number":"3"}"#, "a number"),
            (r#"{"small":300}"#, "a whole number from 0 to 255"),
            (r#"{"middle":-1}"#, "a whole number from 0 to 65535"),
            (r#"{"large":"a"}"#, "a whole number from 0 to 4294967295"),
            (r#"{"whole":3.5}"#, "a whole number, 0 or more"),
            (r#"{"signed":[]}"#, "a whole number from -2147483648 to 2147483647"),
            (r#"{"yes":1}"#, "true or false"),
            (r#"{"text":1}"#, "text"),
            (r#"{"list":"a"}"#, "a list"),
            (r#"{"names":[]}"#, "an object"),
            (r#"{"pair":1}"#, "a list"),
            (r#"{"pair":[1]}"#, "a list"),
            (r#"{"three":[1]}"#, "a list"),
            (r#"{"inner":1}"#, "an object"),
            (r#"{"inner":[]}"#, "an object"),
            ("[]", "an object"),
            ("3", "an object"),
            ("\"a\"", "an object"),
            ("null", "an object"),
        ] {
            assert_eq!(allowed(json), words, "{json}");
        }
        for json in [r#"{"word":1}"#, r#"{"word":{}}"#, r#"{"word":[]}"#] {
            let said = from_json::<Everything>(json.as_bytes()).expect_err("must be refused").allowed;
            let said = said.unwrap_or_default();
            for word in ["enum", "variant", "map", "Pattern", "struct"] {
                assert!(!said.contains(word), "{json}: {said}");
            }
        }
    }

    #[test]
    fn a_word_outside_the_list_says_the_list() {
        let error = refused(&PLAN.replace("sustained", "hard"));
        assert_eq!(error.field, "pattern");
        assert!(error.allowed.expect("a list").contains("intermittent"));
    }

    #[test]
    fn a_file_from_elsewhere_is_small_and_text() {
        let refused = |bytes: &[u8]| from_small_json::<Plan>(bytes).expect_err("must be refused");
        let padded = |size: usize| format!("{PLAN}{}", " ".repeat(size - PLAN.len()));
        assert!(from_small_json::<Plan>(padded(SMALL).as_bytes()).is_ok());
        assert_eq!(refused(padded(SMALL + 1).as_bytes()).message, "too large");
        assert_eq!(refused(&PLAN.replace("lb", "l\u{e9}").as_bytes()[..100]).field, ".");
        assert_eq!(refused(b"{\"modality\":\"\xff\"}").message, "not text in UTF-8");
    }

    #[test]
    fn a_truncated_document_and_one_with_more_behind_it_are_refused() {
        assert_eq!(refused(&PLAN[..PLAN.len() - 5]).field, ".");
        assert_eq!(refused(&format!("{PLAN}{{}}")).field, ".");
    }
}
