//! The forms of a running session: JSON lines, plain lines, a drawing, or none.

use nape::api::{Event, EventBody, ForceUnit, Haptic, Snapshot};

use super::drawing::Drawing;
use super::lines;
use crate::failure::Failure;
use crate::output::{self, Output};

/// In plain lines a measurement is told at most this often, in session time.
const MEASUREMENT_EVERY_MS: u64 = 30_000;

/// A form.
pub(crate) enum View {
    /// Every event as JSON.
    Json,
    /// What matters, in words.
    Lines {
        units: ForceUnit,
        /// When the next measurement may be told.
        measurement_at_ms: u64,
    },
    /// A picture that moves.
    Drawn(Box<Drawing>),
    /// Nothing; a document follows.
    Silent,
}

impl View {
    /// The form that fits the output.
    pub(crate) fn new(output: Output, units: ForceUnit) -> Self {
        if output.is_json() {
            Self::Json
        } else if output.can_ask() {
            Self::Drawn(Box::new(Drawing::new(units)))
        } else {
            Self::Lines { units, measurement_at_ms: 0 }
        }
    }

    pub(crate) const fn is_drawn(&self) -> bool {
        matches!(self, Self::Drawn(_))
    }

    /// Shows an event; fails where the output is closed.
    pub(crate) fn show(&mut self, event: &Event) -> Result<(), Failure> {
        match self {
            Self::Json => output::json_line(event),
            Self::Lines { units, measurement_at_ms } => {
                if matches!(event.body, EventBody::Telemetry { .. }) {
                    if event.elapsed_ms < *measurement_at_ms {
                        return Ok(());
                    }
                    *measurement_at_ms = event.elapsed_ms + MEASUREMENT_EVERY_MS;
                }
                lines::line(event, *units).map_or(Ok(()), |line| output::text(&line))
            }
            Self::Drawn(drawing) => {
                if matches!(event.body, EventBody::Moment { haptic: Haptic::Alarm, .. }) {
                    output::bell();
                }
                drawing.event(event);
                Ok(())
            }
            Self::Silent => Ok(()),
        }
    }

    /// Renews the drawing.
    pub(crate) fn frame(&mut self, snapshot: &Snapshot) {
        if let Self::Drawn(drawing) = self
            && let Some(session) = &snapshot.session
        {
            drawing.frame(session, snapshot.person.as_deref());
        }
    }

    /// A word about a key that did nothing.
    pub(crate) fn remark(&mut self, text: &str) {
        if let Self::Drawn(drawing) = self {
            drawing.say(text);
        }
    }

    /// The session is over; the drawing stands still.
    pub(crate) fn close(&mut self) {
        if let Self::Drawn(drawing) = self {
            drawing.close();
        }
    }
}
