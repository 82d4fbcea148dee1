//! Every fact is carried, every carrier is there, every number has its source, and the page says so.

#![expect(clippy::expect_used, reason = "a test that can't be set up has failed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nape_evidence::evidence::Evidence;
use nape_evidence::tree::Tree;
use nape_evidence::{carriers, content, document, facts, figures};

/// How many ids each letter has: A01 to A21 and so on, X1 to X14. 293 facts and 14 conflicts.
const COUNTS: [(char, u32); 16] = [
    ('A', 21),
    ('B', 28),
    ('C', 16),
    ('D', 28),
    ('E', 17),
    ('F', 21),
    ('G', 28),
    ('H', 41),
    ('I', 20),
    ('J', 15),
    ('K', 24),
    ('L', 11),
    ('M', 7),
    ('N', 7),
    ('O', 9),
    ('X', 14),
];

const TIMING: &str = "core/logic/src/session/timing.rs";

static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(&root()).expect("the repository can be read"));
static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| read(&TREE));

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(tree: &Tree) -> Evidence {
    Evidence::read(tree).expect("every file is well formed")
}

/// The tree with `from` replaced by `to` in one file, which must hold it.
fn changed(path: &str, from: &str, to: &str) -> Tree {
    let text = TREE.text(path).expect("the file is there");
    assert!(text.contains(from), "{path} holds {from}");
    TREE.clone().with(path, text.replace(from, to))
}

/// The tree with `from` replaced by `to` in all content, which must hold it.
fn changed_content(from: &str, to: &str) -> Tree {
    let files = content::FOLDERS.iter().flat_map(|folder| TREE.under(folder, ".toml"));
    let holding: Vec<(&str, &str)> = files.filter(|(_, text)| text.contains(from)).collect();
    assert!(!holding.is_empty(), "some content holds {from}");
    holding.into_iter().fold(TREE.clone(), |tree, (path, text)| tree.with(path, text.replace(from, to)))
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn no_id_is_lost_or_invented() {
    let mut expected = Vec::new();
    for (letter, count) in COUNTS {
        let width = if letter == 'X' { 1 } else { 2 };
        expected.extend((1..=count).map(|number| format!("{letter}{number:0width$}")));
    }
    assert_eq!(expected.len(), 293 + 14);
    assert_eq!(EVIDENCE.facts.ids(), expected);
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    for of_letter in EVIDENCE.facts.by_letter() {
        assert!(!of_letter.title.is_empty());
        letters.insert(of_letter.letter, of_letter.facts.len());
    }
    assert_eq!(letters.values().sum::<usize>(), expected.len(), "each fact stands under its letter");
}

#[test]
fn every_source_that_is_named_exists() {
    assert_eq!(EVIDENCE.unknown_sources(), none());
}

#[test]
fn every_carrier_by_hand_is_still_there() {
    assert_eq!(EVIDENCE.lost_carriers(&TREE), none());
}

#[test]
fn every_fact_has_a_carrier() {
    let uncarried = EVIDENCE.uncarried();
    assert!(
        uncarried.is_empty(),
        "nothing carries {}: name them in content or in {}",
        uncarried.join(" "),
        carriers::FILE
    );
}

#[test]
fn what_is_left_out_is_nowhere_carried() {
    assert_eq!(EVIDENCE.left_out_but_carried(), Vec::<&str>::new());
}

#[test]
fn a_fact_that_forbids_traction_is_carried_by_a_rule_that_blocks() {
    assert_eq!(EVIDENCE.forbidding_without_a_block(), Vec::<&str>::new());
}

#[test]
fn every_number_in_code_ends_its_comment_with_a_source() {
    let without: Vec<String> = EVIDENCE
        .technical
        .without_source(&EVIDENCE.constants)
        .into_iter()
        .map(|constant| format!("{}: {}", constant.file, constant.name))
        .collect();
    assert_eq!(without, none(), "add a source such as (section 7 [D]), or name it in technical.toml");
}

#[test]
fn every_exception_is_still_needed() {
    assert_eq!(EVIDENCE.technical.unused(&EVIDENCE.constants), none());
}

#[test]
fn the_page_is_what_content_and_code_say() {
    let page = TREE.text(document::FILE).unwrap_or_default();
    assert!(page == document::write(&EVIDENCE), "{} is out of date: run `make evidence`", document::FILE);
}

#[test]
fn the_page_names_every_id_and_keeps_its_lines_short() {
    let page = document::write(&EVIDENCE);
    for id in EVIDENCE.facts.ids() {
        assert!(page.contains(&format!("| {id} |")), "{id}");
    }
    let longest = page.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!(longest <= 230, "a line of {longest} characters");
}

// Each guard, with one thing broken.

#[test]
fn an_id_in_content_that_does_not_exist_is_found() {
    let file = "core/logic/content/guide/cards/planted.toml";
    for unknown in ["B55", "X15", "P42", "section 4", "section 9 [R]", "b01"] {
        let card =
            format!("[[card]]\nid = 'door'\npart = [{{ id = 'hook', sources = ['B01', '{unknown}'] }}]");
        let found = read(&TREE.clone().with(file, card)).unknown_sources();
        assert_eq!(found, [format!("{file}: card door/hook: `{unknown}`")]);
    }
}

#[test]
fn a_study_counts_as_a_source_for_the_guide_alone_and_only_where_it_is_listed() {
    let guide = "core/logic/content/guide/cards/planted.toml";
    let screening = "core/logic/content/screening/planted.toml";
    let item = "[[card]]\nid = 'trial'\nsources = ['planted2014']";
    let list = "[[source]]\nid = 'planted2014'\n";
    let listed = TREE.clone().with("core/logic/content/guide/sources.toml", list).with(guide, item);
    let of_planted = |tree: &Tree| -> Vec<String> {
        read(tree).unknown_sources().into_iter().filter(|found| found.contains("planted2014")).collect()
    };
    assert_eq!(of_planted(&listed), none());
    assert_eq!(of_planted(&TREE.clone().with(guide, item)).len(), 1);
    assert_eq!(
        of_planted(&listed.with(screening, item)),
        [format!("{screening}: card trial: `planted2014`")]
    );
}

#[test]
fn an_id_in_a_figure_a_constant_or_a_list_that_does_not_exist_is_found() {
    for (path, from, to) in [
        (figures::FILE, "\"E07\"", "\"E77\""),
        (TIMING, "(F10, own", "(F99, own"),
        (carriers::FILE, "ids = [\"E03\"]", "ids = [\"E33\"]"),
    ] {
        let found = read(&changed(path, from, to)).unknown_sources();
        assert!(!found.is_empty() && found.iter().all(|found| found.starts_with(path)), "{found:?}");
    }
}

#[test]
fn a_fact_that_content_no_longer_names_has_no_carrier() {
    assert_eq!(read(&changed_content("\"B02\"", "\"B01\"")).uncarried(), ["B02"]);
}

#[test]
fn a_fact_that_forbids_needs_more_than_a_note() {
    let weakened = read(&changed_content("effect = \"block\"", "effect = \"note\""));
    assert!(weakened.forbidding_without_a_block().contains(&"A03"));
    assert!(!weakened.uncarried().contains(&"A03"), "a note and a question still name it");
}

#[test]
fn a_lost_file_name_message_test_rule_or_figure_is_found() {
    let session_words = "core/logic/content/messages/en/session.ftl";
    for (tree, expected) in [
        (
            TREE.clone().without("core/logic/src/plan/dose.rs"),
            "core/logic/src/plan/dose.rs: the file is not there",
        ),
        (changed("core/logic/src/plan/dose.rs", "angle_deg", "bend"), "no name is called angle_deg"),
        (
            changed(session_words, "session-gate-cap =", "session-gate-most ="),
            "no message is called session-gate-cap",
        ),
        (
            changed("core/logic/src/screening/tests/rules.rs", "p11_every_no_comes", "every_no_comes"),
            "no test is called p11_every_no_comes_with_a_way_on",
        ),
        (changed_content("under_18", "under_age"), "no content is called rule under_18"),
        (
            changed(figures::FILE, "[row.start]", "[row.begin]"),
            "no figure is called over_door_pulley.cervical.start.force",
        ),
        (changed(TIMING, "EASE_OFF_PERCENT", "EASE_OFF"), "no constant is called EASE_OFF_PERCENT"),
    ] {
        let found = read(&tree).lost_carriers(&tree);
        assert!(found.iter().any(|found| found.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn a_number_in_code_without_a_source_is_found() {
    let without = |tree: &Tree| -> Vec<String> {
        let evidence = read(tree);
        let found = evidence.technical.without_source(&evidence.constants);
        found.into_iter().map(|constant| constant.name.clone()).collect()
    };
    assert_eq!(
        without(&changed(TIMING, "ends the session (own decision `[D]`)", "ends the session")),
        ["PAUSE_LIMIT"]
    );
    let added = TREE.clone().with("core/logic/src/reminders/evening.rs", "/// When.\nconst HOUR: u8 = 20;");
    assert_eq!(without(&added), ["HOUR"]);
}

#[test]
fn an_exception_that_nothing_needs_is_found() {
    let tree = changed("core/logic/src/plan/load_rules.rs", "const SLIP", "const TYPO");
    let evidence = read(&tree);
    assert_eq!(evidence.technical.unused(&evidence.constants), ["SLIP in core/logic/src/plan/load_rules.rs"]);
}

#[test]
fn a_page_that_lags_behind_is_found() {
    let moved = changed(TIMING, "Millis::from_mins(2)", "Millis::from_mins(3)");
    assert_ne!(document::write(&read(&moved)), document::write(&EVIDENCE));
    let reworded = changed(facts::FILE, "A broken vertebra", "A cracked vertebra");
    assert_ne!(document::write(&read(&reworded)), document::write(&EVIDENCE));
}
