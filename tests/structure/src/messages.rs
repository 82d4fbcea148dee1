//! Fluent messages: every text that each can come to, and the values that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};
use fluent_syntax::parser;

/// One message of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Each text that it can come to, one for each choice of variants; a value is shown as `0`.
    pub texts: Vec<String>,
    /// The names of the values (`$name`).
    pub variables: BTreeSet<String>,
}

/// The messages of a file by key; an attribute stands as `key.attribute`. Damage is described.
pub fn readings(source: &str) -> Result<BTreeMap<String, Reading>, String> {
    let resource = parser::parse(source).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        let (key, value, attributes) = match entry {
            Entry::Message(message) => {
                (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
            }
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        for attribute in attributes {
            found.insert(format!("{key}.{}", attribute.id.name), reading(&attribute.value));
        }
        if let Some(value) = value {
            found.insert(key, reading(value));
        }
    }
    Ok(found)
}

fn reading(pattern: &Pattern<&str>) -> Reading {
    let mut variables = BTreeSet::new();
    let texts = texts(pattern, &mut variables);
    Reading { texts, variables }
}

fn texts(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let ways = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => ways(expression, variables),
        };
        texts = texts.iter().flat_map(|text| ways.iter().map(move |way| format!("{text}{way}"))).collect();
    }
    texts
}

fn ways(expression: &Expression<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    match expression {
        Expression::Select { selector, variants } => {
            value(selector, variables);
            variants.iter().flat_map(|Variant { value, .. }| texts(value, variables)).collect()
        }
        Expression::Inline(inline) => value(inline, variables),
    }
}

fn value(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    match inline {
        InlineExpression::Placeable { expression } => ways(expression, variables),
        InlineExpression::StringLiteral { value } => vec![(*value).to_owned()],
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
            vec!["0".to_owned()]
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                value(argument, variables);
            }
            vec!["0".to_owned()]
        }
        _ => vec!["0".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_is_a_text_and_each_value_is_named() {
        let source = "limit = At most { $limit ->\n    [one] one session\n   *[other] { NUMBER($count) } sessions\n } a day.\n    .title = Limit\n-unit = kg\n";
        let found = readings(source).expect("parses");
        let limit = &found["limit"];
        assert_eq!(limit.texts, ["At most one session a day.", "At most 0 sessions a day."]);
        assert_eq!(limit.variables.iter().map(String::as_str).collect::<Vec<_>>(), ["count", "limit"]);
        assert_eq!(found["limit.title"].texts, ["Limit"]);
        assert_eq!(found["-unit"].texts, ["kg"]);
    }

    #[test]
    fn damage_is_no_empty_file() {
        assert!(readings("key = { $\n").is_err());
    }
}
