//! Which messages are kept together. A pack is read when one of its messages is first asked for.
//!
//! The build script packs with this same rule, so nothing here may need more than the language.

/// Messages that are kept and read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pack {
    /// What the forms, plans and sessions say.
    Main,
    /// What only the guide says: more than all the rest, and not needed to start.
    Guide,
}

impl Pack {
    /// Every one, in the order in which a language lists them.
    pub const ALL: [Self; 2] = [Self::Main, Self::Guide];

    /// The pack that the message `key`, or the term of that name, is in.
    pub fn of(key: &str) -> Self {
        if key.starts_with("guide-") { Self::Guide } else { Self::Main }
    }

    /// The beginning of the names of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Main => "messages",
            Self::Guide => "guide",
        }
    }
}
