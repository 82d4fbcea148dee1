//! A document for tests: a head and a foot around the blocks that a test is about.

use nape_logic::time::Timestamp;

use super::{Block, Document, PAGE, PAGES};

pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document {
        language: "en".to_owned(),
        title: "Report".to_owned(),
        subject: "What was told.".to_owned(),
        footer: "Told by the person".to_owned(),
        page_line: format!("{PAGE} of {PAGES}"),
        made: Timestamp::parse("2026-12-31T18:30:05+01:00").unwrap(),
        blocks,
    }
}
