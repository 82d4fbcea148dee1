//! A random schedule: what a person, a journal and the world may do to a session, and that it ends without force.

use nape_logic::device::controller::{DeviceRequest, Output};
use nape_logic::time::Millis;
use nape_simulator::Fault;

use crate::limits::{HIGHER, INTERMITTENT, LOWER, STEADY};
use crate::rig::{Rig, TICK};
use crate::states;

/// The longest that a Stop takes, with a connection that is never made.
const STOP_WATCHED: Millis = Millis(40_000);
/// So long nothing more must come.
const QUIET: Millis = Millis(500);

/// Where a schedule begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Without a connection.
    Unlinked,
    /// Connected.
    Connected,
    /// Armed with the short programme.
    Armed,
    /// Half up its ramp.
    RampUp,
    /// In its hold.
    Hold,
}

/// Longer than a restart of the unit.
const AWAY: Millis = Millis(2_600);
/// Longer than it takes to be ready.
const SET_UP: Millis = Millis(800);

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A steady programme is prepared, or the short one.
    Prepare {
        /// Which.
        steady: bool,
    },
    /// The person starts.
    Start,
    /// The person pauses.
    Pause,
    /// The person goes on.
    Resume,
    /// The hold force is lowered.
    Lower,
    /// The hold force is raised within the limit.
    Higher,
    /// The faults are to be forgotten.
    ClearFault,
    /// The person stops.
    Stop,
    /// The person ends the connection.
    Disconnect,
    /// The person connects.
    Connect,
    /// The person waits for the unit to be there again, connects and waits for that.
    ConnectAgain,
    /// The fault at this place of [`Fault::NAMES`] happens.
    Fault(usize),
    /// From now on the journal takes so many milliseconds; nothing: it never answers.
    Journal(Option<u64>),
    /// So many milliseconds pass.
    Wait(u64),
}

/// Runs a schedule to its Stop and past it; what was broken is said.
pub fn play(begin: Begin, steps: &[Step], seed: u64) -> Result<Rig, String> {
    let mut rig = Rig::new(seed, 23);
    begin.bring(&mut rig);
    for step in steps {
        step.happen(&mut rig);
        // Some things happen in the very same moment, most do not.
        if !matches!(step, Step::Journal(_)) {
            rig.run(TICK);
        }
    }
    rig.stop();
    settle(&mut rig);
    let broken: Vec<_> = rig.witness().broken().iter().map(ToString::to_string).collect();
    if broken.is_empty() { Ok(rig) } else { Err(broken.join("\n")) }
}

/// Until the Stop was answered and nothing moved for a while; the witness watches the times.
fn settle(rig: &mut Rig) {
    let end = rig.now().plus(STOP_WATCHED);
    let mut quiet = Millis::ZERO;
    while rig.now() < end && quiet < QUIET {
        rig.run(TICK);
        let is_quiet = rig.device().true_force_decinewtons() == 0 && !rig.witness().is_releasing();
        quiet = if is_quiet { quiet.plus(TICK) } else { Millis::ZERO };
    }
}

impl Begin {
    fn bring(self, rig: &mut Rig) {
        match self {
            Self::Unlinked => {}
            Self::Connected => _ = states::connected(rig),
            Self::Armed => _ = states::armed(rig, INTERMITTENT),
            Self::RampUp => _ = states::running(rig, INTERMITTENT, Millis(2_000)),
            Self::Hold => _ = states::running(rig, INTERMITTENT, Millis(5_000)),
        }
    }
}

impl Step {
    fn happen(self, rig: &mut Rig) {
        match self {
            Self::Prepare { steady } => {
                rig.request(DeviceRequest::Prepare(if steady { STEADY } else { INTERMITTENT }));
            }
            Self::Start => rig.request(DeviceRequest::Start),
            Self::Pause => rig.request(DeviceRequest::Pause),
            Self::Resume => rig.request(DeviceRequest::Resume),
            Self::Lower => rig.request(DeviceRequest::Adjust(LOWER)),
            Self::Higher => rig.request(DeviceRequest::Adjust(HIGHER)),
            Self::ClearFault => rig.request(DeviceRequest::ClearFault),
            Self::Stop => rig.stop(),
            Self::Disconnect => rig.request(DeviceRequest::Disconnect),
            Self::Connect => rig.connect(),
            Self::ConnectAgain => {
                rig.run(AWAY);
                rig.connect();
                rig.run(SET_UP);
            }
            Self::Fault(place) => {
                let fault = Fault::NAMES[place % Fault::NAMES.len()];
                rig.inject(fault);
            }
            Self::Journal(time) => rig.journal_takes(time.map(Millis)),
            Self::Wait(time) => rig.run(Millis(time)),
        }
    }
}

/// What a schedule came across, to see that the walk goes everywhere.
pub fn came_across(rig: &Rig) -> Vec<&'static str> {
    use nape_logic::device::command::{Command, Outcome};
    use nape_logic::device::controller::ReleaseResult;
    let said = |what: &dyn Fn(&Output) -> bool| rig.said().iter().any(what);
    let done =
        |of: Outcome| said(&|output| matches!(output, Output::CommandDone { outcome, .. } if *outcome == of));
    let applied = |of: &dyn Fn(&Command) -> bool| {
        said(
            &|output| matches!(output, Output::CommandDone { command, outcome: Outcome::Applied, .. } if of(command)),
        )
    };
    [
        ("a start", applied(&|command| *command == Command::Start)),
        ("a pause", applied(&|command| *command == Command::Pause)),
        ("a resume", applied(&|command| *command == Command::Resume)),
        ("an adjusted force", applied(&|command| matches!(command, Command::Adjust(_)))),
        ("an uncertain command", done(Outcome::Uncertain)),
        (
            "a refusal by the unit",
            said(&|output| matches!(output, Output::CommandDone { outcome: Outcome::Refused(_), .. })),
        ),
        ("a refusal before anything was sent", said(&|output| matches!(output, Output::Refused { .. }))),
        ("a cancelled command", said(&|output| matches!(output, Output::Cancelled { .. }))),
        ("a confirmed release", said(&|output| *output == Output::Release(ReleaseResult::Confirmed))),
        ("an unconfirmed release", said(&|output| *output == Output::Release(ReleaseResult::Unconfirmed))),
        ("stale data", said(&|output| matches!(output, Output::Stale { .. }))),
        ("a restart", said(&|output| *output == Output::Rebooted)),
        ("a lost connection", said(&|output| matches!(output, Output::Lost(_)))),
        ("force above the limit", said(&|output| matches!(output, Output::OverLimit { .. }))),
    ]
    .into_iter()
    .filter_map(|(what, came)| came.then_some(what))
    .collect()
}
