//! Whom to call (P9).

use std::collections::BTreeSet;

use crate::guide::content;
use crate::guide::{Country, EmergencyCard, emergency_card};
use crate::text::{has_message, render};

fn country(code: &str) -> Country {
    code.parse().expect("a country")
}

fn calls(card: &EmergencyCard) -> Vec<&str> {
    card.numbers.iter().map(|number| number.call.as_str()).collect()
}

fn words(card: &EmergencyCard) -> Vec<String> {
    card.lines.iter().map(render).collect()
}

#[test]
fn p9_the_first_line_is_to_release_the_pull() {
    for told in [None, Some(country("DE")), Some(country("ZZ"))] {
        let card = emergency_card(None, told);
        assert_eq!(card.lines[0].key, "guide-emergency-release");
        assert!(words(&card)[0].contains("release the pull"));
    }
}

#[test]
fn p9_the_country_of_the_network_wins_over_the_one_that_was_told() {
    let card = emergency_card(Some(country("US")), Some(country("DE")));
    assert_eq!((card.country, calls(&card)), (Some(country("US")), vec!["911"]));
    let card = emergency_card(None, Some(country("DE")));
    assert_eq!((card.country, calls(&card)), (Some(country("DE")), vec!["112"]));
}

#[test]
fn p9_a_network_in_an_unlisted_country_is_not_answered_with_the_number_of_home() {
    let card = emergency_card(Some(country("AQ")), Some(country("DE")));
    assert_eq!((card.country, calls(&card)), (None, vec!["112", "911"]));
    assert!(words(&card)[2].contains("does not know the number for AQ"), "{:?}", words(&card));
}

#[test]
fn p9_an_unknown_country_shows_112_and_911_and_says_so() {
    let card = emergency_card(None, None);
    assert_eq!((card.country, calls(&card)), (None, vec!["112", "911"]));
    assert!(words(&card)[1].contains("112") && words(&card)[1].contains("911"));
    assert!(words(&card)[2].contains("does not know which country"), "{:?}", words(&card));
}

#[test]
fn p9_the_country_is_shown_by_name_beside_its_number() {
    let words = words(&emergency_card(None, Some(country("ch"))));
    assert!(words[1].contains("144") && words[1].contains("112"), "{words:?}");
    assert!(words[2].contains("Switzerland"), "{words:?}");
}

#[test]
fn p9_the_card_says_that_nothing_is_called_or_sent_by_itself() {
    assert!(words(&emergency_card(None, None)).last().expect("lines").contains("calls nobody"));
}

#[test]
fn every_line_has_words_for_every_country_and_none_is_left_with_a_hole() {
    for row in content::emergency_numbers().expect("numbers") {
        for code in &row.item.countries {
            let card = emergency_card(Some(country(code)), None);
            assert_eq!(calls(&card), row.item.call, "{code}");
            assert!(card.lines.iter().all(|line| has_message(&line.key)), "{code}");
            assert!(words(&card).iter().all(|line| !line.contains('{')), "{code}");
            assert_ne!(render(&country(code).name()), *code, "{code} has no name");
        }
    }
}

#[test]
fn no_name_of_a_country_stands_without_its_number() {
    let with_number: BTreeSet<String> = content::emergency_numbers()
        .expect("numbers")
        .into_iter()
        .flat_map(|row| row.item.countries)
        .collect();
    let words = include_str!("../../../content/messages/en/guide.ftl");
    let (_, list) = words.split_once("guide-country = ").expect("a list");
    let named: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.trim().strip_prefix('[')?.split(']').next().map(str::to_owned))
        .collect();
    assert_eq!(named, with_number);
}

#[test]
fn at_least_120_countries_are_listed_and_all_of_the_european_economic_area_with_112() {
    let rows = content::emergency_numbers().expect("numbers");
    assert!(rows.iter().map(|row| row.item.countries.len()).sum::<usize>() >= 120);
    for code in [
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IS", "IT", "LV",
        "LI", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    ] {
        assert!(calls(&emergency_card(None, Some(country(code)))).contains(&"112"), "{code}");
    }
}

#[test]
fn a_country_is_two_letters() {
    assert_eq!(country("us").to_string(), "US");
    for bad in ["", "U", "USA", "U1", "é", "Ü", " US"] {
        assert!(bad.parse::<Country>().is_err(), "{bad}");
    }
}
