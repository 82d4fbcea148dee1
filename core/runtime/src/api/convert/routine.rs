//! Practices, routines, their courses and runs.

use nape_logic::routine::{self as core, CueKind, Fact, Input, PartKind, Side};
use nape_logic::time::Millis;

use crate::api::event::EventBody;
use crate::api::language::render;
use crate::api::routine::{
    Routine, RoutineAct, RoutineCheck, RoutineCourse, RoutineEnd, RoutineOpen, RoutinePart, RoutinePhase,
    RoutinePractice, RoutineProblem, RoutineRange, RoutineStep, RoutineView, StartRoutine,
};
use crate::engine;

pub(in crate::api) fn practice(practice: &core::Practice) -> RoutinePractice {
    RoutinePractice {
        id: practice.id.clone(),
        kind: practice.kind.to_string(),
        place: practice.place.to_string(),
        moves_neck: practice.moves_neck,
        tool: practice.tool.map(|tool| tool.to_string()),
        sides: practice.sides,
        shown_by_provider: practice.shown_by_provider,
        seconds: practice.seconds.map(range),
        sets: practice.sets.map(range),
        repetitions: practice.repetitions.map(range),
        name: render(&practice.name),
        how: render(&practice.how),
        cautions: practice.cautions.iter().map(render).collect(),
        sources: practice.sources.clone(),
    }
}

fn range(range: core::Range) -> RoutineRange {
    RoutineRange { usual: range.usual, least: range.least, most: range.most }
}

pub(in crate::api) fn routine_check(check: core::RoutineCheck) -> RoutineCheck {
    let problem = |problem: core::Problem| RoutineProblem {
        field: problem.field,
        message: render(&problem.message),
        allowed: render(&problem.allowed),
        rule: problem.rule.to_string(),
    };
    RoutineCheck { accepted: check.accepted, problems: check.problems.into_iter().map(problem).collect() }
}

pub(in crate::api) fn routine_course(course: &core::Course) -> RoutineCourse {
    let parts = course.parts().iter().copied().map(RoutinePart::from).collect();
    RoutineCourse { timed_ms: course.timed().get(), parts }
}

pub(in crate::api) fn core_start_routine(start: StartRoutine) -> engine::StartRoutine {
    let input = |act| match act {
        RoutineAct::Done => Input::Done,
        RoutineAct::Skip => Input::Skip,
        RoutineAct::Pause => Input::Pause,
        RoutineAct::Resume => Input::Resume,
        RoutineAct::Stop => Input::Stop,
    };
    let script = start.script.into_iter().map(|line| (Millis(line.at_ms), input(line.act))).collect();
    engine::StartRoutine { name: start.name, pace: start.pace, script }
}

pub(in crate::api) fn routine_view(view: &engine::RoutineView) -> RoutineView {
    RoutineView {
        id: view.id.to_string(),
        routine: view.routine.clone().into(),
        phase: match view.phase {
            core::Phase::Running => RoutinePhase::Running,
            core::Phase::Paused => RoutinePhase::Paused,
            core::Phase::Ended => RoutinePhase::Ended,
        },
        part: view.part.map(RoutinePart::from),
        left_ms: view.left.map(Millis::get),
        done: view.done,
        skipped: view.skipped,
        end: view.finished.map(|finished| finished.end.into()),
    }
}

pub(in crate::api) fn routine_fact(run: &str, fact: Fact) -> EventBody {
    match fact {
        Fact::RoutineStarted { routine } => {
            EventBody::RoutineStarted { run: run.to_owned(), routine: routine.into() }
        }
        Fact::RoutineSetDone { part } => EventBody::RoutineSetDone { part },
        Fact::RoutineStepDone { step } => EventBody::RoutineStepDone { step },
        Fact::RoutineRestSkipped { part } => EventBody::RoutineRestSkipped { part },
        Fact::RoutineStepSkipped { step } => EventBody::RoutineStepSkipped { step },
        Fact::RoutinePaused => EventBody::RoutinePaused,
        Fact::RoutineResumed => EventBody::RoutineResumed,
        Fact::RoutineFinished(finished) => EventBody::RoutineFinished {
            run: run.to_owned(),
            end: finished.end.into(),
            done: finished.done,
            skipped: finished.skipped,
        },
    }
}

pub(in crate::api) fn routine_cue(cue: &core::Cue) -> EventBody {
    EventBody::RoutineCue {
        cue: cue.kind.word().to_owned(),
        step: cue.part.map(|part| part.step),
        text: render(&cue.text),
        amount: cue.amount.as_ref().map(render),
        waits: cue.part.is_some_and(|part| part.length().is_none() && begins(cue.kind)),
    }
}

fn begins(kind: CueKind) -> bool {
    matches!(kind, CueKind::Step | CueKind::Set | CueKind::OtherSide)
}

impl From<core::Part> for RoutinePart {
    fn from(part: core::Part) -> Self {
        let repetitions = if let PartKind::Counted(times) = part.kind { Some(times) } else { None };
        let side = part.side.map(|side| match side {
            Side::First => 1,
            Side::Second => 2,
        });
        Self {
            step: part.step,
            set: part.set,
            side,
            leg: part.leg,
            start_ms: part.start.get(),
            end_ms: part.end().map(Millis::get),
            repetitions,
            rest: !part.is_practice(),
        }
    }
}

impl From<core::End> for RoutineEnd {
    fn from(end: core::End) -> Self {
        match end {
            core::End::Completed => Self::Completed,
            core::End::Stopped => Self::Stopped,
            core::End::Interrupted => Self::Interrupted,
        }
    }
}

impl From<RoutineOpen> for core::Open {
    fn from(open: RoutineOpen) -> Self {
        match open {
            RoutineOpen::Nothing => Self::Nothing,
            RoutineOpen::Breathing => Self::Breathing,
            RoutineOpen::Posture => Self::Posture,
            RoutineOpen::Everything => Self::Everything,
        }
    }
}

impl From<core::Routine> for Routine {
    fn from(routine: core::Routine) -> Self {
        Self { name: routine.name, steps: routine.steps.into_iter().map(RoutineStep::from).collect() }
    }
}

impl From<Routine> for core::Routine {
    fn from(routine: Routine) -> Self {
        Self { name: routine.name, steps: routine.steps.into_iter().map(core::Step::from).collect() }
    }
}

impl From<core::Step> for RoutineStep {
    fn from(step: core::Step) -> Self {
        Self {
            practice: step.practice,
            seconds: step.seconds,
            sets: step.sets,
            repetitions: step.repetitions,
            per_side: step.per_side,
            rest_s: step.rest_s,
            shown_by_provider: step.shown_by_provider,
        }
    }
}

impl From<RoutineStep> for core::Step {
    fn from(step: RoutineStep) -> Self {
        Self {
            practice: step.practice,
            seconds: step.seconds,
            sets: step.sets,
            repetitions: step.repetitions,
            per_side: step.per_side,
            rest_s: step.rest_s,
            shown_by_provider: step.shown_by_provider,
        }
    }
}
