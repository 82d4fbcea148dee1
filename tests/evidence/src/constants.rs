//! The numbers that stand in code: every constant of the pure core whose value holds a digit, with its source.
//!
//! A source is the end of the constant's doc comment, in parentheses: `(section 7 [D])`, `(F10, own decision [D])`.
//! Numbers that are written into an expression are not seen here; where one is a decision, `numbers.toml` lists it.

use serde::Deserialize;

use crate::source::Source;
use crate::tree::Tree;

/// Where the decisions are taken.
pub const FOLDER: &str = "core/logic/src/";
const TECHNICAL: &str = "tests/evidence/technical.toml";

/// A constant that holds a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The file's path.
    pub file: String,
    /// Its name.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// The doc comment without its source.
    pub says: String,
    /// Empty where the comment ends with no source.
    pub sources: Vec<Source>,
}

/// What needs no source, by hand and with the reason (`technical.toml`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technical {
    /// Files and folders that hold no clinical number.
    pub place: Vec<Exception>,
    /// Single constants.
    pub constant: Vec<Exception>,
}

/// One entry of [`Technical`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The path, or its beginning.
    #[serde(rename = "where")]
    pub path: String,
    /// The constant's name; absent for a place.
    pub names: Option<String>,
    /// The reason.
    pub why: String,
}

impl Technical {
    /// Reads `technical.toml`.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        tree.toml(TECHNICAL)
    }

    fn covers(&self, constant: &Constant) -> bool {
        let named = |exception: &Exception| {
            exception.path == constant.file && exception.names.as_deref() == Some(constant.name.as_str())
        };
        self.place.iter().any(|place| constant.file.starts_with(&place.path))
            || self.constant.iter().any(named)
    }

    /// Single constants that are listed here and gone.
    pub fn unused(&self, constants: &[Constant]) -> Vec<String> {
        let is_gone = |exception: &&Exception| {
            let is_it = |constant: &Constant| {
                constant.file == exception.path && Some(&constant.name) == exception.names.as_ref()
            };
            !constants.iter().any(is_it)
        };
        let said = |exception: &Exception| {
            format!("{} in {}", exception.names.as_deref().unwrap_or("nothing"), exception.path)
        };
        self.constant.iter().filter(is_gone).map(said).collect()
    }

    /// Constants that name no source and are not listed here.
    pub fn without_source<'a>(&self, constants: &'a [Constant]) -> Vec<&'a Constant> {
        constants.iter().filter(|constant| constant.sources.is_empty() && !self.covers(constant)).collect()
    }
}

/// Every constant of the core's code that holds a number, tests left out.
pub fn read(tree: &Tree) -> Vec<Constant> {
    let files = tree.under(FOLDER, ".rs");
    let code = files.filter(|(path, _)| !path.contains("/tests/") && !path.ends_with("/tests.rs"));
    code.flat_map(|(path, text)| of_file(path, text)).collect()
}

fn of_file(file: &str, text: &str) -> Vec<Constant> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'));
    let code = &lines[..tests.unwrap_or(lines.len())];
    (0..code.len()).filter_map(|at| constant(file, code, at)).collect()
}

fn constant(file: &str, lines: &[&str], at: usize) -> Option<Constant> {
    let name = declared_name(lines[at])?;
    let end = (at..lines.len()).find(|line| lines[*line].ends_with(';'))?;
    let declaration = lines[at..=end].join(" ");
    let value = declaration.split_once(" = ")?.1.strip_suffix(';')?;
    if !holds_a_number(value) {
        return None;
    }
    let (says, sources) = split_source(&doc_above(lines, at));
    Some(Constant { file: file.to_owned(), name: name.to_owned(), value: value.to_owned(), says, sources })
}

/// `PAUSE_LIMIT` of `pub const PAUSE_LIMIT: Millis = ...`.
fn declared_name(line: &str) -> Option<&str> {
    let visible = line.strip_prefix("pub").map_or(line, |rest| {
        let restriction_end =
            rest.starts_with('(').then(|| rest.find(')')).flatten().map_or(0, |end| end + 1);
        rest[restriction_end..].trim_start()
    });
    let declared = visible.strip_prefix("const ").or_else(|| visible.strip_prefix("static "))?;
    let (name, _) = declared.split_once(':')?;
    name.bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        .then_some(name)
}

/// A digit outside a string that does not belong to a name.
fn holds_a_number(value: &str) -> bool {
    let outside_strings = value.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    outside_strings
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .any(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

fn doc_above(lines: &[&str], at: usize) -> String {
    let above = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let mut doc: Vec<&str> = above.filter_map(|line| line.strip_prefix("///")).map(str::trim).collect();
    doc.reverse();
    doc.join(" ")
}

/// What the comment says, and the sources in the parentheses at its end; none where one of them is no source.
fn split_source(doc: &str) -> (String, Vec<Source>) {
    let without_dot = doc.strip_suffix('.').unwrap_or(doc);
    let parts = without_dot.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let sources = parts.and_then(|(_, listed)| {
        listed.replace('`', "").split(", ").map(Source::parse).collect::<Option<Vec<Source>>>()
    });
    match (parts, sources) {
        (Some((says, _)), Some(sources)) => (says.trim().to_owned(), sources),
        _ => (without_dot.to_owned(), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Constant {
        let found = of_file("core/logic/src/plan/x.rs", text);
        assert_eq!(found.len(), 1, "{text}");
        found.into_iter().next().expect("is one")
    }

    fn said(sources: &[Source]) -> Vec<String> {
        sources.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_constant_is_read_with_its_words_and_its_sources() {
        let text = "/// A pause that is longer ends\n/// the session (F10, own decision `[D]`).\npub const LIMIT: Millis = Millis::from_mins(2);";
        let found = one(text);
        assert_eq!((found.name.as_str(), found.value.as_str()), ("LIMIT", "Millis::from_mins(2)"));
        assert_eq!(found.says, "A pause that is longer ends the session");
        assert_eq!(said(&found.sources), ["F10", "own decision [D]"]);
    }

    #[test]
    fn a_value_over_several_lines_behind_an_attribute_is_read_whole() {
        let text = "/// Holds (P14 [D]).\n#[allow(x)]\npub(super) const GAP: (Millis, Millis) =\n    (Millis(1),\n    Millis(2));";
        let found = one(text);
        assert_eq!(found.value, "(Millis(1), Millis(2))");
        assert_eq!(said(&found.sources), ["P14 [D]"]);
    }

    #[test]
    fn words_in_parentheses_that_name_no_source_are_none() {
        for doc in ["/// Holds (see above).", "/// Holds (F10, about).", "/// (F10) holds.", "// (F10)", ""] {
            assert!(one(&format!("{doc}\nconst X: u8 = 3;")).sources.is_empty(), "{doc}");
        }
    }

    #[test]
    fn only_numbers_outside_of_strings_and_tests_count() {
        for text in [
            "const NAME: &str = \"part 3\";",
            "pub const ALL: [Self; 8] = [Self::A2, B64];",
            "const fn x() -> u8 { 3 }",
            "#[cfg(test)]\nmod tests {\n    const X: u8 = 3;\n}",
            "let X: u8 = 3;",
        ] {
            assert!(of_file("x.rs", text).is_empty(), "{text}");
        }
        assert_eq!(of_file("x.rs", "#[cfg(test)]\nmod tests;\nconst X: u8 = 3;").len(), 1);
    }
}
