//! What a simulated unit can be told to be.

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
    /// [`Features::INTERMITTENT`], [`Features::HAND_SWITCH`] and the two that this unit does nothing with.
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
    /// Number of levels, 0 where forces are used.
    pub levels: u8,
    /// Records the unit can keep.
    pub records: u8,
}

impl Features {
    /// Flag: runs intermittent programmes.
    pub const INTERMITTENT: u8 = 1 << 0;
    /// Flag: has a hand switch.
    pub const HAND_SWITCH: u8 = 1 << 1;
    /// Region bit of the neck.
    pub const CERVICAL: u8 = 1 << 0;
    /// Region bit of the lower back.
    pub const LUMBAR: u8 = 1 << 1;
}

/// The home unit of the profile's worked Feature frame (section 10).
impl Default for Features {
    fn default() -> Self {
        Self {
            version: (1, 0),
            kind: Kind::Actuator,
            modality: 1,
            regions: Self::CERVICAL,
            flags: Self::INTERMITTENT | Self::HAND_SWITCH,
            least_force: 100,
            greatest_force: 2224,
            force_step: 10,
            greatest_ramp: 200,
            longest_programme: 1800,
            levels: 0,
            records: 0,
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
    /// What the unit says of itself and keeps to.
    pub features: Features,
    /// Battery at power-on, percent.
    pub battery_percent: u8,
    /// Time of power-on on the caller's clock, milliseconds. The caller's times must not be earlier.
    pub started_at: u64,
    /// Least latency of the radio, one way, milliseconds.
    pub latency: u64,
    /// Greatest addition to the latency, chosen by the seed, milliseconds.
    pub jitter: u64,
    /// Whether links are authenticated; over others Start, Resume and Adjust Force are refused (section 9).
    pub authenticated: bool,
}

/// A pneumatic cervical home unit with a charged battery.
impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            name: "Simulated home unit".to_owned(),
            boot_id: 1,
            mtu: 23,
            features: Features::default(),
            battery_percent: 80,
            started_at: 0,
            latency: 20,
            jitter: 8,
            authenticated: true,
        }
    }
}
