//! Shared cases made by a second program, what holds whatever the rules, and what is refused.

mod properties;
mod refused;
mod vectors;
