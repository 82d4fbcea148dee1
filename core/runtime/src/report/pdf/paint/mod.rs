//! How does all that become bytes?
//!
//! | file | answers |
//! |---|---|
//! | `file` | what does the file say of itself, beside its pages? |
//! | `page` | how do the marks of a page become drawing? |

mod file;
mod page;

pub(super) use file::paint;
