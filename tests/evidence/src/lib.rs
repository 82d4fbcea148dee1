//! Which rule, card, limit, field or sentence carries each fact of the evidence notes, and where each clinical
//! number comes from. `docs/evidence.md` is written from here, and the tests fail where the trace is broken.
//!
//! | file | answers |
//! |---|---|
//! | [`tree`] | what stands in the repository's files? |
//! | [`source`] | what does a source such as `A12` or `section 7 [D]` name? |
//! | [`facts`] | which facts and conflicts are there? (`facts.toml`) |
//! | [`content`] | which rules, questions, symptoms and cards name which sources? |
//! | [`figures`] | which numbers does the envelope hold? |
//! | [`constants`] | which numbers does the code hold, and which of them need no source? (`technical.toml`) |
//! | [`amount`] | how is a constant's value said to a clinician? |
//! | [`carriers`] | what carries the facts that no content names? (`carriers.toml`) |
//! | [`numbers`] | what carries each row of the notes' tables of numbers? (`numbers.toml`) |
//! | [`evidence`] | all of it together, and where it does not hold |
//! | [`document`], [`markdown`] | the document |
//!
//! The four TOML files are written by hand; nothing in them is believed until it was found.

pub mod amount;
pub mod carriers;
pub mod constants;
pub mod content;
pub mod document;
pub mod evidence;
pub mod facts;
pub mod figures;
pub mod markdown;
pub mod numbers;
pub mod source;
pub mod tree;
