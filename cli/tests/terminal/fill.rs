//! A form, one question at a time, as typed into the program.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::schema::assert_fits;
use crate::support::{Home, Ran};

const FILL: [&str; 7] = ["screen", "fill", "--form", "short", "--modality", "home_unit", "--json"];

fn start(home: &Home, arguments: &[&str]) -> Child {
    home.command(arguments).stdin(Stdio::piped()).spawn().expect("the program runs")
}

fn type_lines(child: &mut Child, lines: &[String]) {
    let mut stdin = child.stdin.take().expect("piped");
    for line in lines {
        writeln!(stdin, "{line}").expect("is read");
    }
}

/// What somebody types who has nothing to tell: none of these, no, nothing.
fn nothing_to_tell(home: &Home) -> Vec<String> {
    let form = home.json(&["screen", "form", "--form", "short", "--modality", "home_unit"]);
    let questions = form["questions"].as_array().expect("questions");
    let always = questions.iter().filter(|question| question["ask_if"].is_null());
    always.map(answer).collect()
}

fn answer(question: &Value) -> String {
    let options = question["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    match question["kind"].as_str().expect("a kind") {
        "choices" => {
            (1 + options.iter().position(|option| option["id"] == "none").expect("none")).to_string()
        }
        "number" => question["min"].as_f64().unwrap_or(0.0).to_string(),
        "yes_no" => "2".to_owned(),
        _ => "u".to_owned(),
    }
}

fn short_form_at(home: &Home) -> Value {
    home.json(&["screen", "status", "--modality", "home_unit"])["short_at"].clone()
}

#[test]
fn a_form_that_is_filled_in_is_recorded_with_save_and_not_without() {
    let home = Home::new();
    let mut lines = nothing_to_tell(&home);
    lines.push(String::new());
    let mut child = start(&home, &FILL);
    type_lines(&mut child, &lines);
    let ran = Ran::of(&child.wait_with_output().expect("ends")).expect(0);
    assert_fits("screening-outcome", &ran.document());
    assert!(ran.err.contains("page 1 of") && ran.err.contains("Your answers:"), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'), "it works without colours");
    assert!(!home.journal().exists(), "nothing is made for what is not recorded");

    let mut child = start(&home, &[&FILL[..], &["--save"]].concat());
    type_lines(&mut child, &lines);
    let ran = Ran::of(&child.wait_with_output().expect("ends")).expect(0);
    assert_fits("screening-outcome", &ran.document());
    assert!(short_form_at(&home).is_string());
}

#[test]
fn input_that_ends_early_records_nothing() {
    let home = Home::new();
    let lines = nothing_to_tell(&home);
    let mut child = start(&home, &[&FILL[..], &["--save"]].concat());
    type_lines(&mut child, &lines);
    let ran = Ran::of(&child.wait_with_output().expect("ends")).expect(2);
    assert_eq!(ran.error()["field"], "standard input");
    assert!(short_form_at(&home).is_null());
}

#[test]
fn a_signal_ends_the_questions_and_keeps_what_was_recorded() {
    let home = Home::screened();
    let before = short_form_at(&home);
    let mut child = start(&home, &["screen", "fill", "--form", "full", "--modality", "home_unit", "--save"]);
    let stdin = child.stdin.take().expect("piped");
    let mut shown = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    while !line.contains("page 1 of") {
        line.clear();
        assert!(shown.read_line(&mut line).expect("readable") > 0, "it asks");
    }
    kill_process(Pid::from_child(&child), Signal::INT).expect("the signal is sent");
    assert_eq!(child.wait().expect("ends").code(), Some(6));
    drop(stdin);
    assert_eq!(short_form_at(&home), before);
}
