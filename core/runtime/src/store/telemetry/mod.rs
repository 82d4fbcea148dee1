//! Telemetry packed into pages: about two bytes a second instead of a row.
//!
//! | file | idea |
//! |---|---|
//! | here | samples, gaps and pages |
//! | `columns` | the layout that is written: each kind of number beside its like |
//! | `stepwise` | the layout of earlier programs: one item after the other |
//! | `number` | numbers of any size in as few bytes as they need |

mod columns;
mod number;
mod stepwise;

use nape_logic::id::SessionId;
use nape_logic::time::Millis;
use nape_logic::units::Force;
use thiserror::Error;

use super::rows::NewPage;

/// The usual step between two samples.
const USUAL_STEP: u64 = 1000;

/// What the device measured at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TelemetrySample {
    /// Since the session's start, pauses included.
    pub at: Millis,
    /// The pull that the device measured.
    pub measured: Force,
    /// The pull that it aimed at.
    pub target: Force,
    /// The session's phase, numbered by the engine.
    pub phase: u8,
    /// Bits that the engine gives a meaning.
    pub flags: u8,
}

/// A stretch without samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The last moment before it.
    pub from: Millis,
    /// The first moment after it.
    pub to: Millis,
}

/// One thing in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TelemetryItem {
    /// A sample.
    Sample(TelemetrySample),
    /// A gap.
    Gap(Gap),
}

/// Why a page's body can't be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TelemetryError {
    /// A layout that this program doesn't know.
    #[error("telemetry of an unknown layout")]
    Layout,
    /// Bytes that no page of this layout has.
    #[error("telemetry that is cut or damaged")]
    Malformed,
}

/// Packs the items of a session into a page ready for a batch.
pub fn pack(session: SessionId, page: u32, items: &[TelemetryItem]) -> NewPage {
    let times = || items.iter().flat_map(TelemetryItem::times);
    let samples = items.iter().filter(|item| matches!(item, TelemetryItem::Sample(_)));
    NewPage {
        session,
        page,
        from: times().min().unwrap_or_default(),
        to: times().max().unwrap_or_default(),
        samples: u32::try_from(samples.count()).unwrap_or(u32::MAX),
        body: encode(items),
    }
}

impl TelemetryItem {
    fn times(&self) -> [Millis; 2] {
        match self {
            Self::Sample(sample) => [sample.at; 2],
            Self::Gap(gap) => [gap.from, gap.to],
        }
    }
}

/// The body of a page: the number of the layout, then what it lays out. Any items in any order come back as they were.
pub fn encode(items: &[TelemetryItem]) -> Vec<u8> {
    let mut body = vec![columns::LAYOUT];
    columns::encode(items, &mut body);
    body
}

/// The items of a page's body, of whichever layout. Total: any bytes give items or an error, and never more than eight
/// items for a byte.
pub fn decode(body: &[u8]) -> Result<Vec<TelemetryItem>, TelemetryError> {
    let (&layout, rest) = body.split_first().ok_or(TelemetryError::Malformed)?;
    let items = match layout {
        columns::LAYOUT => columns::decode(rest),
        stepwise::LAYOUT => stepwise::decode(rest),
        _ => return Err(TelemetryError::Layout),
    };
    items.ok_or(TelemetryError::Malformed)
}

#[cfg(test)]
mod tests;
