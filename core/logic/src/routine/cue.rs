//! What a person is told in a routine. Each text is short enough to be spoken; a shell says it, shows it, or both.

use super::course::{Part, PartKind};
use super::fact::End;
use super::routine::Routine;
use super::written::name_key;
use crate::text::Message;
use crate::time::Millis;

/// What a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// A step begins.
    Step,
    /// Its next set begins.
    Set,
    /// The other side.
    OtherSide,
    /// A rest begins.
    Rest,
    /// Breathe in.
    BreatheIn,
    /// Breathe out.
    BreatheOut,
    /// The last five seconds of a part begin.
    LastSeconds,
    /// The routine holds on.
    Paused,
    /// It goes on.
    Resumed,
    /// It is over.
    Ended(End),
}

/// A cue as told.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// What it is.
    pub kind: CueKind,
    /// The part that it belongs to, where it belongs to one.
    pub part: Option<Part>,
    /// The words; of a step, the name of its practice.
    pub text: Message,
    /// How long, or how many times; where a part begins.
    pub amount: Option<Message>,
}

impl CueKind {
    /// The word used in events.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Set => "set",
            Self::OtherSide => "other_side",
            Self::Rest => "rest",
            Self::BreatheIn => "breathe_in",
            Self::BreatheOut => "breathe_out",
            Self::LastSeconds => "last_seconds",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Ended(End::Completed) => "completed",
            Self::Ended(End::Stopped) => "stopped",
            Self::Ended(End::Interrupted) => "interrupted",
        }
    }
}

impl Cue {
    /// Puts a cue into words.
    pub(super) fn tell(kind: CueKind, part: Option<Part>, routine: &Routine) -> Self {
        let begins = matches!(kind, CueKind::Step | CueKind::Set | CueKind::OtherSide | CueKind::Rest);
        let amount = part.filter(|_| begins).map(|part| amount(part.kind));
        Self { kind, part, text: text(kind, part, routine), amount }
    }
}

fn text(kind: CueKind, part: Option<Part>, routine: &Routine) -> Message {
    let index = part.and_then(|part| usize::try_from(part.step).ok());
    let step = index.and_then(|index| routine.steps.get(index));
    if let (CueKind::Step, Some(step)) = (kind, step) {
        return Message::new(name_key(&step.practice));
    }
    let message = Message::new(format!("routine-cue-{}", kind.word().replace('_', "-")));
    message.number("set", f64::from(part.map_or(1, |part| part.set)))
}

fn amount(kind: PartKind) -> Message {
    match kind {
        PartKind::Counted(times) => Message::new("routine-amount-times").number("count", f64::from(times)),
        PartKind::Timed(length) | PartKind::Rest(length) => seconds(length),
    }
}

fn seconds(length: Millis) -> Message {
    let seconds = u32::try_from(length.secs_floor()).unwrap_or(u32::MAX);
    if seconds >= 60 && seconds.is_multiple_of(60) {
        Message::new("routine-amount-minutes").number("count", f64::from(seconds / 60))
    } else {
        Message::new("routine-amount-seconds").number("count", f64::from(seconds))
    }
}
