//! The record of some days for people to read: a report of a few pages, and one page to take along to a visit. What stands on
//! them is decided here; how it is drawn is not.
//!
//! | file | answers |
//! |---|---|
//! | here | in which order does a report say what it says (P34)? |
//! | `gathered` | what of the record has to be seen as a whole? |
//! | `words` | how are values said? |
//! | `stops` | what has to be seen first: stops, locks, overdue reviews? |
//! | `delivered` | what was prescribed, and what was delivered? |
//! | `sessions` | what was each session, or each month of many? |
//! | `measures` | how did pain and the other measures go? |
//! | `told` | what else was told: forms, symptoms, contacts, notes? |
//! | `visit` | which page helps to ask for a plan (P33)? |

mod delivered;
mod gathered;
mod measures;
mod sessions;
mod stops;
mod told;
mod visit;
mod words;

use nape_logic::journal::trend::Trend;
use nape_logic::text::Message;

pub use gathered::Gathered;
pub use measures::MEASURES;
pub use visit::visit;

use super::Say;
use super::document::{Block, Document, Level, PAGE, PAGES};
use super::record::Scope;
use words::Words;

/// What a report is made of.
pub struct Material<'m> {
    /// What was asked for.
    pub scope: &'m Scope,
    /// What was told.
    pub gathered: &'m Gathered,
    /// The trends of the measures that have entries, in the order of [`MEASURES`].
    pub trends: &'m [Trend],
}

/// A report for the provider, in the words and in the language that they are of.
pub fn overview(material: &Material<'_>, say: Say<'_>, language: String) -> Document {
    let words = Words { say, scope: material.scope };
    let mut blocks = Vec::new();
    stops::say(material, &words, &mut blocks);
    delivered::say(material, &words, &mut blocks);
    sessions::say(material, &words, &mut blocks);
    measures::say(material, &words, &mut blocks);
    told::say(material, &words, &mut blocks);
    about(&words, &mut blocks);
    document(&words, language, ["report-title", "report-subject"], blocks)
}

/// A document about these days, with its head and its foot.
fn document(
    words: &Words<'_>,
    language: String,
    [title, subject]: [&'static str; 2],
    blocks: Vec<Block>,
) -> Document {
    let scope = words.scope;
    let days = |key: &'static str| {
        let message = Message::new(key).text("from", scope.period.from.to_string());
        message.text("to", scope.period.to.to_string())
    };
    let mut all = Vec::new();
    if scope.demonstration {
        let lines = vec![words.key("report-demonstration-why")];
        all.push(Block::Warning { title: words.key("report-demonstration"), lines });
    }
    all.push(Block::Paragraph(words.who()));
    all.extend(blocks);
    let footer = days("report-footer").text("version", env!("CARGO_PKG_VERSION")).text("who", words.who());
    let pages = Message::new("report-page").text("page", PAGE).text("pages", PAGES);
    Document {
        language,
        title: words.key(title),
        subject: words.say(&days(subject)),
        footer: words.say(&footer),
        page_line: words.say(&pages),
        made: scope.made,
        blocks: all,
    }
}

/// Where all of it comes from, and what it is not (P12, P17).
fn about(words: &Words<'_>, blocks: &mut Vec<Block>) {
    let version = Message::new("report-about-source").text("version", words.scope.content_version.clone());
    let journal = Message::new("report-journal-id").text("id", words.scope.journal.to_string());
    blocks.push(Block::Heading(Level::Section, words.key("report-about")));
    blocks.push(Block::Note(words.key("about-not-reviewed")));
    blocks.push(Block::Note(words.say(&version)));
    blocks.push(Block::Note(words.key("report-about-limits")));
    blocks.push(Block::Note(words.say(&journal)));
}
