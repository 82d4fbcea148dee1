//! Rules and state as files write them (`remind check`), read strictly: whatever makes no sense is named with its field.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::labels::times_named;
use super::rule::{LEAST_INTERVAL, MOST_RULES, MOST_TIMES, Rule, Times, ZonePolicy};
use super::state::{LONGEST_HORIZON, State, ZoneChange};
use crate::document::{FieldError, from_json};
use crate::time::Timestamp;

/// A document to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The rules.
    pub rules: Vec<Rule>,
    /// What else the plan depends on.
    pub state: State,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    rules: Vec<WrittenRule>,
    state: WrittenState,
}

/// A rule as files write it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRule {
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weekdays: Option<Vec<Day>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every_minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    window: Option<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<NaiveDate>,
    zone_policy: Policy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
}

impl From<&Rule> for WrittenRule {
    fn from(rule: &Rule) -> Self {
        let (zone_policy, zone) = match &rule.zone {
            ZonePolicy::Floating => (Policy::Floating, None),
            ZonePolicy::Fixed(zone) => (Policy::Fixed, Some(zone.clone())),
        };
        let mut written = Self {
            kind: Kind::Daily,
            time: None,
            weekdays: None,
            every_minutes: None,
            window: None,
            date: None,
            zone_policy,
            zone,
            start: rule.start,
            end: rule.end,
            count: rule.count,
        };
        match &rule.times {
            Times::Daily(time) => written.time = Some(as_time_of_day(*time)),
            Times::Weekly { time, weekdays } => {
                written.kind = Kind::Weekly;
                written.time = Some(as_time_of_day(*time));
                let is_named = |day: &Day| weekdays.contains(&weekday(*day));
                written.weekdays = Some(Day::ALL.into_iter().filter(is_named).collect());
            }
            Times::Interval { every_minutes, from, until } => {
                written.kind = Kind::Interval;
                written.every_minutes = Some(*every_minutes);
                written.window = Some((as_time_of_day(*from), as_time_of_day(*until)));
            }
            Times::Once { date, time } => {
                written.kind = Kind::Once;
                (written.date, written.time) = (Some(*date), Some(as_time_of_day(*time)));
            }
        }
        written
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Daily,
    Weekly,
    Interval,
    Once,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Policy {
    Floating,
    Fixed,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenState {
    now: Timestamp,
    device_zone: String,
    #[serde(default)]
    zone_changes: Vec<WrittenChange>,
    #[serde(default)]
    quiet: Option<(String, String)>,
    #[serde(default)]
    paused_until: Option<NaiveDate>,
    #[serde(default)]
    done_dates: Vec<NaiveDate>,
    horizon_days: u32,
    capacity: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenChange {
    at: Timestamp,
    zone: String,
}

/// Reads a document; every field that is wrong, where any is.
pub fn read(document: &[u8]) -> Result<Check, Vec<FieldError>> {
    let Document { rules, state } = from_json(document).map_err(|error| vec![error])?;
    let mut wrong = Wrong::default();
    if rules.len() > MOST_RULES {
        wrong.at("rules", "too many", format!("at most {MOST_RULES} rules"));
        return Err(wrong.0);
    }
    let mut kept = Vec::new();
    for (index, rule) in rules.into_iter().enumerate() {
        kept.extend(read_rule(&format!("rules[{index}]"), rule, &mut wrong));
    }
    let state = state.read(&mut wrong);
    if state.as_ref().is_some_and(|state| times_named(&kept, state.horizon_days) > MOST_TIMES) {
        wrong.at("rules", "too many times in the horizon", format!("at most {MOST_TIMES} times"));
    }
    match state.filter(|_| wrong.0.is_empty()) {
        Some(state) => Ok(Check { rules: kept, state }),
        None => Err(wrong.0),
    }
}

/// One rule, whose fields are named behind `path`.
pub(super) fn read_rule(path: &str, rule: WrittenRule, wrong: &mut Wrong) -> Option<Rule> {
    let before = wrong.0.len();
    rule.read(path, wrong).filter(|_| wrong.0.len() == before)
}

/// What is wrong so far.
#[derive(Default)]
pub(super) struct Wrong(Vec<FieldError>);

impl Wrong {
    pub(super) fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_problems(self) -> Vec<FieldError> {
        self.0
    }

    pub(super) fn at(&mut self, field: impl Into<String>, message: &str, allowed: impl Into<String>) {
        self.0.push(FieldError::new(field, message, allowed));
    }

    fn time(&mut self, field: &str, text: Option<&str>) -> Option<NaiveTime> {
        let read = text.and_then(time_of_day);
        if read.is_none() {
            let message = if text.is_some() { "not a time of day" } else { "missing" };
            self.at(field, message, "HH:MM, from 00:00 to 23:59");
        }
        read
    }
}

/// `HH:MM`.
pub(super) fn as_time_of_day(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Exactly `HH:MM`.
pub(super) fn time_of_day(text: &str) -> Option<NaiveTime> {
    let is_plain = text.len() == 5
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() });
    NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| is_plain)
}

impl WrittenRule {
    fn read(self, path: &str, wrong: &mut Wrong) -> Option<Rule> {
        let field = |name: &str| format!("{path}.{name}");
        let kind = self.kind;
        let unwanted = [
            ("time", self.time.is_some() && kind == Kind::Interval),
            ("weekdays", self.weekdays.is_some() && kind != Kind::Weekly),
            ("every_minutes", self.every_minutes.is_some() && kind != Kind::Interval),
            ("window", self.window.is_some() && kind != Kind::Interval),
            ("date", self.date.is_some() && kind != Kind::Once),
        ];
        for (name, _) in unwanted.into_iter().filter(|(_, unwanted)| *unwanted) {
            wrong.at(field(name), "does not belong to this kind of rule", "no such field");
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end < start
        {
            wrong.at(field("end"), "before the start", format!("{start} or later"));
        }
        if self.count == Some(0) {
            wrong.at(field("count"), "out of range", "1 or more");
        }
        let zone = match self.zone_policy {
            Policy::Floating => Some(ZonePolicy::Floating),
            Policy::Fixed => {
                if self.zone.is_none() {
                    wrong.at(field("zone"), "missing", "an IANA name such as Europe/Lisbon");
                }
                self.zone.clone().map(ZonePolicy::Fixed)
            }
        };
        let times = self.times(path, wrong);
        Some(Rule { times: times?, zone: zone?, start: self.start, end: self.end, count: self.count })
    }

    fn times(&self, path: &str, wrong: &mut Wrong) -> Option<Times> {
        let field = |name: &str| format!("{path}.{name}");
        match self.kind {
            Kind::Daily => wrong.time(&field("time"), self.time.as_deref()).map(Times::Daily),
            Kind::Weekly => {
                let mut days = self.weekdays.clone().unwrap_or_default();
                let given = days.len();
                days.sort_unstable();
                days.dedup();
                if days.is_empty() || days.len() < given {
                    wrong.at(
                        field("weekdays"),
                        "none, or one of them twice",
                        "mon, tue, wed, thu, fri, sat, sun, each once",
                    );
                }
                let time = wrong.time(&field("time"), self.time.as_deref())?;
                Some(Times::Weekly { time, weekdays: days.into_iter().map(weekday).collect() })
            }
            Kind::Interval => self.interval(path, wrong),
            Kind::Once => {
                if self.date.is_none() {
                    wrong.at(field("date"), "missing", "YYYY-MM-DD");
                }
                let time = wrong.time(&field("time"), self.time.as_deref());
                Some(Times::Once { date: self.date?, time: time? })
            }
        }
    }

    fn interval(&self, path: &str, wrong: &mut Wrong) -> Option<Times> {
        const MOST: u32 = 24 * 60;
        let every = self.every_minutes.filter(|every| (LEAST_INTERVAL..=MOST).contains(every));
        if every.is_none() {
            let message = if self.every_minutes.is_some() { "out of range" } else { "missing" };
            let allowed = format!("{LEAST_INTERVAL} to {MOST} minutes");
            wrong.at(format!("{path}.every_minutes"), message, allowed);
        }
        let field = format!("{path}.window");
        let (from, until) = self
            .window
            .as_ref()
            .map_or((None, None), |(from, until)| (Some(from.as_str()), Some(until.as_str())));
        let (from, until) = (wrong.time(&field, from), from.and_then(|_| wrong.time(&field, until)));
        let (from, until) = (from?, until?);
        if until < from {
            wrong.at(field, "ends before it starts", "two times of one day, the earlier one first");
            return None;
        }
        Some(Times::Interval { every_minutes: every?, from, until })
    }
}

const fn weekday(day: Day) -> Weekday {
    match day {
        Day::Mon => Weekday::Mon,
        Day::Tue => Weekday::Tue,
        Day::Wed => Weekday::Wed,
        Day::Thu => Weekday::Thu,
        Day::Fri => Weekday::Fri,
        Day::Sat => Weekday::Sat,
        Day::Sun => Weekday::Sun,
    }
}

impl WrittenState {
    fn read(self, wrong: &mut Wrong) -> Option<State> {
        if !(1..=LONGEST_HORIZON).contains(&self.horizon_days) {
            wrong.at("state.horizon_days", "out of range", format!("1 to {LONGEST_HORIZON}"));
        }
        let in_order =
            self.zone_changes.windows(2).all(|pair| pair[0].at.unix_millis() < pair[1].at.unix_millis());
        if !in_order {
            wrong.at("state.zone_changes", "not in the order of time", "each later than the one before it");
        }
        let quiet = match &self.quiet {
            None => None,
            Some((from, until)) => {
                let from = wrong.time("state.quiet", Some(from));
                let until = from.and_then(|_| wrong.time("state.quiet", Some(until)));
                if from.is_some() && from == until {
                    wrong.at("state.quiet", "the whole day", "two times that differ");
                }
                Some((from?, until?))
            }
        };
        let change = |change: WrittenChange| ZoneChange { at: change.at, zone: change.zone };
        Some(State {
            now: self.now,
            device_zone: self.device_zone,
            zone_changes: self.zone_changes.into_iter().map(change).collect(),
            quiet,
            paused_until: self.paused_until,
            done_dates: self.done_dates,
            horizon_days: self.horizon_days,
            capacity: self.capacity,
        })
    }
}
