//! What the content holds that names sources: questions, rules, symptoms, combinations, contradictions, cards.
//!
//! The reader knows no schema: an item is any table of an array that has an `id` and `sources`, wherever it
//! stands, so that a new kind of content is traced as soon as it is there. Whether content is well formed is its
//! own reader's to say.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::tree::Tree;

/// The folders whose files hold items.
pub const FOLDERS: &[&str] = &[
    "core/logic/content/screening/",
    "core/logic/content/guide/",
    "core/logic/content/routine/",
    "core/logic/content/session/",
];

/// Where cards list the studies and manuals that their parts may name.
const GUIDE_SOURCES: &str = "core/logic/content/guide/sources.toml";

/// Bounds of what can be typed in: no clinical numbers.
const INPUT_BOUNDS: &[&str] = &["min", "max"];

/// One item of content.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The file's path.
    pub file: String,
    /// The name of its array: `rule`; of a part within a card, `card`.
    pub kind: String,
    /// Its id; of a part within a card, both: `neck_hammock_what/door`.
    pub id: String,
    /// As written.
    pub sources: Vec<String>,
    /// What a rule does, what a symptom does.
    pub effect: Option<String>,
    /// Every number that decides something, with its path: `age below 18`.
    pub numbers: Vec<String>,
}

impl Item {
    /// Whether it belongs to the guide.
    pub fn is_of_guide(&self) -> bool {
        self.file.starts_with("core/logic/content/guide/")
    }

    /// Kind and id: `rule under_18`.
    pub fn label(&self) -> String {
        format!("{} {}", self.kind, self.id)
    }
}

/// Every item of every content file, in the order of files and of their arrays.
pub fn read(tree: &Tree) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    for (path, _) in FOLDERS.iter().flat_map(|folder| tree.under(folder, ".toml")) {
        collect(&tree.toml(path)?, path, None, &mut items);
    }
    Ok(items)
}

/// The ids of `guide/sources.toml`, which only the guide may name.
pub fn guide_sources(tree: &Tree) -> Result<BTreeSet<String>, String> {
    if tree.text(GUIDE_SOURCES).is_none() {
        return Ok(BTreeSet::new());
    }
    let document: Table = tree.toml(GUIDE_SOURCES)?;
    let sources = document.get("source").and_then(Value::as_array).into_iter().flatten();
    Ok(sources.filter_map(|source| source.get("id")?.as_str()).map(str::to_owned).collect())
}

fn collect(table: &Table, file: &str, owner: Option<(&str, &str)>, items: &mut Vec<Item>) {
    for (kind, value) in table {
        let Value::Array(entries) = value else { continue };
        for entry in entries.iter().filter_map(Value::as_table) {
            let Some(id) = entry.get("id").and_then(Value::as_str) else { continue };
            let (kind, id) = match owner {
                Some((kind, owner)) => (kind, format!("{owner}/{id}")),
                None => (kind.as_str(), id.to_owned()),
            };
            if let Some(sources) = sources(entry) {
                let mut numbers = Vec::new();
                numbers_of(entry, "", &mut numbers);
                let effect = ["effect", "action"].iter().find_map(|key| entry.get(*key)?.as_str());
                items.push(Item {
                    file: file.to_owned(),
                    kind: kind.to_owned(),
                    id: id.clone(),
                    sources,
                    effect: effect.map(str::to_owned),
                    numbers,
                });
            }
            collect(entry, file, Some((kind, &id)), items);
        }
    }
}

fn sources(entry: &Table) -> Option<Vec<String>> {
    let sources = entry.get("sources")?.as_array()?;
    Some(sources.iter().map(|source| source.as_str().unwrap_or("not a text").to_owned()).collect())
}

/// Numbers of a table and of those below it, but not of items of their own; with the action that one leads to.
fn numbers_of(table: &Table, path: &str, numbers: &mut Vec<String>) {
    let action = table.get("action").and_then(Value::as_str).filter(|_| !path.is_empty());
    let led_to = action.map_or_else(String::new, |action| format!(" ({action})"));
    for (key, value) in table.iter().filter(|(key, _)| !INPUT_BOUNDS.contains(&key.as_str())) {
        let inner = inner_path(table, path, key);
        match value {
            Value::Integer(number) => numbers.push(format!("{inner} {number}{led_to}")),
            Value::Float(number) => numbers.push(format!("{inner} {number}{led_to}")),
            Value::Table(table) => numbers_of(table, &inner, numbers),
            Value::Array(entries) => {
                let tables = entries.iter().filter_map(Value::as_table);
                for table in tables.filter(|table| !table.contains_key("id")) {
                    numbers_of(table, &inner, numbers);
                }
            }
            _ => {}
        }
    }
}

/// A number beside a question is that question's; `when`, `any` and `all` say nothing of their own.
fn inner_path(table: &Table, path: &str, key: &str) -> String {
    match (table.get("question").and_then(Value::as_str), path, key) {
        (Some(question), ..) => format!("{question} {key}"),
        (None, _, "when" | "any" | "all") => path.to_owned(),
        (None, "", _) => key.to_owned(),
        (None, ..) => format!("{path} {key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<Item> {
        read(&Tree::default().with("core/logic/content/guide/cards/x.toml", text)).expect("is TOML")
    }

    #[test]
    fn a_part_of_a_card_is_an_item_under_the_cards_name() {
        let found = items(
            "[[card]]\nid = 'hammock'\npart = [{ id = 'door', kind = 'step', sources = ['D09', 'F05'] }]",
        );
        assert_eq!(found.len(), 1, "the card itself names no sources");
        assert_eq!(found[0].label(), "card hammock/door");
        assert_eq!(found[0].sources, ["D09", "F05"]);
    }

    #[test]
    fn numbers_that_decide_are_found_wherever_they_stand_and_bounds_of_input_are_not() {
        let found = items(concat!(
            "[[question]]\nid = 'age'\nmin = 0\nmax = 120\nsources = []\n",
            "[[rule]]\nid = 'old'\nsources = []\n",
            "when.all = [{ answer = { question = 'x', is = [true] } }, { number = { question = 'age', at_least = 65 } }]\n",
            "[[rule]]\nid = 'two'\nsources = []\nwhen.at_least = { count = 2, of = [] }\n",
            "[[symptom]]\nid = 'sore'\nsources = []\nabove = { value = 3, action = 'end' }\n",
        ));
        let numbers: Vec<String> = found.iter().map(|item| item.numbers.join(", ")).collect();
        assert_eq!(numbers, ["", "age at_least 65", "at_least count 2", "above value 3 (end)"]);
    }
}
