//! Standard output: text for people, or exactly one JSON document (for a session: one event a line) and
//! nothing else. Notes and progress go to standard error.

use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde::Serialize;
use textwrap::{Options, WordSplitter};
use tokio::time::{MissedTickBehavior, interval};

use crate::failure::Failure;

/// How often a silent output is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Where words and documents go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    pub(crate) const fn is_json(self) -> bool {
        self.json
    }

    /// Whether a person sits there and can be asked.
    pub(crate) fn can_ask(self) -> bool {
        !self.json && stdin().is_terminal() && stdout().is_terminal() && stderr().is_terminal()
    }

    /// How many columns a drawing may take.
    pub(crate) fn columns() -> usize {
        let columns = console::Term::stdout().size_checked().map_or(80, |(_, columns)| usize::from(columns));
        columns.clamp(40, 120)
    }

    /// The one document of a command: as JSON, or as the text that `text` makes of it.
    pub(crate) fn document<T: Serialize>(
        self,
        document: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        if self.json { json_line(document) } else { crate::output::text(text(document).trim_end()) }
    }
}

/// A JSON document on a line of its own.
pub(crate) fn json_line<T: Serialize>(document: &T) -> Result<(), Failure> {
    let line =
        serde_json::to_string(document).map_err(|_| Failure::internal("a document has no JSON form"))?;
    text(&line)
}

/// Lines on standard output; they are out when this returns.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|_| Failure::OutputClosed)
}

/// Waits until whoever read standard output is gone. Between two events that may be minutes before a write would tell.
pub(crate) async fn closed() {
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !is_closed() {
        looks.tick().await;
    }
}

fn is_closed() -> bool {
    let out = stdout();
    // Asked for nothing, the system still tells of an end that is gone.
    let mut asked = [PollFd::new(&out, PollFlags::empty())];
    let told = poll(&mut asked, Some(&Timespec::default()));
    told.is_ok_and(|told| told > 0) && asked[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// A note on standard error. Where that is closed the program goes on.
pub(crate) fn note(text: &str) {
    let _ = writeln!(stderr(), "{}", fitted(text));
}

/// A question on standard error, without a line's end; a space stands before the answer.
pub(crate) fn ask(question: &str) {
    write_now(&format!("{} ", fitted(question.trim_end())));
}

/// The terminal's bell.
pub(crate) fn bell() {
    write_now("\u{7}");
}

fn write_now(text: &str) {
    let mut err = stderr();
    let _ = write!(err, "{text}").and_then(|()| err.flush());
}

/// Broken between words where a person reads it; left as it is where it goes to a file.
fn fitted(text: &str) -> String {
    if !stderr().is_terminal() {
        return text.to_owned();
    }
    // A path or an id is not cut where it has hyphens.
    let options = Options::new(Output::columns()).word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}
