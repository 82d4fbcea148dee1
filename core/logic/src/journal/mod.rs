//! How are facts chained, versioned and merged?
//!
//! | file | answers |
//! |---|---|
//! | [`chain`] | what ties each fact to the one before it, and is any missing, changed, moved or doubled? |
//! | [`merge`] | how do two copies of a journal become one? |

pub mod chain;
pub mod merge;
