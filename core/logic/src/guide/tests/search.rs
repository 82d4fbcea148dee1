//! What is found, and in which order.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{built_in, card, guide, read};
use crate::guide::search::Index;
use crate::guide::{Card, FoundIn, Guide};
use crate::modality::Region;
use crate::text::render;
use serde_json::json;

fn found(guide: &Guide, text: &str) -> Vec<String> {
    guide.search(text, 50).into_iter().map(|hit| hit.card.into()).collect()
}

#[track_caller]
fn first(text: &str) -> (String, FoundIn) {
    let hit = guide().search(text, 1).into_iter().next().expect("something is found");
    (hit.card.into(), hit.where_found)
}

fn title(card: &Card) -> String {
    render(&card.title(card.region(Region::Cervical)))
}

#[test]
fn a_word_of_the_title_a_synonym_the_summary_or_a_part_finds_the_card() {
    assert_eq!(first("cradle"), ("sample_hammock".to_owned(), FoundIn::Title));
    assert_eq!(first("quibbling"), ("sample_hammock".to_owned(), FoundIn::Synonym));
    assert_eq!(first("sling that holds").0, "sample_hammock");
    assert_eq!(first("vexatious"), ("sample_table".to_owned(), FoundIn::Body));
}

#[test]
fn synonyms_of_more_than_one_word_find_what_they_mean() {
    for synonym in
        ["zygotic decompression", "wobble-down therapy", "Wobble Down Therapy", "wobble down theraphy"]
    {
        assert_eq!(first(synonym).0, "sample_table", "{synonym}");
    }
}

#[test]
fn case_accents_endings_and_slips_do_not_matter() {
    for text in ["CRADLE", "crâdle", "cradles", "cradling", "crdale", "cradl", "doorknbo", "dorknob"] {
        assert_eq!(first(text).0, "sample_hammock", "{text}");
    }
    assert_eq!(first("xylophonc joint").0, "sample_cracking");
}

#[test]
fn a_word_is_found_while_it_is_still_being_typed() {
    assert_eq!(first("zanz").0, "sample_table");
    assert!(found(guide(), "zanz xylophonic").contains(&"sample_cracking".to_owned()));
    assert!(!found(guide(), "zanz xylophonic").contains(&"sample_table".to_owned()), "only the last word");
}

#[test]
fn title_comes_before_synonym_before_summary_before_body_and_then_the_id_decides() {
    let with = |id: &str, title: &str, synonym: &str, summary: &str, text: &str| {
        let mut card = card(id, title, summary, text);
        card["synonyms"] = json!([synonym]);
        card
    };
    let cards = [
        with("z_body", "One", "one", "One.", "Borogove."),
        with("y_summary", "Two", "two", "Borogove.", "Two."),
        with("x_synonym", "Three", "borogove", "Three.", "Three."),
        with("w_title", "Borogove", "four", "Four.", "Four."),
        with("a_body", "Five", "five", "Five.", "Borogove."),
    ];
    let guide = built_in().with(&read(&json!({ "cards": cards }))).expect("accepted");
    assert_eq!(found(&guide, "borogove"), ["w_title", "x_synonym", "y_summary", "a_body", "z_body"]);
}

#[test]
fn what_is_in_no_card_finds_nothing() {
    for text in ["", "   ", "?!", "qqqqzzzz", "\u{0}"] {
        assert_eq!(found(guide(), text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn common_words_alone_do_not_drown_what_was_asked() {
    assert_eq!(first("what is the cradle").0, "sample_hammock");
    assert!(!found(guide(), "what is the cradle").contains(&"sample_cracking".to_owned()));
}

#[test]
fn every_card_is_the_first_for_its_own_title() {
    let guide = guide();
    for card in guide.cards() {
        let title = title(card);
        let first = guide.search(&title, 1).into_iter().next().expect("something is found");
        assert_eq!(render(&first.title), title, "{}", card.id);
    }
}

#[test]
fn every_card_is_found_by_each_of_its_synonyms() {
    let guide = guide();
    for card in guide.cards() {
        for synonym in &card.synonyms {
            assert!(found(guide, synonym).iter().any(|id| *id == card.id), "{}: {synonym}", card.id);
        }
    }
}

/// A card and a word of its title with one slip: a letter left out, doubled, changed or swapped with the next.
fn slipped() -> impl Strategy<Value = (usize, String)> {
    let words: Vec<(usize, String)> = guide()
        .cards()
        .iter()
        .enumerate()
        .flat_map(|(number, card)| {
            let words: Vec<String> = title(card)
                .split(|c: char| !c.is_alphanumeric() && c != '\'')
                .filter(|word| word.chars().count() >= 5)
                .map(str::to_owned)
                .collect();
            words.into_iter().map(move |word| (number, word))
        })
        .collect();
    let slip = (any::<prop::sample::Index>(), 0..4, proptest::char::range('a', 'z'));
    (prop::sample::select(words), slip).prop_map(|((number, word), (at, kind, letter))| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at.index(letters.len() - 1);
        match kind {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters[at] = letter,
            _ => letters.swap(at, at + 1),
        }
        (number, letters.into_iter().collect())
    })
}

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(guide().cards()));

proptest! {
    #[test]
    fn no_text_upsets_a_search_and_the_limit_is_kept(text in any::<String>(), limit in 0_usize..60) {
        prop_assert!(guide().search(&text, limit).len() <= limit);
    }

    #[test]
    fn words_of_the_cards_in_any_mixture_are_searched_alike_each_time(
        text in "(cradle|therapy|sling|zanz|neck|the|é|\u{1F600}| ){0,12}", limit in 0_usize..60,
    ) {
        let guide = guide();
        let hits = guide.search(&text, limit);
        prop_assert!(hits.len() <= limit);
        prop_assert_eq!(&hits, &guide.search(&text, limit));
        let ids: std::collections::BTreeSet<_> = hits.iter().map(|hit| &hit.card).collect();
        prop_assert_eq!(ids.len(), hits.len(), "no card stands twice");
    }

    #[test]
    fn one_slip_still_finds_a_word_of_a_title((number, typed) in slipped()) {
        let guide = guide();
        // Some slips make another word that the cards know; then that one was asked for.
        prop_assume!(!INDEX.knows(&typed));
        let hits = guide.search(&typed, guide.cards().len());
        prop_assert!(hits.iter().any(|hit| hit.card == guide.cards()[number].id), "{}", typed);
    }
}
