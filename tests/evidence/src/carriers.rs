//! What carries a fact that no content names, listed by hand in `carriers.toml`, and whether it is still there.

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::tree::Tree;

/// Where they stand.
pub const FILE: &str = "tests/evidence/carriers.toml";

/// A name within a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The path from the repository's root.
    #[serde(rename = "where")]
    pub path: String,
    /// What must stand there.
    pub names: String,
}

/// A name by itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// A rule as `rule under_18`, a figure by its id.
    pub names: String,
}

/// What carries a fact or a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Carrier {
    /// An item of content that does not name the fact itself.
    Content(Name),
    /// A figure of the envelope that does not name the fact itself.
    Figure(Name),
    /// A field or a variant that records it.
    Field(Place),
    /// A limit or a rule in code.
    Limit(Place),
    /// A constant that does not name the fact itself.
    Constant(Place),
    /// A message.
    Wording(Place),
    /// Something the program does, by the test that shows it.
    Behaviour(Place),
    /// Nothing carries it, on purpose.
    LeftOut {
        /// The reason.
        why: String,
    },
    /// Nothing carries it yet.
    Later {
        /// The part of the product that will.
        part: String,
        /// What of it is missing.
        why: String,
    },
}

/// A carrier of some facts.
#[derive(Clone, Debug, Deserialize)]
pub struct Listed {
    /// Ids of facts and conflicts.
    pub ids: Vec<String>,
    /// What carries them.
    #[serde(flatten)]
    pub carrier: Carrier,
}

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carriers {
    /// In the order of the file.
    pub carrier: Vec<Listed>,
}

impl Carriers {
    /// Reads `carriers.toml`.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        tree.toml(FILE)
    }
}

impl Carrier {
    /// Whether it carries anything today.
    pub const fn is_built(&self) -> bool {
        !matches!(self, Self::LeftOut { .. } | Self::Later { .. })
    }

    /// What is gone of it; nothing where it is there.
    pub fn problem(&self, evidence: &Evidence, tree: &Tree) -> Option<String> {
        let (is_there, what, place) = match self {
            Self::LeftOut { why } | Self::Later { why, .. } => {
                return why.trim().is_empty().then(|| "a reason is missing".to_owned());
            }
            Self::Content(Name { names }) => {
                let is_there = evidence.items.iter().any(|item| item.label() == *names);
                return (!is_there).then(|| format!("no content is called {names}"));
            }
            Self::Figure(Name { names }) => {
                let is_there = evidence.figures.iter().any(|figure| figure.id == *names);
                return (!is_there).then(|| format!("no figure is called {names}"));
            }
            Self::Constant(place) => {
                let is_it = |name: &str, file: &str| name == place.names && file == place.path;
                let is_there =
                    evidence.constants.iter().any(|constant| is_it(&constant.name, &constant.file));
                (is_there, "constant", place)
            }
            Self::Field(place) | Self::Limit(place) => {
                (tree.text(&place.path).is_some_and(|text| names_in_code(text, &place.names)), "name", place)
            }
            Self::Wording(place) => (
                tree.text(&place.path).is_some_and(|text| holds_message(text, &place.names)),
                "message",
                place,
            ),
            Self::Behaviour(place) => {
                (tree.text(&place.path).is_some_and(|text| holds_test(text, &place.names)), "test", place)
            }
        };
        match tree.text(&place.path) {
            None => Some(format!("{}: the file is not there", place.path)),
            Some(_) => (!is_there).then(|| format!("{}: no {what} is called {}", place.path, place.names)),
        }
    }

    /// In a few words, with the path cut to what tells it apart.
    pub fn said(&self) -> String {
        let named = |kind: &str, place: &Place| format!("{kind} {}", said_place(&place.names, &place.path));
        match self {
            Self::Content(Name { names }) => said_label(names),
            Self::Figure(Name { names }) => format!("figure `{names}`"),
            Self::Field(place) => named("field", place),
            Self::Limit(place) => named("limit", place),
            Self::Constant(place) => named("constant", place),
            Self::Wording(place) => format!("message `{}`", place.names),
            Self::Behaviour(place) => format!("test `{}`", place.names),
            Self::LeftOut { .. } => "left out".to_owned(),
            Self::Later { part, .. } => format!("later: {part}"),
        }
    }
}

/// A name and its file, without the part of the path that most have in common.
pub fn said_place(name: &str, path: &str) -> String {
    format!("`{name}` in {}", path.strip_prefix("core/logic/src/").unwrap_or(path))
}

/// `rule under_18` with its id marked as a name.
pub fn said_label(label: &str) -> String {
    label.split_once(' ').map_or_else(|| label.to_owned(), |(kind, id)| format!("{kind} `{id}`"))
}

/// Whether `name` stands as a word of its own outside comments.
fn names_in_code(text: &str, name: &str) -> bool {
    let words = |line: &str| {
        line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == name)
    };
    text.lines().filter(|line| !line.trim_start().starts_with("//")).any(words)
}

/// Whether a function of that name stands right behind a test's attribute.
fn holds_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declaration = format!("fn {name}(");
    let Some(at) = lines.iter().position(|line| line.contains(&declaration)) else { return false };
    let attributes =
        lines[..at].iter().rev().take_while(|line| line.starts_with('#') || line.starts_with("//"));
    attributes.into_iter().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
}

fn holds_message(text: &str, key: &str) -> bool {
    text.lines().any(|line| line.split_once(" =").is_some_and(|(found, _)| found == key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_comment_or_inside_another_name_is_not_there() {
        assert!(names_in_code("    pub level: Option<u8>,", "level"));
        assert!(!names_in_code("    /// A level.\n    pub levels: u8,", "level"));
    }

    #[test]
    fn a_message_is_its_whole_key() {
        assert!(holds_message("# x\nplan-level = Levels count from 1.", "plan-level"));
        assert!(!holds_message("plan-levels = x\n  plan-level = x", "plan-level"));
    }

    #[test]
    fn a_test_is_a_function_behind_its_attribute() {
        assert!(holds_test("#[test]\nfn it_holds() {", "it_holds"));
        assert!(holds_test(
            "#[tokio::test(start_paused = true)]\n/// Why.\nasync fn it_holds() {",
            "it_holds"
        ));
        assert!(!holds_test("#[test]\nfn it() {}\nfn it_holds() {", "it_holds"));
        assert!(!holds_test("#[test]\nfn it_holds_on() {", "it_holds"));
    }

    #[test]
    fn a_carrier_without_a_reason_or_with_an_unknown_field_is_refused() {
        for text in [
            "ids = ['A01']\nkind = 'left_out'",
            "ids = ['A01']\nkind = 'later'\nwhy = 'x'",
            "ids = ['A01']\nkind = 'field'\nwhere = 'x.rs'",
            "ids = ['A01']\nkind = 'figure'\nnames = 'x'\nwhy = 'y'",
            "ids = ['A01']\nkind = 'dream'",
        ] {
            assert!(toml::from_str::<Listed>(text).is_err(), "{text}");
        }
        assert!(toml::from_str::<Listed>("ids = ['A01']\nkind = 'figure'\nnames = 'x'").is_ok());
    }
}
