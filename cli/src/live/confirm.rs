//! What a person confirms before the start: by an option, or asked one by one.

use nape::api::{Confirmed, ForceUnit, Nape, Readiness, StartSession, setup_checks};

use super::keyboard::Keyboard;
use crate::args::Confirmation;
use crate::failure::Failure;
use crate::output;
use crate::shell::Shell;
use crate::words;

/// What the option says.
pub(crate) fn told(list: &[Confirmation]) -> Confirmed {
    Confirmed {
        setup: list.contains(&Confirmation::Setup),
        in_place: list.contains(&Confirmation::Setup),
        presence: list.contains(&Confirmation::Presence),
        audible: list.contains(&Confirmation::Audible),
    }
}

/// Asks for what the gate still wants; what else speaks against the start is the gate's to say.
pub(crate) async fn confirmed(
    shell: &Shell,
    nape: &Nape,
    start: &StartSession,
    keyboard: &mut Keyboard,
    units: ForceUnit,
) -> Result<Confirmed, Failure> {
    let readiness = nape.readiness(start.clone()).await?;
    let mut confirmed = start.confirmed;
    if readiness.refusals.iter().any(|refusal| question(&refusal.rule).is_none()) {
        return Ok(confirmed);
    }
    if start.rehearsal {
        output::note("A rehearsal: nothing pulls. Get in, press Stop, get out.");
    } else {
        output::note(&dose_text(&readiness, units));
    }
    for refusal in &readiness.refusals {
        let Some(question) = question(&refusal.rule) else {
            continue;
        };
        if refusal.rule == AUDIBLE {
            output::bell();
        } else if refusal.rule == SETUP {
            list_checks(start);
        }
        let yes = says_yes(shell, question, keyboard).await?;
        match refusal.rule.as_str() {
            SETUP => {
                confirmed.setup = yes;
                confirmed.in_place = yes;
            }
            PRESENCE => confirmed.presence = yes,
            _ => confirmed.audible = yes,
        }
        if !yes {
            break;
        }
    }
    Ok(confirmed)
}

/// Whether the person says yes to this session.
pub(crate) async fn agrees(shell: &Shell, keyboard: &mut Keyboard) -> Result<bool, Failure> {
    match question(PRESENCE) {
        Some(question) => says_yes(shell, question, keyboard).await,
        None => Ok(false),
    }
}

/// What the set-up question asks about.
fn list_checks(start: &StartSession) {
    for check in setup_checks(start.modality, start.region) {
        output::note(&format!("- {}", check.text));
    }
}

const SETUP: &str = "gate.setup";
pub(crate) const PRESENCE: &str = "gate.presence";
const AUDIBLE: &str = "gate.audible";

fn question(rule: &str) -> Option<&'static str> {
    match rule {
        SETUP => Some("Is each of these so, and are you in place?"),
        PRESENCE => Some("Do you say yes yourself to exactly this session?"),
        AUDIBLE => Some("A bell was just rung. Did you hear it, and will you hear it at the end?"),
        _ => None,
    }
}

fn dose_text(readiness: &Readiness, units: ForceUnit) -> String {
    let Some(dose) = &readiness.dose else {
        return "Without any pull.".to_owned();
    };
    let mut text =
        format!("This session: {}{}.", words::dose(dose, units), words::lowered_by(&dose.limited_by));
    if readiness.first_dose {
        text += " It counts as a first one.";
    }
    text
}

async fn says_yes(shell: &Shell, question: &str, keyboard: &mut Keyboard) -> Result<bool, Failure> {
    output::ask(&format!("{question} Type yes to confirm: "));
    let mut interruption = shell.interruption.clone();
    tokio::select! {
        line = keyboard.line() => Ok(line.eq_ignore_ascii_case("yes")),
        () = interruption.comes() => Err(Failure::Interrupted),
    }
}
