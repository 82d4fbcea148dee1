//! Which letters are there? Noto Sans, cut to Latin, Greek and Cyrillic (`fonts/README.md`).

use std::sync::OnceLock;

use harfrust::ShaperData;
use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

use super::style::Weight;

static REGULAR: &[u8] = include_bytes!("../../../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../fonts/NotoSans-Bold.ttf");

/// Units of a glyph's measures in one size of its font.
pub(super) const UNITS: f32 = 1000.0;

/// Both weights, read.
pub(super) struct Fonts {
    regular: Face,
    bold: Face,
}

/// One weight.
pub(super) struct Face {
    /// As it is embedded.
    pub(super) font: Font,
    /// As it is read.
    pub(super) read: FontRef<'static>,
    /// As it is shaped with.
    pub(super) shaper: ShaperData,
    letters: Charmap<'static>,
}

/// The fonts, read once in a program's life; `None` if they can't be.
pub(super) fn built_in() -> Option<&'static Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS.get_or_init(|| Some(Fonts { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })).as_ref()
}

impl Fonts {
    pub(super) fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Whether both weights have this letter.
    pub(super) fn have(&self, letter: char) -> bool {
        [&self.regular, &self.bold].iter().all(|face| face.letters.map(letter).is_some())
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let read = FontRef::new(bytes).ok()?;
        let letters = read.charmap();
        Some(Self { font: Font::new(bytes.into(), 0)?, shaper: ShaperData::new(&read), letters, read })
    }
}
