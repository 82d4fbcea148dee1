//! What a simulated unit can be told to be.

use crate::record::Record;

/// Whether the unit pulls or only measures (Feature byte 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pulls and measures.
    Actuator,
    /// Only measures.
    Gauge,
}

/// What the unit says of itself in Feature (section 2). Forces in 0.1 N, ramps in 0.1 N/s, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// Profile version: major, minor.
    pub version: (u8, u8),
    /// Actuator or gauge.
    pub kind: Kind,
    /// Modality number: 1 home unit, 2 traction table, 3 over-door pulley, 4 neck hammock, 5 hanging bar,
    /// 6 inversion table.
    pub modality: u8,
    /// Region bits: 0 cervical, 1 lumbar.
    pub regions: u8,
    /// [`Features::INTERMITTENT`] and the flags below it.
    pub flags: u8,
    /// Least force, 0.1 N.
    pub least_force: u16,
    /// Greatest force, 0.1 N.
    pub greatest_force: u16,
    /// Force step, 0.1 N, at least 1.
    pub force_step: u16,
    /// Greatest ramp, 0.1 N/s, at least 1 (0 is taken as 1).
    pub greatest_ramp: u16,
    /// Longest programme in seconds.
    pub longest_programme: u16,
    /// Number of levels, told where [`Features::LEVELS`] is set; the force fields are then told as 0.
    pub levels: u8,
    /// Records the unit can keep, where [`Features::KEEPS_RECORDS`] is set.
    pub records: u8,
}

impl Features {
    /// Flag: runs intermittent programmes.
    pub const INTERMITTENT: u8 = 1 << 0;
    /// Flag: has a hand switch.
    pub const HAND_SWITCH: u8 = 1 << 1;
    /// Flag: has levels in place of forces, set at the unit's own panel.
    pub const LEVELS: u8 = 1 << 2;
    /// Flag: keeps records, and so has Session Record, Clock and the Record Access Control Point.
    pub const KEEPS_RECORDS: u8 = 1 << 3;
    /// Flag: has a start button of its own.
    pub const START_BUTTON: u8 = 1 << 4;
    /// Region bit of the neck.
    pub const CERVICAL: u8 = 1 << 0;
    /// Region bit of the lower back.
    pub const LUMBAR: u8 = 1 << 1;

    /// Whether this flag is set.
    pub const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The same unit with a flag more.
    #[must_use]
    pub const fn with(mut self, flag: u8) -> Self {
        self.flags |= flag;
        self
    }

    /// The same unit without a memory for records: the one of the profile's worked Feature frame (section 10).
    #[must_use]
    pub const fn without_records(mut self) -> Self {
        self.flags &= !Self::KEEPS_RECORDS;
        self.records = 0;
        self
    }
}

/// A home unit that keeps 50 records.
impl Default for Features {
    fn default() -> Self {
        Self {
            version: (1, 0),
            kind: Kind::Actuator,
            modality: 1,
            regions: Self::CERVICAL,
            flags: Self::INTERMITTENT | Self::HAND_SWITCH | Self::KEEPS_RECORDS,
            least_force: 100,
            greatest_force: 2224,
            force_step: 10,
            greatest_ramp: 200,
            longest_programme: 1800,
            levels: 0,
            records: 50,
        }
    }
}

/// How the central and the unit are paired, from least to most (section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pairing {
    /// Not at all: links are not encrypted.
    None,
    /// Without anybody having looked: links are encrypted, not authenticated.
    JustWorks,
    /// By passkey, comparison or out of band: links are encrypted and authenticated.
    Authenticated,
}

/// What a unit says of its force that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Feature tells twice the greatest force that the unit keeps to.
    TellsMore,
    /// The unit pulls, and says that it measures, half as much again as it was told to, above every limit, and
    /// raises no fault for it.
    PullsMore,
}

/// What the unit says in the Device Information service; ASCII, at most 32 bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceInformation {
    /// Manufacturer Name.
    pub manufacturer: String,
    /// Model Number.
    pub model: String,
    /// Serial Number, at least one byte.
    pub serial: String,
    /// Firmware Revision.
    pub firmware: String,
}

impl Default for DeviceInformation {
    fn default() -> Self {
        Self {
            manufacturer: "Nape".to_owned(),
            model: "Simulator".to_owned(),
            serial: "SIM-1".to_owned(),
            firmware: "1.0.0".to_owned(),
        }
    }
}

/// One simulated unit and its radio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The same seed and the same calls give the same bytes at the same times.
    pub seed: u64,
    /// Advertised name.
    pub name: String,
    /// Boot id before the first restart.
    pub boot_id: u16,
    /// ATT MTU that a connection gets, at least 23.
    pub mtu: u16,
    /// Texts about the unit.
    pub information: DeviceInformation,
    /// What the unit says of itself and keeps to.
    pub features: Features,
    /// What it does not keep to.
    pub lie: Option<Lie>,
    /// Battery at power-on, percent.
    pub battery_percent: u8,
    /// Time of power-on on the caller's clock, milliseconds. The caller's times must not be earlier.
    pub started_at: u64,
    /// Least latency of the radio, one way, milliseconds.
    pub latency: u64,
    /// Greatest addition to the latency, chosen by the seed, milliseconds.
    pub jitter: u64,
    /// Time between two connection events, which carry the fragments of records; milliseconds, at least 1.
    pub connection_interval: u64,
    /// Notifications of records in one connection event, at least 1.
    pub frames_per_interval: u8,
    /// How central and unit are paired.
    pub pairing: Pairing,
    /// Number of their bond, which later ones count on from.
    pub bond_number: u16,
    /// Whether the unit still has that bond.
    pub has_bond: bool,
    /// Whether the clock goes on over a restart.
    pub keeps_time: bool,
    /// Records of an earlier life, as [`crate::plausible_records`] makes them. Programmes count on from the
    /// highest number; more than the unit can keep leave it full.
    pub records: Vec<Record>,
}

/// A pneumatic cervical home unit with a charged battery.
impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            name: "Simulated home unit".to_owned(),
            boot_id: 1,
            mtu: 23,
            information: DeviceInformation::default(),
            features: Features::default(),
            lie: None,
            battery_percent: 80,
            started_at: 0,
            latency: 20,
            jitter: 8,
            connection_interval: 15,
            frames_per_interval: 4,
            pairing: Pairing::Authenticated,
            bond_number: 1,
            has_bond: true,
            keeps_time: false,
            records: Vec::new(),
        }
    }
}
