//! How large and how dark are things? Sizes in points.
//!
//! Every page has to do in grey: colour is an extra, and nothing that is read is lighter than [`Ink::Soft`] (7.5 : 1 on
//! white; 4.5 : 1 is asked for).

/// How dark something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Dark,
    /// Text that is said beside other text.
    Soft,
    /// Title, headings, the line of means: a dark blue, in grey as dark as text.
    Strong,
    /// Marks of days.
    Middle,
    /// Edges of what is drawn.
    Edge,
    /// Lines between rows, and across a drawing.
    Hair,
    /// Below text or marks that belong together.
    Ground,
}

impl Ink {
    /// Red, green and blue.
    pub(super) fn colour(self) -> [u8; 3] {
        match self {
            Self::Dark => [28; 3],
            Self::Soft => [84; 3],
            Self::Strong => [22, 62, 99],
            Self::Middle => [112; 3],
            Self::Edge => [132; 3],
            Self::Hair => [206; 3],
            Self::Ground => [240; 3],
        }
    }
}

/// Letters of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Their size.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) line: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

const fn letters(size: f32, line: f32, weight: Weight, ink: Ink) -> Type {
    Type { size, line, weight, ink }
}

pub(super) const TITLE: Type = letters(19.0, 24.0, Weight::Bold, Ink::Strong);
pub(super) const SECTION: Type = letters(12.5, 16.0, Weight::Bold, Ink::Strong);
pub(super) const PART: Type = letters(10.0, 13.0, Weight::Bold, Ink::Dark);
pub(super) const BODY: Type = letters(9.5, 13.0, Weight::Regular, Ink::Dark);
pub(super) const SUBJECT: Type = letters(9.5, 13.0, Weight::Regular, Ink::Soft);
pub(super) const NOTE: Type = letters(8.0, 10.8, Weight::Regular, Ink::Soft);
pub(super) const CAPTION: Type = letters(9.0, 12.0, Weight::Bold, Ink::Dark);
pub(super) const HEADER: Type = letters(8.3, 10.8, Weight::Bold, Ink::Dark);
pub(super) const CELL: Type = letters(8.5, 11.2, Weight::Regular, Ink::Dark);
pub(super) const LABEL: Type = letters(7.6, 9.6, Weight::Regular, Ink::Soft);
pub(super) const FOOT: Type = letters(7.6, 10.0, Weight::Regular, Ink::Soft);

/// The title of a warning; its lines are [`BODY`].
pub(super) const WARNING: Type = letters(10.0, 14.0, Weight::Bold, Ink::Dark);

/// The longest line that is still read with ease, about ninety letters.
pub(super) const LONGEST_LINE: f32 = 440.0;

impl Type {
    /// From the upper edge of a line to the feet of its letters.
    pub(super) fn baseline(self) -> f32 {
        // Noto Sans rises 1.069 and falls 0.293 of its size.
        f32::midpoint(self.line, self.size * (1.069 - 0.293))
    }
}
