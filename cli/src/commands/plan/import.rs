//! `nape plan import`: a plan that came as a file, confirmed field by field, its load typed a second time (P17).

use std::io::{BufRead, stdin};

use nape::api::{
    self, EnteredForce, EnteredLength, NapeError, PlanConfirmation, PlanImport, PlanImportField,
};
use tokio::sync::oneshot;

use super::in_force;
use crate::args::{ImportOptions, quantity};
use crate::failure::Failure;
use crate::input;
use crate::output;
use crate::presence::TypedPresence;
use crate::shell::Shell;

/// The word by which a field is confirmed.
const YES: &str = "yes";

pub(super) async fn run(shell: &Shell, options: ImportOptions) -> Result<(), Failure> {
    let document = input::bytes(&options.file)?;
    let import = api::plan_import(document.clone(), shell.now())?;
    let asks = shell.output.can_ask();
    let confirmed = if asks { asked(import.clone()).await? } else { told(&options)? };
    let presence = TypedPresence::asking_for(shell.output, YES, options.presence.is_told());
    let journal = shell.open_asking(Some(presence)).await?;
    let units = shell.units_of(&journal.nape).await?;
    let (modality, region) = (import.plan.modality, import.plan.region);
    match journal.nape.import_plan(document, confirmed.clone()).await {
        Ok(check) => in_force(shell, &journal.nape, (modality, region), &check, units).await,
        Err(error @ NapeError::Refused { .. }) => Err(refused(shell, import, &confirmed, error)),
        Err(error) => Err(error.into()),
    }
}

/// On a thread of its own: a wait for a line can't be called off, and Ctrl-C must be heard meanwhile.
async fn asked(import: PlanImport) -> Result<PlanConfirmation, Failure> {
    let (tell, confirmed) = oneshot::channel();
    std::thread::spawn(move || drop(tell.send(ask(&import, &mut stdin().lock()))));
    confirmed.await.unwrap_or_else(|_| Err(Failure::internal("the questions could not be asked")))
}

/// Asks for every field. Whatever is not confirmed ends it, and nothing is stored.
fn ask(import: &PlanImport, answers: &mut impl BufRead) -> Result<PlanConfirmation, Failure> {
    output::note("This plan came as a file. Compare each line with the paper that your provider gave you.");
    let mut confirmed = PlanConfirmation::default();
    for field in &import.fields {
        if field.typed_again {
            typed_again(field, &mut confirmed, answers)?;
        } else if line(&format!("{}\nIs that what your paper says? Type {YES}: ", field.text), answers)?
            .eq_ignore_ascii_case(YES)
        {
            confirmed.fields.push(field.field.clone());
        } else {
            return Err(open(&field.field));
        }
    }
    Ok(confirmed)
}

/// The load is asked for without saying what the file has.
fn typed_again(
    field: &PlanImportField,
    confirmed: &mut PlanConfirmation,
    answers: &mut impl BufRead,
) -> Result<(), Failure> {
    let label = field.text.split(':').next().unwrap_or(&field.field);
    let question = format!("{label}. Type it as your paper says it, with its unit where it has one: ");
    let typed = line(&question, answers)?;
    let words: Vec<&str> = typed.split_whitespace().collect();
    match field.field.as_str() {
        "force" => {
            let typed = quantity(&words).ok();
            confirmed.force = typed.map(|(value, unit)| EnteredForce { value, unit });
        }
        "height" => {
            let typed = quantity(&words).ok();
            confirmed.height = typed.map(|(value, unit)| EnteredLength { value, unit });
        }
        "level" => confirmed.level = typed.parse().ok(),
        _ => confirmed.body_weight_share = typed.parse().ok(),
    }
    Ok(())
}

fn line(question: &str, answers: &mut impl BufRead) -> Result<String, Failure> {
    output::ask(question);
    let mut line = String::new();
    match answers.read_line(&mut line) {
        Ok(read) if read > 0 => Ok(line.trim().to_owned()),
        _ => Err(Failure::bad_input("standard input", "ended", "an answer to each field")),
    }
}

fn told(options: &ImportOptions) -> Result<PlanConfirmation, Failure> {
    let bad = |option: &'static str, allowed: &'static str| {
        move |detail: String| Failure::bad_input(option, detail, allowed)
    };
    Ok(PlanConfirmation {
        fields: options.confirm_fields.clone(),
        force: options.force().map_err(bad("--force", "a number and kg, lb or N"))?,
        level: options.level,
        height: options.height().map_err(bad("--height", "a number and cm or in"))?,
        body_weight_share: options.share,
    })
}

/// A field that the person did not confirm.
fn open(field: &str) -> Failure {
    let error = NapeError::Refused {
        rules: vec!["import.fields".to_owned()],
        detail: "This was not confirmed. Nothing was stored.".to_owned(),
    };
    Failure::of_field(error, field, "the field as your provider's paper says it")
}

/// A refusal with what is open of the confirmation, else with the plan's own first problem.
fn refused(shell: &Shell, import: PlanImport, confirmed: &PlanConfirmation, error: NapeError) -> Failure {
    let NapeError::Refused { rules, .. } = &error else { return error.into() };
    let is_about = |rule: &str| rules.iter().any(|refused| refused == rule);
    if is_about("import.fields") {
        let is_open =
            |field: &&PlanImportField| !field.typed_again && !confirmed.fields.contains(&field.field);
        let open: Vec<_> = import.fields.iter().filter(is_open).map(|field| field.field.clone()).collect();
        let field = open.first().cloned().unwrap_or_default();
        let allowed = format!("--confirm-fields with {}", open.join(","));
        return Failure::of_field(error, field, allowed);
    }
    if is_about("import.typed_twice") {
        let field = import.fields.iter().find(|field| field.typed_again);
        let field = field.map(|field| field.field.clone()).unwrap_or_default();
        return Failure::of_field(error, field, "number and unit just as the file has them");
    }
    super::refused(shell, import.plan, error)
}

#[cfg(test)]
mod tests {
    use nape::api::EnteredForceUnit;

    use super::*;

    const FILE: &str = r#"{"modality":"over_door_pulley","pattern":"sustained","force":{"value":6,"unit":"lb"},
        "duration_ms":300000}"#;

    fn asked(answers: &str) -> Result<PlanConfirmation, Failure> {
        let import = api::plan_import(FILE.into(), "2026-03-02T07:30:00-05:00".to_owned()).expect("reads");
        ask(&import, &mut answers.as_bytes())
    }

    #[test]
    fn each_field_is_asked_in_its_order_and_the_pull_is_typed() {
        let confirmed = asked("yes\nyes\nyes\n6 lb\nyes\n").expect("all is confirmed");
        assert_eq!(confirmed.fields, ["modality", "region", "pattern", "duration_ms"]);
        assert_eq!(confirmed.force, Some(EnteredForce { value: 6.0, unit: EnteredForceUnit::Pound }));
    }

    #[test]
    fn the_first_field_that_is_not_as_on_the_paper_ends_it() {
        let Err(Failure::Plan { at, .. }) = asked("yes\nno\nyes\n6 lb\nyes\n") else { panic!("must end") };
        assert_eq!(at.field, "region");
    }

    #[test]
    fn a_pull_that_can_not_be_read_is_not_confirmed() {
        for typed in ["", "6", "lb 6", "6 stone", "6 lb more"] {
            let confirmed = asked(&format!("yes\nyes\nyes\n{typed}\nyes\n")).expect("asked to the end");
            assert_eq!(confirmed.force, None, "{typed}");
        }
    }

    #[test]
    fn answers_that_end_early_are_bad_input() {
        assert!(matches!(asked("yes\nyes\n"), Err(Failure::Core(NapeError::BadInput { .. }))));
    }
}
