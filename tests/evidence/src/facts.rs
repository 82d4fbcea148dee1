//! The facts A01 to O09 and the conflicts X1 to X14, read from `facts.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::tree::Tree;

/// Where they stand.
pub const FILE: &str = "tests/evidence/facts.toml";

/// One fact of the notes, in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it asks for: `BLOCK`, `ASK`, `SEE` and so on.
    pub tag: String,
    /// What it says.
    pub fact: String,
}

/// All of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    letters: BTreeMap<String, String>,
    facts: BTreeMap<String, Fact>,
}

impl Facts {
    /// Reads `facts.toml`; an id that stands twice is an error of TOML itself.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        tree.toml(FILE)
    }

    /// The fact with this id.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.facts.get(id)
    }

    /// Every id, by letter and number.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.facts.keys().map(String::as_str).collect();
        ids.sort_by_key(|id| order(id));
        ids
    }

    /// Each letter with its facts, in their order.
    pub fn by_letter(&self) -> Vec<Letter<'_>> {
        let of = |letter: &str| -> Vec<(&str, &Fact)> {
            let ids = self.ids().into_iter().filter(|id| id.starts_with(letter));
            ids.map(|id| (id, &self.facts[id])).collect()
        };
        self.letters.iter().map(|(letter, title)| Letter { letter, title, facts: of(letter) }).collect()
    }
}

/// The facts of one letter.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// `A`.
    pub letter: &'a str,
    /// What they are about.
    pub title: &'a str,
    /// With their ids.
    pub facts: Vec<(&'a str, &'a Fact)>,
}

/// Letter and number, so that X2 comes before X10.
pub fn order(id: &str) -> (char, u32) {
    let letter = id.chars().next().unwrap_or_default();
    (letter, id.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX))
}
