//! Looking back: what the task knows of courses and sessions meets what the journal's tables hold of entries. What it means
//! is `nape_logic::journal::trend`'s.

use chrono::NaiveDate;
use nape_logic::journal::entry::{Amount, Kind};
use nape_logic::journal::trend::{self, Asked, DaySum, Measure, Page, PageInput, Told, Trend, Trouble};
use nape_logic::modality::Region;
use nape_logic::session::End;
use nape_logic::time::{Now, Timestamp};

use super::command::Command;
use super::error::EngineError;
use super::handle::Engine;
use super::task::Task;
use crate::store::{self, Moment, Reader, StoreError};

/// What the days of a look back follow from.
#[derive(Debug, Clone, Copy)]
pub(super) struct CourseDays {
    /// The person's civil date.
    today: NaiveDate,
    /// When the region's open course began, if one is open.
    started: Option<NaiveDate>,
}

/// The sessions of a region.
#[derive(Debug, Clone)]
pub(super) struct SessionDays {
    /// The days of those that count (E9).
    sessions: Vec<NaiveDate>,
    /// What speaks against reading fewer of them as good.
    troubles: Vec<Trouble>,
}

/// A trend, and the unit of its numbers where its measure has more than one.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendFound {
    /// The trend.
    pub trend: Trend,
    /// The unit that was used last.
    pub unit: Option<String>,
}

impl Engine {
    /// The trend of a measure over the last `days` days, against the region's open course.
    pub async fn trend(
        &self,
        measure: Measure,
        days: u32,
        region: Region,
    ) -> Result<TrendFound, EngineError> {
        let CourseDays { today, started } = self.ask(|reply| Command::CourseDays(region, reply)).await?;
        let asked = Asked::new(days, today, started)?;
        let (unit, sums) = self.read(move |reader| sums_of(reader, measure.kind(), &asked)).await?;
        Ok(TrendFound { trend: trend::trend(measure, &asked, &sums), unit })
    }

    /// The page of benchmarks of the region's course.
    pub async fn benchmarks(&self, region: Region) -> Result<Page, EngineError> {
        let CourseDays { today, started } = self.ask(|reply| Command::CourseDays(region, reply)).await?;
        let SessionDays { sessions, troubles } =
            self.ask(|reply| Command::SessionDays(region, reply)).await?;
        let input = PageInput { sessions, troubles, ..PageInput::new(today, started)? };
        let input = self.read(move |reader| filled(reader, input)).await?;
        Ok(trend::page(&input))
    }
}

impl Task {
    pub(super) fn course_days(&self, region: Region, now: &Now) -> CourseDays {
        let started = self.ledger.open_course(region).map(|course| course.started.date());
        CourseDays { today: now.wall.date(), started }
    }

    pub(super) fn session_days(&self, region: Region) -> SessionDays {
        let counting = || self.ledger.counting_of(region);
        let stops = counting()
            .filter(|session| session.finished.is_some_and(|finished| finished.end != End::Completed))
            .map(|session| Trouble::Stop(session.started.date()));
        let holds = self.ledger.holds(region).map(|told| Trouble::Hold(told.date()));
        let locks = self.ledger.locks.times(region).into_iter().map(|lock| Trouble::Lock(lock.date()));
        SessionDays {
            sessions: counting().map(|session| session.started.date()).collect(),
            troubles: stops.chain(holds).chain(locks).collect(),
        }
    }
}

/// All that the page needs of the journal's tables.
fn filled(reader: &Reader, mut input: PageInput) -> Result<PageInput, StoreError> {
    for kind in PageInput::kinds() {
        let (_, sums) = sums_of(reader, kind, &input.asked)?;
        input.sums.insert(kind, sums);
    }
    let kept = in_spans(&input.asked, |first, last| reader.kept_days(first, last))?;
    input.kept = kept.into_iter().filter_map(date).collect();
    input.first_entry = reader.first_entry_day()?.and_then(date);
    let (first, last) = (epoch_day(input.moments_from()), epoch_day(input.asked.today()));
    let moments = |kind: Kind| {
        let moments = reader.moments(kind.word(), first, last)?;
        Ok::<Vec<Told>, StoreError>(moments.into_iter().filter_map(told).collect())
    };
    let (pain, cracking) = (moments(Kind::Pain)?, moments(Kind::Cracking)?);
    Ok(PageInput { pain, cracking, ..input })
}

/// The sums of a kind by day; of medicines how often they were taken, and of a measure with several units those of the one
/// that was used last.
pub(super) fn sums_of(
    reader: &Reader,
    kind: Kind,
    asked: &Asked,
) -> Result<(Option<String>, Vec<DaySum>), StoreError> {
    let word = kind.word();
    let usual = Measure::of(kind).ok().and_then(Measure::usual_unit);
    if let Some(usual) = usual {
        let rows = in_spans(asked, |first, last| reader.day_sums_by_unit(word, first, last))?;
        let rows = rows.into_iter().filter_map(|(unit, sum)| Some((unit, day_sum(sum)?))).collect();
        let (unit, sums) = trend::in_one_unit(rows, usual);
        return Ok((Some(unit), sums));
    }
    let sums = in_spans(asked, |first, last| match kind {
        Kind::Medication => reader.day_counts(word, first, last),
        _ => reader.day_sums(word, first, last),
    })?;
    Ok((None, sums.into_iter().filter_map(day_sum).collect()))
}

/// What `read` finds in each span of days that is needed.
fn in_spans<T>(
    asked: &Asked,
    read: impl Fn(i64, i64) -> Result<Vec<T>, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    for (first, last) in asked.spans() {
        found.extend(read(epoch_day(first), epoch_day(last))?);
    }
    Ok(found)
}

fn epoch_day(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

fn date(epoch_day: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(epoch_day).ok()?)
}

fn day_sum(stored: store::DaySum) -> Option<DaySum> {
    Some(DaySum { date: date(stored.day)?, sum: stored.sum, n: stored.count })
}

fn told(moment: Moment) -> Option<Told> {
    let at = Timestamp::from_unix_millis(moment.at_ms, moment.offset_s)?;
    Some(Told { at, value: Amount::from_thousandths(moment.value)? })
}
