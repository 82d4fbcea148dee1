//! Holds that are counted: a bar's and an inversion table's sets.

use super::dose::Plan;
use super::row::Row;
use super::words::Pattern;
use crate::time::Millis;

/// So many holds with a rest between two of them; the last hold ends the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedHolds {
    /// How many, from 1.
    pub sets: u8,
    /// The length of each.
    pub hold: Millis,
    /// The length of each rest; zero where there is but one hold.
    pub rest: Millis,
}

impl CountedHolds {
    /// As the plan asks, where it is counted in sets and says enough.
    pub(super) fn of(plan: &Plan, row: &Row) -> Option<Self> {
        if row.sets.is_none() || plan.pattern != Pattern::Intermittent {
            return None;
        }
        let sets = plan.sets.filter(|sets| *sets > 0)?;
        let rest = if sets == 1 { plan.rest_ms.unwrap_or(Millis::ZERO) } else { plan.rest_ms? };
        Some(Self { sets, hold: plan.hold_ms?, rest })
    }

    /// All holds together.
    pub fn under_load(self) -> Millis {
        times(self.hold, self.sets)
    }

    /// All holds and the rests between them.
    pub fn duration(self) -> Millis {
        self.under_load().plus(times(self.rest, self.sets.saturating_sub(1)))
    }

    /// At most `most` sets.
    pub(super) fn at_most(self, most: u8) -> Self {
        Self { sets: self.sets.min(most.max(1)), ..self }
    }

    /// No more than `most` under load: fewer holds, and where one is too long, a shorter one.
    pub(super) fn within_load(self, most: Millis) -> Self {
        let hold = self.hold.min(most);
        Self { hold, ..self }.at_most(how_many(most, hold))
    }

    /// No longer than `most` in all: fewer holds, and where one is too long, a shorter one.
    pub(super) fn within_duration(self, most: Millis) -> Self {
        let hold = self.hold.min(most);
        Self { hold, ..self }.at_most(how_many(most.plus(self.rest), hold.plus(self.rest)))
    }
}

pub(super) fn times(time: Millis, times: u8) -> Millis {
    Millis(time.get().saturating_mul(u64::from(times)))
}

/// How many times `part` goes into `whole`.
pub(super) fn how_many(whole: Millis, part: Millis) -> u8 {
    u8::try_from(whole.get().checked_div(part.get()).unwrap_or(0)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(sets: u8, hold: u64, rest: u64) -> CountedHolds {
        CountedHolds { sets, hold: Millis::from_secs(hold), rest: Millis::from_secs(rest) }
    }

    #[test]
    fn the_last_hold_has_no_rest_behind_it() {
        assert_eq!(holds(4, 30, 45).under_load(), Millis::from_secs(120));
        assert_eq!(holds(4, 30, 45).duration(), Millis::from_secs(4 * 30 + 3 * 45));
        assert_eq!(holds(1, 30, 45).duration(), Millis::from_secs(30));
    }

    #[test]
    fn less_time_under_load_is_fewer_holds_and_then_a_shorter_one() {
        let half_a_minute = Millis::from_secs(30);
        assert_eq!(holds(4, 15, 20).within_load(half_a_minute), holds(2, 15, 20));
        assert_eq!(holds(3, 20, 20).within_load(half_a_minute), holds(1, 20, 20));
        assert_eq!(holds(2, 60, 60).within_load(half_a_minute), holds(1, 30, 60));
        assert_eq!(holds(2, 10, 10).within_load(Millis::ZERO).duration(), Millis::ZERO);
    }

    #[test]
    fn a_shorter_session_is_fewer_holds() {
        assert_eq!(holds(4, 30, 30).within_duration(Millis::from_secs(209)), holds(3, 30, 30));
        assert_eq!(holds(4, 30, 30).within_duration(Millis::from_secs(20)), holds(1, 20, 30));
    }
}
