//! What is asked and drawn where a person sits at a terminal.

use rustix::process::Signal;

use crate::support::{Home, example};
use crate::terminal::Terminal;

/// How many fields of the example's plan are asked for before its pull, and after it.
const FIELDS: (usize, usize) = (7, 6);

fn import(home: &Home) -> Terminal {
    Terminal::start(home, &["plan", "import", &example("plans/over-door-with-provider.json")])
}

#[test]
fn a_plan_from_a_file_is_confirmed_line_by_line() {
    let home = Home::new();
    let mut terminal = import(&home);
    for _ in 0..FIELDS.0 {
        terminal.until("Type yes: ");
        terminal.press("Yes\n");
    }
    let asked = terminal.until("where it has one: ");
    assert!(!asked.contains("12"), "the pull is not shown before it is typed: {asked}");
    terminal.press("12 lb\n");
    for _ in 0..FIELDS.1 {
        terminal.until("Type yes: ");
        terminal.press("yes\n");
    }
    let (status, said) = terminal.end();
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("The plan is in force."), "{said}");
}

#[test]
fn a_question_about_a_plan_hears_an_interruption() {
    let home = Home::new();
    let mut terminal = import(&home);
    terminal.until("Type yes: ");
    terminal.signal(Signal::INT);
    let (status, said) = terminal.end();
    assert_eq!(status, 6, "{said}");
    assert!(!home.journal().exists(), "nothing was stored");
}

#[test]
fn long_words_to_a_person_are_broken_between_words() {
    let home = Home::new();
    let arguments = ["screen", "fill", "--form", "short", "--modality", "home_unit"];
    let mut terminal = Terminal::start(&home, &arguments);
    terminal.until("u: I don't know]");
    terminal.press("w\n");
    let why = terminal.until("It rests on:");
    let widest = why.lines().map(|line| line.trim_end().chars().count()).max();
    assert!(widest <= Some(100), "{why}");
    terminal.signal(Signal::INT);
    assert_eq!(terminal.end().0, 6);
}

#[test]
fn every_step_out_of_a_pull_stays_on_the_screen_until_it_is_off() {
    let home = Home::ready_by_hand("neck_hammock", "hammock-first-week", "none");
    let mut terminal = Terminal::start(&home, &["session", "run", "--modality", "neck_hammock"]);
    for _ in 0..2 {
        terminal.until("Type yes to confirm: ");
        terminal.press("yes\n");
    }
    terminal.until("Hold, round 1.");
    terminal.press("s");
    let drawn = terminal.until("Then slip your head out.");
    let frame = drawn.rsplit("not measured").next().unwrap_or_default();
    assert!(frame.contains("Lift it slowly until nothing pulls."), "the first step with the last: {frame:?}");
    terminal.until("Take the pull off, then press Enter or r.");
    terminal.press("r");
    terminal.until("Why did you stop?");
    terminal.press("\n");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_routine_shows_its_step_its_pause_and_how_it_ended() {
    let home = Home::screened();
    home.run(&["routine", "set", &example("routines/evening.json")]).expect(0);
    let mut terminal = Terminal::start(&home, &["routine", "run", "evening"]);
    terminal.until("step 1 of 4, belly breathing, 0");
    terminal.press(" ");
    terminal.until("belly breathing, paused");
    terminal.press("n");
    terminal.until("step 2 of 4, wall drill, paused, Enter when done");
    terminal.press("s");
    terminal.until("over: stopped, 0 steps done, 1 left out");
    assert_eq!(terminal.end().0, 0);
}
