//! What else was told: forms that spoke against a session, symptoms outside sessions, contacts, clearances, reviews, and the
//! notes that the person lets go with it.

use nape_logic::text::Message;

use super::stops::in_words;
use super::words::{Words, moment, number};
use super::{Block, Level, Material};
use crate::report::document::Table;
use crate::report::record::{ClearanceItem, ContactItem, FormItem, ReviewItem, TellingItem};
use crate::report::word;

/// The last so many of each: a report as tables has all of them.
const MOST: usize = 20;

pub(super) fn say(material: &Material<'_>, words: &Words<'_>, blocks: &mut Vec<Block>) {
    let gathered = material.gathered;
    screening(gathered.forms, &gathered.speaking, words, blocks);
    symptoms(&gathered.tellings, words, blocks);
    let contacts = gathered.contacts.iter().map(|contact| self::contact(contact, words));
    let clearances = gathered.clearances.iter().map(|clearance| self::clearance(clearance, words));
    let reviews = gathered.reviews.iter().map(|review| self::review(review, words));
    let others: Vec<String> = contacts.chain(clearances).chain(reviews).collect();
    if !others.is_empty() {
        blocks.push(Block::Heading(Level::Section, words.key("report-contacts")));
        blocks.push(Block::List(others));
    }
    if !gathered.notes.is_empty() {
        blocks.push(Block::Heading(Level::Section, words.key("report-notes")));
        let notes = last(&gathered.notes);
        some("report-notes-some", notes.len(), gathered.notes.len(), words, blocks);
        let note = |(at, note): &(_, String)| {
            words.say(&Message::new("report-note").text("date", moment(*at)).text("note", note.as_str()))
        };
        blocks.push(Block::List(notes.iter().map(note).collect()));
    }
}

fn last<T>(all: &[T]) -> &[T] {
    &all[all.len().saturating_sub(MOST)..]
}

/// Says that not all are shown, where they are not.
fn some(key: &'static str, shown: usize, all: usize, words: &Words<'_>, blocks: &mut Vec<Block>) {
    if shown < all {
        let message = Message::new(key).text("shown", shown.to_string()).text("all", all.to_string());
        blocks.push(Block::Note(words.say(&message)));
    }
}

fn screening(forms: usize, speaking: &[FormItem], words: &Words<'_>, blocks: &mut Vec<Block>) {
    if forms == 0 {
        return;
    }
    blocks.push(Block::Heading(Level::Section, words.key("report-screening")));
    let count = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let message = Message::new("report-screening-count").number("forms", count(forms));
    blocks.push(Block::Paragraph(words.say(&message.number("spoke", count(speaking.len())))));
    if speaking.is_empty() {
        return;
    }
    let columns = ["report-column-when", "report-column-how", "report-column-outcome", "report-column-rules"];
    let row = |form: &FormItem| {
        vec![
            moment(form.at),
            words.modality(form.modality, form.region),
            words.say(&Message::new("report-outcome").text("outcome", word(form.outcome))),
            rules(form, words),
        ]
    };
    let shown = last(speaking);
    some("report-screening-some", shown.len(), speaking.len(), words, blocks);
    blocks.push(Block::Table(Table {
        caption: words.key("report-screening-caption"),
        columns: columns.map(|key| in_words(key, words)).into(),
        rows: shown.iter().map(row).collect(),
    }));
}

/// What each rule says that held on a form.
pub(super) fn rules(form: &FormItem, words: &Words<'_>) -> String {
    let said: Vec<String> =
        form.rules.iter().map(|rule| words.rule(rule, form.modality, form.region)).collect();
    if said.is_empty() { words.key("report-unanswered") } else { said.join(" ") }
}

fn symptoms(tellings: &[TellingItem], words: &Words<'_>, blocks: &mut Vec<Block>) {
    if tellings.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Level::Section, words.key("report-symptoms")));
    let columns = ["report-column-when", "report-column-felt", "report-column-ended"];
    let row = |telling: &TellingItem| {
        let felt = telling.report.symptoms.iter().map(|symptom| symptom.id.as_str());
        vec![moment(telling.at), words.symptoms(felt), words.action(telling.action)]
    };
    let shown = last(tellings);
    some("report-screening-some", shown.len(), tellings.len(), words, blocks);
    blocks.push(Block::Table(Table {
        caption: words.key("report-symptoms-caption"),
        columns: columns.map(|key| in_words(key, words)).into(),
        rows: shown.iter().map(row).collect(),
    }));
}

fn contact(contact: &ContactItem, words: &Words<'_>) -> String {
    let about = contact.about.as_deref();
    let key = if about.is_some() { "report-contact-about" } else { "report-contact" };
    let message = Message::new(key).text("date", contact.date.to_string()).text("who", contact.who.as_str());
    words.say(&message.text("about", about.unwrap_or_default()))
}

fn clearance(clearance: &ClearanceItem, words: &Words<'_>) -> String {
    let given = &clearance.given;
    let region = nape_logic::modality::Region::Cervical;
    let rules: Vec<String> =
        given.rules.iter().map(|rule| words.rule(rule, given.modality, region)).collect();
    let message = Message::new("report-clearance")
        .text("date", given.date.to_string())
        .text("name", given.name.as_str())
        .text("how", words.say(&Message::new("report-modality").text("modality", given.modality.word())))
        .text("rules", rules.join(" "));
    let said = words.say(&message);
    match clearance.withdrawn {
        None => said,
        Some(at) => words.say(
            &Message::new("report-clearance-withdrawn")
                .text("clearance", said)
                .text("date", at.date().to_string()),
        ),
    }
}

fn review(review: &ReviewItem, words: &Words<'_>) -> String {
    let unknown = || words.key("report-unknown");
    let told = |value: String| if value.is_empty() { unknown() } else { value };
    let message = Message::new("report-reviewed")
        .text("date", review.at.date().to_string())
        .text("review", words.say(&Message::new("report-review").text("review", word(review.kind))))
        .text("groc", told(number(review.groc)))
        .text("pain", told(number(review.pain)));
    words.say(&message)
}
