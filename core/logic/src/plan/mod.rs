//! Which dose was asked for, and what is the lowest limit on it?
//!
//! | file | idea |
//! |---|---|
//! | `dose` | the [`Plan`] as a person or a provider entered it, and the [`Dose`] that a session runs |
//! | `envelope` | the outermost limits of each modality and region, as data |
//! | `figure` | one number of it: value, unit, source and tag |

mod dose;
mod envelope;
mod figure;

pub use dose::{Dose, Load, Pattern, Plan, Position, Provider};
pub use envelope::{Angle, Ceiling, ContentError, Cycle, Envelope, ProviderNeeded, Ramp, Row, Start, Warn};
pub use figure::{Degrees, Figure, Origin, Percent, Rate, Ratio, RawFigure, Sessions, Tag};
