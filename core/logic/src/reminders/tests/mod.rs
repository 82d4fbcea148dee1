//! Shared cases made by a second program, what holds whatever the rules, what is refused, and what a journal keeps.

mod properties;
mod refused;
mod reminder;
mod schedule;
mod vectors;
mod year;
