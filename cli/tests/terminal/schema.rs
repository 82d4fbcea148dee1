//! A small check against the schemas in docs/schemas. It knows the words that they use and fails on any other,
//! so that nothing in a schema is silently without effect.

use std::fs;

use serde_json::Value;

use crate::support::repository;

/// Fails where `document` is not as `docs/schemas/NAME.schema.json` says.
#[track_caller]
pub(crate) fn assert_fits(name: &str, document: &Value) {
    let path = repository().join(format!("docs/schemas/{name}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    let complaints = complaints(&schema, &schema, document, name);
    assert!(complaints.is_empty(), "{complaints:#?}\nin {document:#}");
}

fn complaints(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, expected) in schema.as_object().expect("a schema is an object") {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let target = expected.as_str().and_then(|reference| reference.strip_prefix('#'));
                let target = root.pointer(target.expect("a local reference")).expect("it exists");
                found.extend(complaints(root, target, value, path));
            }
            "oneOf" => {
                let fits = |one: &&Value| complaints(root, one, value, path).is_empty();
                let fitting = expected.as_array().into_iter().flatten().filter(fits).count();
                if fitting != 1 {
                    found.push(format!("{path}: fits {fitting} of the alternatives"));
                }
            }
            "properties" | "required" | "additionalProperties" => {
                found.extend(object(root, schema, word, value, path));
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(complaints(root, expected, item, &format!("{path}[{at}]")));
                }
            }
            _ if holds(word, expected, value) => {}
            _ => found.push(format!("{path}: not {word} {expected}: {value}")),
        }
    }
    found
}

fn object(root: &Value, schema: &Value, word: &str, value: &Value, path: &str) -> Vec<String> {
    let Some(object) = value.as_object() else {
        return Vec::new();
    };
    let properties = schema["properties"].as_object();
    let mut found = Vec::new();
    match word {
        "properties" => {
            for (name, expected) in properties.into_iter().flatten() {
                if let Some(value) = object.get(name) {
                    found.extend(complaints(root, expected, value, &format!("{path}.{name}")));
                }
            }
        }
        "required" => {
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !object.contains_key(name) {
                    found.push(format!("{path}.{name}: missing"));
                }
            }
        }
        _ => {
            for (name, value) in object {
                if properties.is_some_and(|properties| properties.contains_key(name)) {
                    continue;
                }
                match &schema["additionalProperties"] {
                    Value::Bool(true) => {}
                    Value::Bool(false) => found.push(format!("{path}.{name}: unknown")),
                    expected => found.extend(complaints(root, expected, value, &format!("{path}.{name}"))),
                }
            }
        }
    }
    found
}

fn holds(word: &str, expected: &Value, value: &Value) -> bool {
    let text = value.as_str();
    match word {
        "type" => match expected {
            Value::Array(types) => types.iter().any(|expected| is_a(expected, value)),
            expected => is_a(expected, value),
        },
        "enum" => expected.as_array().is_some_and(|words| words.contains(value)),
        "const" => expected == value,
        "minimum" => value.as_f64().is_none_or(|number| Some(number) >= expected.as_f64()),
        "minLength" => text.is_none_or(|text| Some(text.chars().count() as u64) >= expected.as_u64()),
        "minItems" => value.as_array().is_none_or(|items| Some(items.len() as u64) >= expected.as_u64()),
        "maxItems" => value.as_array().is_none_or(|items| Some(items.len() as u64) <= expected.as_u64()),
        "format" => text.is_none_or(|text| has_format(expected, text)),
        other => panic!("the schema word {other} is not known here"),
    }
}

fn is_a(expected: &Value, value: &Value) -> bool {
    match expected.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("null") => value.is_null(),
        other => panic!("the type {other:?} is not known here"),
    }
}

fn has_format(expected: &Value, text: &str) -> bool {
    match expected.as_str() {
        Some("date-time") => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        Some("date") => text.parse::<chrono::NaiveDate>().is_ok(),
        Some("uuid") => text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]),
        other => panic!("the format {other:?} is not known here"),
    }
}

#[test]
fn a_document_that_lacks_or_adds_a_field_does_not_fit() {
    let schema: Value = serde_json::json!({
        "type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": false
    });
    let fits = |document: Value| complaints(&schema, &schema, &document, "document").is_empty();
    assert!(fits(serde_json::json!({"a": 1})));
    for bad in [serde_json::json!({}), serde_json::json!({"a": 1, "b": 2}), serde_json::json!({"a": "1"})] {
        assert!(!fits(bad.clone()), "{bad}");
    }
}
