//! Which glyphs does a text have?

use std::collections::HashMap;
use std::rc::Rc;
use std::str::FromStr;

use harfrust::{Direction, Language, ShapeOptions, Shaper, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};

use super::fonts::{Fonts, UNITS};
use super::style::Weight;

/// Some text of one line, in glyphs. Measures are in sizes of the font.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) parts: Vec<Part>,
    pub(super) width: f32,
}

/// A part of a run that is drawn at once.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What is drawn.
    pub(super) shown: String,
    /// What it says, where that is something else.
    pub(super) truth: Option<String>,
    /// The text range of each is in `shown`.
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
}

impl Run {
    /// Puts another run behind this one.
    pub(super) fn push(&mut self, other: &Self) {
        self.width += other.width;
        for part in &other.parts {
            match self.parts.last_mut() {
                Some(last) if last.truth.is_none() && part.truth.is_none() => last.join(part),
                _ => self.parts.push(part.clone()),
            }
        }
    }

    /// Its glyphs one after the other, each with its marks and its width.
    pub(super) fn letters(&self) -> impl Iterator<Item = Self> {
        self.parts.iter().flat_map(Part::letters).map(|part| Self { width: part.width, parts: vec![part] })
    }
}

impl Part {
    fn join(&mut self, other: &Self) {
        let start = self.shown.len();
        self.shown.push_str(&other.shown);
        self.width += other.width;
        let moved = other.glyphs.iter().cloned().map(|mut glyph| {
            glyph.text_range = glyph.text_range.start + start..glyph.text_range.end + start;
            glyph
        });
        self.glyphs.extend(moved);
    }

    fn letters(&self) -> Vec<Self> {
        if self.truth.is_some() {
            return vec![self.clone()];
        }
        let letter = |glyphs: &[KrillaGlyph]| {
            let text = glyphs.first().map(|glyph| glyph.text_range.clone()).unwrap_or_default();
            let moved = glyphs.iter().cloned().map(|mut glyph| {
                glyph.text_range = 0..text.len();
                glyph
            });
            Self {
                shown: self.shown.get(text.clone()).unwrap_or_default().to_owned(),
                truth: None,
                glyphs: moved.collect(),
                width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            }
        };
        self.glyphs.chunk_by(|glyph, next| glyph.text_range == next.text_range).map(letter).collect()
    }
}

/// Turns text into glyphs, each word of a document once.
pub(super) struct Typesetter {
    pub(super) fonts: &'static Fonts,
    regular: Shaper<'static>,
    bold: Shaper<'static>,
    language: Option<Language>,
    words: HashMap<(Weight, String), Rc<Part>>,
}

impl Typesetter {
    /// For words of this language, as a BCP 47 tag.
    pub(super) fn new(fonts: &'static Fonts, language: &str) -> Self {
        let shaper = |weight| {
            let face = fonts.face(weight);
            face.shaper.shaper(&face.read).build()
        };
        Self {
            fonts,
            regular: shaper(Weight::Regular),
            bold: shaper(Weight::Bold),
            language: Language::from_str(language).ok(),
            words: HashMap::new(),
        }
    }

    /// A word that both fonts can show.
    pub(super) fn word(&mut self, word: &str, weight: Weight) -> Rc<Part> {
        let key = (weight, word.to_owned());
        if let Some(known) = self.words.get(&key) {
            return Rc::clone(known);
        }
        let shaped = Rc::new(self.shape(word, weight));
        self.words.insert(key, Rc::clone(&shaped));
        shaped
    }

    fn shape(&self, word: &str, weight: Weight) -> Part {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        let shaper = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let output = shaper.shape(buffer, ShapeOptions::new());
        let starts: Vec<usize> = output.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let end =
            |start: usize| starts.iter().copied().filter(|other| *other > start).min().unwrap_or(word.len());
        let glyphs = output.glyph_infos().iter().zip(output.glyph_positions()).map(|(info, position)| {
            let start = info.cluster as usize;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                size(position.x_advance),
                size(position.x_offset),
                size(position.y_offset),
                0.0,
                start..end(start),
                None,
            )
        });
        let glyphs: Vec<KrillaGlyph> = glyphs.collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Part { shown: word.to_owned(), truth: None, glyphs, width }
    }
}

/// A measure in units of the font, in sizes of it.
fn size(units: i32) -> f32 {
    // No glyph is 32 times as wide as its font's size.
    f32::from(i16::try_from(units).unwrap_or(0)) / UNITS
}
