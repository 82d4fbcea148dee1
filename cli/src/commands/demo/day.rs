//! One day of the course, in the order in which a person does it.

use chrono::Datelike;
use nape::api::{Confirmed, DeviceChoice, EffectiveDose, End, Nape, StartSession, SymptomOutcome};

use super::course::{Course, Day};
use super::say;
use crate::commands::{plan, screen};
use crate::failure::Failure;
use crate::live::{self, Ending, Keyboard, View};
use crate::shell::Shell;

/// What came of it.
pub(super) struct Done {
    pub(super) ending: Ending,
    pub(super) dose: Option<EffectiveDose>,
    pub(super) after: Option<SymptomOutcome>,
}

pub(super) async fn run(
    shell: &Shell,
    pace: f64,
    nape: &Nape,
    course: &Course,
    day: &Day,
    number: usize,
) -> Result<Done, Failure> {
    say(
        shell,
        &format!("\nDay {} of {}, {}", number + 1, course.days.len(), day.date.format("%A %-d %B %Y")),
    )?;
    prepare(shell, nape, course).await?;
    screening(shell, nape, course, day).await?;
    let mut keyboard = shell.output.can_ask().then(Keyboard::listen);
    if needs_rehearsal(nape, start(course, day, pace)).await? {
        let ending = rehearsal(shell, nape, course, day, pace, keyboard.as_mut()).await?;
        if ending.end != End::Completed {
            return Ok(Done { ending, dose: None, after: None });
        }
    }
    let start = start(course, day, pace);
    let dose = nape.readiness(start.clone()).await?.dose;
    say(shell, "\nThe guided session")?;
    let ending = session(shell, nape, start, keyboard.as_mut()).await?;
    let after = after(shell, nape, day, &ending).await?;
    Ok(Done { ending, dose, after })
}

/// On the first day: who it is, what it is about, and what the provider allows.
async fn prepare(shell: &Shell, nape: &Nape, course: &Course) -> Result<(), Failure> {
    shell.interruption.check()?;
    let (modality, region) = (course.plan.modality, course.plan.region);
    if nape.course(region).await?.is_none() {
        nape.set_profile(course.profile.clone()).await?;
        let provider = course.plan.provider.as_ref().map(|provider| provider.name.clone());
        nape.start_course(region, Some(course.reason.clone()), provider).await?;
    }
    if nape.plan(modality, region).await?.is_none() {
        nape.set_plan(course.plan.clone()).await?;
    }
    say(
        shell,
        &format!("\nThe plan in force, checked against every limit\n{}", plan::plan_text(&course.plan)),
    )
}

async fn screening(shell: &Shell, nape: &Nape, course: &Course, day: &Day) -> Result<(), Failure> {
    shell.interruption.check()?;
    let status = nape.screening_status(course.plan.modality, course.plan.region).await?;
    if status.full_due {
        let outcome = nape.record_screening(course.full_answers.clone()).await?;
        say(shell, &format!("The full form\n{}", screen::outcome_text(&outcome)))?;
    }
    let outcome = nape.record_screening(day.short_answers.clone()).await?;
    say(shell, &format!("The short form before the session\n{}", screen::outcome_text(&outcome)))
}

fn start(course: &Course, day: &Day, pace: f64) -> StartSession {
    StartSession {
        modality: course.plan.modality,
        region: course.plan.region,
        device: DeviceChoice::Simulated { seed: u64::from(day.date.ordinal()) },
        rehearsal: false,
        confirmed: Confirmed { setup: true, in_place: true, presence: true, audible: true },
        get_in_ms: 10_000,
        pace,
        script: day.script.clone(),
        alarm: None,
    }
}

async fn needs_rehearsal(nape: &Nape, start: StartSession) -> Result<bool, Failure> {
    let readiness = nape.readiness(start).await?;
    Ok(readiness.refusals.iter().any(|refusal| refusal.rule == "gate.rehearsal"))
}

/// Get in, press Stop, get out: before the first pull.
async fn rehearsal(
    shell: &Shell,
    nape: &Nape,
    course: &Course,
    day: &Day,
    pace: f64,
    keyboard: Option<&mut Keyboard>,
) -> Result<Ending, Failure> {
    say(shell, "\nThe rehearsal without any pull: get in, press Stop, get out")?;
    let start = StartSession {
        rehearsal: true,
        get_in_ms: 0,
        script: live::rehearsal_stop(),
        ..start(course, day, pace)
    };
    session(shell, nape, start, keyboard).await
}

async fn session(
    shell: &Shell,
    nape: &Nape,
    start: StartSession,
    keyboard: Option<&mut Keyboard>,
) -> Result<Ending, Failure> {
    shell.interruption.check()?;
    let units = shell.units_of(nape).await?;
    let after = nape.snapshot()?.seq;
    nape.start_session(start).await?;
    let mut view = if shell.output.is_json() { View::Silent } else { View::new(shell.output, units) };
    let mut interruption = shell.interruption.clone();
    live::follow(nape, after, &mut view, &mut interruption, keyboard).await
}

/// The check after a session that was not cut off.
async fn after(
    shell: &Shell,
    nape: &Nape,
    day: &Day,
    ending: &Ending,
) -> Result<Option<SymptomOutcome>, Failure> {
    if !matches!(ending.end, End::Completed | End::Stopped) {
        return Ok(None);
    }
    shell.interruption.check()?;
    Ok(Some(nape.record_after_check(ending.session.clone(), day.after.clone()).await?))
}
