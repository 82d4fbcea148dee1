//! Every example of docs/cli.md runs and ends with the status that the page states.
//!
//! In a block marked `console` a line `$ nape ...` is run, in order, all in one home; `# exit N` behind it
//! states a status other than 0, `ID` stands for the newest session, `LOCK` for the oldest open lock, `CLEARANCE`
//! for the oldest clearance, `HOME` and `TABLES` for further folders, `BACKUP`, `LINES` and `CALENDAR` for files.

use std::fs;

use crate::support::{Home, Ran, repository};

/// A line of the page: its words, and the status it states.
fn examples(page: &str) -> Vec<(Vec<String>, i32)> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(example) = line.strip_prefix("$ nape ") {
            let (words, status) = example.split_once("# exit ").unwrap_or((example, "0"));
            found.push((words_of(words), status.trim().parse().expect("a status")));
        }
    }
    found
}

/// Splits a line at spaces outside quotes.
fn words_of(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.trim().chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(character),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_example_of_the_page_runs() {
    let page = fs::read_to_string(repository().join("docs/cli.md")).expect("the page");
    let examples = examples(&page);
    assert!(examples.len() > 20, "the page has its examples");
    let home = Home::new();
    let second = home.path("second");
    let mut newest = String::new();
    for (words, status) in examples {
        let words: Vec<_> = words
            .iter()
            .map(|word| match word.as_str() {
                "ID" => newest.clone(),
                "HOME" => second.clone(),
                "BACKUP" => home.path("backup.age"),
                "LINES" => home.path("entries.jsonl"),
                "TABLES" => home.path("tables"),
                "CALENDAR" => home.path("nape.ics"),
                "LOCK" => first_id(&home, &second, ["lock", "list"], "locks"),
                "CLEARANCE" => first_id(&home, &second, ["clearance", "list"], "clearances"),
                word => word.to_owned(),
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ran = home.bare_command(&words).env("NAPE_PASSPHRASE", "an example").output();
        let ran = Ran::of(&ran.expect("runs"));
        assert_eq!(ran.status, status, "nape {}\n{ran:?}", words.join(" "));
        if words.contains(&"run") && status == 0 {
            let list = home.bare_command(&["session", "list", "--json", "--home", &second]).output();
            let list = Ran::of(&list.expect("runs")).document();
            newest = list["sessions"][0]["id"].as_str().unwrap_or_default().to_owned();
        }
    }
}

/// The id of the first entry of a list.
fn first_id(home: &Home, folder: &str, verb: [&str; 2], list: &str) -> String {
    let listed = home.bare_command(&[&verb[..], &["--json", "--home", folder]].concat()).output();
    let listed = Ran::of(&listed.expect("runs")).document();
    listed[list][0]["id"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_schema_is_named_on_the_page() {
    let page = fs::read_to_string(repository().join("docs/cli.md")).expect("the page");
    for entry in fs::read_dir(repository().join("docs/schemas")).expect("the schemas") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(page.contains(&format!("schemas/{name}")), "{name} is not linked");
    }
}
