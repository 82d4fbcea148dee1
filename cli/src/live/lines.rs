//! Events as plain lines.

use nape::api::{Event, EventBody, ForceUnit};

use crate::words::{self, at_force, force, lowered_by, minutes, word};

/// Moments that go with the begin of a segment.
const SAID_BY_SEGMENT: [&str; 3] = ["session-moment-ramp", "session-moment-hold", "session-moment-rest"];

/// The line of an event; none where it says nothing to a person.
pub(super) fn line(event: &Event, units: ForceUnit) -> Option<String> {
    text(&event.body, units).map(|text| format!("{}  {text}", minutes(event.elapsed_ms)))
}

/// An event in words.
pub(super) fn text(body: &EventBody, units: ForceUnit) -> Option<String> {
    Some(match body {
        EventBody::Started { session, modality, force_mn, limited_by, rehearsal, simulated, .. } => {
            let mut text = format!("session {session}: {}", word(modality));
            text += &if *rehearsal {
                ", rehearsal without any pull".to_owned()
            } else {
                at_force(*force_mn, units)
            };
            if *simulated {
                text += ", simulated";
            }
            text + &lowered_by(limited_by)
        }
        EventBody::Device { state } => format!("device: {}", word(state)),
        EventBody::Planned { total_ms } => format!("it lasts {} without pauses", minutes(*total_ms)),
        EventBody::Acknowledged => "heard".to_owned(),
        EventBody::SetupDone => "ready".to_owned(),
        EventBody::LoadStarted => "the pull begins".to_owned(),
        EventBody::Segment { kind, cycle, to_mn, end_ms, .. } => {
            let round = cycle.map(|round| format!(" {round}")).unwrap_or_default();
            let goal = to_mn.map(|to| format!(", {}", force(to, units))).unwrap_or_default();
            format!("{}{round}{goal}, until {} of the plan", word(kind), minutes(*end_ms))
        }
        // The segment beside it says it, with its numbers.
        EventBody::Moment { key, .. } if SAID_BY_SEGMENT.contains(&key.as_str()) => return None,
        EventBody::Moment { text, .. } => text.clone(),
        EventBody::Telemetry { measured_mn, target_mn, .. } => {
            format!("measured {}, wanted {}", force(*measured_mn, units), force(*target_mn, units))
        }
        EventBody::Stale { age_ms } => format!("nothing heard from the device for {} s", age_ms / 1000),
        EventBody::GaugeUsed { limit_mn: Some(limit) } => {
            format!("a gauge watches the pull; the limit is {}", force(*limit, units))
        }
        EventBody::GaugeUsed { limit_mn: None } => {
            "a gauge measures; no limit is known as a force, so nothing is watched".to_owned()
        }
        EventBody::OverLimit { measured_mn, limit_mn } => {
            format!("measured {}, over the limit of {}", force(*measured_mn, units), force(*limit_mn, units))
        }
        EventBody::EasedOff { from_mn: Some(from), to_mn: Some(to) } => {
            format!("eased off from {} to {}", force(*from, units), force(*to, units))
        }
        EventBody::EasedOff { .. } => "eased off".to_owned(),
        EventBody::Symptom { symptom, action } => {
            format!("felt: {}; what follows: {}", symptom.replace('_', " "), words::action(*action))
        }
        EventBody::Released { release, .. } => format!("release: {}", word(release)),
        EventBody::FoundOpen { away_ms, .. } => format!("found open again after {}", minutes(*away_ms)),
        EventBody::ReleasedAfter => "you said that the pull is off".to_owned(),
        EventBody::JournalFailed => "the journal can't be written; letting go".to_owned(),
        EventBody::Finished { end, reason, release, eased, .. } => {
            let reason = reason.map(|reason| format!(" ({})", word(&reason))).unwrap_or_default();
            let eased = if *eased { ", eased off" } else { "" };
            format!("over: {}{reason}, release {}{eased}", word(end), word(release))
        }
        EventBody::Syncing { .. }
        | EventBody::RoutineStarted { .. }
        | EventBody::RoutineCue { .. }
        | EventBody::RoutineSetDone { .. }
        | EventBody::RoutineStepDone { .. }
        | EventBody::RoutineRestSkipped { .. }
        | EventBody::RoutineStepSkipped { .. }
        | EventBody::RoutinePaused
        | EventBody::RoutineResumed
        | EventBody::RoutineFinished { .. } => return super::routine::text(body),
        // The moment beside it says it.
        EventBody::Paused
        | EventBody::Resumed
        | EventBody::WithinLimit
        | EventBody::GaugeSilent
        | EventBody::GaugeHeard
        | EventBody::Releasing { .. } => return None,
    })
}
