//! A traction device in software: firmware written from the byte tables of `docs/device-profile.md`, physics,
//! and a radio with seeded faults.
//!
//! Sans-IO and deterministic: no thread, no clock, no chance but [`Options::seed`]. The caller hands in
//! [`RadioRequest`]s and the time in milliseconds of its own clock, and takes [`RadioEvent`]s out. Leaping over
//! an hour gives the same bytes as walking through it, so the caller may run at any speed. Nothing of Nape is
//! imported: an error in the core's codec shows here instead of cancelling out.
//!
//! | file | question it answers |
//! |---|---|
//! | `device/` | How do radio, firmware and physics run together on one 10 ms grid, and what is reached by a request? |
//! | `options.rs` | What can a simulated unit be told to be? |
//! | `faults.rs` | Which faults can be injected, under which names, and what does each do? |
//! | `codes.rs` | Which number stands for which state, phase, result, opcode and characteristic? |
//! | `frames.rs` | Where does each byte of a frame go, and are the checksums right? |
//! | `record.rs` | What does the record of a programme hold, byte by byte? |
//! | `past.rs` | Which records may an earlier life have left? |
//! | `firmware/` | What does the unit do with a request, and what by itself? |
//! | `programme.rs` | Which force is wanted at this moment of a programme? |
//! | `physics.rs` | What does the cable really pull, and what does the sensor say? |
//! | `radio.rs` | When does what was sent arrive, and in which shape? |
//! | `random.rs` | Where does the repeatable chance come from? |

mod codes;
mod device;
mod faults;
mod firmware;
pub mod frames;
mod options;
mod past;
mod physics;
mod programme;
mod radio;
mod random;
mod record;

pub use codes::{Characteristic, FaultBits, Phase, State};
pub use device::Device;
pub use faults::Fault;
pub use options::{DeviceInformation, Features, Kind, Lie, Options, Pairing};
pub use past::plausible_records;
pub use radio::{DisconnectReason, RadioEvent, RadioRequest, Refusal};
pub use record::{Cause, Happening, Record, RecordEvent};

/// One step of firmware and physics, in milliseconds.
pub const STEP_MILLISECONDS: u64 = 10;
