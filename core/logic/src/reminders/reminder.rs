//! A reminder that a person set, and how they want to be reminded.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::rule::{Rule, Times, ZonePolicy};
use super::subject::Subject;
use super::written::{WrittenRule, Wrong, read_rule};
use crate::document::{FieldError, from_small_json};
use crate::id::RecordId;
use crate::modality::Region;

/// The longest title, in characters (own decision `[D]`).
pub const TITLE_MAX: usize = 80;
/// No system is asked to hold more than this at once, as far as the person does not say so (own decision `[D]`).
pub const USUAL_CAPACITY: u32 = 30;

/// A reminder, whole and sensible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What it is about; one that a person chooses.
    pub subject: Subject,
    /// Which part of the spine a session is for.
    pub region: Region,
    /// The person's own words, of a medicine or anything else.
    pub title: Option<String>,
    /// Whether it rings in quiet hours too.
    pub in_quiet_hours: bool,
    /// It rings on no day before this one.
    pub paused_until: Option<NaiveDate>,
    /// When.
    pub rule: Rule,
}

/// A reminder of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReminder {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub reminder: Reminder,
}

/// As a reminder is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    subject: Subject,
    #[serde(default = "cervical", skip_serializing_if = "is_cervical")]
    region: Region,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    in_quiet_hours: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paused_until: Option<NaiveDate>,
    rule: WrittenRule,
}

const fn cervical() -> Region {
    Region::Cervical
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_cervical(region: &Region) -> bool {
    *region == Region::Cervical
}

/// How it is, is asked in the evening where nobody said when (own decision `[D]`).
const EVENING: (u32, u32) = (20, 0);
/// Breaks at a desk, where nobody said when (L06): each so many minutes (own decision `[D]`).
const BREAK_EVERY_MINUTES: u32 = 60;
/// From the first hour to the second (own decision `[D]`).
const DESK_HOURS: (u32, u32) = (9, 17);

impl Reminder {
    /// What a person gets who does not say when; none of what only they can say.
    pub fn usual(subject: Subject) -> Option<Self> {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        let times = match subject {
            Subject::SymptomCheck => Times::Daily(time(EVENING.0, EVENING.1)?),
            Subject::PostureBreak => Times::Interval {
                every_minutes: BREAK_EVERY_MINUTES,
                from: time(DESK_HOURS.0, 0)?,
                until: time(DESK_HOURS.1, 0)?,
            },
            _ => return None,
        };
        let rule = Rule { times, zone: ZonePolicy::Floating, start: None, end: None, count: None };
        Some(Self::plain(subject, rule))
    }

    /// One of which nothing else is said.
    pub(super) fn plain(subject: Subject, rule: Rule) -> Self {
        Self {
            subject,
            region: Region::Cervical,
            title: None,
            in_quiet_hours: false,
            paused_until: None,
            rule,
        }
    }

    /// Reads `{"subject":"session","rule":{"kind":"daily","time":"08:00","zone_policy":"floating"}}`; every field that is
    /// wrong, where any is.
    pub fn from_json(document: &[u8]) -> Result<Self, Vec<FieldError>> {
        let written: Written = from_small_json(document).map_err(|error| vec![error])?;
        let mut wrong = Wrong::default();
        let Written { subject, region, title, in_quiet_hours, paused_until, rule } = written;
        if !subject.is_chosen() {
            let chosen: Vec<&str> =
                Subject::ALL.iter().filter(|one| one.is_chosen()).map(|one| one.word()).collect();
            wrong.at("subject", "follows from the journal and is not set", chosen.join(", "));
        }
        check_title(subject, title.as_deref(), &mut wrong);
        let rule = read_rule("rule", rule, &mut wrong);
        match rule.filter(|_| wrong.is_nothing()) {
            Some(rule) => Ok(Self { subject, region, title, in_quiet_hours, paused_until, rule }),
            None => Err(wrong.into_problems()),
        }
    }

    /// As it is kept and read again.
    pub fn to_json(&self) -> String {
        let Self { subject, region, title, in_quiet_hours, paused_until, rule } = self.clone();
        let written = Written { subject, region, title, in_quiet_hours, paused_until, rule: (&rule).into() };
        // Plain data: writing it can't fail.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

fn check_title(subject: Subject, title: Option<&str>, wrong: &mut Wrong) {
    let allowed = format!("1 to {TITLE_MAX} characters");
    match title {
        None if subject.has_title() => wrong.at("title", "missing", allowed),
        None => {}
        Some(_) if !subject.has_title() => {
            wrong.at("title", "does not belong to this subject", "no such field");
        }
        Some(title) => {
            let length = title.trim().chars().count();
            if length == 0 || length > TITLE_MAX || title.chars().any(char::is_control) {
                wrong.at("title", "empty, too long, or has control characters", allowed);
            }
        }
    }
}

/// How a person wants to be reminded, of whatever.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manner {
    /// Quiet hours by the phone's clock, from the first up to but not including the second; they may cross midnight.
    #[serde(skip_serializing_if = "Option::is_none", with = "hours")]
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    /// Whether a locked screen shows what it is about; by default it does not (P32).
    pub shows_subject: bool,
    /// Nothing that can be paused rings on a day before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<NaiveDate>,
}

impl Manner {
    /// Refuses quiet hours that last the whole day.
    pub fn check(&self) -> Result<(), FieldError> {
        match self.quiet {
            Some((from, until)) if from == until => {
                Err(FieldError::new("quiet", "the whole day", "two times that differ"))
            }
            _ => Ok(()),
        }
    }
}

/// Hours as `["22:00","07:00"]`.
mod hours {
    use chrono::NaiveTime;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::reminders::written::{as_time_of_day, time_of_day};

    #[expect(clippy::ref_option, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(
        hours: &Option<(NaiveTime, NaiveTime)>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        hours.map(|(from, until)| [as_time_of_day(from), as_time_of_day(until)]).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<(NaiveTime, NaiveTime)>, D::Error> {
        let wrong = || D::Error::custom("no time of day, expected HH:MM, from 00:00 to 23:59");
        let Some((from, until)) = Option::<(String, String)>::deserialize(from)? else { return Ok(None) };
        let time = |text: &str| time_of_day(text).ok_or_else(wrong);
        Ok(Some((time(&from)?, time(&until)?)))
    }
}
