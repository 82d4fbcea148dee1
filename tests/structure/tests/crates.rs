//! Crates depend on one another one way, and what decides ships with nothing that reads a clock or the world.

use std::collections::{BTreeMap, BTreeSet};

use nape_structure::crates::{Crates, shipped_with};

/// All edges between the crates. Of the three that only build and check, one asks the logic what no text may claim;
/// `nape` needs `nape-crash` and `nape-peers`, and they need it, in their tests and benchmarks alone.
const EDGES: &[(&str, &[&str])] = &[
    ("nape-logic", &[]),
    ("nape-simulator", &[]),
    ("nape", &["nape-logic", "nape-simulator", "nape-crash", "nape-peers"]),
    ("nape-crash", &["nape", "nape-logic"]),
    ("nape-peers", &["nape", "nape-logic", "nape-simulator"]),
    ("nape-faults", &["nape", "nape-logic", "nape-simulator"]),
    ("nape-ffi", &["nape"]),
    ("nape-cli", &["nape", "nape-logic"]),
    ("nape-bindgen", &[]),
    ("nape-evidence", &[]),
    ("nape-structure", &["nape-logic"]),
];

/// What would let a decision do something, or depend on chance.
const IMPURE: &[&str] = &["tokio", "rusqlite", "btleplug", "rand", "getrandom"];

fn impurities(shipped: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let crates = IMPURE.iter().filter(|name| shipped.contains_key(**name)).map(|name| (*name).to_owned());
    let clock = shipped.get("chrono").filter(|features| features.contains("clock"));
    crates.chain(clock.map(|_| "chrono's feature `clock`".to_owned())).collect()
}

#[test]
fn crates_depend_on_one_another_only_as_listed() {
    let listed: BTreeMap<String, BTreeSet<String>> = EDGES
        .iter()
        .map(|(name, on)| ((*name).to_owned(), on.iter().map(|on| (*on).to_owned()).collect()))
        .collect();
    assert_eq!(Crates::read().expect("cargo describes the workspace").edges_inside(), listed);
}

#[test]
fn the_logic_ships_with_nothing_that_acts() {
    let shipped = shipped_with("nape-logic").expect("cargo lists a crate's tree");
    assert!(shipped.contains_key("chrono"), "the walk found the logic's dependencies");
    assert_eq!(impurities(&shipped), Vec::<String>::new());
}

#[test]
fn what_acts_is_found_where_it_is() {
    let runtime = shipped_with("nape").expect("cargo lists a crate's tree");
    assert!(impurities(&runtime).contains(&"tokio".to_owned()));
    let clock = BTreeMap::from([("chrono".to_owned(), BTreeSet::from(["clock".to_owned()]))]);
    assert_eq!(impurities(&clock), ["chrono's feature `clock`"]);
}
