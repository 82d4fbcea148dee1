//! `nape journal`.

use nape::api::{JournalCheck, NapeError};

use super::trend;
use crate::args::JournalVerb;
use crate::failure::Failure;
use crate::shell::Shell;

pub(super) async fn run(shell: &Shell, verb: JournalVerb) -> Result<(), Failure> {
    match verb {
        JournalVerb::Verify => verify(shell).await,
        JournalVerb::Trend(options) => trend::trend(shell, options).await,
        JournalVerb::Benchmarks { region } => trend::benchmarks(shell, region).await,
    }
}

async fn verify(shell: &Shell) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let check = journal.nape.check_journal().await?;
    if !check.intact {
        let detail = check.problem.unwrap_or_else(|| "its chain of facts does not hold".to_owned());
        return Err(NapeError::Damaged { detail }.into());
    }
    shell.output.document(&check, text)
}

fn text(check: &JournalCheck) -> String {
    let mut text = format!("The journal is whole: {} facts, each in its place.", check.facts);
    if check.redacted > 0 {
        text += &format!(" {} were erased on purpose.", check.redacted);
    }
    text
}
