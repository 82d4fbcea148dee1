//! `nape screen fill`: the questions in a terminal, one at a time.

use std::io::{BufRead, stdin};

use nape::api::{self, AnswerSheet, FormKind, FormToFill, Modality, Nape, Region, ScreeningOutcome};
use tokio::sync::oneshot;

use super::screen::outcome_text;
use crate::failure::Failure;
use crate::fill::{Filled, Lines, fill};
use crate::output;
use crate::shell::Shell;

/// Standard input and standard error: the document alone goes to standard output.
pub(super) struct Terminal;

impl Lines for Terminal {
    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        match stdin().lock().read_line(&mut line) {
            Ok(read) if read > 0 => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
            _ => None,
        }
    }

    fn show(&mut self, words: &str) {
        output::note(words);
    }
}

/// Asks, and says what the answers mean; with `save` they are recorded, and old answers are shown to confirm.
pub(super) async fn run(
    shell: &Shell,
    form: FormKind,
    modality: Modality,
    region: Region,
    save: bool,
) -> Result<(), Failure> {
    if !save {
        let form = api::screening_form(form, modality, region)?;
        let to_fill = FormToFill { form, previous: std::collections::HashMap::new(), previous_at: None };
        let sheet = asked(shell, to_fill).await?;
        let outcome = api::check_answers(sheet, shell.now())?;
        return tell(shell, &outcome, "The answers are not recorded; --save does.");
    }
    let journal = shell.open().await?;
    let result = filled_and_saved(shell, &journal.nape, form, modality, region).await;
    tell(shell, &result?, "The answers are recorded.")
}

async fn filled_and_saved(
    shell: &Shell,
    nape: &Nape,
    form: FormKind,
    modality: Modality,
    region: Region,
) -> Result<ScreeningOutcome, Failure> {
    let to_fill = nape.screening_form_for(form, modality, region).await?;
    let sheet = asked(shell, to_fill).await?;
    Ok(nape.record_screening(sheet).await?)
}

/// Asks on a thread of its own: a wait for a line can't be called off, and Ctrl-C must be heard meanwhile.
pub(super) async fn in_the_terminal<T: Send + 'static>(
    ask: impl FnOnce(&mut Terminal) -> T + Send + 'static,
) -> Result<T, Failure> {
    let (tell, answered) = oneshot::channel();
    std::thread::spawn(move || drop(tell.send(ask(&mut Terminal))));
    answered.await.map_err(|_| Failure::internal("the questions could not be asked"))
}

async fn asked(shell: &Shell, to_fill: FormToFill) -> Result<AnswerSheet, Failure> {
    let now = shell.now();
    let judge = move |sheet: &AnswerSheet| api::check_answers(sheet.clone(), now.clone()).map(|_| ());
    match in_the_terminal(move |terminal| fill(to_fill, terminal, judge)).await? {
        Filled::Done(sheet) => Ok(*sheet),
        Filled::Unfinished => {
            let detail = "ended before the form was confirmed; nothing was recorded";
            Err(Failure::bad_input("standard input", detail, "an answer to each question"))
        }
    }
}

fn tell(shell: &Shell, outcome: &ScreeningOutcome, last: &str) -> Result<(), Failure> {
    shell.output.document(outcome, |outcome| format!("{}\n{last}\n", outcome_text(outcome)))
}
