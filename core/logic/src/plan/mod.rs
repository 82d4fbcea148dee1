//! Which dose was asked for, and what is the lowest limit on it?
//!
//! ```text
//! Plan (as entered) -> check: asked -> rules -> lower -> compose -> Dose (what a session runs)
//! ```
//!
//! | file | answers |
//! |---|---|
//! | `dose` | what does a [`Plan`] say, and what is a [`Dose`]? |
//! | `check` | is the plan accepted, and what remains of it today? |
//! | `asked` | what does the plan ask for in Nape's units, and who stands behind it? |
//! | `own_rules`, `load_rules`, `cycle_rules`, `sets_rules`, `ramp_rules` | which of the plan's own numbers are wrong? |
//! | `provider_rules`, `device_rules` | can its provider's part be used, and can the device run it? |
//! | `lower` | which limit is the lowest? |
//! | `compose` | which dose is left after every limit? |
//! | `raise` | does a plan ask for more than the one before? |
//! | `import` | what of a plan that came as a file has the person confirmed? |
//! | [`progression`] | what may the next dose of a course be, after all that was? |
//! | `limit`, `problem` | what is each limit called, and how is it said? |
//! | `added` | which limits does an integrator lower? |
//! | `envelope`, `row`, `figure` | what are the built-in limits, and where does each number come from? |
//! | `words`, `holds` | in which words is a plan written, and what do its sets come to? |

mod added;
mod asked;
mod check;
mod compose;
mod cycle_rules;
mod device_rules;
mod dose;
mod envelope;
mod figure;
mod holds;
mod import;
mod limit;
mod load_rules;
mod lower;
mod own_rules;
mod problem;
pub mod progression;
mod provider_rules;
mod raise;
mod ramp_rules;
mod row;
mod sets_rules;
mod words;

#[cfg(test)]
mod tests;

pub use added::{AddedLimit, LimitError, LimitField};
pub use check::{Caps, CheckContext, DeviceLimits, Effective, PlanCheck, check, check_within};
pub use dose::{Dose, Load, Plan, Provider};
pub use envelope::Envelope;
pub use figure::{Degrees, Figure, Origin, Percent, Rate, Ratio, Sessions, Sets, Tag};
pub use holds::CountedHolds;
pub use import::{
    Confirmation, ImportedField, TypedLoad, Unconfirmed, imported_fields, read_import, unconfirmed,
};
pub use limit::{LimitId, Notice, force_in_words};
pub use lower::Lowered;
pub use problem::Problem;
pub use progression::CourseLimits;
pub use raise::{raised, raised_after_limits};
pub use row::{
    Angle, Ceiling, Cycle, HeightLimits, Positions, ProviderNeeded, Ramp, Row, SetLimits, Start, Warn,
};
pub use words::{LevelUnit, LoadKind, Pattern, Position};
