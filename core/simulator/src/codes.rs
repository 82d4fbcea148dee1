//! The numbers of the profile: characteristics (section 1), opcodes and results (section 3), states, phases and
//! fault bits (section 5).

/// A characteristic of the simulated unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Characteristic {
    /// What the unit can do; read.
    Feature,
    /// Requests in, responses out; write, indicate.
    ControlPoint,
    /// Any write releases; write, write without response.
    Stop,
    /// State and confirmation; read, notify.
    Status,
    /// Samples; notify.
    Telemetry,
    /// Entries and fragments of records; notify.
    SessionRecord,
    /// What time it is, for the unit and for who reads; read, write.
    Clock,
    /// Which records are wanted; write, indicate.
    RecordAccess,
    /// Battery level in percent, of the Battery service; read.
    BatteryLevel,
    /// Who made the unit, of the Device Information service; read.
    ManufacturerName,
    /// Which model it is; read.
    ModelNumber,
    /// Which one of its model it is; read.
    SerialNumber,
    /// Which firmware it runs; read.
    FirmwareRevision,
}

impl Characteristic {
    /// Every characteristic, in the order of the profile.
    pub const ALL: [Self; 13] = [
        Self::Feature,
        Self::ControlPoint,
        Self::Stop,
        Self::Status,
        Self::Telemetry,
        Self::SessionRecord,
        Self::Clock,
        Self::RecordAccess,
        Self::BatteryLevel,
        Self::ManufacturerName,
        Self::ModelNumber,
        Self::SerialNumber,
        Self::FirmwareRevision,
    ];

    /// The full UUID in lower case.
    pub const fn uuid(self) -> &'static str {
        match self {
            Self::Feature => "4e610002-7065-4f3b-8a1c-5d2e9b704c16",
            Self::ControlPoint => "4e610003-7065-4f3b-8a1c-5d2e9b704c16",
            Self::Stop => "4e610004-7065-4f3b-8a1c-5d2e9b704c16",
            Self::Status => "4e610005-7065-4f3b-8a1c-5d2e9b704c16",
            Self::Telemetry => "4e610006-7065-4f3b-8a1c-5d2e9b704c16",
            Self::SessionRecord => "4e610007-7065-4f3b-8a1c-5d2e9b704c16",
            Self::Clock => "4e610008-7065-4f3b-8a1c-5d2e9b704c16",
            Self::RecordAccess => "00002a52-0000-1000-8000-00805f9b34fb",
            Self::BatteryLevel => "00002a19-0000-1000-8000-00805f9b34fb",
            Self::ManufacturerName => "00002a29-0000-1000-8000-00805f9b34fb",
            Self::ModelNumber => "00002a24-0000-1000-8000-00805f9b34fb",
            Self::SerialNumber => "00002a25-0000-1000-8000-00805f9b34fb",
            Self::FirmwareRevision => "00002a26-0000-1000-8000-00805f9b34fb",
        }
    }

    /// The characteristic with this UUID, in either case of letters.
    pub fn from_uuid(uuid: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|characteristic| characteristic.uuid().eq_ignore_ascii_case(uuid))
    }

    /// Only there where the unit keeps records.
    pub(crate) const fn is_of_records(self) -> bool {
        matches!(self, Self::SessionRecord | Self::Clock | Self::RecordAccess)
    }

    /// Takes a write, and only one that is acknowledged.
    pub(crate) const fn is_written_with_response(self) -> bool {
        matches!(self, Self::ControlPoint | Self::Clock | Self::RecordAccess)
    }

    /// Speaks by itself once it is subscribed to.
    pub(crate) const fn is_subscribed_to(self) -> bool {
        self.is_indicated() || matches!(self, Self::Status | Self::Telemetry | Self::SessionRecord)
    }

    /// Waits for the central's confirmation, one at a time: keeps its order whatever notifications do.
    pub(crate) const fn is_indicated(self) -> bool {
        matches!(self, Self::ControlPoint | Self::RecordAccess)
    }
}

/// State of the unit, byte 0 of Status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// No programme, no force.
    Idle = 0,
    /// Both halves of a programme are stored.
    Programmed = 1,
    /// The programme was confirmed by its hash.
    Armed = 2,
    /// The programme clock runs.
    Running = 3,
    /// Ramped to zero; the programme clock stands.
    Paused = 4,
    /// Ramping to zero for good.
    Releasing = 5,
    /// Released, and waiting for Clear Fault.
    Fault = 6,
}

/// Phase of the programme, byte 1 of Status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// No programme moves.
    None = 0,
    /// Force rises to its goal.
    RampUp = 1,
    /// Hold force stands.
    Hold = 2,
    /// Force falls to its goal.
    RampDown = 3,
    /// Rest force stands.
    Rest = 4,
    /// Force falls to zero for good.
    Release = 5,
}

/// Fault bits, byte 2 of Status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FaultBits(pub u8);

impl FaultBits {
    /// Measured force stood above the force limit.
    pub const OVER_FORCE: Self = Self(1 << 0);
    /// Measured force stood below half of its target.
    pub const SLIP: Self = Self(1 << 1);
    /// The dead man acted.
    pub const HEARTBEAT_LOST: Self = Self(1 << 2);
    /// The battery is nearly empty.
    pub const BATTERY: Self = Self(1 << 3);
    /// The actuator does not follow; its bleed valve opened.
    pub const ACTUATOR: Self = Self(1 << 5);
    /// The person pressed the hand switch.
    pub const HAND_SWITCH: Self = Self(1 << 6);

    /// Whether no fault stands.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every bit of `other` is set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These bits and those of `other`.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a request asks for, byte 0 of the Control Point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Opcode {
    RequestControl = 0x01,
    ClearFault = 0x02,
    ProgrammeForces = 0x03,
    ProgrammeTimes = 0x04,
    Arm = 0x05,
    Start = 0x06,
    Pause = 0x07,
    Resume = 0x08,
    AdjustForce = 0x09,
    Heartbeat = 0x0A,
    QueryCommand = 0x0B,
}

impl Opcode {
    pub(crate) const fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            0x01 => Self::RequestControl,
            0x02 => Self::ClearFault,
            0x03 => Self::ProgrammeForces,
            0x04 => Self::ProgrammeTimes,
            0x05 => Self::Arm,
            0x06 => Self::Start,
            0x07 => Self::Pause,
            0x08 => Self::Resume,
            0x09 => Self::AdjustForce,
            0x0A => Self::Heartbeat,
            0x0B => Self::QueryCommand,
            _ => return None,
        })
    }

    /// Bytes between the token and the CRC.
    pub(crate) const fn parameter_length(self) -> usize {
        match self {
            Self::ProgrammeForces => 10,
            Self::ProgrammeTimes => 8,
            Self::Arm => 4,
            Self::AdjustForce | Self::QueryCommand => 2,
            _ => 0,
        }
    }

    /// The column "allowed in state" of the request table.
    pub(crate) const fn is_allowed_in(self, state: State) -> bool {
        match self {
            Self::RequestControl => {
                matches!(state, State::Idle | State::Programmed | State::Armed | State::Fault)
            }
            Self::ProgrammeForces | Self::ProgrammeTimes => {
                matches!(state, State::Idle | State::Programmed | State::Armed)
            }
            Self::ClearFault => matches!(state, State::Fault),
            Self::Arm => matches!(state, State::Programmed),
            Self::Start => matches!(state, State::Armed),
            Self::Pause => matches!(state, State::Running),
            Self::Resume => matches!(state, State::Paused),
            Self::AdjustForce => matches!(state, State::Running | State::Paused),
            Self::Heartbeat | Self::QueryCommand => true,
        }
    }

    /// A gauge has no actuator and knows only these.
    pub(crate) const fn is_known_to_a_gauge(self) -> bool {
        matches!(self, Self::RequestControl | Self::Heartbeat | Self::QueryCommand)
    }

    /// What may raise or hold force needs an authenticated link (section 9).
    pub(crate) const fn needs_authenticated_link(self) -> bool {
        matches!(self, Self::Start | Self::Resume | Self::AdjustForce)
    }
}

/// Result of a request, byte 4 of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Outcome {
    Applied = 1,
    NotSupported = 2,
    ParameterInvalid = 3,
    OverLimit = 4,
    WrongState = 5,
    Interlock = 6,
    BatteryLow = 7,
    Stale = 8,
    WrongToken = 9,
    HashDiffers = 10,
    FaultActive = 11,
    UnknownSequence = 12,
}
