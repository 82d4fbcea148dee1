//! The terminal shell: it asks, shows and passes on; everything that decides is behind the door, `nape::api`.
//!
//! | file | answers |
//! |---|---|
//! | `args/` | which words does the command line take? |
//! | `commands/` | what does each verb do? one module per group |
//! | `fill/` | how is a form asked, one question at a time? |
//! | `live/` | how is a running session shown, steered and ended? |
//! | `shell` | how is the journal opened, and what is recovered first? |
//! | `home`, `key`, `keyring` | where is the journal, and what opens it? |
//! | `clock`, `zone` | what time is it, and where? |
//! | `desktop` | how does a desktop show what rings? |
//! | `presence` | how does a person say yes themselves? |
//! | `input`, `output` | how are files read, how are documents and texts written? |
//! | `failure`, `status`, `hints` | what went wrong, which exit status says so, and what can be done? |
//! | `interruption` | which signals have come? |
//! | `words`, `chart`, `plot` | how do values, curves and trends look in text? |

// Texts for people are short; a reader of the code matters more than a saved allocation.
#![allow(clippy::format_push_string, clippy::format_collect)]

mod args;
mod chart;
mod clock;
mod commands;
mod desktop;
mod failure;
mod fill;
mod hints;
mod home;
mod input;
mod interruption;
mod key;
mod keyring;
mod live;
mod output;
mod plot;
mod presence;
mod shell;
mod status;
mod words;
mod zone;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use args::CommandLine;
use failure::Failure;
use output::Output;
use shell::Shell;
use status::Status;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let status = match CommandLine::try_parse_from(&arguments) {
        Ok(line) => run(line),
        Err(error) => misread(&error, &arguments),
    };
    ExitCode::from(status as u8)
}

fn run(line: CommandLine) -> Status {
    let output = Output::new(line.common.json);
    let result = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| Failure::internal("the program's runtime can't be started"))
        .and_then(|runtime| {
            runtime.block_on(async {
                let shell = Shell::new(line.common)?;
                commands::run(&shell, line.group).await
            })
        });
    result.unwrap_or_else(|failure| failure.tell(output))
}

/// Says what is wrong with a command line; help and version are no errors.
fn misread(error: &clap::Error, arguments: &[OsString]) -> Status {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let shown = error.print().is_ok();
        let asked = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        return if shown && asked { Status::Done } else { Status::BadInput };
    }
    let output = Output::new(arguments.iter().any(|argument| argument == "--json"));
    let unknown = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => args::unbuilt::named(word, arguments),
        _ => None,
    };
    match unknown {
        Some(verb) => Failure::Unbuilt { verb }.tell(output),
        None => Failure::CommandLine(error.to_string()).tell(output),
    }
}
