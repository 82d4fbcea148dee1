//! What does the file say of itself, beside its pages?

use chrono::{Datelike, Timelike};
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, TagKind};
use nape_logic::time::Timestamp;

use super::page::{introduce, paint_page};
use crate::report::document::Document;
use crate::report::pdf::blocks::{UNNAMED, shortened};
use crate::report::pdf::element::Elements;
use crate::report::pdf::flow::{Area, Pages, Place};
use crate::report::pdf::fonts;
use crate::report::pdf::mark::Bookmark;
use crate::report::pdf::{Paper, PdfError};

/// The most letters of a title or a subject.
const MOST_LETTERS: usize = 1000;
/// The language of a document that does not say one.
const UNKNOWN: &str = "und";

/// Writes laid out pages as a file.
pub(in crate::report::pdf) fn paint(
    document: &Document,
    paper: Paper,
    pages: Pages,
    mut elements: Elements,
) -> Result<Vec<u8>, PdfError> {
    let fonts = fonts::built_in().ok_or(PdfError::Fonts)?;
    let settings =
        SerializeSettings { configuration: claimed()?, enable_tagging: true, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let (width, height) = paper.size();
    let size = PageSettings::from_wh(width, height).ok_or_else(|| PdfError::Claim("paper".to_owned()))?;
    for (number, page) in pages.sheets.iter().enumerate() {
        let mut page_of_file = file.start_page_with(size.clone());
        let mut surface = page_of_file.surface();
        if number == 0 {
            introduce(&mut surface, &pages.sheets, fonts);
        }
        paint_page(&mut surface, page, fonts, &mut elements);
        surface.finish();
        page_of_file.finish();
    }
    for (drawing, area) in &pages.drawings {
        elements.change(*drawing, |kind| place(kind, *area));
    }
    let language = language(document);
    file.set_tag_tree(elements.into_tree(language));
    file.set_outline(outline(&pages.bookmarks));
    file.set_metadata(metadata(document, language));
    file.finish().map_err(|error| PdfError::Claim(said(&error)))
}

/// PDF/UA-1 and PDF/A-2a, which krilla checks what it writes against.
fn claimed() -> Result<Configuration, PdfError> {
    ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|_| PdfError::Claim("not both".to_owned()))
}

/// What was broken, without a word of the document: it may speak of somebody's health.
fn said(error: &KrillaError) -> String {
    let KrillaError::Validation(broken) = error else { return error.to_string() };
    let names = broken.iter().map(|(broken, _)| {
        let name = format!("{broken:?}");
        name.split(['(', ' ']).next().unwrap_or_default().to_owned()
    });
    let mut names: Vec<String> = names.collect();
    names.dedup();
    names.join(", ")
}

fn place(kind: &mut TagKind, area: Area) {
    let Place { page, at } = area.place;
    if let (TagKind::Figure(figure), Some(rect)) =
        (kind, Rect::from_xywh(at.x, at.y, area.width, area.height))
    {
        figure.set_bbox(Some(BBox::new(page, rect)));
    }
}

/// The language where it is written as one.
fn language(document: &Document) -> &str {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut parts = document.language.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = is_part(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_language && parts.all(is_part) { &document.language } else { UNKNOWN }
}

fn metadata(document: &Document, language: &str) -> Metadata {
    let title = shortened(&document.title, MOST_LETTERS);
    let title = if title.is_empty() { UNNAMED.to_owned() } else { title };
    let subject = shortened(&document.subject, MOST_LETTERS);
    // krilla makes the number of the file from it, and that of this version from the bytes.
    let id = format!("{title}\n{subject}\n{}", document.made.to_rfc3339());
    Metadata::new()
        .title(title)
        .description(subject)
        .creator("Nape".to_owned())
        .producer(concat!("Nape ", env!("CARGO_PKG_VERSION")).to_owned())
        .language(language.to_owned())
        .creation_date(date(document.made))
        .document_id(id)
}

/// As the clock showed it, with its distance from Greenwich.
fn date(made: Timestamp) -> DateTime {
    let offset = made.offset_seconds();
    let shown = made.in_greenwich() + chrono::TimeDelta::seconds(offset.into());
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(shown.year()).unwrap_or_default())
        .month(small(shown.month()))
        .day(small(shown.day()))
        .hour(small(shown.hour()))
        .minute(small(shown.minute()))
        .second(small(shown.second()))
        .utc_offset_hour(i8::try_from(offset / 3600).unwrap_or_default())
        .utc_offset_minute(small(offset.unsigned_abs() / 60 % 60))
}

/// The headings, each below the nearest one before it that is above it.
fn outline(bookmarks: &[(Bookmark, Place)]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = bookmarks;
    while let Some((node, left)) = node(rest) {
        outline.push_child(node);
        rest = left;
    }
    outline
}

fn node(bookmarks: &[(Bookmark, Place)]) -> Option<(OutlineNode, &[(Bookmark, Place)])> {
    let ((bookmark, place), mut rest) = bookmarks.split_first()?;
    let destination = XyzDestination::new(place.page, Point::from_xy(place.at.x, place.at.y));
    let mut outline = OutlineNode::new(bookmark.words.clone(), destination).with_open(true);
    while rest.first().is_some_and(|(next, _)| next.level > bookmark.level) {
        let Some((child, left)) = node(rest) else { break };
        outline.push_child(child);
        rest = left;
    }
    Some((outline, rest))
}
