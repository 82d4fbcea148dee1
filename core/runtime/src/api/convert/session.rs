//! Starts, events, snapshots and details.

use nape_logic::session::gate::Request;
use nape_logic::session::{Fact, Phase, Segment};
use nape_logic::text::Message;
use nape_logic::time::Millis;
use nape_logic::units::Force;

use super::routine::{routine_cue, routine_fact, routine_view};
use crate::api::language::render;
use crate::api::session::{
    AfterCheck, Before, DeviceChoice, DeviceState, Event, EventBody, FactLine, Feeling, NextDayCheck,
    Recovery, ScriptAct, ScriptLine, SessionDetail, SessionSummary, SessionView, Snapshot, StartSession,
    TelemetryGap, TelemetryPoint, TelemetrySummary,
};
use crate::engine::{self, SessionReport, TelemetryReport};

/// A measurement older than this is not shown as live.
const FRESH: Millis = Millis::from_secs(2);

pub(in crate::api) fn core_start(start: StartSession) -> engine::StartRequest {
    let waits_for_setup = start.script.iter().any(|line| line.act == ScriptAct::SetupDone);
    engine::StartRequest {
        modality: start.modality.into(),
        region: start.region.into(),
        device: match start.device {
            DeviceChoice::None => engine::Device::None,
            DeviceChoice::Simulated { seed } => engine::Device::Simulated { seed },
        },
        request: Request {
            rehearsal: start.rehearsal,
            setup: start.confirmed.setup || waits_for_setup,
            presence: start.confirmed.presence,
            audible: start.confirmed.audible,
        },
        in_place: start.confirmed.in_place && !waits_for_setup,
        get_in: Millis(start.get_in_ms),
        pace: start.pace,
        script: start.script.into_iter().map(core_line).collect(),
    }
}

fn core_line(line: ScriptLine) -> engine::ScriptLine {
    use engine::Act;
    let act = match line.act {
        ScriptAct::SetupDone => Act::SetupDone,
        ScriptAct::Pause => Act::Pause,
        ScriptAct::Resume => Act::Resume,
        ScriptAct::EaseOff => Act::EaseOff,
        ScriptAct::Stop { why } => Act::Stop { why },
        ScriptAct::Symptom { id } => Act::Symptom { id },
        ScriptAct::Released => Act::Released,
        ScriptAct::Acknowledge => Act::Acknowledge,
        ScriptAct::Fault { name } => Act::Fault { name },
    };
    engine::ScriptLine { at: Millis(line.at_ms), act }
}

/// An event for the shell; none for what only the journal needs.
pub(in crate::api) fn event(event: engine::Event) -> Event {
    Event { seq: event.number, elapsed_ms: event.elapsed.get(), body: body(event.what) }
}

fn body(what: engine::Happening) -> EventBody {
    use engine::Happening;
    match what {
        Happening::Fact(session, fact) => fact_body(&session.to_string(), *fact),
        Happening::Planned(total) => EventBody::Planned { total_ms: total.get() },
        Happening::Segment(segment) => EventBody::Segment {
            kind: segment.kind.into(),
            cycle: segment.cycle,
            from_mn: millinewtons(segment.from),
            to_mn: millinewtons(segment.to),
            end_ms: segment.end.get(),
        },
        Happening::Moment(moment) => EventBody::Moment {
            text: render(&moment.text),
            spoken: render(&moment.spoken),
            key: moment.text.key,
            haptic: moment.haptic.into(),
            urgency: moment.urgency.into(),
        },
        Happening::Device(standing) => EventBody::Device { state: standing.into() },
        Happening::Telemetry { position, measured, target } => EventBody::Telemetry {
            position_ms: position.get(),
            measured_mn: measured.millinewtons(),
            target_mn: target.millinewtons(),
        },
        Happening::Stale(age) => EventBody::Stale { age_ms: age.get() },
        Happening::JournalFailed => EventBody::JournalFailed,
        Happening::RoutineFact(run, fact) => routine_fact(&run.to_string(), *fact),
        Happening::RoutineCue(cue) => routine_cue(&cue),
    }
}

fn fact_body(session: &str, fact: Fact) -> EventBody {
    match fact {
        Fact::Started(started) => EventBody::Started {
            session: session.to_owned(),
            modality: started.modality.into(),
            region: started.region.into(),
            force_mn: millinewtons(started.dose.load.force()),
            limited_by: started.limited_by,
            rehearsal: started.rehearsal,
            simulated: started.simulated,
        },
        Fact::SetupDone => EventBody::SetupDone,
        Fact::LoadStarted => EventBody::LoadStarted,
        Fact::Paused => EventBody::Paused,
        Fact::Resumed => EventBody::Resumed,
        Fact::EasedOff { from, to } => {
            EventBody::EasedOff { from_mn: millinewtons(from), to_mn: millinewtons(to) }
        }
        Fact::Symptom { symptom, action } => EventBody::Symptom { symptom, action: action.into() },
        Fact::ReleaseBegan { reason, .. } => EventBody::Releasing { reason: reason.map(Into::into) },
        Fact::Acknowledged => EventBody::Acknowledged,
        Fact::ReleaseSettled { release, late } => {
            EventBody::Released { release: release.into(), late_ms: late.get() }
        }
        Fact::Finished(finished) => EventBody::Finished {
            end: finished.end.into(),
            reason: finished.reason.map(Into::into),
            release: finished.release.into(),
            eased: finished.eased,
            session: session.to_owned(),
        },
    }
}

fn millinewtons(force: Option<Force>) -> Option<u32> {
    force.map(Force::millinewtons)
}

impl From<engine::DeviceStanding> for DeviceState {
    fn from(standing: engine::DeviceStanding) -> Self {
        use engine::DeviceStanding as Core;
        match standing {
            Core::None => Self::None,
            Core::Connecting => Self::Connecting,
            Core::Connected => Self::Connected,
            Core::Armed => Self::Armed,
            Core::Running => Self::Running,
            Core::Releasing => Self::Releasing,
            Core::Idle => Self::Idle,
            Core::Fault => Self::Fault,
            Core::Lost => Self::Lost,
        }
    }
}

pub(in crate::api) fn snapshot(snapshot: &engine::Snapshot) -> Snapshot {
    Snapshot {
        seq: snapshot.number,
        person: snapshot.person.clone(),
        session: snapshot.session.as_ref().map(view),
        routine: snapshot.routine.as_ref().map(routine_view),
    }
}

fn view(view: &engine::View) -> SessionView {
    let fresh = view.measured.filter(|(_, age)| *age <= FRESH);
    SessionView {
        id: view.id.to_string(),
        modality: view.modality.into(),
        region: view.region.into(),
        phase: view.phase.into(),
        segment: view.segment.map(|segment| segment.kind.into()),
        cycle: view.segment.and_then(|segment| segment.cycle),
        cycles: view.cycles,
        position_ms: view.position.get(),
        moving: view.moving,
        total_ms: view.total.get(),
        segment_end_ms: view.segment.map_or(view.total, |segment: Segment| segment.end).get(),
        target_mn: millinewtons(view.target),
        measured_mn: fresh.map(|(force, _)| force.millinewtons()),
        measured_age_ms: view.measured.map(|(_, age)| age.get()),
        device: view.device.into(),
        eased: view.eased,
        simulated: view.simulated,
        rehearsal: view.rehearsal,
        release_asked: view.release_asked,
        end: view.finished.filter(|_| view.phase == Phase::Ended).map(|finished| finished.end.into()),
        reason: view.finished.and_then(|finished| finished.reason).map(Into::into),
        release: view.finished.map(|finished| finished.release.into()),
    }
}

pub(in crate::api) fn recovery(recovery: engine::Recovery) -> Recovery {
    let found = !recovery.interrupted.is_empty();
    let advice = match recovery.resumed {
        Some(_) => Some("session-recovery-passive"),
        None if found => Some("session-recovery-interrupted"),
        None => None,
    };
    Recovery {
        interrupted: recovery.interrupted.iter().map(ToString::to_string).collect(),
        resumed: recovery.resumed.map(|id| id.to_string()),
        advice: advice.map(|key| render(&Message::new(key))),
    }
}

pub(in crate::api) fn summary(session: engine::SessionRecord) -> SessionSummary {
    let finished = session.finished;
    SessionSummary {
        id: session.id.to_string(),
        modality: session.modality.into(),
        region: session.region.into(),
        started: session.started.to_rfc3339(),
        ended: finished.map(|_| session.last.to_rfc3339()),
        end: finished.map(|finished| finished.end.into()),
        reason: finished.and_then(|finished| finished.reason).map(Into::into),
        release: finished.map(|finished| finished.release.into()),
        eased: finished.is_some_and(|finished| finished.eased),
        force_mn: millinewtons(session.force),
        duration_ms: session.duration.get(),
        rehearsal: session.rehearsal,
        simulated: session.simulated,
    }
}

pub(in crate::api) fn detail(report: SessionReport, before: Option<engine::Before>) -> SessionDetail {
    let finished = report.finished;
    SessionDetail {
        summary: SessionSummary {
            id: report.id.to_string(),
            modality: report.started.modality.into(),
            region: report.started.region.into(),
            started: report.started_at.to_rfc3339(),
            ended: finished.map(|_| report.last_at.to_rfc3339()),
            end: finished.map(|finished| finished.end.into()),
            reason: finished.and_then(|finished| finished.reason).map(Into::into),
            release: finished.map(|finished| finished.release.into()),
            eased: finished.is_some_and(|finished| finished.eased),
            force_mn: millinewtons(report.started.dose.load.force()),
            duration_ms: report.started.dose.duration.get(),
            rehearsal: report.started.rehearsal,
            simulated: report.started.simulated,
        },
        timeline: super::timeline(&report.timeline),
        telemetry: telemetry(report.telemetry),
        after: report.after.map(|after| AfterCheck {
            feeling: after.feeling.into(),
            pain: after.pain,
            symptoms: after.symptoms,
            values: after.values.into_iter().collect(),
        }),
        before: before.map(|before| Before {
            pain: before.pain,
            limb: before.limb,
            tingling: before.tingling,
        }),
        next_day: report.next_day.map(|next_day| NextDayCheck {
            pain: next_day.pain,
            symptoms: next_day.symptoms,
            values: next_day.values.into_iter().collect(),
        }),
        not_clinically_reviewed: render(&Message::new("about-not-reviewed")),
        facts: report
            .facts
            .into_iter()
            .map(|line| FactLine {
                at: line.at.to_rfc3339(),
                elapsed_ms: line.elapsed.get(),
                fact: line.kind,
                payload: line.payload,
            })
            .collect(),
    }
}

fn telemetry(telemetry: TelemetryReport) -> TelemetrySummary {
    TelemetrySummary {
        samples: telemetry.samples,
        dropped: telemetry.gaps.len() as u64,
        gaps: telemetry
            .gaps
            .iter()
            .map(|gap| TelemetryGap { from_ms: gap.from.get(), to_ms: gap.to.get() })
            .collect(),
        max_mn: telemetry.max.millinewtons(),
        hold_mean_mn: telemetry.hold_mean.millinewtons(),
        points: telemetry
            .points
            .iter()
            .map(|point| TelemetryPoint {
                at_ms: point.at.get(),
                measured_mn: point.measured.millinewtons(),
                target_mn: point.target.millinewtons(),
            })
            .collect(),
    }
}

impl From<engine::Feeling> for Feeling {
    fn from(feeling: engine::Feeling) -> Self {
        match feeling {
            engine::Feeling::Better => Self::Better,
            engine::Feeling::Same => Self::Same,
            engine::Feeling::Worse => Self::Worse,
        }
    }
}

impl From<Feeling> for engine::Feeling {
    fn from(feeling: Feeling) -> Self {
        match feeling {
            Feeling::Better => Self::Better,
            Feeling::Same => Self::Same,
            Feeling::Worse => Self::Worse,
        }
    }
}
