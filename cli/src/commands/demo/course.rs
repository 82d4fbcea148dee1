//! The example course: real files that a reader can change.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use nape::api::{self, AfterCheck, AnswerSheet, Plan, Profile, ScriptLine};
use serde::Deserialize;

use crate::clock;
use crate::commands::{plan, screen};
use crate::failure::Failure;
use crate::input;
use crate::live;

/// The whole course, read and checked before anything is stored.
pub(super) struct Course {
    pub(super) reason: String,
    pub(super) profile: Profile,
    pub(super) plan: Plan,
    pub(super) full_answers: AnswerSheet,
    pub(super) days: Vec<Day>,
}

/// A day of it.
pub(super) struct Day {
    pub(super) date: NaiveDate,
    /// RFC 3339.
    pub(super) morning: String,
    pub(super) zone: String,
    pub(super) short_answers: AnswerSheet,
    pub(super) script: Vec<ScriptLine>,
    pub(super) after: AfterCheck,
}

/// `demo/course.json`; paths are from the folder of examples.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseFile {
    reason: String,
    zone: String,
    morning: NaiveTime,
    profile: Profile,
    plan: PathBuf,
    full_answers: PathBuf,
    days: Vec<DayFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayFile {
    date: NaiveDate,
    short_answers: PathBuf,
    script: Option<PathBuf>,
    after: AfterCheck,
}

/// The folder of examples: the named one, else the one beside the sources that this program was built from.
pub(super) fn examples(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = named.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), Path::to_owned);
    if folder.join("demo/course.json").is_file() {
        return Ok(folder);
    }
    Err(Failure::bad_input(
        "--examples",
        "no demo/course.json there",
        "the folder cli/examples of the program's sources",
    ))
}

impl Course {
    /// Reads the course and every file that it names.
    pub(super) fn read(examples: &Path) -> Result<Self, Failure> {
        let file: CourseFile = input::document(&examples.join("demo/course.json"))?;
        let zone: Tz = file
            .zone
            .parse()
            .map_err(|_| Failure::bad_input("zone", "no such zone", "a zone's IANA name"))?;
        let days = file.days.into_iter().map(|day| Day::read(examples, day, file.morning, zone));
        Ok(Self {
            reason: file.reason,
            profile: file.profile,
            plan: plan::read(&examples.join(file.plan))?,
            full_answers: screen::read(&examples.join(file.full_answers))?,
            days: days.collect::<Result<_, _>>()?,
        })
    }

    /// The first day; a course has one.
    pub(super) fn first(&self) -> Result<&Day, Failure> {
        self.days.first().ok_or_else(|| Failure::bad_input("days", "empty", "one day or more"))
    }
}

impl Day {
    fn read(examples: &Path, file: DayFile, morning: NaiveTime, zone: Tz) -> Result<Self, Failure> {
        let morning = zone.from_local_datetime(&file.date.and_time(morning)).earliest();
        let morning = morning
            .ok_or_else(|| Failure::bad_input("morning", "not on every day", "a time that each day has"))?;
        let script = match file.script {
            Some(path) => live::read_script(&examples.join(path))?,
            None => Vec::new(),
        };
        Ok(Self {
            date: file.date,
            morning: clock::rfc3339(&morning.fixed_offset()),
            zone: zone.name().to_owned(),
            short_answers: screen::read(&examples.join(file.short_answers))?,
            script,
            after: file.after,
        })
    }

    /// Pain before the session, as the short form tells it.
    pub(super) fn pain_before(&self) -> Option<u8> {
        match self.short_answers.answers.get("pain_now")? {
            api::Answer::Number { value } if (0.0..=10.0).contains(value) => {
                (0..=10_u8).find(|pain| (f64::from(*pain) - value).abs() < 0.5)
            }
            _ => None,
        }
    }
}
