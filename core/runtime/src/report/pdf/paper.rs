//! How large is a page, and where may something stand on it?

/// The paper of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// Points of a millimetre; a point is 1/72 of an inch.
const MILLIMETRE: f32 = 72.0 / 25.4;

/// Where the flow stands on a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Frame {
    /// Its lower edge.
    pub(super) fn bottom(self) -> f32 {
        self.top + self.height
    }
}

impl Paper {
    /// Width and height in points.
    pub(super) fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }

    /// Room at the sides, where a hand holds the page or a punch takes its holes.
    pub(super) fn side(self) -> f32 {
        match self {
            Self::A4 => 20.0 * MILLIMETRE,
            Self::Letter => 0.8 * 72.0,
        }
    }

    /// Room at the top, and below the foot: no printer leaves more white.
    pub(super) fn edge() -> f32 {
        14.0 * MILLIMETRE
    }

    /// What is left above a foot of this height.
    pub(super) fn frame(self, foot: f32) -> Frame {
        let (width, height) = self.size();
        Frame {
            left: self.side(),
            top: Self::edge(),
            width: width - 2.0 * self.side(),
            height: height - 2.0 * Self::edge() - foot,
        }
    }
}
