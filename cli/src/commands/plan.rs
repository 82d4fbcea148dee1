//! `nape plan`. For `import` see `import`.

mod import;

use std::path::Path;

use nape::api::{
    self, ForceUnit, LevelUnit, Modality, Nape, NapeError, OpenedDose, Plan, PlanCheck, PlanProblem,
    PlanRevision, PlanToday, Region,
};
use serde::Serialize;

use crate::args::PlanVerb;
use crate::failure::Failure;
use crate::input;
use crate::presence::TypedPresence;
use crate::shell::Shell;
use crate::words::{dose as dose_text, lowered_by, minutes, word};

pub(super) async fn run(shell: &Shell, verb: PlanVerb) -> Result<(), Failure> {
    match verb {
        PlanVerb::Check { file } => {
            let check = api::check_plan(read(&file)?, shell.now())?;
            shell.output.document(&check, |check| check_text(check, shell.units()))
        }
        PlanVerb::Set { file, presence } => set(shell, read(&file)?, presence.is_told()).await,
        PlanVerb::Import(options) => import::run(shell, *options).await,
        PlanVerb::Dose { modality, region } => {
            let journal = shell.open().await?;
            let units = shell.units_of(&journal.nape).await?;
            let dose = journal.nape.dose(modality, region).await.map_err(|error| match error {
                NapeError::NotFound { .. } => no_plan(modality),
                error => error,
            })?;
            shell.output.document(&dose, |dose| opened_text(dose, units))
        }
        PlanVerb::Show { modality, region, history: false } => show(shell, modality, region).await,
        PlanVerb::Show { modality, region, history: true } => {
            let journal = shell.open().await?;
            let history =
                History { plans: journal.nape.plan_history(modality, region, MOST_REVISIONS).await? };
            shell.output.document(&history, |history| history_text(&history.plans))
        }
    }
}

/// The plan's own fields, and beside them what is left of it today.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    plan: Plan,
    today: Today,
}

#[derive(Serialize)]
struct Today {
    #[serde(flatten)]
    check: PlanCheck,
    first_dose: bool,
}

/// `{"plans":[...]}`
#[derive(Serialize)]
struct History {
    plans: Vec<PlanRevision>,
}

/// More than anybody reads.
const MOST_REVISIONS: u32 = 1000;

async fn show(shell: &Shell, modality: Modality, region: Region) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let units = shell.units_of(&journal.nape).await?;
    let today = journal.nape.plan_today(modality, region).await?;
    let PlanToday { plan, check, first_dose } = today.ok_or_else(|| no_plan(modality))?;
    let shown = Shown { plan, today: Today { check, first_dose } };
    shell.output.document(&shown, |shown| plan_text(&shown.plan) + &today_text(&shown.today, units))
}

/// Says of which way of traction there is no plan, and how one comes to be.
fn no_plan(modality: Modality) -> NapeError {
    let detail =
        format!("no plan is in force for {}; `nape plan set FILE` puts one in force", word(&modality));
    NapeError::NotFound { detail }
}

/// What a session would run today.
fn today_text(today: &Today, units: ForceUnit) -> String {
    let (check, dose) = (&today.check, &today.check.effective);
    let mut text = String::from("Today: ");
    if check.accepted {
        text += &dose_text(dose, units);
    } else {
        text += "no session can start by this plan";
    }
    if today.first_dose {
        text += ", a first dose";
    }
    if !dose.limited_by.is_empty() {
        text += &format!("{} (`nape plan dose` says how)", lowered_by(&dose.limited_by));
    }
    text += "\n";
    for problem in &check.problems {
        text += &format!("{}\n", problem_line(problem));
    }
    text
}

fn history_text(plans: &[PlanRevision]) -> String {
    if plans.is_empty() {
        return "No plan was ever in force.".to_owned();
    }
    let revision = |revision: &PlanRevision| {
        let accepted = crate::words::instant(&revision.accepted);
        format!("{}. in force from {accepted}\n{}", revision.revision, plan_text(&revision.plan))
    };
    plans.iter().map(revision).collect::<Vec<_>>().join("\n")
}

/// Reads a plan file.
pub(super) fn read(file: &Path) -> Result<Plan, Failure> {
    Ok(api::plan_from_json(input::bytes(file)?)?)
}

async fn set(shell: &Shell, plan: Plan, told: bool) -> Result<(), Failure> {
    let presence = TypedPresence::asking_for(shell.output, "yes", told);
    let journal = shell.open_asking(Some(presence)).await?;
    let units = shell.units_of(&journal.nape).await?;
    let (modality, region) = (plan.modality, plan.region);
    let result = journal.nape.set_plan(plan.clone()).await;
    match result {
        Ok(check) => in_force(shell, &journal.nape, (modality, region), &check, units).await,
        Err(error @ NapeError::Refused { .. }) => Err(refused(shell, plan, error)),
        Err(error) => Err(error.into()),
    }
}

/// Says that a plan is in force, and what a session by it would be today: a first dose is less than the plan.
async fn in_force(
    shell: &Shell,
    nape: &Nape,
    (modality, region): (Modality, Region),
    check: &PlanCheck,
    units: ForceUnit,
) -> Result<(), Failure> {
    let today = nape.plan_today(modality, region).await?;
    let today = today.map(|PlanToday { check, first_dose, .. }| Today { check, first_dose });
    let today = today.map(|today| today_text(&today, units)).unwrap_or_default();
    shell
        .output
        .document(check, |check| format!("The plan is in force.\n{}{today}", check_text(check, units)))
}

/// A refusal with every field that is wrong.
fn refused(shell: &Shell, plan: Plan, error: NapeError) -> Failure {
    let Ok(check) = api::check_plan(plan, shell.now()) else {
        return error.into();
    };
    let fields = check.problems.into_iter();
    Failure::of_fields(error, fields.map(|problem| (problem.field, problem.message, problem.allowed)))
}

fn opened_text(dose: &OpenedDose, units: ForceUnit) -> String {
    let mut text = format!("The next session runs {}.\n", dose_text(&dose.effective, units));
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
        text += &format!("  a session runs {}{}\n", dose_text(dose, units), lowered_by(&dose.limited_by));
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
    line("weight", plan.body_weight.map(|weight| format!("{} {}", weight.value, word(&weight.unit))));
    line("force", plan.force.map(|force| format!("{} {}", force.value, word(&force.unit))));
    line("share", plan.body_weight_share.map(|share| format!("{:.1} % of body weight", share * 100.0)));
    line("level", plan.level.map(|level| level_text(level, plan.level_unit)));
    line("height", plan.height.map(|height| format!("{} {}", height.value, word(&height.unit))));
    line("length", Some(minutes(plan.duration_ms)));
    line("sets", plan.sets.map(|sets| sets.to_string()));
    line("hold", plan.hold_ms.map(minutes));
    line("rest", plan.rest_ms.map(minutes));
    line("rest force", plan.rest_force.map(|force| format!("{} {}", force.value, word(&force.unit))));
    line("angle", plan.angle_deg.map(|angle| format!("{angle}°")));
    line("position", plan.position.map(|position| word(&position)));
    line("a day", plan.per_day.map(|per_day| per_day.to_string()));
    line("a week", plan.per_week.map(|per_week| per_week.to_string()));
    text
}

/// A level in the maker's own words; never a force.
fn level_text(level: u8, unit: Option<LevelUnit>) -> String {
    match unit {
        None | Some(LevelUnit::Level) => level.to_string(),
        Some(unit) => format!("{level} {}", word(&unit)),
    }
}
