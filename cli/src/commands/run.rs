//! `nape session run`: the confirmations, the start, and the session to its end.

use std::time::Duration;

use nape::api::{
    self, DeviceChoice, End, Modality, Nape, NapeError, Reason, Release, ScriptAct, ScriptLine, StartSession,
};

use crate::args::{Device, RunOptions};
use crate::failure::Failure;
use crate::live::{self, Ending, Keyboard, View};
use crate::output;
use crate::shell::{Journal, Shell};
use crate::status::Status;

pub(super) async fn run(shell: &Shell, options: &RunOptions) -> Result<Status, Failure> {
    // All input is read before the journal is touched.
    let start = start(shell, options)?;
    has_sessions(shell, options.modality)?;
    let journal = shell.open().await?;
    Ok(session(shell, &journal, start).await?.status())
}

/// What can't be planned is never guided either: said before two forms are asked for it.
fn has_sessions(shell: &Shell, modality: Modality) -> Result<(), Failure> {
    let plan = serde_json::json!({ "modality": modality, "pattern": "sustained", "duration_ms": 60_000 });
    let check = api::check_plan(api::plan_from_json(plan.to_string().into_bytes())?, shell.now())?;
    match check.problems.into_iter().find(|problem| problem.field == "modality") {
        Some(problem) => {
            Err(NapeError::Refused { rules: vec![problem.rule], detail: problem.message }.into())
        }
        None => Ok(()),
    }
}

fn start(shell: &Shell, options: &RunOptions) -> Result<StartSession, Failure> {
    let device = match &options.device {
        Device::Simulated => DeviceChoice::Simulated { seed: options.seed },
        Device::SimulatedGauge => DeviceChoice::SimulatedGauge { seed: options.seed },
        Device::None => DeviceChoice::None,
        Device::Address(address) => DeviceChoice::At { address: address.clone() },
    };
    let mut script = match &options.script {
        Some(file) => live::read_script(file)?,
        None => Vec::new(),
    };
    live::known_symptoms(&script, &api::screening_symptoms()?)?;
    let mut confirmed = live::told(&options.confirm);
    // A script that says when the person is in place is waited for.
    confirmed.in_place &= !script.iter().any(|line| line.act == ScriptAct::SetupDone);
    let alone = !shell.output.can_ask() && options.script.is_none();
    if options.rehearse && confirmed.presence && alone {
        script = live::rehearsal_stop();
    }
    Ok(StartSession {
        modality: options.modality,
        region: options.region,
        device,
        rehearsal: options.rehearse,
        confirmed,
        get_in_ms: options.get_in * 1000,
        pace: options.speed,
        script,
        // A terminal knows nothing of its loudspeaker: it rings a bell and asks.
        alarm: None,
    })
}

async fn session(shell: &Shell, journal: &Journal, mut start: StartSession) -> Result<Ending, Failure> {
    let nape = &journal.nape;
    let units = shell.units_of(nape).await?;
    let mut keyboard = shell.output.can_ask().then(Keyboard::listen);
    if journal.resumed.is_some() {
        output::note("A session was still running; it goes on here. Take the pull off when it says so.");
        if let Err(failure) = take_up(nape, start.modality, start.script.clone()).await {
            // What can't be gone on with is left as it is, and not ended.
            shell.leave().await?;
            return Err(failure);
        }
    } else if let Some(keyboard) = &mut keyboard {
        start.confirmed = live::confirmed(shell, nape, &start, keyboard, units).await?;
    }
    let after = if journal.resumed.is_some() {
        0
    } else {
        let after = nape.snapshot()?.seq;
        begin(shell, nape, start, keyboard.as_mut()).await?;
        after
    };
    let mut view = View::new(shell.output, units);
    let mut interruption = shell.interruption.clone();
    let mut ending = live::follow(nape, after, &mut view, &mut interruption, keyboard.as_mut()).await?;
    if let Some(keyboard) = &mut keyboard {
        if ask_released(shell, nape, &ending, keyboard).await? {
            ending.release = Release::ByPerson;
        }
        ask_why(shell, nape, &ending, keyboard).await?;
    }
    tell_next_steps(shell, nape, &ending).await?;
    Ok(ending)
}

/// Goes on with what a kill left open, by the script where there is one. Another way of traction waits until it is over.
async fn take_up(nape: &Nape, modality: Modality, script: Vec<ScriptLine>) -> Result<(), Failure> {
    if nape.snapshot()?.session.is_some_and(|session| session.modality != modality) {
        return Err(NapeError::SessionRunning.into());
    }
    if !script.is_empty() {
        nape.follow_script(script).await?;
    }
    Ok(())
}

/// Starts it. Where its device lowers the dose the person is asked for their own yes to the lower one (E26).
async fn begin(
    shell: &Shell,
    nape: &Nape,
    mut start: StartSession,
    keyboard: Option<&mut Keyboard>,
) -> Result<(), Failure> {
    let Err(refused) = start_unless_interrupted(shell, nape, start.clone()).await else {
        return Ok(());
    };
    if let NapeError::Refused { rules, detail } = &refused
        && let Some(keyboard) = keyboard
        && !start.confirmed.presence
        && rules.first().is_some_and(|rule| rule == live::PRESENCE)
    {
        output::note(detail);
        start.confirmed.presence = live::agrees(shell, keyboard).await?;
        if start.confirmed.presence {
            return Ok(start_unless_interrupted(shell, nape, start).await?);
        }
    }
    Err(refused.into())
}

/// A signal ends the wait for a device too.
async fn start_unless_interrupted(shell: &Shell, nape: &Nape, start: StartSession) -> Result<(), NapeError> {
    let mut interruption = shell.interruption.clone();
    let mut starting = std::pin::pin!(nape.start_session(start));
    tokio::select! {
        started = &mut starting => started.map(drop),
        () = interruption.comes() => {
            nape.interrupt().await?;
            starting.await.map(drop)
        }
    }
}

/// The person has so long to say that the pull is off.
const RELEASE_ASKED_FOR: Duration = Duration::from_mins(5);

/// Where nobody knows that the pull is off, the person may say so; it is kept beside the end. Whether they did.
async fn ask_released(
    shell: &Shell,
    nape: &Nape,
    ending: &Ending,
    keyboard: &mut Keyboard,
) -> Result<bool, Failure> {
    if !matches!(ending.release, Release::Unconfirmed | Release::Unknown) {
        return Ok(false);
    }
    output::ask("Is the pull off now? Type yes once it is: ");
    // The signal that ended the session is no answer.
    let mut interruption = shell.interruption.clone();
    let off = tokio::select! {
        line = keyboard.line() => line.eq_ignore_ascii_case("yes"),
        () = interruption.comes_anew() => false,
        () = tokio::time::sleep(RELEASE_ASKED_FOR) => false,
    };
    if off {
        nape.released().await?;
    }
    Ok(off)
}

/// What comes after it, for people to read.
async fn tell_next_steps(shell: &Shell, nape: &Nape, ending: &Ending) -> Result<(), Failure> {
    if shell.output.is_json() {
        return Ok(());
    }
    for step in nape.session(ending.session.clone()).await?.next_steps {
        output::note(&format!("- {}", step.text));
    }
    if ending.end == End::Emergency {
        output::note("`nape guide emergency` shows the card.");
    }
    Ok(())
}

/// Stop asks one question, and takes no answer for an answer. In a rehearsal it is what was asked for.
async fn ask_why(
    shell: &Shell,
    nape: &Nape,
    ending: &Ending,
    keyboard: &mut Keyboard,
) -> Result<(), Failure> {
    if ending.end != End::Stopped || ending.reason != Some(Reason::Person) {
        return Ok(());
    }
    output::ask("Why did you stop? (Enter to say nothing) ");
    let mut interruption = shell.interruption.clone();
    let why = tokio::select! {
        line = keyboard.line() => line,
        () = interruption.comes() => String::new(),
    };
    if !why.is_empty() {
        nape.explain_stop(ending.session.clone(), why).await?;
    }
    Ok(())
}
