//! Single decisions.

use serde_json::json;

use super::*;
use crate::screening::{Effect, StillOpen, Use, Verdict};
use crate::text::render;

#[test]
fn a_person_without_trouble_answers_at_most_twenty_pages_in_full_and_six_questions_in_short() {
    for (modality, region) in screened() {
        let asked = |kind| {
            let form = form(kind, modality, region).expect("a form");
            form.questions.into_iter().filter(|question| question.ask_if.is_none()).collect::<Vec<_>>()
        };
        let pages: std::collections::BTreeSet<String> =
            asked(FormKind::Full).into_iter().map(|question| question.page).collect();
        assert!(pages.len() <= 20, "{modality}, {region}: {pages:?}");
        assert!(asked(FormKind::Short).len() <= 6, "{modality}, {region}");
        for kind in [FormKind::Full, FormKind::Short] {
            let outcome = checked(&untroubled(kind, modality, region));
            assert_eq!(outcome.outcome, Verdict::Clear, "{outcome:?}");
            assert!(outcome.fired.is_empty() && outcome.still_open.is_empty());
        }
    }
}

#[test]
fn the_lumbar_form_asks_about_legs_where_the_neck_form_asks_about_arms() {
    let ids = |region| {
        let form = form(FormKind::Short, Modality::HomeUnit, region).expect("a form");
        form.questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>()
    };
    assert!(ids(Region::Cervical).contains(&"arm_symptoms_now".to_owned()));
    assert!(!ids(Region::Cervical).contains(&"leg_symptoms_now".to_owned()));
    assert!(ids(Region::Lumbar).contains(&"leg_symptoms_now".to_owned()));
    assert!(!ids(Region::Lumbar).contains(&"arm_symptoms_now".to_owned()));
    let lumbar = form(FormKind::Short, Modality::HomeUnit, Region::Lumbar).expect("a form");
    for question in &lumbar.questions {
        assert!(!render(&question.text).contains("arm"), "{}", question.id);
    }
}

#[test]
fn every_way_of_traction_has_both_forms_and_no_other_region_than_its_own() {
    for modality in Modality::ALL {
        for region in Region::ALL {
            let own = screened().contains(&(*modality, *region));
            for kind in FormKind::ALL {
                assert_eq!(form(*kind, *modality, *region).is_ok(), own, "{modality} {region}");
            }
        }
    }
    let mut sheet = untroubled(FormKind::Full, Modality::OverDoorPulley, Region::Cervical);
    sheet["region"] = json!("lumbar");
    assert_eq!(refused(&sheet), [("region".to_owned(), "cervical".to_owned())]);
}

#[test]
fn a_form_asks_only_what_makes_sense_for_its_way_of_traction() {
    use Modality::{
        Complementary, FoamRoller, HangingBar, HomeUnit, InversionTable, Manual, NeckCracking, NeckHammock,
        OverDoorPulley, ProfessionalAdjustment, TractionTable,
    };
    let by_hand = [OverDoorPulley, NeckHammock, HomeUnit, TractionTable, HangingBar, InversionTable];
    for (modality, region) in screened() {
        let form = form(FormKind::Full, modality, region).expect("a form");
        let asks = |id: &str| form.questions.iter().any(|question| question.id == id);
        let hanging = [HangingBar, InversionTable].contains(&modality);
        for id in ["eyes_and_ears", "body", "severe_disc_symptoms", "told_blood_pressure_is_high"] {
            assert_eq!(asks(id), hanging, "{modality} {id}");
        }
        assert_eq!(asks("shoulders_and_wrists"), modality == HangingBar);
        assert_eq!(asks("cracking"), [NeckCracking, FoamRoller].contains(&modality));
        for id in [
            "technique_chosen",
            "warnings_read",
            "examined",
            "imaging",
            "supervised_trial",
            "provider_follows",
        ] {
            assert_eq!(asks(id), by_hand.contains(&modality), "{modality} {id}");
        }
        assert!(region == Region::Cervical || !asks("jaw") && !asks("injury_details"), "{modality}");
        for provider in [Manual, ProfessionalAdjustment, Complementary] {
            assert!(modality != provider || !asks("provider_consulted"), "{modality}");
        }
    }
}

#[test]
fn signs_that_are_new_or_there_now_are_never_shown_with_an_old_answer() {
    for (modality, region) in screened() {
        for kind in FormKind::ALL {
            for question in form(*kind, modality, region).expect("a form").questions {
                let now =
                    ["emergency_signs", "other_warning_signs", "injury", "recent_strain", "general_signs"];
                let short = *kind == FormKind::Short;
                assert!(question.afresh || !short && !now.contains(&question.id.as_str()), "{}", question.id);
            }
        }
    }
}

#[test]
fn what_is_no_session_is_not_called_one() {
    let screening = Screening::built_in().expect("content");
    for (modality, region) in screened() {
        let used_as = screening.modalities().find(|(one, _)| *one == modality).expect("a row").1;
        let untroubled = untroubled(FormKind::Full, modality, region);
        for sheet in [
            with(untroubled.clone(), "emergency_signs", json!(["numb_face"])),
            with(untroubled.clone(), "spine_conditions", json!(["tumour"])),
            with(untroubled.clone(), "general_signs", json!(["fever"])),
            without(untroubled.clone(), "age"),
            untroubled,
        ] {
            let words = render(&checked(&sheet).text);
            assert!(used_as == Use::Session || !words.contains("session"), "{modality}: {words}");
        }
    }
}

#[test]
fn a_rule_that_came_up_anew_after_a_clearance_is_not_covered_by_it() {
    let mut sheet = with(full(), "bones_and_joints", json!(["mild_osteoporosis"]));
    sheet["clearances"] = json!([{
        "name": "Dr Example", "date": "2026-03-01", "rules": ["mild_osteoporosis"], "modality": "home_unit"
    }]);
    for (raised, outcome) in [
        ("2026-02-20", Verdict::Clear),
        ("2026-03-01", Verdict::Clear),
        ("2026-03-02", Verdict::NeedsProvider),
    ] {
        sheet["history"] = json!({ "raised": { "mild_osteoporosis": raised } });
        assert_eq!(checked(&sheet).outcome, outcome, "{raised}");
    }
    sheet["history"] = json!({ "raised": { "mild_osteoporosis": "2026-03-11", "weak_knees": "2026-01-01" } });
    let fields: Vec<String> = refused(&sheet).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["history.raised.mild_osteoporosis", "history.raised.weak_knees"]);
}

#[test]
fn what_locks_is_every_emergency_and_stop_that_counts() {
    let screening = Screening::built_in().expect("content");
    let sheet = with(full(), "emergency_signs", json!(["numb_face"]));
    let sheet = with(sheet, "other_warning_signs", json!(["new_headache"]));
    let outcome = checked(&with(sheet, "pregnant", json!(true)));
    let locking: Vec<&str> =
        screening.locking(&outcome).into_iter().map(|fired| fired.rule.as_str()).collect();
    assert_eq!(locking, ["brain_sign", "new_headache"]);
}

#[test]
fn each_misfit_is_named_with_its_path_and_what_is_allowed() {
    for (answer, field) in [
        (json!({"pain_now": 11}), "answers.pain_now"),
        (json!({"pain_now": -1}), "answers.pain_now"),
        (json!({"pain_now": 3.5}), "answers.pain_now"),
        (json!({"pain_now": "strong"}), "answers.pain_now"),
        (json!({"pain_now": null}), "answers.pain_now"),
        (json!({"emergency_signs": true}), "answers.emergency_signs"),
        (json!({"emergency_signs": "none"}), "answers.emergency_signs"),
        (json!({"emergency_signs": ["hiccups"]}), "answers.emergency_signs"),
        (json!({"emergency_signs": ["none", "numb_face"]}), "answers.emergency_signs"),
        (json!({"emergency_signs": ["unknown"]}), "answers.emergency_signs"),
        (json!({"shoe_size": 42}), "answers.shoe_size"),
        (json!({"leg_symptoms_now": 1}), "answers.leg_symptoms_now"),
    ] {
        let mut sheet = short();
        for (question, value) in answer.as_object().expect("an object") {
            sheet["answers"][question] = value.clone();
        }
        let problems = refused(&sheet);
        assert_eq!(problems.len(), 1, "{answer}");
        assert_eq!(problems[0].0, field);
        assert!(!problems[0].1.is_empty(), "{answer}");
    }
}

#[test]
fn all_misfits_of_a_sheet_are_found_at_once() {
    let sheet = with(with(short(), "pain_now", json!(11)), "tingling_now", json!("x"));
    let fields: Vec<String> = refused(&sheet).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["answers.pain_now", "answers.tingling_now"]);
}

#[test]
fn two_answers_to_one_question_are_refused() {
    let text = short().to_string().replace("\"pain_now\":0", "\"pain_now\":0,\"pain_now\":9");
    let error = from_json::<AnswerSheet>(text.as_bytes()).expect_err("refused");
    assert!(error.field.starts_with("answers"), "{error:?}");
}

#[test]
fn what_a_clearance_or_the_history_gets_wrong_is_named() {
    let clearance =
        json!({"name": "Dr Example", "date": "2026-02-01", "rules": ["weak_bones"], "modality": "home_unit"});
    for (name, value, field) in [
        ("name", json!(" "), "clearances[0].name"),
        ("date", json!("2026-03-11"), "clearances[0].date"),
        ("date", json!("yesterday"), "clearances[0].date"),
        ("expires", json!("2026-01-31"), "clearances[0].expires"),
        ("rules", json!(["weak_knees"]), "clearances[0].rules[0]"),
        ("modality", json!("hammock"), "clearances[0].modality"),
        ("signature", json!("x"), "clearances[0].signature"),
    ] {
        let mut sheet = full();
        sheet["clearances"] = json!([clearance]);
        sheet["clearances"][0][name] = value;
        assert_eq!(refused(&sheet)[0].0, field);
    }
    let mut sheet = short();
    sheet["history"] = json!({"last_full": "2026-03-10T09:00:01+01:00"});
    assert_eq!(refused(&sheet)[0].0, "history.last_full");
}

#[test]
fn a_lifted_rule_is_shown_with_who_lifted_it_and_the_latest_clearance_speaks() {
    let mut sheet = with(full(), "bones_and_joints", json!(["weak_bones"]));
    let given = |name: &str, date: &str| json!({"name": name, "date": date, "rules": ["weak_bones"], "modality": "home_unit"});
    sheet["clearances"] = json!([given("Dr Later", "2026-03-01"), given("Dr Earlier", "2026-01-01")]);
    let outcome = checked(&sheet);
    assert_eq!(outcome.outcome, Verdict::Clear);
    assert_eq!(outcome.fired[0].cleared_by.as_ref().map(|by| by.name.as_str()), Some("Dr Later"));
}

#[test]
fn a_doubt_is_told_from_a_yes() {
    let unsure = checked(&with(full(), "pregnant", json!("unknown")));
    let sure = checked(&with(full(), "pregnant", json!(true)));
    assert!(unsure.fired[0].unsure && !sure.fired[0].unsure);
    let mixed = with(
        with(short(), "other_warning_signs", json!(["dizziness", "nausea"])),
        "emergency_signs",
        json!("unknown"),
    );
    let outcome = checked(&mixed);
    let two = outcome.fired.iter().find(|fired| fired.rule == "two_brain_signs").expect("fired");
    assert!(!two.unsure, "two were said, whatever the rest");
}

#[test]
fn an_emergency_begins_with_letting_go() {
    let outcome = checked(&with(short(), "emergency_signs", json!("unknown")));
    for fired in outcome.fired.iter().filter(|fired| fired.effect == Effect::Emergency) {
        assert!(render(&fired.next_step).starts_with("Release the pull"));
    }
    assert!(render(&outcome.text).starts_with("Release the pull"));
}

#[test]
fn p10_the_good_outcome_is_no_permission() {
    let words = render(&checked(&short()).text);
    assert_eq!(words, "Nothing that you answered speaks against this session; this is not an examination.");
}

#[test]
fn p11_every_no_comes_with_a_way_on() {
    let moving = checked(&with(full(), "pregnant", json!(true)));
    assert_eq!(moving.still_open, StillOpen::ALL);
    for (question, answer) in [
        ("injury", json!(true)),
        ("spine_conditions", json!(["instability"])),
        ("emergency_signs", json!(["leg_weakness"])),
    ] {
        let outcome = checked(&with(full(), question, answer));
        assert!(!outcome.still_open.is_empty());
        assert!(!outcome.still_open.contains(&StillOpen::PostureBreaks), "{question}");
    }
    let missing = checked(&without(full(), "injury"));
    assert_eq!(missing.still_open, StillOpen::UNMOVING);
}

#[test]
fn p11_a_lifted_instability_still_closes_what_moves_the_neck() {
    let mut sheet = with(with(full(), "spine_conditions", json!(["instability"])), "pregnant", json!(true));
    sheet["clearances"] = json!([{"name": "Dr Example", "date": "2026-03-01", "rules": ["spinal_instability"], "modality": "home_unit"}]);
    assert!(!checked(&sheet).still_open.contains(&StillOpen::PostureBreaks));
}

#[test]
fn an_answered_follow_up_counts_even_where_it_would_not_be_asked() {
    let sheet = with(full(), "injury_details", json!(["bicycle"]));
    assert_eq!(fired(&checked(&sheet)), ["injury_dangerous"]);
    let sheet = with(full(), "injury_details", json!(["none"]));
    assert_eq!(checked(&sheet).outcome, Verdict::Clear);
}

#[test]
fn every_outcome_names_its_content() {
    let version = crate::screening::content_version().expect("content");
    assert_eq!(checked(&full()).content_version, version);
}

mod the_full_form_is_due {
    use super::super::now;
    use crate::screening::{Due, History, full_form_due};
    use crate::time::Timestamp;

    fn at(day: u32) -> Timestamp {
        let text = format!("2026-02-{day:02}T09:00:00+01:00");
        Timestamp::parse(&text).expect("valid")
    }

    #[test]
    fn before_the_first_use() {
        assert_eq!(full_form_due(&History::default(), now()), Some(Due::FirstUse));
    }

    #[test]
    fn when_it_was_filled_in_before_fourteen_idle_days_were_over_but_not_after() {
        let history =
            |full| History { last_session: Some(at(12)), last_full: Some(full), ..History::default() };
        assert_eq!(full_form_due(&history(at(25)), now()), Some(Due::IdleFortnight));
        assert_eq!(full_form_due(&history(at(26)), now()), None);
    }

    #[test]
    fn after_something_new_was_told_on_a_short_form() {
        let history = |news| History { last_full: Some(at(25)), last_news: Some(news), ..History::default() };
        assert_eq!(full_form_due(&history(at(25)), now()), Some(Due::SomethingNew));
        assert_eq!(full_form_due(&history(at(24)), now()), None);
    }

    #[test]
    fn at_the_very_moment_of_a_stop_for_a_symptom() {
        let history =
            History { last_full: Some(at(25)), last_stop_symptom: Some(at(25)), ..History::default() };
        assert_eq!(full_form_due(&history, now()), Some(Due::StoppedForSymptom));
    }
}
