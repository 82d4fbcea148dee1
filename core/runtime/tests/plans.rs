//! Plans through the door: brought as a file, as they stand today, their revisions, and the units people use
//! (P17, P18, P40).

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use nape::api::{
    EnteredForce, EnteredForceUnit, EnteredMass, MassUnit, Modality, NapeError, Plan, PlanBy,
    PlanConfirmation, PlanImport, PresenceReason, Profile, Provider, Region, plan_from_json, plan_import,
};
use person::{NOW, Person, example, plan};

const FILE: &str = r#"{"modality":"home_unit","provider":{"name":"Dana","date":"2026-02-16","expires":"2026-06-30"},
    "pattern":"intermittent","force":{"value":15,"unit":"lb"},"duration_ms":600000,"hold_ms":60000,"rest_ms":20000,
    "per_day":1}"#;

fn read(file: &str) -> PlanImport {
    plan_import(file.into(), NOW.to_owned()).expect("reads")
}

/// Yes to every field, and the pull as the file has it.
fn all(import: &PlanImport) -> PlanConfirmation {
    PlanConfirmation {
        fields: import.fields.iter().map(|field| field.field.clone()).collect(),
        force: import.plan.force,
        ..PlanConfirmation::default()
    }
}

fn rules_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::Refused { rules, .. }) => rules,
        other => panic!("must be refused: {other:?}"),
    }
}

async fn in_force(person: &Person) -> Option<Plan> {
    person.nape.plan(Modality::HomeUnit, Region::Cervical).await.expect("reads")
}

#[test]
fn p17_a_plan_file_is_shown_field_by_field_as_entered_by_the_person() {
    let import = read(FILE);
    let fields: Vec<_> = import.fields.iter().map(|field| field.field.as_str()).collect();
    let expected = [
        "modality",
        "region",
        "provider.name",
        "provider.date",
        "provider.expires",
        "pattern",
        "force",
        "duration_ms",
        "hold_ms",
        "rest_ms",
        "per_day",
    ];
    assert_eq!(fields, expected);
    let again: Vec<_> = import.fields.iter().filter(|field| field.typed_again).collect();
    assert_eq!(again.iter().map(|field| field.text.as_str()).collect::<Vec<_>>(), ["The pull: 15 lb"]);
    assert_eq!(import.provenance, "as_entered_by_the_person");
    assert!(import.check.accepted, "{:?}", import.check);
}

#[tokio::test]
async fn p17_a_plan_file_counts_once_every_field_is_confirmed_and_the_pull_typed_again() {
    let person = Person::new().await;
    let import = read(FILE);
    let nape = &person.nape;
    for field in import.fields.iter().filter(|field| !field.typed_again) {
        let mut confirmed = all(&import);
        confirmed.fields.retain(|yes| yes != &field.field);
        let refused = nape.import_plan(FILE.into(), confirmed).await;
        assert_eq!(rules_of(refused), ["import.fields"], "{}", field.field);
    }
    for value in [None, Some((15.0, EnteredForceUnit::Kilogram)), Some((15.1, EnteredForceUnit::Pound))] {
        let force = value.map(|(value, unit)| EnteredForce { value, unit });
        let refused = nape.import_plan(FILE.into(), PlanConfirmation { force, ..all(&import) }).await;
        assert_eq!(rules_of(refused), ["import.typed_twice"]);
    }
    let nothing = nape.import_plan(FILE.into(), PlanConfirmation::default()).await;
    assert_eq!(rules_of(nothing), ["import.fields", "import.typed_twice"]);
    assert_eq!(in_force(&person).await, None);
    nape.import_plan(FILE.into(), all(&import)).await.expect("is set");
    assert_eq!(in_force(&person).await, Some(import.plan));
}

#[tokio::test]
async fn p17_a_confirmed_file_still_passes_no_limit() {
    let person = Person::new().await;
    let over = FILE.replace("\"value\":15", "\"value\":51");
    let import = read(&over);
    assert!(!import.check.accepted);
    let refused = person.nape.import_plan(over.clone().into(), all(&import)).await;
    assert_eq!(rules_of(refused), ["envelope.force_max"]);
}

/// P40.
#[tokio::test]
async fn p17_a_file_that_asks_for_more_needs_the_persons_presence() {
    let person = Person::new().await;
    let import = read(FILE);
    person.nape.import_plan(FILE.into(), all(&import)).await.expect("is set");
    assert_eq!(person.asked.questions(), [], "the first one raises nothing");
    let more = FILE.replace("\"value\":15", "\"value\":16");
    person.nape.import_plan(more.clone().into(), all(&read(&more))).await.expect("is set");
    assert_eq!(person.asked.questions()[0].0, PresenceReason::PlanRaised);
    person.asked.say_no_from_now_on();
    let most = FILE.replace("\"value\":15", "\"value\":17");
    let refused = person.nape.import_plan(most.clone().into(), all(&read(&most))).await;
    assert_eq!(rules_of(refused), ["gate.presence"]);
    assert_eq!(in_force(&person).await, Some(read(&more).plan));
}

#[tokio::test]
async fn p17_a_file_that_is_none_changes_nothing() {
    let person = Person::screened().await;
    let before = in_force(&person).await;
    let large = format!("{FILE}{}", " ".repeat(64 * 1024));
    let unknown = FILE.replace("per_day", "per_dei");
    let broken: [&[u8]; 5] =
        [&FILE.as_bytes()[..100], large.as_bytes(), b"{\"modality\":\"\xff\"}", b"", unknown.as_bytes()];
    for document in broken {
        let refused = person.nape.import_plan(document.to_vec(), PlanConfirmation::default()).await;
        assert!(matches!(refused, Err(NapeError::BadInput { .. })), "{refused:?}");
        assert!(matches!(plan_import(document.to_vec(), NOW.to_owned()), Err(NapeError::BadInput { .. })));
    }
    let mut confirmed = all(&read(FILE));
    confirmed.fields.push("angle_deg".to_owned());
    let refused = person.nape.import_plan(FILE.into(), confirmed).await;
    assert!(matches!(refused, Err(NapeError::BadInput { field, .. }) if field == "fields"));
    assert_eq!(in_force(&person).await, before);
}

#[tokio::test]
async fn p17_every_plan_that_was_in_force_is_kept_with_its_provenance() {
    let person = Person::new().await;
    let own = plan("over-door-first-week");
    let mut given = plan("over-door-with-provider");
    given.provider =
        given.provider.map(|provider| Provider { expires: Some("2026-04-30".to_owned()), ..provider });
    person.nape.set_plan(own.clone()).await.expect("is set");
    let person = person.reopen_at("2026-03-12T10:00:00+01:00").await;
    person.nape.set_plan(given.clone()).await.expect("is set");
    let history = async |limit| {
        person.nape.plan_history(Modality::OverDoorPulley, Region::Cervical, limit).await.expect("reads")
    };
    let plans = history(100).await;
    assert_eq!(plans.iter().map(|plan| plan.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(plans.iter().map(|plan| plan.by).collect::<Vec<_>>(), [PlanBy::Provider, PlanBy::Own]);
    assert_eq!(plans[0].expires.as_deref(), Some("2026-04-30"));
    assert!(plans[1].accepted.starts_with("2026-03-10T09:00:"), "{plans:?}");
    assert!(plans.iter().all(|plan| plan.provenance == "as_entered_by_the_person"));
    assert_eq!([&plans[0].plan, &plans[1].plan], [&given, &own]);
    assert_eq!(history(1).await.len(), 1);
    let other = person.nape.plan_history(Modality::HomeUnit, Region::Cervical, 100).await;
    assert_eq!(other.expect("reads"), []);
}

/// Expired is expired, also where the clock is turned back afterwards (E7).
#[tokio::test]
async fn p17_an_expired_plan_falls_back_today() {
    let person = Person::new().await;
    let mut given = plan("over-door-with-provider");
    given.provider =
        given.provider.map(|provider| Provider { expires: Some("2026-03-20".to_owned()), ..provider });
    person.nape.set_plan(given.clone()).await.expect("is set");
    let today = async |person: &Person| {
        let today = person.nape.plan_today(Modality::OverDoorPulley, Region::Cervical).await;
        today.expect("reads").expect("a plan")
    };
    let current = today(&person).await;
    assert!(current.first_dose && current.check.accepted, "{current:?}");
    assert_eq!(current.plan, given);
    assert!(!current.check.effective.limited_by.contains(&"provider.expired".to_owned()));
    let person = person.reopen_at("2026-03-21T09:00:00+01:00").await;
    let expired = today(&person).await;
    assert_eq!(expired.plan, given, "kept as it was accepted");
    assert!(expired.check.effective.limited_by.contains(&"provider.expired".to_owned()), "{expired:?}");
    assert!(expired.check.effective.duration_ms < current.check.effective.duration_ms);
    // A fact of this day stands in the journal before the clock goes back.
    person.nape.start_course(Region::Cervical, None, None).await.expect("starts");
    let person = person.reopen_at(NOW).await;
    assert_eq!(today(&person).await.check, expired.check);
}

#[tokio::test]
async fn p18_a_body_weight_in_stone_is_kept_as_typed_and_limits_like_its_kilograms() {
    let person = Person::new().await;
    let limited_by = async |value: f64, unit: MassUnit| {
        let weight = Some(EnteredMass { value, unit });
        person.nape.set_profile(Profile { weight, ..Profile::default() }).await.expect("sets");
        assert_eq!(person.nape.profile().await.expect("reads").weight, weight, "as typed");
        let own = Plan { body_weight: None, ..plan("over-door-first-week") };
        person.nape.set_plan(own).await.expect("is set");
        let today = person.nape.plan_today(Modality::OverDoorPulley, Region::Cervical).await;
        today.expect("reads").expect("a plan").check.effective
    };
    // 11.5 st are 161 lb, which are 73.0284 kg.
    let stone = limited_by(11.5, MassUnit::Stone).await;
    assert_eq!(limited_by(161.0, MassUnit::Pound).await, stone);
    assert_eq!(limited_by(73.0284, MassUnit::Kilogram).await, stone);
    for (value, unit) in [(3.9, MassUnit::Stone), (47.3, MassUnit::Stone), (f64::NAN, MassUnit::Stone)] {
        let weight = Some(EnteredMass { value, unit });
        let refused = person.nape.set_profile(Profile { weight, ..Profile::default() }).await;
        assert!(matches!(refused, Err(NapeError::BadInput { field, .. }) if field == "weight"), "{value}");
    }
}

#[tokio::test]
async fn p18_a_plans_body_weight_in_stone_is_kept_as_typed() {
    let person = Person::new().await;
    let weight = Some(EnteredMass { value: 11.5, unit: MassUnit::Stone });
    let given = Plan { body_weight: weight, ..plan("over-door-with-provider") };
    person.nape.set_plan(given.clone()).await.expect("is set");
    let person = person.reopen_at(NOW).await;
    let kept = person.nape.plan(Modality::OverDoorPulley, Region::Cervical).await.expect("reads");
    assert_eq!(kept, Some(given));
}

/// P40: what lifts a limit raises the dose, whatever the plan says in so many numbers.
#[tokio::test]
async fn p40_a_plan_of_the_same_numbers_that_leaves_more_needs_the_persons_presence() {
    let provider = || Provider {
        name: "Dana".to_owned(),
        date: "2026-03-09".to_owned(),
        expires: Some("2026-03-31".to_owned()),
        phone: None,
    };
    let mut own = plan("over-door-first-week");
    own.duration_ms = 600_000;
    let with_provider = Plan { provider: Some(provider()), ..own.clone() };
    let later = Provider { expires: Some("2026-04-30".to_owned()), ..provider() };
    let extended = Plan { provider: Some(later), ..with_provider.clone() };
    let share = |weight| Plan {
        force: None,
        body_weight_share: Some(0.1),
        body_weight: Some(EnteredMass { value: weight, unit: MassUnit::Kilogram }),
        ..with_provider.clone()
    };
    for (before, after, now) in [
        (own.clone(), with_provider.clone(), NOW),
        (with_provider.clone(), extended, "2026-04-10T09:00:00+02:00"),
        (share(60.0), share(80.0), NOW),
    ] {
        let person = Person::new().await;
        person.nape.set_plan(before.clone()).await.expect("the first one raises nothing");
        let person = person.reopen_at(now).await;
        person.nape.set_plan(before).await.expect("the same again raises nothing");
        assert_eq!(person.asked.questions(), []);
        person.nape.set_plan(after).await.expect("is set");
        let asked: Vec<_> = person.asked.questions().into_iter().map(|(reason, _)| reason).collect();
        assert_eq!(asked, [PresenceReason::PlanRaised]);
    }
}

/// E20: a limit as it is shown can be typed back, in every unit that people use.
#[test]
fn e20_every_limit_as_shown_is_accepted_when_typed_back() {
    for (value, unit) in [(60.0, "lb"), (30.0, "kg"), (300.0, "N")] {
        let typed = |value: f64| {
            let mut document: serde_json::Value =
                serde_json::from_slice(&example("plans/home-unit-intermittent.json")).expect("JSON");
            document["force"] = serde_json::json!({ "value": value, "unit": unit });
            document["rest_force"] = serde_json::json!({ "value": 1.0, "unit": unit });
            let plan = plan_from_json(document.to_string().into_bytes()).expect("reads");
            nape::api::check_plan(plan, NOW.to_owned()).expect("checks")
        };
        let over = typed(value);
        let shown = over.problems.iter().find(|problem| problem.field == "force.value").expect("too much");
        // Such as "0.1 lb to 50 lb (222.4 N)".
        let most = shown.allowed.split(" to ").nth(1).and_then(|most| most.split_whitespace().next());
        let most: f64 = most.and_then(|most| most.parse().ok()).expect("the greatest one");
        let back = typed(most);
        assert!(back.accepted, "{most} {unit}: {:?}", back.problems);
        assert!(!typed(most + 0.1).accepted, "and it was the limit");
    }
}

/// Section 3a: only above a tenth of the weight a provider is needed, in whatever unit both are said.
#[test]
fn exactly_a_tenth_of_the_body_weight_is_not_above_it() {
    for (weight, force) in [
        ((72.0, "kg"), (7.2, "kg")),
        ((70.0, "kg"), (7.0, "kg")),
        ((60.0, "kg"), (6.0, "kg")),
        ((160.0, "lb"), (16.0, "lb")),
        ((10.0, "st"), (14.0, "lb")),
        ((50.0, "kg"), (5.0, "kg")),
    ] {
        let checked = |(value, unit): (f64, &str)| {
            let plan = serde_json::json!({
                "modality": "over_door_pulley", "pattern": "sustained", "duration_ms": 300_000,
                "body_weight": { "value": weight.0, "unit": weight.1 },
                "force": { "value": value, "unit": unit },
            });
            let plan = plan_from_json(plan.to_string().into_bytes()).expect("reads");
            nape::api::check_plan(plan, NOW.to_owned()).expect("checks")
        };
        let problems = checked(force).problems;
        assert!(problems.iter().all(|problem| problem.rule != "body_weight.share_10_percent"), "{weight:?}");
        let above = checked((force.0 + 0.1, force.1)).problems;
        assert!(above.iter().any(|problem| problem.rule == "body_weight.share_10_percent"), "{weight:?}");
    }
}

/// One wrong number hides no other.
#[test]
fn a_wrong_pull_and_a_wrong_rest_are_told_together() {
    for (force, rest) in [(60.0, 55.0), (0.0, 90.0), (-1.0, 90.0)] {
        let mut document: serde_json::Value =
            serde_json::from_slice(&example("plans/home-unit-intermittent.json")).expect("JSON");
        document["force"]["value"] = serde_json::json!(force);
        document["rest_force"] = serde_json::json!({ "value": rest, "unit": "lb" });
        let plan = plan_from_json(document.to_string().into_bytes()).expect("reads");
        let check = nape::api::check_plan(plan, NOW.to_owned()).expect("checks");
        let fields: Vec<&str> = check.problems.iter().map(|problem| problem.field.as_str()).collect();
        assert!(
            fields.contains(&"force.value") && fields.contains(&"rest_force.value"),
            "{force}, {rest}: {fields:?}"
        );
    }
}

#[test]
fn a_day_that_there_is_not_is_told_with_what_is_one() {
    for day in ["2026-02-30", "2026-13-01", "soon", "2026-02-16T08:00:00Z", ""] {
        let mut document: serde_json::Value =
            serde_json::from_slice(&example("plans/home-unit-intermittent.json")).expect("JSON");
        document["provider"]["date"] = serde_json::json!(day);
        let refused = plan_from_json(document.to_string().into_bytes());
        let Err(NapeError::BadInput { field, allowed, .. }) = refused else { panic!("{day}: {refused:?}") };
        assert_eq!(field, "provider.date", "{day}");
        assert!(allowed.is_some_and(|allowed| allowed.contains("YYYY-MM-DD")), "{day}");
    }
}
