//! How a unit is brought into each state, and a command on its way there.

use nape_logic::device::command::Programme;
use nape_logic::device::controller::DeviceRequest;
use nape_logic::device::link::LinkRequest;
use nape_logic::device::profile_v1::{CONTROL_POINT, FEATURE, STATUS, TELEMETRY};
use nape_logic::time::Millis;
use nape_simulator::State;

use crate::limits::{HIGHER, LOWER, STEADY};
use crate::rig::Rig;
use crate::witness::{ADJUST, CLEAR_FAULT, HEARTBEAT, QUERY, RESUME, START};

/// Longer than anything here takes to come about.
const LONG_ENOUGH: Millis = Millis(10_000);
/// Into the ramp of 4 s.
const HALF_THE_RAMP: Millis = Millis(2_000);
/// Past it.
const PAST_THE_RAMP: Millis = Millis(6_000);

const REQUEST_CONTROL: u8 = 0x01;
const PROGRAMME_FORCES: u8 = 0x03;
const PROGRAMME_TIMES: u8 = 0x04;
const ARM: u8 = 0x05;
const PAUSE: u8 = 0x07;

/// The state of the unit when the fault comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Situation {
    /// The connection is being made.
    Connecting,
    /// Nothing is stored.
    Idle,
    /// A whole programme is stored.
    Programmed,
    /// Ready to start.
    Armed,
    /// The force rises.
    RampUp,
    /// The force is held.
    Hold,
    /// The force was let go for a while.
    Paused,
    /// The force is being let go after a Stop.
    Releasing,
    /// The force is being let go by the unit itself: the hand switch was pressed.
    ReleasingByItself,
    /// It has let go by itself.
    Fault,
}

/// What is on its way to the unit when the fault comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InFlight {
    /// Nothing.
    Nothing,
    /// The link was asked to connect.
    Connect,
    /// The link was asked for the answers, the states, the samples.
    Subscribe(u8),
    /// The link was asked for what the unit is, and for how it is.
    Read(u8),
    /// A command was handed to the link in this moment.
    Written(&'static str, u8),
    /// A command waits for the journal, which answers 100 ms later.
    Journalling(&'static str, u8),
    /// Stop was handed to the link in this moment.
    Stop,
}

impl Situation {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Connecting,
        Self::Idle,
        Self::Programmed,
        Self::Armed,
        Self::RampUp,
        Self::Hold,
        Self::Paused,
        Self::Releasing,
        Self::ReleasingByItself,
        Self::Fault,
    ];

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Idle => "idle",
            Self::Programmed => "programmed",
            Self::Armed => "armed",
            Self::RampUp => "running, ramp up",
            Self::Hold => "running, hold",
            Self::Paused => "paused",
            Self::Releasing => "releasing after a Stop",
            Self::ReleasingByItself => "releasing by itself (hand switch)",
            Self::Fault => "fault (hand switch, let go again)",
        }
    }

    /// What can be on its way in it. A controller never leaves a unit programmed: Arm follows at once.
    pub fn in_flight(self) -> Vec<InFlight> {
        use InFlight::{Connect, Journalling, Nothing, Read, Stop, Subscribe, Written};
        match self {
            Self::Connecting => {
                vec![Connect, Subscribe(0), Subscribe(1), Subscribe(2), Read(0), Read(1), Stop]
            }
            Self::Idle => vec![
                Nothing,
                Written("Request Control", REQUEST_CONTROL),
                Written("Programme Forces", PROGRAMME_FORCES),
                Written("Programme Times", PROGRAMME_TIMES),
                Stop,
            ],
            Self::Programmed => vec![Written("Arm", ARM), Stop],
            Self::Armed => vec![
                Nothing,
                Written("Programme Forces", PROGRAMME_FORCES),
                Journalling("Start", START),
                Written("Start", START),
                Stop,
            ],
            Self::RampUp => vec![
                Nothing,
                Written("Heartbeat", HEARTBEAT),
                Written("Pause", PAUSE),
                Written("Adjust, lower", ADJUST),
                Journalling("Adjust, higher", ADJUST),
                Stop,
            ],
            Self::Hold => vec![
                Nothing,
                Written("Heartbeat", HEARTBEAT),
                Written("Pause", PAUSE),
                Written("Adjust, lower", ADJUST),
                Journalling("Adjust, higher", ADJUST),
                Written("Adjust, higher", ADJUST),
                Written("Query", QUERY),
                Stop,
            ],
            Self::Paused => vec![
                Nothing,
                Written("Adjust, lower", ADJUST),
                Journalling("Resume", RESUME),
                Written("Resume", RESUME),
                Stop,
            ],
            Self::Releasing => vec![Nothing, Stop],
            Self::ReleasingByItself => {
                vec![Nothing, Written("Pause", PAUSE), Written("Adjust, lower", ADJUST), Stop]
            }
            Self::Fault => vec![Nothing, Written("Clear Fault", CLEAR_FAULT), Stop],
        }
    }

    /// Brings a rig here with this on its way; nothing where that did not come about.
    pub fn reach(self, in_flight: InFlight, seed: u64, mtu: u16) -> Option<Rig> {
        let mut rig = Rig::new(seed, mtu);
        let is_there = self.bring(&mut rig, in_flight) && in_flight.send(self, &mut rig);
        is_there.then_some(rig)
    }

    fn bring(self, rig: &mut Rig, in_flight: InFlight) -> bool {
        match self {
            Self::Connecting => {
                rig.connect();
                true
            }
            Self::Idle => connected(rig),
            // The last half is on its way, and Arm follows as soon as its answer is there.
            Self::Programmed => {
                connected(rig)
                    && asked_for(rig, STEADY, ARM)
                    && (in_flight != InFlight::Stop || is_in(rig, State::Programmed))
            }
            Self::Armed => armed(rig, STEADY),
            Self::RampUp => running(rig, STEADY, HALF_THE_RAMP),
            Self::Hold => running(rig, STEADY, PAST_THE_RAMP),
            Self::Paused => paused(rig),
            Self::Releasing => {
                let is_running = running(rig, STEADY, PAST_THE_RAMP);
                rig.stop();
                is_running && is_in(rig, State::Releasing)
            }
            // The controller does not know yet.
            Self::ReleasingByItself => {
                running(rig, STEADY, PAST_THE_RAMP)
                    && rig.inject("hand_switch")
                    && is_in(rig, State::Releasing)
            }
            Self::Fault => {
                let is_there = running(rig, STEADY, PAST_THE_RAMP)
                    && rig.inject("hand_switch")
                    && rig.inject("hand_switch_release")
                    && is_in(rig, State::Fault);
                rig.run(Millis(500));
                is_there
            }
        }
    }
}

impl InFlight {
    /// In words.
    pub fn title(self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Connect => "Connect".to_owned(),
            Self::Subscribe(which) => {
                format!("Subscribe {}", ["Control Point", "Status", "Telemetry"][usize::from(which.min(2))])
            }
            Self::Read(which) => format!("Read {}", ["Feature", "Status"][usize::from(which.min(1))]),
            Self::Written(name, _) => name.to_owned(),
            Self::Journalling(name, _) => format!("{name}, in the journal"),
            Self::Stop => "Stop".to_owned(),
        }
    }

    fn send(self, from: Situation, rig: &mut Rig) -> bool {
        match self {
            Self::Nothing | Self::Connect => true,
            Self::Subscribe(which) => {
                let of = [CONTROL_POINT, STATUS, TELEMETRY][usize::from(which.min(2))];
                rig.run_until_handed_over(LONG_ENOUGH, |request| *request == LinkRequest::Subscribe(of))
            }
            Self::Read(which) => {
                let of = [FEATURE, STATUS][usize::from(which.min(1))];
                rig.run_until_handed_over(LONG_ENOUGH, |request| *request == LinkRequest::Read(of))
            }
            Self::Stop => {
                rig.stop();
                true
            }
            // Reached by the preparation itself.
            Self::Written(_, ARM) => from == Situation::Programmed,
            Self::Written(_, HEARTBEAT) => {
                rig.forget_written();
                rig.run_until_written(LONG_ENOUGH, HEARTBEAT)
            }
            Self::Written(_, QUERY) => query(rig),
            Self::Written(name, opcode) => {
                rig.forget_written();
                rig.request(request(name, opcode));
                rig.run_until_written(LONG_ENOUGH, opcode)
            }
            Self::Journalling(name, opcode) => {
                rig.journal_takes(Some(Millis(100)));
                rig.request(request(name, opcode));
                true
            }
        }
    }
}

fn request(name: &str, opcode: u8) -> DeviceRequest {
    match opcode {
        START => DeviceRequest::Start,
        PAUSE => DeviceRequest::Pause,
        RESUME => DeviceRequest::Resume,
        CLEAR_FAULT => DeviceRequest::ClearFault,
        ADJUST if name.ends_with("higher") => DeviceRequest::Adjust(HIGHER),
        ADJUST => DeviceRequest::Adjust(LOWER),
        _ => DeviceRequest::Prepare(STEADY),
    }
}

/// Both answers to an Adjust get lost, so that the controller asks what became of it.
fn query(rig: &mut Rig) -> bool {
    rig.forget_written();
    rig.request(DeviceRequest::Adjust(LOWER));
    rig.inject("lose_frames");
    rig.run(Millis(900));
    rig.inject("lose_frames") && rig.run_until_written(LONG_ENOUGH, QUERY)
}

fn is_in(rig: &mut Rig, state: State) -> bool {
    rig.run_until(LONG_ENOUGH, |rig| rig.device().state() == state)
}

fn asked_for(rig: &mut Rig, programme: Programme, opcode: u8) -> bool {
    rig.request(DeviceRequest::Prepare(programme));
    rig.run_until_written(LONG_ENOUGH, opcode)
}

/// Connected and ready.
pub fn connected(rig: &mut Rig) -> bool {
    rig.connect();
    let is_ready = rig.run_until(LONG_ENOUGH, |rig| {
        rig.said().iter().any(|output| matches!(output, nape_logic::device::controller::Output::Ready(_)))
    });
    rig.run(Millis(200));
    is_ready
}

/// Armed with this programme, and the controller has seen it.
pub fn armed(rig: &mut Rig, programme: Programme) -> bool {
    let is_armed = connected(rig) && asked_for(rig, programme, ARM) && is_in(rig, State::Armed);
    rig.run(Millis(200));
    is_armed
}

/// Running this programme for so long.
pub fn running(rig: &mut Rig, programme: Programme, time: Millis) -> bool {
    let is_armed = armed(rig, programme);
    rig.request(DeviceRequest::Start);
    let is_running = is_in(rig, State::Running);
    rig.run(time);
    is_armed && is_running
}

fn paused(rig: &mut Rig) -> bool {
    let is_running = running(rig, STEADY, PAST_THE_RAMP);
    rig.request(DeviceRequest::Pause);
    let is_slack = rig.run_until(Millis(20_000), |rig| {
        rig.device().state() == State::Paused && rig.device().true_force_decinewtons() == 0
    });
    rig.run(Millis(300));
    is_running && is_slack
}
