//! Where the guide's files come from: read into the program from `content/guide/`, checked when first used.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::validate::{check_numbers, validate};
use super::written::{Card, ContentError, NumberRow, Placed, Reason, Source, Written};
use crate::text::has_message;

/// A file's name and its text.
type File = (&'static str, &'static str);

/// Reads one of the content files into the program.
macro_rules! content_file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../content/guide/", $name)))
    };
}

/// In the order in which cards are listed.
pub(super) const FILES: &[File] =
    &[content_file!("sources.toml"), content_file!("reasons.toml"), EMERGENCY_NUMBERS];

const EMERGENCY_NUMBERS: File = content_file!("emergency_numbers.toml");

/// Any of the files; each has one kind of item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    #[serde(default)]
    source: Vec<Spanned<Source>>,
    #[serde(default)]
    card: Vec<Spanned<Card>>,
    #[serde(default)]
    reason: Vec<Spanned<Reason>>,
    #[serde(default)]
    number: Vec<Spanned<NumberRow>>,
}

/// The built-in guide as written.
pub(super) fn built_in() -> Result<Written, ContentError> {
    let written = read(FILES)?;
    validate(&written, &has_message)?;
    Ok(written)
}

/// The built-in emergency numbers alone, so that nothing else in the guide can keep them from a person.
pub(super) fn emergency_numbers() -> Result<Vec<Placed<NumberRow>>, ContentError> {
    let numbers = read(&[EMERGENCY_NUMBERS])?.numbers;
    check_numbers(&numbers)?;
    Ok(numbers)
}

/// Reads files; what they say together is [`validate`]'s to judge.
pub(super) fn read(files: &[(&str, &str)]) -> Result<Written, ContentError> {
    let mut written = Written::default();
    for &(name, text) in files {
        let items: Items = parse(name, text)?;
        place(name, text, items.source, &mut written.sources);
        place(name, text, items.card, &mut written.cards);
        place(name, text, items.reason, &mut written.reasons);
        place(name, text, items.number, &mut written.numbers);
    }
    Ok(written)
}

fn place<T>(file: &str, text: &str, items: Vec<Spanned<T>>, into: &mut Vec<Placed<T>>) {
    into.extend(items.into_iter().map(|item| Placed {
        line: line_at(text, item.span().start),
        file: file.to_owned(),
        item: item.into_inner(),
    }));
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, ContentError> {
    let error = |field: String, error: &toml::de::Error| ContentError {
        file: name.to_owned(),
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        field,
        message: error.message().to_owned(),
    };
    let reader = toml::Deserializer::parse(text).map_err(|found| error(".".to_owned(), &found))?;
    serde_path_to_error::deserialize(reader)
        .map_err(|found| error(readable(&found.path().to_string()), found.inner()))
}

/// The path without the step that `Spanned` puts into it.
fn readable(path: &str) -> String {
    path.split('.').filter(|step| !step.starts_with('$')).collect::<Vec<_>>().join(".")
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}
