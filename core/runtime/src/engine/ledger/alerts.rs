//! Alerts that the person put off, and those that are over: so that both outlast a restart (P32).

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::reminders::{AlertWord, Snoozed, Subject};
use nape_logic::time::{Millis, Timestamp};
use serde::{Deserialize, Serialize};

use crate::store::fact::AlertTold;

/// An alert is planned from its instant on no more, so what became of it is kept in the ledger for so long only [D]; the
/// facts stay.
const KEPT_FOR: Millis = Millis::from_mins(60 * 24 * 60);

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Alerts {
    /// When each of them was settled, in milliseconds since 1970.
    settled: BTreeMap<String, i64>,
    snoozed: BTreeMap<String, (Subject, Timestamp)>,
}

impl Alerts {
    pub(super) fn told(&mut self, fact: &AlertTold, at: Timestamp) {
        let AlertTold { alert, subject, what, until } = fact;
        match what {
            // One that was taken back may be planned again.
            AlertWord::Issued | AlertWord::Shown | AlertWord::Retracted => return,
            AlertWord::Snoozed => {
                self.snoozed.extend(until.map(|until| (alert.clone(), (*subject, until))));
            }
            AlertWord::Acknowledged | AlertWord::Acted | AlertWord::Missed => {
                self.snoozed.remove(alert);
            }
        }
        self.settled.insert(alert.clone(), at.unix_millis());
        let oldest = at.unix_millis().saturating_sub_unsigned(KEPT_FOR.get());
        self.settled.retain(|_, settled| *settled >= oldest);
        self.snoozed.retain(|_, (_, until)| until.unix_millis() >= oldest);
    }

    /// Those that are over.
    pub(in crate::engine) fn settled(&self) -> BTreeSet<String> {
        self.settled.keys().cloned().collect()
    }

    /// Those that were put off and still ring.
    pub(in crate::engine) fn snoozed(&self, now: Timestamp) -> Vec<Snoozed> {
        let rings = |(_, until): &(Subject, Timestamp)| until.unix_millis() >= now.unix_millis();
        let snoozed = self.snoozed.iter().filter(|(_, snoozed)| rings(snoozed));
        snoozed
            .map(|(alert, (subject, until))| Snoozed {
                alert: alert.clone(),
                subject: *subject,
                until: *until,
            })
            .collect()
    }
}
