//! Shared cases made by a second program, what holds whatever the rules, what is refused, what a journal keeps, and what
//! comes of it.

mod calendar;
mod counts;
mod properties;
mod refused;
mod reminder;
mod schedule;
mod vectors;
mod year;
