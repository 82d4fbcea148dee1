//! A hazard that docs/safety.md calls answered, and a requirement of driving a device, name the tests that show it: they
//! are still there.

#![allow(clippy::expect_used, reason = "helpers of tests")]

use std::path::Path;
use std::{fs, io};

use nape_structure::files::root;

/// A shorter word in that page is a file or a field.
const SHORTEST_NAME: usize = 20;

/// The names in backticks that can only be tests, without the dots that stand for their rest.
fn named(page: &str) -> Vec<&str> {
    let quoted = page.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches('.'));
    let is_name = |name: &&str| {
        name.len() >= SHORTEST_NAME
            && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    quoted.filter(is_name).collect()
}

/// Every Rust file under `folder`, tests included, put together.
fn code(folder: &Path, text: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            code(&path, text)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

#[test]
fn every_test_that_the_page_on_safety_names_is_there() {
    let read = |page: &str| fs::read_to_string(root().join("docs").join(page)).expect("the page");
    let page = read("safety.md") + &read("safety/device-requirements.md");
    let mut code_text = String::new();
    for folder in ["core", "cli", "tests"] {
        code(&root().join(folder), &mut code_text).expect("the code");
    }
    let names = named(&page);
    assert!(names.len() >= 20, "only {} tests were found", names.len());
    let missing: Vec<_> =
        names.into_iter().filter(|name| !code_text.contains(&format!("fn {name}"))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn what_is_no_test_is_not_taken_for_one() {
    assert_eq!(
        named("`engine/clock.rs`, `some_field`, `a_test_whose_name_goes_on...` and `Pass::cancel_pulls`"),
        ["a_test_whose_name_goes_on"]
    );
}
