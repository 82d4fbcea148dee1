//! What a message speaks of: other messages and terms.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The name of an entry as references have it: a message's id, a term's with its hyphen.
pub(crate) fn name(entry: &Entry<String>) -> Option<String> {
    match entry {
        Entry::Message(message) => Some(message.id.name.clone()),
        Entry::Term(term) => Some(format!("-{}", term.id.name)),
        _ => None,
    }
}

/// The names of all that `entry` speaks of.
pub(crate) fn of(entry: &Entry<String>) -> Vec<String> {
    let mut found = Vec::new();
    let attributes = match entry {
        Entry::Message(message) => {
            if let Some(value) = &message.value {
                pattern(value, &mut found);
            }
            &message.attributes
        }
        Entry::Term(term) => {
            pattern(&term.value, &mut found);
            &term.attributes
        }
        _ => return found,
    };
    for attribute in attributes {
        pattern(&attribute.value, &mut found);
    }
    found
}

fn pattern(of: &Pattern<String>, found: &mut Vec<String>) {
    for element in &of.elements {
        if let PatternElement::Placeable { expression: inner } = element {
            expression(inner, found);
        }
    }
}

fn expression(of: &Expression<String>, found: &mut Vec<String>) {
    match of {
        Expression::Select { selector, variants } => {
            inline(selector, found);
            for variant in variants {
                pattern(&variant.value, found);
            }
        }
        Expression::Inline(inner) => inline(inner, found),
    }
}

fn inline(of: &InlineExpression<String>, found: &mut Vec<String>) {
    match of {
        InlineExpression::MessageReference { id, .. } => found.push(id.name.clone()),
        InlineExpression::TermReference { id, arguments: given, .. } => {
            found.push(format!("-{}", id.name));
            if let Some(given) = given {
                arguments(given, found);
            }
        }
        InlineExpression::FunctionReference { arguments: given, .. } => arguments(given, found),
        InlineExpression::Placeable { expression: inner } => expression(inner, found),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::VariableReference { .. } => {}
    }
}

fn arguments(of: &CallArguments<String>, found: &mut Vec<String>) {
    of.positional.iter().for_each(|one| inline(one, found));
    of.named.iter().for_each(|one| inline(&one.value, found));
}
