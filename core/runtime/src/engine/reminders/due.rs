//! What follows from the journal by itself: how it was after a session, reviews, the full form, the end of a plan, a device to
//! charge.

use chrono::{Days, NaiveDate, NaiveTime};
use nape_logic::modality::Region;
use nape_logic::plan::Plan;
use nape_logic::plan::progression;
use nape_logic::reminders::{Due, DueAt, Subject};
use nape_logic::screening::FULL_FORM_HOLDS;
use nape_logic::time::{Millis, Now, Timestamp};

use crate::engine::task::Task;

/// What is due on a day is told at this hour of it (own decision `[D]`).
const HOUR_OF_DUE: u32 = 10;
/// A device whose battery was low is charged overnight, which is told at this hour (own decision `[D]`).
const HOUR_OF_CHARGING: u32 = 20;
/// A plan's end is told so many days before (own decision `[D]`).
const DAYS_BEFORE_EXPIRY: u64 = 7;
/// How it was in the day after a session is asked then.
const NEXT_DAY: Millis = Millis::from_mins(24 * 60);

impl Task {
    /// What follows from the journal: how it was after a session, reviews, the full form, the end of a plan.
    pub(super) fn due(&self, now: &Now) -> Vec<Due> {
        let mut due = Vec::new();
        for region in Region::ALL.iter().copied() {
            let open = self.ledger.counting_of(region).filter(|session| {
                !session.logged
                    && !session.rehearsal
                    && !session.next_day_told
                    && now.wall.since(session.last) <= NEXT_DAY
            });
            due.extend(open.map(|session| Due {
                subject: Subject::NextDayCheck,
                key: format!("{}/{}", Subject::NextDayCheck, session.id),
                at: DueAt::Instant(session.last.plus(NEXT_DAY)),
            }));
            let Some(course) = self.ledger.open_course(region) else { continue };
            let open = self.course_advice(region, now.wall).reviews;
            let to_come = progression::reviews_by_time(course.started);
            let to_come =
                to_come.into_iter().filter(|review| review.due.unix_millis() > now.wall.unix_millis());
            due.extend(open.into_iter().chain(to_come).map(|review| Due {
                subject: Subject::Review,
                key: format!("{}/{}/{}", Subject::Review, review.kind.word(), course.id),
                at: at_the_hour(review.due),
            }));
            due.extend(self.ledger.forms.last_full().map(|form| {
                let date = form.at.plus(FULL_FORM_HOLDS).date();
                let key = format!("{}/{date}", Subject::Rescreening);
                Due { subject: Subject::Rescreening, key, at: on(date) }
            }));
            let last = self.ledger.counting_of(region).map(|session| session.last).max();
            due.extend(last.map(|last| {
                let date = last.plus(progression::IDLE).date();
                let key = format!("{}/idle/{date}", Subject::Rescreening);
                Due { subject: Subject::Rescreening, key, at: on(date) }
            }));
        }
        due.extend(self.plans.values().filter_map(expiry));
        due.extend(self.ledger.unsynced_since().map(|since| Due {
            subject: Subject::DeviceSync,
            key: format!("{}/{}", Subject::DeviceSync, since.unix_millis()),
            at: on(since.date().checked_add_days(Days::new(1)).unwrap_or(since.date())),
        }));
        due.extend(self.ledger.low_battery().map(|told| Due {
            subject: Subject::DeviceBattery,
            key: format!("{}/{}", Subject::DeviceBattery, told.unix_millis()),
            at: in_the_evening(told),
        }));
        due
    }
}

fn expiry(plan: &Plan) -> Option<Due> {
    let date = plan.provider.as_ref()?.expires?.checked_sub_days(Days::new(DAYS_BEFORE_EXPIRY))?;
    let key = format!("{}/{}/{}/{date}", Subject::PlanExpiry, plan.modality, plan.region);
    Some(Due { subject: Subject::PlanExpiry, key, at: on(date) })
}

/// On the evening of its own day, so that a night is left to charge in; after that at the hour of the next day.
fn in_the_evening(told: Timestamp) -> DueAt {
    let date = told.date();
    if is_past(told, HOUR_OF_CHARGING) {
        on(date.checked_add_days(Days::new(1)).unwrap_or(date))
    } else {
        at_hour(date, HOUR_OF_CHARGING)
    }
}

fn on(date: NaiveDate) -> DueAt {
    at_hour(date, HOUR_OF_DUE)
}

fn at_hour(date: NaiveDate, hour: u32) -> DueAt {
    DueAt::Reads(date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()))
}

/// On its own day, or on the next one where that hour is past.
fn at_the_hour(due: Timestamp) -> DueAt {
    let date = due.date();
    on(if is_past(due, HOUR_OF_DUE) { date.checked_add_days(Days::new(1)).unwrap_or(date) } else { date })
}

/// Whether the hour of its own day is past.
fn is_past(at: Timestamp, hour: u32) -> bool {
    let of_day = (at.unix_millis() + i64::from(at.offset_seconds()) * 1000).rem_euclid(24 * 3_600_000);
    of_day > i64::from(hour) * 3_600_000
}
