//! Can the end of a session be heard? What the shell reports of its phone, next to the person's own word (P20).
//!
//! What a shell can't tell is left out and speaks against nothing: then the person's word is all there is.

use crate::text::Message;

/// An alarm below this is not heard from under a harness (own decision `[D]`).
const LEAST_VOLUME_PERCENT: u8 = 40;
/// With less, and no charger, a phone may be off before the end (own decision `[D]`).
const LEAST_BATTERY_PERCENT: u8 = 15;

/// How the phone stands, as far as its shell can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AlarmSignals {
    /// The volume of alarms, 0 to 100.
    pub volume_percent: Option<u8>,
    /// Silent mode is on, and alarms of this app do not pass it.
    pub silent_mode: Option<bool>,
    /// A focus or do-not-disturb mode is on, and alarms of this app do not pass it.
    pub focus: Option<bool>,
    /// The person lets this app notify.
    pub notifications: Option<bool>,
    /// The battery, 0 to 100.
    pub battery_percent: Option<u8>,
    /// It is being charged.
    pub charging: Option<bool>,
}

/// One thing that keeps the end from being heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// Alarms are too quiet.
    Volume,
    /// Silent mode.
    SilentMode,
    /// A focus or do-not-disturb mode.
    Focus,
    /// Notifications are not allowed.
    Notifications,
    /// The battery may not last.
    Battery,
}

impl Unheard {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Volume, Self::SilentMode, Self::Focus, Self::Notifications, Self::Battery];

    /// The rule's id.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Volume => "hearing.volume",
            Self::SilentMode => "hearing.silent_mode",
            Self::Focus => "hearing.focus",
            Self::Notifications => "hearing.notifications",
            Self::Battery => "hearing.battery",
        }
    }

    /// What is wrong and what helps.
    pub fn message(self) -> Message {
        Message::new(format!("session-{}", self.rule().replace(['.', '_'], "-")))
    }
}

impl AlarmSignals {
    /// Everything in them that keeps the end from being heard.
    pub fn against(&self) -> Vec<Unheard> {
        let low = |percent: Option<u8>, least| percent.is_some_and(|percent| percent < least);
        let charges = self.charging == Some(true);
        let checks = [
            (low(self.volume_percent, LEAST_VOLUME_PERCENT), Unheard::Volume),
            (self.silent_mode == Some(true), Unheard::SilentMode),
            (self.focus == Some(true), Unheard::Focus),
            (self.notifications == Some(false), Unheard::Notifications),
            (low(self.battery_percent, LEAST_BATTERY_PERCENT) && !charges, Unheard::Battery),
        ];
        checks.into_iter().filter_map(|(holds, unheard)| holds.then_some(unheard)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_speaks_against_nothing() {
        assert_eq!(AlarmSignals::default().against(), []);
    }

    #[test]
    fn each_thing_is_found_by_itself_and_all_together() {
        let none = AlarmSignals::default();
        for (signals, unheard) in [
            (AlarmSignals { volume_percent: Some(39), ..none }, Unheard::Volume),
            (AlarmSignals { silent_mode: Some(true), ..none }, Unheard::SilentMode),
            (AlarmSignals { focus: Some(true), ..none }, Unheard::Focus),
            (AlarmSignals { notifications: Some(false), ..none }, Unheard::Notifications),
            (AlarmSignals { battery_percent: Some(14), ..none }, Unheard::Battery),
        ] {
            assert_eq!(signals.against(), [unheard]);
        }
        let all = AlarmSignals {
            volume_percent: Some(0),
            silent_mode: Some(true),
            focus: Some(true),
            notifications: Some(false),
            battery_percent: Some(0),
            charging: Some(false),
        };
        assert_eq!(all.against(), Unheard::ALL);
    }

    #[test]
    fn a_phone_that_stands_well_is_heard() {
        let well = AlarmSignals {
            volume_percent: Some(40),
            silent_mode: Some(false),
            focus: Some(false),
            notifications: Some(true),
            battery_percent: Some(15),
            charging: Some(false),
        };
        assert_eq!(well.against(), []);
        assert_eq!(AlarmSignals { battery_percent: Some(3), charging: Some(true), ..well }.against(), []);
    }

    #[test]
    fn each_of_them_has_words() {
        for unheard in Unheard::ALL {
            assert!(crate::text::has_message(&unheard.message().key), "{}", unheard.message().key);
        }
    }
}
