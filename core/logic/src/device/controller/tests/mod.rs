//! The controller with a device that is a list of answers; `bench` holds it, the others are behaviour.

mod bench;
mod commands;
mod connecting;
mod properties;
mod reaching;
mod scale;
mod stopping;
mod watching;
