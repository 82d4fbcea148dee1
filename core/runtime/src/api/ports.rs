//! What the shell lends to the core: clocks, zone rules, the question for presence, the keeper of keys. Every port is synchronous.

use std::sync::Arc;

use nape_logic::document::FieldError;
use nape_logic::id::{BootId, JournalId};
use nape_logic::journal::exchange::{Incoming, Offsets};
use nape_logic::reminders::{Rule, ZoneNeeded, ZonePolicy};
use nape_logic::text::Message;
use serde::{Deserialize, Serialize};

use super::error::NapeError;
use super::language::render;
use crate::engine::clock::{Clocks, SystemClocks, ZoneOffsets};
use crate::engine::{self, EngineError, Presence};

/// The clocks of the machine. Where the shell gives none, the system's are used.
#[uniffi::export(rust, foreign)]
pub trait ClockPort: Send + Sync {
    /// Wall time, milliseconds since 1970.
    fn wall_unix_ms(&self) -> Result<i64, NapeError>;
    /// A clock that counts suspend (`CLOCK_BOOTTIME`, `mach_continuous_time`), in milliseconds.
    fn elapsed_ms(&self) -> Result<u64, NapeError>;
    /// Which boot `elapsed_ms` belongs to.
    fn boot_id(&self) -> Result<String, NapeError>;
}

/// The zone rules of the machine: asked once, then passed on as data.
#[uniffi::export(rust, foreign)]
pub trait ZonePort: Send + Sync {
    /// The changes of `zone`'s offset between two instants, in order; the first entry is the offset in force
    /// at `from_unix_ms`. An unknown zone is `BadInput`.
    fn transitions(
        &self,
        zone: String,
        from_unix_ms: i64,
        until_unix_ms: i64,
    ) -> Result<Vec<ZoneTransition>, NapeError>;
}

/// From this instant on a zone has this offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record, Serialize, Deserialize)]
pub struct ZoneTransition {
    /// The instant, milliseconds since 1970.
    pub at_unix_ms: i64,
    /// Seconds east of Greenwich.
    pub offset_s: i32,
}

/// Shows how far a long piece of work is. Called on the thread that does it, now and then and at its end.
#[uniffi::export(rust, foreign)]
pub trait ProgressPort: Send + Sync {
    /// So much of it is done. False, or a failure, ends it, and nothing of it is kept.
    fn progress(&self, done: u64, total: u64) -> Result<bool, NapeError>;
}

/// Asks the person themselves: face, finger, PIN or a typed confirmation (P40). Called on a thread of its own, so
/// it may take as long as a person does; a running session and its Stop go on meanwhile.
#[uniffi::export(rust, foreign)]
pub trait PresencePort: Send + Sync {
    /// Whether the person is there and says yes to `words`, which say what they confirm.
    fn confirm(&self, reason: PresenceReason, words: String) -> Result<bool, NapeError>;
}

/// Why the person's presence is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum PresenceReason {
    /// A provider's clearance is entered.
    Clearance,
    /// A lock is resolved.
    LockResolved,
    /// A plan asks for more than the one in force.
    PlanRaised,
    /// Everything is to be erased: asked first.
    Erasure,
    /// Everything is to be erased: asked a second time.
    ErasureAgain,
}

/// Keeps the journal's key: Keystore, Keychain, a file.
#[uniffi::export(rust, foreign)]
pub trait KeyPort: Send + Sync {
    /// Destroys the key of the journal with this id, and a key to come that waits beside it; `None` where the
    /// journal can't say its id any more. A key that is gone already is no error: after a kill it is asked again.
    fn forget(&self, journal: Option<String>) -> Result<(), NapeError>;
}

/// The shell's keeper of keys, for the engine.
pub(super) struct LentKeys(pub(super) Arc<dyn KeyPort>);

impl engine::Keys for LentKeys {
    fn forget(&self, journal: Option<JournalId>) -> Result<(), EngineError> {
        self.0.forget(journal.map(|journal| journal.to_string())).map_err(failed)
    }
}

/// The shell's way of asking; without one the answer is no.
pub(super) fn asked_presence(lent: Option<Arc<dyn PresencePort>>) -> Option<Arc<dyn Presence>> {
    lent.map(|port| Arc::new(LentPresence(port)) as Arc<dyn Presence>)
}

struct LentPresence(Arc<dyn PresencePort>);

impl Presence for LentPresence {
    fn confirm(&self, reason: engine::PresenceReason, words: Message) -> Result<bool, EngineError> {
        let reason = match reason {
            engine::PresenceReason::Clearance => PresenceReason::Clearance,
            engine::PresenceReason::LockResolved => PresenceReason::LockResolved,
            engine::PresenceReason::PlanRaised => PresenceReason::PlanRaised,
            engine::PresenceReason::Erasure => PresenceReason::Erasure,
            engine::PresenceReason::ErasureAgain => PresenceReason::ErasureAgain,
        };
        self.0.confirm(reason, render(&words)).map_err(failed)
    }
}

/// The shell's clocks, or the system's.
pub(super) fn clocks(lent: Option<Arc<dyn ClockPort>>) -> Arc<dyn Clocks> {
    match lent {
        Some(port) => Arc::new(LentClocks(port)),
        None => Arc::new(SystemClocks),
    }
}

struct LentClocks(Arc<dyn ClockPort>);

impl Clocks for LentClocks {
    fn wall_unix_millis(&self) -> Result<i64, EngineError> {
        self.0.wall_unix_ms().map_err(failed)
    }

    fn elapsed_millis(&self) -> Result<u64, EngineError> {
        self.0.elapsed_ms().map_err(failed)
    }

    fn boot(&self) -> Result<BootId, EngineError> {
        self.0.boot_id().map(BootId).map_err(failed)
    }
}

fn failed(error: NapeError) -> EngineError {
    EngineError::Port(error.to_string())
}

/// The zone of a journal's civil dates, and who knows its rules.
pub(super) struct Zone {
    /// Its name and its rules; without both there is one offset.
    rules: Option<(String, Arc<dyn ZonePort>)>,
    /// The offset of the wall clock where it was told to start, in seconds.
    offset_s: i32,
}

/// Ports may refuse to look further at once than some ten years.
const AT_ONCE_MS: i64 = 9 * BEFORE_MS;

impl Zone {
    pub(super) fn new(name: Option<String>, port: Option<Arc<dyn ZonePort>>, offset_s: Option<i32>) -> Self {
        Self { rules: name.zip(port), offset_s: offset_s.unwrap_or(0) }
    }

    /// The name of the zone that the phone's clock shows; one that names no zone where there is one offset only.
    pub(super) fn name(&self) -> &str {
        self.rules.as_ref().map_or("here", |(name, _)| name)
    }

    /// The offsets of a zone that reminders need.
    pub(super) fn needed(&self, needed: &ZoneNeeded) -> Result<Vec<(i64, i32)>, NapeError> {
        match &self.rules {
            Some((_, port)) => {
                zone_rules(port.as_ref(), &needed.field, &needed.zone, needed.from, needed.until)
            }
            None if needed.zone == self.name() => Ok(vec![(needed.from, self.offset_s)]),
            None => Err(FieldError::new("zone", "no zone rules were lent", "a ZonePort at open").into()),
        }
    }

    /// Whether the zone of a rule is known.
    pub(super) fn check_rule(&self, rule: &Rule) -> Result<(), NapeError> {
        let ZonePolicy::Fixed(zone) = &rule.zone else { return Ok(()) };
        let needed =
            ZoneNeeded { zone: zone.clone(), field: "rule.zone".to_owned(), from: 0, until: BEFORE_MS };
        self.needed(&needed).map(drop)
    }

    /// The offsets of the days that civil times in files are of: what is older than the journal has rules too.
    pub(super) fn offsets_for(&self, incoming: &Incoming) -> Result<Offsets, NapeError> {
        let (Some((from, to)), Some((name, port))) = (incoming.civil_span(), &self.rules) else {
            return Ok(Offsets::fixed(self.offset_s));
        };
        let (mut offsets, mut at) = (Vec::new(), from);
        while at < to {
            let until = at.saturating_add(AT_ONCE_MS).min(to);
            let found = port.transitions(name.clone(), at, until)?;
            offsets.extend(found.iter().map(|transition| (transition.at_unix_ms, transition.offset_s)));
            at = until;
        }
        // Each answer begins with the offset in force, which may be no change.
        offsets.sort_unstable();
        offsets.dedup_by_key(|(_, offset)| *offset);
        Ok(Offsets::new(offsets))
    }
}

/// A year before the start and three after it: what one run of the program can meet.
const BEFORE_MS: i64 = 366 * 24 * 3_600_000;
const AFTER_MS: i64 = 3 * BEFORE_MS;

/// The offsets of `zone` around an instant: from the port, asked once, or the one offset that `--now` came with.
pub(super) fn zone_offsets(
    zone: Option<String>,
    port: Option<&dyn ZonePort>,
    around_unix_ms: i64,
    offset_s: Option<i32>,
) -> Result<ZoneOffsets, NapeError> {
    let Some(zone) = zone else {
        return Ok(ZoneOffsets(vec![(around_unix_ms - BEFORE_MS, offset_s.unwrap_or(0))]));
    };
    let Some(port) = port else {
        return Err(FieldError::new("zone", "no zone rules were lent", "a ZonePort beside it").into());
    };
    let (from, until) = (around_unix_ms - BEFORE_MS, around_unix_ms + AFTER_MS);
    Ok(ZoneOffsets(zone_rules(port, "zone", &zone, from, until)?))
}

/// The offsets of a zone between two instants, as lent; what is wrong with it is told of the field that names it.
pub(super) fn zone_rules(
    port: &dyn ZonePort,
    field: &str,
    zone: &str,
    from: i64,
    until: i64,
) -> Result<Vec<(i64, i32)>, NapeError> {
    let named = |error: NapeError| match error {
        NapeError::BadInput { detail, allowed, .. } => {
            NapeError::BadInput { field: field.to_owned(), detail, allowed, also: Vec::new() }
        }
        other => other,
    };
    let transitions = port.transitions(zone.to_owned(), from, until).map_err(named)?;
    let in_order = transitions.windows(2).all(|pair| pair[0].at_unix_ms < pair[1].at_unix_ms);
    if transitions.is_empty() || !in_order {
        let allowed = "at least one transition, in order";
        return Err(FieldError::new(field, "its rules are not in order", allowed).into());
    }
    Ok(transitions.iter().map(|transition| (transition.at_unix_ms, transition.offset_s)).collect())
}
