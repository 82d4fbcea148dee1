//! What may a person write down, and how is what was written chained, versioned and merged?
//!
//! | file | answers |
//! |---|---|
//! | [`entry`] | what is an entry of the journal, and what is wrong with one? |
//! | [`check_in`] | what is asked on an ordinary day, and which entries do the answers become? |
//! | [`exchange`] | how do entries leave a journal and come into one as plain text? |
//! | [`chain`] | what ties each fact to the one before it, and is any missing, changed, moved or doubled? |
//! | [`merge`] | how do two copies of a journal become one? |
//! | [`trend`] | what do entries come to over days and weeks? |

pub mod chain;
pub mod check_in;
pub mod entry;
pub mod exchange;
pub mod merge;
pub mod trend;
