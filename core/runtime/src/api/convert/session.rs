//! Starts, events, snapshots and details.

use nape_logic::document::FieldError;
use nape_logic::session::gate::Request;
use nape_logic::session::{self, Fact, Phase, Segment};
use nape_logic::text::Message;
use nape_logic::time::Millis;
use nape_logic::units::Force;

use super::routine::{routine_cue, routine_fact, routine_view};
use crate::api::event::{DeviceState, Event, EventBody};
use crate::api::language::render;
use crate::api::logged::LoggedSession;
use crate::api::plan::Timeline;
use crate::api::session::{
    AfterCheck, Alarm, AlarmSignals, AwayClock, Before, DeviceChoice, FactLine, Feeling, NextDayCheck,
    Recovery, ScriptAct, ScriptLine, SessionDetail, SessionStep, SessionSummary, SessionView, Snapshot,
    StartSession, TelemetryGap, TelemetryPoint, TelemetrySummary,
};
use crate::engine::{self, SessionReport, TelemetryReport};

/// A measurement older than this is not shown as live.
const FRESH: Millis = Millis::from_secs(2);

pub(in crate::api) fn core_start(start: StartSession) -> Result<engine::StartRequest, FieldError> {
    let waits_for_setup = start.script.iter().any(|line| line.act == ScriptAct::SetupDone);
    Ok(engine::StartRequest {
        modality: start.modality.into(),
        region: start.region.into(),
        device: match start.device {
            DeviceChoice::None => engine::Device::None,
            DeviceChoice::Simulated { seed } => engine::Device::Simulated { seed },
            DeviceChoice::SimulatedGauge { seed } => engine::Device::SimulatedGauge { seed },
            DeviceChoice::At { address } => engine::Device::At(super::address("device", &address)?),
        },
        request: Request {
            rehearsal: start.rehearsal,
            setup: start.confirmed.setup || waits_for_setup,
            presence: start.confirmed.presence,
            audible: start.confirmed.audible,
            signals: start.alarm.map(signals).unwrap_or_default(),
        },
        in_place: start.confirmed.in_place && !waits_for_setup,
        get_in: Millis(start.get_in_ms),
        pace: start.pace,
        script: start.script.into_iter().map(core_line).collect(),
    })
}

fn signals(alarm: AlarmSignals) -> nape_logic::session::AlarmSignals {
    nape_logic::session::AlarmSignals {
        volume_percent: alarm.volume_percent,
        silent_mode: alarm.silent_mode,
        focus: alarm.focus,
        notifications: alarm.notifications,
        battery_percent: alarm.battery_percent,
        charging: alarm.charging,
    }
}

pub(in crate::api) fn core_line(line: ScriptLine) -> engine::ScriptLine {
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
            key: moment.text.key.into(),
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
        Happening::Syncing(progress) => {
            EventBody::Syncing { done_bytes: progress.done, total_bytes: progress.total }
        }
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
            force_mn: millinewtons(started.dose.load.force().filter(|_| !started.rehearsal)),
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
        Fact::GaugeUsed(gauge) => EventBody::GaugeUsed { limit_mn: millinewtons(gauge.limit) },
        Fact::OverLimit { measured, limit } => {
            EventBody::OverLimit { measured_mn: measured.millinewtons(), limit_mn: limit.millinewtons() }
        }
        Fact::WithinLimit => EventBody::WithinLimit,
        Fact::GaugeSilent => EventBody::GaugeSilent,
        Fact::GaugeHeard => EventBody::GaugeHeard,
        Fact::ReleaseBegan { reason, .. } => EventBody::Releasing { reason: reason.map(Into::into) },
        Fact::Acknowledged => EventBody::Acknowledged,
        Fact::ReleaseSettled { release, late } => {
            EventBody::Released { release: release.into(), late_ms: late.get() }
        }
        Fact::FoundOpen(away) => EventBody::FoundOpen { away_ms: away.time.get(), by: away.by.into() },
        Fact::ReleasedAfter => EventBody::ReleasedAfter,
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
    let away = recovery.resumed.map(|(_, away)| away);
    let advice = match away.map(|away| away.by) {
        Some(session::AwayClock::Elapsed) => Some("session-recovery-passive"),
        Some(session::AwayClock::Wall) => Some("session-recovery-passive-wall"),
        Some(session::AwayClock::Unknown) => Some("session-recovery-passive-unknown"),
        None if found => Some("session-recovery-interrupted"),
        None => None,
    };
    Recovery {
        interrupted: recovery.interrupted.iter().map(ToString::to_string).collect(),
        resumed: recovery.resumed.map(|(id, _)| id.to_string()),
        away_ms: away.map(|away| away.time.get()),
        away_by: away.map(|away| away.by.into()),
        advice: advice.map(|key| render(&Message::new(key))),
        clock: recovery
            .clock_behind
            .map(|last| render(&Message::new("session-clock-behind").text("time", last.to_rfc3339()))),
    }
}

impl From<session::AwayClock> for AwayClock {
    fn from(by: session::AwayClock) -> Self {
        match by {
            session::AwayClock::Elapsed => Self::Elapsed,
            session::AwayClock::Wall => Self::Wall,
            session::AwayClock::Unknown => Self::Unknown,
        }
    }
}

pub(in crate::api) fn alarm((alarm, left): (session::Alarm, Millis)) -> Alarm {
    let moment = alarm.moment;
    Alarm {
        id: alarm.id,
        at_elapsed_ms: alarm.at.0,
        in_ms: left.get(),
        text: render(&moment.text),
        spoken: render(&moment.spoken),
        key: moment.text.key.to_string(),
        haptic: moment.haptic.into(),
        urgency: moment.urgency.into(),
        ends: alarm.ends,
    }
}

pub(in crate::api) fn step(step: session::Step) -> SessionStep {
    SessionStep {
        text: render(&step.text),
        id: step.id,
        duration_ms: step.duration.map(Millis::get),
        sources: step.sources,
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
        logged: session.logged,
    }
}

pub(in crate::api) fn detail(session: engine::SessionRecord, report: SessionReport) -> SessionDetail {
    let before = session.before;
    SessionDetail {
        summary: summary(session),
        timeline: report
            .timeline
            .as_ref()
            .map_or_else(|| Timeline { total_ms: 0, segments: Vec::new() }, super::timeline),
        told: report.logged.map(LoggedSession::from),
        telemetry: telemetry(report.telemetry),
        released_after: report.released_after.map(nape_logic::time::Timestamp::to_rfc3339),
        next_steps: report.next_steps.into_iter().map(step).collect(),
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
