//! Nothing worse is ever milder, beyond the lists of troubles: choices, numbers, clearances, what went before, symptoms.

use chrono::Days;
use proptest::prelude::*;

use super::properties::{any_sheet, is_no_milder};
use super::*;
use crate::screening::{
    Action, Answer, Clearance, History, ReportedSymptom, Stage, SymptomReport, SymptomWords, symptom,
};

/// The options of a choice, each graver than those before it.
const GRAVER: [(&str, &[&str]); 5] = [
    ("known_numbness", &["no", "looked_at", "not_looked_at"]),
    ("imaging", &["done", "not_talked_about"]),
    ("blood_pressure_words", &["never_high", "high_under_control", "high_not_under_control"]),
    ("blood_pressure_words", &["never_high", "not_measured"]),
    ("imaging", &["not_wanted", "not_done"]),
];

/// A number on the worse side of another one.
fn worse_number(id: &str, number: f64) -> Vec<f64> {
    match id {
        "age" if (18.0..65.0).contains(&number) => vec![17.0, 65.0, 120.0],
        "systolic" | "diastolic" => vec![number + 1.0, number + 40.0],
        _ => Vec::new(),
    }
}

fn with(sheet: &AnswerSheet, id: &str, answer: Answer) -> AnswerSheet {
    let mut changed = sheet.clone();
    changed.answers.insert(id.to_owned(), answer);
    changed
}

/// A clearance for whatever fires on a sheet.
fn for_all_that_fires(sheet: &AnswerSheet) -> Vec<Clearance> {
    let fired = check(sheet, now()).map(|outcome| outcome.fired).unwrap_or_default();
    let rules: Vec<String> = fired.into_iter().map(|fired| fired.rule.into()).collect();
    let (name, role, modality) = ("Dana".to_owned(), None, sheet.modality);
    let date = now().date().checked_sub_days(Days::new(20)).expect("a day");
    if rules.is_empty() {
        return Vec::new();
    }
    vec![Clearance { name, role, date, rules, modality, expires: None }]
}

fn known() -> Vec<SymptomWords> {
    Screening::built_in().expect("content").symptoms()
}

fn any_report() -> impl Strategy<Value = SymptomReport> {
    let ids: Vec<String> = known().into_iter().map(|symptom| symptom.id).collect();
    let scale = || prop::option::of(0_u8..=10);
    let told = (prop::sample::select(ids), scale(), scale());
    let symptoms = prop::collection::vec(told, 0..4);
    let stages = [Stage::BeforeSession, Stage::InSession, Stage::AfterSession, Stage::NextDay];
    let stage = prop::sample::select(stages.to_vec());
    (prop::sample::select(screened()), stage, symptoms, scale(), scale(), 0_u8..3).prop_map(
        |((modality, region), stage, symptoms, pain, pain_before, earlier_rises)| SymptomReport {
            modality,
            region,
            stage,
            symptoms: symptoms
                .into_iter()
                .map(|(id, value, before)| ReportedSymptom { id, value, before })
                .collect(),
            pain,
            pain_before,
            earlier_rises,
        },
    )
}

fn action(report: &SymptomReport) -> Action {
    symptom(report).expect("fits").action
}

proptest! {
    #[test]
    fn a_graver_choice_never_gives_a_milder_outcome(sheet in any_sheet()) {
        for (id, options) in GRAVER {
            let Some(Answer::Word(said)) = sheet.answers.get(id) else { continue };
            let graver = options.iter().skip_while(|option| *option != said);
            for option in graver {
                let worse = with(&sheet, id, Answer::Word((*option).to_owned()));
                prop_assert!(is_no_milder(&worse, &sheet), "{id}: {option}");
            }
        }
    }

    #[test]
    fn a_number_on_the_worse_side_never_gives_a_milder_outcome(sheet in any_sheet()) {
        let form = form(sheet.form, sheet.modality, sheet.region).expect("a form");
        for (id, answer) in &sheet.answers {
            let Answer::Number(number) = answer else { continue };
            let question = form.questions.iter().find(|question| question.id == *id).expect("asked");
            #[expect(clippy::cast_precision_loss, reason = "bounds are small")]
            let most = question.max.expect("a bound") as f64;
            for worse in worse_number(id, *number).into_iter().filter(|worse| *worse <= most) {
                let worse_sheet = with(&sheet, id, Answer::Number(worse));
                prop_assert!(is_no_milder(&worse_sheet, &sheet), "{id}: {number} to {worse}");
            }
        }
    }

    #[test]
    fn without_a_clearance_or_with_an_older_one_nothing_is_milder(sheet in any_sheet(), days in 0_u64..800) {
        let cleared = AnswerSheet { clearances: for_all_that_fires(&sheet), ..sheet.clone() };
        prop_assert!(is_no_milder(&sheet, &cleared));
        let mut older = cleared.clone();
        for clearance in &mut older.clearances {
            clearance.date = clearance.date.checked_sub_days(Days::new(days)).expect("a day");
        }
        prop_assert!(is_no_milder(&older, &cleared));
    }

    #[test]
    fn a_history_never_makes_anything_milder(sheet in any_sheet(), days in prop::option::of(0_u64..60), stopped in any::<bool>()) {
        let back = |days: u64| now().date().checked_sub_days(Days::new(days)).expect("a day");
        let at = |days: u64| Timestamp::parse(&format!("{}T09:00:00+01:00", back(days))).expect("an instant");
        let history = History {
            last_full: days.map(at),
            last_stop_symptom: stopped.then(|| at(0)),
            ..History::default()
        };
        let known = AnswerSheet { history: Some(history), ..sheet.clone() };
        prop_assert!(is_no_milder(&known, &sheet));
    }

    #[test]
    fn a_stronger_a_further_and_a_second_symptom_are_never_milder(report in any_report(), which in any::<prop::sample::Index>()) {
        let before = action(&report);
        // The gravest action is the least one.
        let is_graver = |worse: &SymptomReport| action(worse) <= before;
        let mut more = report.clone();
        let ids = known();
        more.symptoms.push(ReportedSymptom { id: which.get(&ids).id.clone(), value: None, before: None });
        prop_assert!(is_graver(&more), "one more");
        for index in 0..report.symptoms.len() {
            let mut stronger = report.clone();
            stronger.symptoms[index].value = stronger.symptoms[index].value.map(|value| (value + 1).min(10));
            prop_assert!(is_graver(&stronger), "stronger");
            let mut unknown = report.clone();
            unknown.symptoms[index].before = None;
            prop_assert!(is_graver(&unknown), "without a before");
        }
        let again = SymptomReport { earlier_rises: report.earlier_rises + 1, ..report.clone() };
        prop_assert!(is_graver(&again), "a rise before");
        let pain = SymptomReport { pain: report.pain.map(|pain| (pain + 1).min(10)), ..report.clone() };
        prop_assert!(is_graver(&pain), "more pain");
    }
}
