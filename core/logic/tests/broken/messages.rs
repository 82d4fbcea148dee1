//! Messages that are broken by hand, and the pack in which each lands by its key.

use std::fs;

use crate::content::messages;
use crate::content::pack::Pack;

/// The packs, the main one first, of a language whose files have these names and texts.
fn packed(files: &[(&str, &str)]) -> Result<[String; 2], String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let messages = messages::read(folder.path())?;
    Ok([messages.packed(Pack::Main)?, messages.packed(Pack::Guide)?])
}

fn refused(text: &str) -> String {
    packed(&[("some.ftl", text)]).expect_err("it is refused")
}

#[test]
fn a_message_is_packed_by_its_key_whatever_file_it_stands_in() {
    let [main, guide] =
        packed(&[("guide-a.ftl", "plan-a = A\n"), ("plan.ftl", "# B\nguide-b = B\n")]).expect("packs");
    assert_eq!((main.as_str(), guide.as_str()), ("plan-a = A\n", "guide-b = B\n"));
}

#[test]
fn a_message_may_speak_of_others_in_its_pack() {
    let [_, guide] =
        packed(&[("guide.ftl", "guide-a = { guide-b } { -guide-c }\nguide-b = B\n-guide-c = C\n")])
            .expect("packs");
    assert_eq!(guide.lines().count(), 3);
}

#[test]
fn a_message_that_speaks_of_one_in_another_pack_is_refused() {
    let others = "plan-b = B\n-term = T\n";
    for spoken_of in [
        "{ plan-b }",
        "{ plan-b.title }",
        "{ -term }",
        "{ { plan-b } }",
        "{ FUNCTION(plan-b) }",
        "{ $a ->\n   *[other] { plan-b }\n }",
        "{ -term.case ->\n   *[other] x\n }",
        "A\n    .title = { plan-b }",
    ] {
        let error = refused(&format!("guide-a = {spoken_of}\n{others}"));
        assert!(error.starts_with("guide-a: ") && error.contains("not in the same pack"), "{error}");
    }
}

#[test]
fn a_message_that_speaks_of_none_that_is_there_is_refused() {
    assert_eq!(refused("plan-a = { plan-b }\n"), "plan-a: plan-b is not in the same pack, messages");
}

#[test]
fn what_is_no_fluent_is_named_with_file_and_line() {
    assert!(refused("plan-a = A\nplan-b = { $\n").starts_with("some.ftl:2: "));
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let error = packed(&[("a.ftl", "plan-a = A\n"), ("b.ftl", "plan-a = B\n")]).expect_err("it is refused");
    assert_eq!(error, "b.ftl: plan-a stands in a.ftl too");
}
