//! A program in another language that takes turns with a benchmark: one line in, the nanoseconds that its work took out.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The running process.
#[derive(Debug)]
pub struct Answering {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Answering {
    /// A program in Python, by the interpreter that `NAPE_PYTHON` names, else `python3`; none where there is none.
    pub fn python<'a>(program: &str, arguments: impl IntoIterator<Item = &'a OsStr>) -> Option<Self> {
        let python = std::env::var_os("NAPE_PYTHON").unwrap_or_else(|| "python3".into());
        let mut child = Command::new(python)
            .args(["-c", program])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (asks, answers) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, asks, answers })
    }

    /// What a line takes; none where the program went away, as one does that lacks a library.
    pub fn answer(&mut self, line: &str) -> Option<Duration> {
        writeln!(self.asks, "{line}").and_then(|()| self.asks.flush()).ok()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).ok()?;
        answer.trim().parse().ok().map(Duration::from_nanos)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        // It holds nothing that anybody needs.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
