//! What the simulated unit does, seen from its radio and from the cable.

mod bench;

mod control_point;
mod guards;
mod programme;
mod properties;
mod radio;
mod sequence;
mod stop;
mod worked_frames;
