//! The faults that can be injected. To add one: a variant, a row in `TABLE`, and an arm in `Device::break_down`.

/// A fault that a test or a script puts into the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The link drops and every later connection is refused.
    LinkLost,
    /// The link drops; the central may connect again.
    LinkDrop,
    /// The radio takes nothing in and sends nothing out, while the link stays up. Not even a Stop arrives, so
    /// that only the dead man can release.
    Silent,
    /// The unit restarts: force is released, the boot id changes, the link drops.
    Reboot,
    /// The person presses the hand switch and keeps it pressed.
    HandSwitch,
    /// The person lets go of the hand switch.
    HandSwitchRelease,
    /// The person presses the start button of a unit that has one, and keeps it pressed.
    StartButton,
    /// The person lets go of the start button.
    StartButtonRelease,
    /// The battery falls to 4 %.
    LowBattery,
    /// The true force rises above the force limit and sticks there until the firmware releases. Without a
    /// programme it waits for the next one. On a gauge the person's hand overdoes it by 7 N until asked for less.
    OverForce,
    /// The harness slips: the cable carries less than half of the pull until it was slack once.
    Slip,
    /// The actuator no longer follows its target. A bleed valve of its own opens when the force has stood more
    /// than 5.0 N above the target, or at all where the target is zero, for 5 s; that raises the actuator fault.
    StuckActuator,
    /// The next ten notifications have flipped bits.
    CorruptFrames,
    /// The next ten notifications arrive twice.
    DuplicateFrames,
    /// The next ten notifications are lost.
    LoseFrames,
    /// The next ten notifications come 1.5 s late, and what follows waits behind them.
    DelayFrames,
    /// The next ten notifications come in another order: every second one of a characteristic before the one that
    /// it follows. Indications keep theirs.
    ReorderFrames,
    /// The link drops in the middle of what is told of records: after 1 to 40 more entries or fragments, as the
    /// seed says.
    DropInReport,
    /// A bit in the content of the lowest stored record flips, so that its digest is wrong.
    RecordCorrupt,
    /// Both control points take writes and indicate nothing, until a restart.
    NeverAnswers,
    /// The unit forgets the bond: the link ends, and each later one does as soon as it stands, until the two are
    /// paired again. A unit that was never paired takes no notice.
    BondLost,
    /// The person removes the central's bond and pairs again: the bond has a new number.
    PairedAgain,
}

const TABLE: [(&str, Fault); 22] = [
    ("link_lost", Fault::LinkLost),
    ("link_drop", Fault::LinkDrop),
    ("silent", Fault::Silent),
    ("reboot", Fault::Reboot),
    ("hand_switch", Fault::HandSwitch),
    ("hand_switch_release", Fault::HandSwitchRelease),
    ("start_button", Fault::StartButton),
    ("start_button_release", Fault::StartButtonRelease),
    ("low_battery", Fault::LowBattery),
    ("over_force", Fault::OverForce),
    ("slip", Fault::Slip),
    ("stuck_actuator", Fault::StuckActuator),
    ("corrupt_frames", Fault::CorruptFrames),
    ("duplicate_frames", Fault::DuplicateFrames),
    ("lose_frames", Fault::LoseFrames),
    ("delay_frames", Fault::DelayFrames),
    ("reorder_frames", Fault::ReorderFrames),
    ("drop_in_report", Fault::DropInReport),
    ("record_corrupt", Fault::RecordCorrupt),
    ("never_answers", Fault::NeverAnswers),
    ("bond_lost", Fault::BondLost),
    ("paired_again", Fault::PairedAgain),
];

impl Fault {
    /// The words for scripts.
    pub const NAMES: [&str; TABLE.len()] = {
        let mut names = [""; TABLE.len()];
        let mut row = 0;
        while row < TABLE.len() {
            names[row] = TABLE[row].0;
            row += 1;
        }
        names
    };

    /// The fault with this name, or `None` for an unknown word.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|(word, _)| *word == name).map(|(_, fault)| *fault)
    }
}
