//! What a card shows, and what it stands on.

use super::{built_in, guide, guide_of, read, samples, sources, written_card};
use crate::guide::{PartKind, Rank, SourceKind, Topic};
use crate::modality::{Modality, Region};
use crate::text::{has_message, render};

#[test]
fn every_word_of_the_frame_is_there() {
    let mut keys = Vec::new();
    keys.extend(Topic::ALL.iter().map(|topic| topic.message()));
    keys.extend(PartKind::ALL.iter().flat_map(|kind| [kind.message(), kind.second_message()]).flatten());
    keys.extend(SourceKind::ALL.iter().map(|kind| kind.message()));
    keys.extend(Rank::ALL.iter().map(|rank| rank.message()));
    for message in keys {
        assert!(has_message(&message.key), "{}", message.key);
    }
}

#[test]
fn a_step_has_its_check_and_a_paragraph_stands_alone() {
    let guide = guide();
    let step = &guide.card("sample_steps").expect("there").parts[0];
    assert_eq!(render(&step.text(Region::Cervical)), "Shut the door.");
    assert_eq!(step.second(Region::Cervical).as_ref().map(render).as_deref(), Some("It is latched."));
    assert_eq!(guide.card("sample_hammock").expect("there").parts[0].second(Region::Cervical), None);
}

#[test]
fn cracking_and_the_roller_under_the_neck_are_never_guided() {
    let guide = guide();
    let cracking = guide.card("sample_cracking").expect("there");
    assert!(!cracking.guided);
    let words: Vec<String> = cracking.notices().iter().map(render).collect();
    assert!(words[0].contains("does not guide it or time it") && words[1].contains("added"), "{words:?}");
    assert!(guide.card("sample_hammock").expect("there").guided);
    for card in guide.cards() {
        let education = [Modality::NeckCracking, Modality::FoamRoller];
        if card.modalities.iter().any(|modality| education.contains(modality)) {
            assert!(card.parts.iter().all(|part| part.kind != PartKind::Step), "{}", card.id);
        }
    }
}

#[test]
fn a_card_that_names_no_modality_is_for_all_but_steps_are_never_for_what_is_not_guided() {
    let guide = guide();
    let steps = guide.card("sample_steps").expect("there");
    assert!(steps.modalities.contains(&Modality::OverDoorPulley));
    assert!(!steps.modalities.contains(&Modality::NeckCracking));
    assert!(!steps.modalities.contains(&Modality::FoamRoller));
    let mut additions = samples();
    additions["cards"][0]["modalities"] = serde_json::json!([]);
    let guide = built_in().with(&read(&additions)).expect("accepted");
    assert_eq!(guide.card("sample_hammock").expect("there").modalities, Modality::ALL);
}

#[test]
fn the_best_article_decides_what_a_card_stands_on() {
    for (drawn_from, rank) in [
        (&["000", "001"][..], Rank::ClinicPage),
        (&["004", "003", "001"], Rank::ReviewedArticle),
        (&["004", "001", "trial2014"], Rank::WebArticle),
        (&["001", "trial2014"], Rank::PersonalAccount),
        (&["trial2014", "own"], Rank::Literature),
        (&["own"], Rank::Note),
    ] {
        let guide = guide_of(&sources(), &[written_card("a", drawn_from)]);
        assert_eq!(guide.cards()[0].rank, rank, "{drawn_from:?}");
    }
}

#[test]
fn an_ageing_source_says_so_and_credit_and_date_are_shown() {
    let guide = guide_of(&sources(), &[written_card("a", &["003", "000"])]);
    let [ageing, fresh] = guide.cards()[0].sources.as_slice() else { panic!("two sources") };
    let words = ageing.ageing_message().as_ref().map(render).expect("it says so");
    assert!(words.contains("2019"), "{words}");
    assert_eq!((fresh.ageing_message(), fresh.credit.as_str()), (None, "a clinic"));
    assert_eq!(render(&fresh.dated_message()), "2022-05-19");
}

#[test]
fn a_source_without_a_date_says_that_it_has_none() {
    let guide = guide_of(&sources(), &[written_card("a", &["004"])]);
    assert_eq!(render(&guide.cards()[0].sources[0].dated_message()), "no date given");
}

#[test]
fn a_card_asked_for_a_region_that_it_is_not_for_speaks_of_its_own() {
    let mut additions = samples();
    additions["cards"][0]["regions"] = serde_json::json!(["lumbar"]);
    let guide = built_in().with(&read(&additions)).expect("accepted");
    let card = guide.card("sample_hammock").expect("there");
    assert_eq!(card.region(Region::Cervical), Region::Lumbar);
    assert_eq!(guide.card("sample_table").expect("there").region(Region::Lumbar), Region::Lumbar);
}
