//! `nape checkin`: the questions of an ordinary day, one at a time, each to be passed over with Enter (P26).

use nape::api::{
    CheckIn, CheckInAnswer, CheckInAnswers, CheckInQuestion, EntriesWritten, Nape, Profile,
    check_in_from_json,
};

use super::entries::told_text;
use super::fill::in_the_terminal;
use crate::args::CheckInOptions;
use crate::failure::Failure;
use crate::fill::Lines;
use crate::input;
use crate::shell::Shell;
use crate::words::word;

pub(super) async fn run(shell: &Shell, options: CheckInOptions) -> Result<(), Failure> {
    // Read first: a bad file must not even make a journal.
    let given = match &options.file {
        Some(file) => Some(check_in_from_json(input::bytes(file)?)?),
        None => None,
    };
    let journal = shell.open().await?;
    let nape = &journal.nape;
    if !options.choose.is_empty() {
        nape.set_profile(Profile { check_in: Some(options.choose), ..Profile::default() }).await?;
        return shell.output.document(&nape.check_in().await?, questions_text);
    }
    if options.questions {
        return shell.output.document(&nape.check_in().await?, questions_text);
    }
    let written = match given {
        Some(answers) => nape.record_check_in(answers).await?,
        None => asked(nape).await?,
    };
    shell.output.document(&written, written_text)
}

async fn asked(nape: &Nape) -> Result<EntriesWritten, Failure> {
    let check_in = nape.check_in().await?;
    match in_the_terminal(move |terminal| ask(&check_in, terminal)).await? {
        Some(answers) if answers.answers.is_empty() && answers.note.is_none() => {
            Ok(EntriesWritten { ids: Vec::new(), told: Vec::new() })
        }
        Some(answers) => Ok(nape.record_check_in(answers).await?),
        None => {
            let detail = "ended before the last question; nothing was written";
            Err(Failure::bad_input(
                "standard input",
                detail,
                "a line for each question; Enter passes it over",
            ))
        }
    }
}

/// Every question with its answer; none where the input is over before the last one.
fn ask(check_in: &CheckIn, lines: &mut dyn Lines) -> Option<CheckInAnswers> {
    lines.show("Enter passes a question over.");
    let mut answers = Vec::new();
    for question in &check_in.questions {
        lines.show(&question_text(question));
        let value = loop {
            let line = lines.next()?;
            match (line.trim(), line.trim().parse::<i32>()) {
                ("", _) => break None,
                (_, Ok(value)) if (question.least..=question.most).contains(&value) => break Some(value),
                _ => lines
                    .show(&format!("A whole number from {} to {}, or Enter.", question.least, question.most)),
            }
        };
        answers.extend(value.map(|value| CheckInAnswer { kind: question.kind, value }));
    }
    lines.show(&format!("{}:", check_in.note));
    let note = lines.next()?;
    let note = (!note.trim().is_empty()).then_some(note);
    Some(CheckInAnswers { answers, note })
}

/// `Pain now, 0 (none) to 10 (the worst that you can think of):`
fn question_text(question: &CheckInQuestion) -> String {
    let CheckInQuestion { text, low, high, least, most, .. } = question;
    match (low, high) {
        (Some(low), Some(high)) => format!("{text}, {least} ({low}) to {most} ({high}):"),
        _ => format!("{text}, {least} to {most}:"),
    }
}

fn questions_text(check_in: &CheckIn) -> String {
    let line = |question: &CheckInQuestion| {
        format!("{:<16}{}\n", word(&question.kind), question_text(question).trim_end_matches(':'))
    };
    let questions: String = check_in.questions.iter().map(line).collect();
    format!("{questions}{:<16}{}\n", "note", check_in.note)
}

fn written_text(written: &EntriesWritten) -> String {
    let what = match written.ids.len() {
        0 => "Nothing was answered, so nothing is written.\n".to_owned(),
        1 => "Written.\n".to_owned(),
        count => format!("{count} entries written.\n"),
    };
    what + &told_text(&written.told)
}

#[cfg(test)]
mod tests {
    use nape::api::EntryKind;

    use super::*;

    struct Script(Vec<&'static str>, Vec<String>);

    impl Lines for Script {
        fn next(&mut self) -> Option<String> {
            (!self.0.is_empty()).then(|| self.0.remove(0).to_owned())
        }

        fn show(&mut self, words: &str) {
            self.1.push(words.to_owned());
        }
    }

    fn answered(lines: &[&'static str]) -> (Option<CheckInAnswers>, Vec<String>) {
        let question = |kind, most| CheckInQuestion {
            kind,
            text: "How much".to_owned(),
            low: None,
            high: None,
            least: 0,
            most,
        };
        let questions = vec![question(EntryKind::Pain, 10), question(EntryKind::Headache, 200)];
        let check_in = CheckIn { questions, note: "Anything else".to_owned() };
        let mut script = Script(lines.to_vec(), Vec::new());
        (ask(&check_in, &mut script), script.1)
    }

    #[test]
    fn each_question_takes_one_line_and_enter_passes_it_over() {
        let (answers, _) = answered(&["4", "", "  a bad night "]);
        let answers = answers.expect("answered");
        assert_eq!(answers.answers, [CheckInAnswer { kind: EntryKind::Pain, value: 4 }]);
        assert_eq!(answers.note.as_deref(), Some("  a bad night "));
        assert_eq!(answered(&["", "", ""]).0, Some(CheckInAnswers { answers: Vec::new(), note: None }));
    }

    #[test]
    fn what_is_no_answer_is_asked_again_with_the_range() {
        let (answers, shown) = answered(&["11", "-1", "4.5", "four", "10", "200", ""]);
        assert_eq!(answers.map(|answers| answers.answers.len()), Some(2));
        assert_eq!(shown.iter().filter(|line| line.contains("from 0 to 10")).count(), 4);
    }

    #[test]
    fn an_input_that_ends_early_writes_nothing() {
        assert_eq!(answered(&["4"]).0, None);
        assert_eq!(answered(&["4", "1"]).0, None);
    }
}
