//! Follows a routine to its end: keys, signals and a closed output go to the core at once.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nape::api::{
    Event, EventBody, Nape, NapeError, RoutineAct, RoutineEnd, RoutineLine, RoutinePhase, RoutineView,
};
use nape_logic::document;
use serde::Deserialize;
use tokio::time::{MissedTickBehavior, interval};

use super::keyboard::{Keyboard, SingleKeys};
use crate::failure::Failure;
use crate::input;
use crate::interruption::Interruption;
use crate::output::{self, Output};
use crate::words::{minutes, word};

/// As many events as are asked for at once.
const PAGE: u32 = 64;
/// A drawing is renewed this often.
const FRAME: Duration = Duration::from_millis(100);
const KEYS: &str = "Enter done   n next step   space pause or go on   s or q stop";

/// A line of a script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    at_ms: u64,
    input: Input,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Input {
    Done,
    Skip,
    Pause,
    Resume,
    Stop,
}

/// Reads a script file; lines come out by time, equal times in the file's order. Empty lines are skipped.
pub(crate) fn read_script(file: &Path) -> Result<Vec<RoutineLine>, Failure> {
    let bytes = input::bytes(file)?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::bad_input("script", "not text", "one JSON object a line, in UTF-8"))?;
    let lines = (1_u32..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let mut lines = lines.map(|(number, line)| read_line(number, line)).collect::<Result<Vec<_>, _>>()?;
    lines.sort_by_key(|line| line.at_ms);
    Ok(lines)
}

fn read_line(number: u32, line: &str) -> Result<RoutineLine, Failure> {
    let Line { at_ms, input } = document::from_json(line.as_bytes()).map_err(|mut error| {
        error.field = format!("line {number}: {}", error.field);
        error
    })?;
    let act = match input {
        Input::Done => RoutineAct::Done,
        Input::Skip => RoutineAct::Skip,
        Input::Pause => RoutineAct::Pause,
        Input::Resume => RoutineAct::Resume,
        Input::Stop => RoutineAct::Stop,
    };
    Ok(RoutineLine { at_ms, act })
}

/// Follows the routine from the event after number `after` to its end. A signal, or an output that is closed, ends
/// the program and the routine with it.
pub(crate) async fn follow(
    nape: &Nape,
    mut after: u64,
    output: Output,
    interruption: &mut Interruption,
) -> Result<RoutineEnd, Failure> {
    let mut keyboard = output.can_ask().then(Keyboard::listen);
    let _single_keys = keyboard.as_ref().and_then(|_| SingleKeys::begin());
    let drawing = output.can_ask().then(Drawing::new);
    let mut frames = interval(FRAME);
    frames.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut closed = std::pin::pin!(output::closed());
    loop {
        tokio::select! {
            page = nape.events(after, PAGE) => {
                let page = page?;
                after = page.next;
                for event in &page.events {
                    show(event, output, drawing.as_ref())?;
                    if let EventBody::RoutineFinished { end, .. } = event.body {
                        if let Some(drawing) = &drawing {
                            drawing.close();
                        }
                        return Ok(end);
                    }
                }
                if page.closed {
                    return Err(NapeError::Closed.into());
                }
            }
            () = interruption.comes() => return Err(Failure::Interrupted),
            () = &mut closed => return Err(Failure::OutputClosed),
            key = next_key(keyboard.as_mut()) => press(nape, key).await?,
            _ = frames.tick(), if drawing.is_some() => {
                if let (Some(drawing), Some(view)) = (&drawing, nape.snapshot()?.routine) {
                    drawing.frame(&view);
                }
            }
        }
    }
}

fn show(event: &Event, output: Output, drawing: Option<&Drawing>) -> Result<(), Failure> {
    if output.is_json() {
        return output::json_line(event);
    }
    let Some(text) = text(&event.body) else { return Ok(()) };
    match drawing {
        Some(drawing) => {
            drawing.say(&text);
            Ok(())
        }
        None => output::text(&format!("{}  {text}", minutes(event.elapsed_ms))),
    }
}

/// An event in words; none where it says nothing to a person.
pub(super) fn text(body: &EventBody) -> Option<String> {
    match body {
        EventBody::RoutineCue { text, amount: Some(amount), .. } => {
            // A practice has a name without a full stop.
            let between = if text.ends_with('.') { " " } else { ": " };
            Some(format!("{text}{between}{amount}"))
        }
        EventBody::RoutineCue { text, .. } => Some(text.clone()),
        EventBody::RoutineFinished { end, done, skipped, .. } => {
            let steps = if *done == 1 { "step" } else { "steps" };
            Some(format!("over: {}, {done} {steps} done, {skipped} left out", word(end)))
        }
        _ => None,
    }
}

async fn next_key(keyboard: Option<&mut Keyboard>) -> u8 {
    match keyboard {
        Some(keyboard) => keyboard.key().await,
        None => std::future::pending().await,
    }
}

async fn press(nape: &Nape, key: u8) -> Result<(), Failure> {
    let paused = nape.snapshot()?.routine.is_some_and(|routine| routine.phase == RoutinePhase::Paused);
    match key {
        b'\n' | b'\r' => nape.routine_done().await?,
        b'n' => nape.routine_skip().await?,
        b' ' if paused => nape.routine_resume().await?,
        b' ' => nape.routine_pause().await?,
        b's' | b'q' => nape.routine_stop().await?,
        _ => {}
    }
    Ok(())
}

/// A running routine as a picture, on standard error.
struct Drawing {
    bar: ProgressBar,
    words: ProgressBar,
}

impl Drawing {
    fn new() -> Self {
        let all = indicatif::MultiProgress::with_draw_target(ProgressDrawTarget::stderr_with_hz(15));
        let add = |template: &str| {
            let style = ProgressStyle::with_template(template)
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("█▉▊▋▌▍▎▏ ");
            all.add(ProgressBar::new(1).with_style(style))
        };
        let drawing = Self { bar: add("  {bar:20} {msg}"), words: add("  {msg}") };
        add("  {msg}").abandon_with_message(KEYS);
        drawing
    }

    fn say(&self, text: &str) {
        self.words.set_message(text.to_owned());
    }

    fn frame(&self, view: &RoutineView) {
        let length = view.part.and_then(|part| part.end_ms.map(|end| end - part.start_ms));
        let steps = view.routine.steps.len();
        let step = view.part.map_or(steps, |part| usize::try_from(part.step).unwrap_or(0) + 1);
        let what = if view.part.is_some_and(|part| part.rest) {
            "rest".to_owned()
        } else {
            view.routine.steps.get(step - 1).map(|step| step.practice.replace('_', " ")).unwrap_or_default()
        };
        let paused = if view.phase == RoutinePhase::Paused { ", paused" } else { "" };
        let place = format!("step {step} of {steps}, {what}{paused}");
        if let (Some(length), Some(left)) = (length, view.left_ms) {
            self.bar.set_length(length.max(1));
            self.bar.set_position(length.saturating_sub(left));
            self.bar.set_message(format!("{place}, {} left", minutes(left)));
        } else {
            self.bar.set_position(0);
            self.bar.set_message(format!("{place}, Enter when done"));
        }
    }

    fn close(&self) {
        self.bar.abandon();
        self.words.abandon();
    }
}
