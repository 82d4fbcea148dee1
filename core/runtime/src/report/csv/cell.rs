//! How values become cells.

use std::borrow::Cow;

use nape_logic::journal::exchange::guarded;
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::Force;
use serde::Serialize;

pub(super) type Cell<'a> = Cow<'a, str>;

/// A person's words.
pub(super) fn words(text: &str) -> Cell<'_> {
    guarded(text)
}

pub(super) fn maybe_words(text: Option<&str>) -> Cell<'_> {
    text.map_or_else(Cell::default, words)
}

/// Anything that says itself what it is.
pub(super) fn plain(value: impl ToString) -> Cell<'static> {
    value.to_string().into()
}

pub(super) fn maybe(value: Option<impl ToString>) -> Cell<'static> {
    value.map_or_else(Cell::default, plain)
}

/// A value that is a word in a file.
pub(super) fn word(value: impl Serialize) -> Cell<'static> {
    crate::report::word(value).into()
}

pub(super) fn maybe_word(value: Option<impl Serialize>) -> Cell<'static> {
    value.map_or_else(Cell::default, word)
}

pub(super) fn at(moment: Timestamp) -> Cell<'static> {
    moment.to_rfc3339().into()
}

pub(super) fn maybe_at(moment: Option<Timestamp>) -> Cell<'static> {
    moment.map_or_else(Cell::default, at)
}

/// Ids with a space between.
pub(super) fn ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Cell<'static> {
    ids.into_iter().collect::<Vec<_>>().join(" ").into()
}

pub(super) fn seconds(time: Millis) -> Cell<'static> {
    let (whole, thousandths) = (time.get() / 1000, time.get() % 1000);
    if thousandths == 0 { plain(whole) } else { format!("{whole}.{thousandths:03}").into() }
}

pub(super) fn newtons(force: Force) -> Cell<'static> {
    let millinewtons = force.millinewtons();
    format!("{}.{:03}", millinewtons / 1000, millinewtons % 1000).into()
}
