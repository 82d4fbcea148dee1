//! `nape guide`.

use nape::api::{
    self, EmergencyCard, GuideCard, GuideCardSummary, GuideHit, GuidePart, GuidePartKind, NapeError,
};
use serde::Serialize;
use textwrap::{Options, WordSplitter};

use crate::args::GuideVerb;
use crate::failure::Failure;
use crate::output::Output;
use crate::shell::Shell;
use crate::words::word;

/// Beyond this a line is hard to read, however wide the terminal is.
const WIDEST: usize = 90;

/// `{"cards":[...]}`
#[derive(Serialize)]
struct Cards {
    cards: Vec<GuideCardSummary>,
}

/// `{"hits":[...]}`
#[derive(Serialize)]
struct Hits {
    hits: Vec<GuideHit>,
}

pub(super) fn run(shell: &Shell, verb: GuideVerb) -> Result<(), Failure> {
    let output = shell.output;
    match verb {
        GuideVerb::List { topic, modality } => {
            let mut cards = api::guide_cards()?;
            cards.retain(|card| topic.is_none_or(|topic| card.topic == topic));
            cards.retain(|card| modality.is_none_or(|modality| card.modalities.contains(&modality)));
            output.document(&Cards { cards }, list_text)
        }
        GuideVerb::Show { id, region } => output.document(&api::guide_card(id, region)?, card_text),
        GuideVerb::Search { text, limit } => {
            let hits = api::guide_search(text.join(" "), limit)?;
            output.document(&Hits { hits }, hits_text)
        }
        GuideVerb::Emergency { country } => {
            let card = api::emergency_card(None, country).map_err(by_option)?;
            output.document(&card, emergency_text)
        }
    }
}

/// The country's field as this command line calls it.
fn by_option(error: NapeError) -> NapeError {
    match error {
        NapeError::BadInput { field, detail, allowed, also } if field == "told_country" => {
            NapeError::BadInput { field: "--country".to_owned(), detail, allowed, also }
        }
        other => other,
    }
}

fn list_text(list: &Cards) -> String {
    if list.cards.is_empty() {
        return "There is no such card.\n".to_owned();
    }
    let mut text = String::new();
    let mut topic = "";
    for card in &list.cards {
        if card.topic_text != topic {
            topic = &card.topic_text;
            text += &format!("\n{topic}\n");
        }
        text += &format!("  {}\n{}", card.id, indented(&card.title, 4));
    }
    text.trim_start_matches('\n').to_owned()
}

fn hits_text(found: &Hits) -> String {
    if found.hits.is_empty() {
        return "No card speaks of that.\n".to_owned();
    }
    found.hits.iter().map(|hit| format!("{}\n{}", hit.card, indented(&hit.title, 2))).collect()
}

fn card_text(card: &GuideCard) -> String {
    let mut text = format!("{}\n{}", wrapped(&card.title, "", ""), wrapped(&card.summary, "", ""));
    for notice in &card.notices {
        text += &format!("\n{}", wrapped(notice, "", ""));
    }
    let mut step = 0;
    for part in &card.parts {
        if part.kind == GuidePartKind::Step {
            step += 1;
        }
        text += &format!("\n{}", part_text(part, step));
    }
    text + "\n" + &foot(card)
}

fn part_text(part: &GuidePart, step: u32) -> String {
    let first = match (part.kind, &part.label) {
        (GuidePartKind::Step, _) => wrapped(&part.text, &format!("{step:>2}. "), "    "),
        // The word that is explained is its own label.
        (GuidePartKind::Term, _) | (_, None) => wrapped(&part.text, "", ""),
        (_, Some(label)) => wrapped(&format!("{label}: {}", part.text), "", ""),
    };
    let second = match (&part.second, &part.second_label) {
        (Some(second), Some(label)) => wrapped(&format!("{label}: {second}"), "    ", "    "),
        _ => String::new(),
    };
    first + &second
}

/// What the card stands on, for which ways of traction it is, and when it was reviewed.
fn foot(card: &GuideCard) -> String {
    let mut text = format!("{}\n", "-".repeat(width().min(20)));
    text += &wrapped(&card.evidence_text, "", "");
    for source in &card.sources {
        let mut line =
            format!("{}: {}, {}. {}", source.kind_text, source.credit, source.dated_text, source.read_text);
        if let Some(ageing) = &source.ageing {
            line += &format!(" {ageing}");
        }
        text += &wrapped(&line, "- ", "  ");
    }
    let facts: Vec<&str> = card.parts.iter().flat_map(|part| &part.sources).map(String::as_str).collect();
    text += &wrapped(&format!("Rests on: {}", once(&facts).join(", ")), "", "");
    let modalities: Vec<String> = card.modalities.iter().map(word).collect();
    text += &wrapped(&format!("For: {}", modalities.join(", ")), "", "");
    text + &format!("Last reviewed {}\n", card.reviewed)
}

/// Each one once, in the order in which they came.
fn once<'a>(all: &[&'a str]) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for &one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn emergency_text(card: &EmergencyCard) -> String {
    let lines = card.lines.iter().enumerate();
    lines.map(|(index, line)| wrapped(line, &format!("{:>2}. ", index + 1), "    ")).collect()
}

fn width() -> usize {
    Output::columns().min(WIDEST)
}

fn indented(text: &str, by: usize) -> String {
    let indent = " ".repeat(by);
    wrapped(text, &indent, &indent)
}

/// `text` in lines that fit, ending in a line's end.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    // A source's number, such as a DOI, stays in one piece.
    let options = Options::new(width())
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}
