//! How are facts chained, versioned and merged?
//!
//! | file | answers |
//! |---|---|
//! | [`chain`] | what ties each fact to the one before it, and is any missing, changed, moved or doubled? |

pub mod chain;
