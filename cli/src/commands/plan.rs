//! `nape plan`.

use std::path::Path;

use nape::api::{self, ForceUnit, NapeError, OpenedDose, Plan, PlanCheck, PlanProblem};

use crate::args::PlanVerb;
use crate::failure::{Failure, PlanField};
use crate::input;
use crate::output;
use crate::presence::TypedPresence;
use crate::shell::Shell;
use crate::words::{force_or_none, minutes, word};

pub(super) async fn run(shell: &Shell, verb: PlanVerb) -> Result<(), Failure> {
    match verb {
        PlanVerb::Check { file } => {
            let check = api::check_plan(read(&file)?, shell.now())?;
            shell.output.document(&check, |check| check_text(check, shell.units()))
        }
        PlanVerb::Set { file, presence } => set(shell, read(&file)?, presence.is_told()).await,
        PlanVerb::Dose { modality, region } => {
            let journal = shell.open().await?;
            let units = shell.units_of(&journal.nape).await?;
            let dose = journal.nape.dose(modality, region).await?;
            shell.output.document(&dose, |dose| dose_text(dose, units))
        }
        PlanVerb::Show { modality, region } => {
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let plan = nape.plan(modality, region).await?;
            let plan = plan.ok_or_else(|| NapeError::NotFound {
                detail: format!("no plan is in force for {}", word(&modality)),
            })?;
            shell.output.document(&plan, plan_text)
        }
    }
}

/// Reads a plan file.
pub(super) fn read(file: &Path) -> Result<Plan, Failure> {
    Ok(api::plan_from_json(input::bytes(file)?)?)
}

async fn set(shell: &Shell, plan: Plan, told: bool) -> Result<(), Failure> {
    let presence = TypedPresence::asking_for(shell.output, "yes", told);
    let journal = shell.open_asking(Some(presence)).await?;
    let units = shell.units_of(&journal.nape).await?;
    let result = journal.nape.set_plan(plan.clone()).await;
    match result {
        Ok(check) => shell
            .output
            .document(&check, |check| format!("The plan is in force.\n{}", check_text(check, units))),
        Err(error @ NapeError::Refused { .. }) => Err(refused(shell, plan, error)),
        Err(error) => Err(error.into()),
    }
}

/// A refusal with the field of its first rule; a person gets every problem in words.
fn refused(shell: &Shell, plan: Plan, error: NapeError) -> Failure {
    let Ok(check) = api::check_plan(plan, shell.now()) else {
        return error.into();
    };
    if !shell.output.is_json() {
        for problem in &check.problems {
            output::note(&problem_line(problem));
        }
    }
    match check.problems.into_iter().next() {
        Some(problem) => {
            let at = Box::new(PlanField { field: problem.field, allowed: problem.allowed });
            Failure::Plan { error, at }
        }
        None => error.into(),
    }
}

fn dose_text(dose: &OpenedDose, units: ForceUnit) -> String {
    let effective = &dose.effective;
    let force = force_or_none(effective.force_mn, units);
    let mut text = format!("The next session runs {} at {force}.\n", minutes(effective.duration_ms));
    for said in dose.limits.iter().chain(&dose.permit) {
        text += &format!("  {} [{}]\n", said.text, said.rule);
    }
    text
}

fn check_text(check: &PlanCheck, units: ForceUnit) -> String {
    let mut text = if check.accepted {
        "Every limit allows this plan.\n".to_owned()
    } else {
        "This plan passes a limit and would be refused.\n".to_owned()
    };
    for problem in &check.problems {
        text += &format!("{}\n", problem_line(problem));
    }
    for warning in &check.warnings {
        text += &format!("  note: {} [{}]\n", warning.message, warning.rule);
    }
    let dose = &check.effective;
    if check.accepted {
        text += &format!(
            "  a session runs {} at {}",
            minutes(dose.duration_ms),
            force_or_none(dose.force_mn, units)
        );
        if !dose.limited_by.is_empty() {
            text += &format!(", lowered by {}", dose.limited_by.join(", "));
        }
        text += "\n";
    }
    text
}

fn problem_line(problem: &PlanProblem) -> String {
    format!("  {}: {} (allowed: {}) [{}]", problem.field, problem.message, problem.allowed, problem.rule)
}

/// A plan as a person reads it.
pub(super) fn plan_text(plan: &Plan) -> String {
    let mut text = format!("{} ({}), {}\n", word(&plan.modality), word(&plan.region), word(&plan.pattern));
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!("  {label:<11}{value}\n");
        }
    };
    line(
        "set by",
        Some(plan.provider.as_ref().map_or_else(
            || "yourself".to_owned(),
            |provider| format!("{}, {} (as you entered it)", provider.name, provider.date),
        )),
    );
    line("valid to", plan.provider.as_ref().and_then(|provider| provider.expires.clone()));
    line("force", plan.force.map(|force| format!("{} {}", force.value, word(&force.unit))));
    line("share", plan.body_weight_share.map(|share| format!("{:.1} % of body weight", share * 100.0)));
    line("level", plan.level.map(|level| level.to_string()));
    line("height", plan.height.map(|height| format!("{} {}", height.value, word(&height.unit))));
    line("length", Some(minutes(plan.duration_ms)));
    line("hold", plan.hold_ms.map(minutes));
    line("rest", plan.rest_ms.map(minutes));
    line("rest force", plan.rest_force.map(|force| format!("{} {}", force.value, word(&force.unit))));
    line("angle", plan.angle_deg.map(|angle| format!("{angle}°")));
    line("position", plan.position.map(|position| word(&position)));
    line("a day", plan.per_day.map(|per_day| per_day.to_string()));
    line("a week", plan.per_week.map(|per_week| per_week.to_string()));
    text
}
