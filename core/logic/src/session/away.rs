//! How long a session was without its program: by the clock that counts suspend where it can be, by wall time
//! after a reboot, and past every end where neither can tell.

use serde::{Deserialize, Serialize};

use crate::time::{Millis, Now};

/// Longer than any session: where nobody knows how long it was, its pull must come off at once (own decision `[D]`).
const PAST_EVERY_END: Millis = Millis::from_mins(24 * 60);

/// The time between the last fact of a session and the next start of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// How long.
    #[serde(rename = "away_ms")]
    pub time: Millis,
    /// By what it was measured.
    pub by: AwayClock,
}

/// What told the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwayClock {
    /// The clock that counts suspend.
    Elapsed,
    /// The wall clock: the machine was started anew, which stopped the other one.
    Wall,
    /// Neither: the wall clock was turned back too. The time is taken as longer than any session.
    Unknown,
}

impl Away {
    /// The time from the stamps of the last fact to `now`. A pull is never taken as shorter than it may have been.
    pub fn between(last: &Now, now: &Now) -> Self {
        if last.boot == now.boot && last.elapsed <= now.elapsed {
            return Self { time: now.elapsed.since(last.elapsed), by: AwayClock::Elapsed };
        }
        if last.wall.unix_millis() <= now.wall.unix_millis() {
            return Self { time: now.wall.since(last.wall), by: AwayClock::Wall };
        }
        Self { time: PAST_EVERY_END, by: AwayClock::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::BootId;
    use crate::time::{Elapsed, Timestamp};

    fn stamp(boot: &str, elapsed: u64, wall: &str) -> Now {
        let wall = Timestamp::parse(wall).expect("valid");
        Now { wall, elapsed: Elapsed(elapsed), boot: BootId(boot.to_owned()) }
    }

    fn last() -> Now {
        stamp("a", 50_000, "2026-03-29T01:59:50+01:00")
    }

    #[test]
    fn within_a_boot_the_clock_that_counts_suspend_tells_whatever_the_wall_clock_shows() {
        for wall in ["2026-03-29T03:00:00+02:00", "2020-01-01T00:00:00Z"] {
            let away = Away::between(&last(), &stamp("a", 60_000, wall));
            assert_eq!(away, Away { time: Millis::from_secs(10), by: AwayClock::Elapsed });
        }
    }

    #[test]
    fn after_a_reboot_wall_time_tells_and_a_change_of_summer_time_is_no_hour() {
        let away = Away::between(&last(), &stamp("b", 7, "2026-03-29T03:00:50+02:00"));
        assert_eq!(away, Away { time: Millis::from_secs(60), by: AwayClock::Wall });
    }

    #[test]
    fn a_clock_that_went_backwards_within_a_boot_is_not_believed() {
        let away = Away::between(&last(), &stamp("a", 10, "2026-03-29T02:00:00+01:00"));
        assert_eq!(away, Away { time: Millis::from_secs(10), by: AwayClock::Wall });
    }

    #[test]
    fn after_a_reboot_with_the_wall_clock_turned_back_every_pull_is_past_its_end() {
        let away = Away::between(&last(), &stamp("b", 7, "2026-03-28T00:00:00+01:00"));
        assert_eq!(away.by, AwayClock::Unknown);
        assert!(away.time > Millis::from_mins(60 * 12));
    }
}
