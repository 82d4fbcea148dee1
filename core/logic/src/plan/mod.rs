//! Which dose was asked for, and what is the lowest limit on it?
//!
//! | file | idea |
//! |---|---|
//! | `dose` | the [`Plan`] as a person or a provider entered it, and the [`Dose`] that a session runs |

mod dose;

pub use dose::{Dose, Load, Pattern, Plan, Position, Provider};
