//! A report for the provider: what the ledger knows of some days, and the journal written into a form of its own beside the
//! task.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use nape_logic::document::FieldError;
use nape_logic::journal::trend::{self, Asked, Measure, Trend};
use nape_logic::modality::{Modality, Region};
use nape_logic::text::Message;
use nape_logic::time::{Now, Timestamp};
use nape_logic::units::ForceUnit;

use super::backups::WhileOpen;
use super::command::Command;
use super::error::{EngineError, nothing_wrong};
use super::handle::Engine;
use super::looking_back::sums_of;
use super::task::Task;
use crate::report::csv::{CsvReport, is_table};
use crate::report::document::Document;
use crate::report::json::JsonReport;
use crate::report::paper::{self, Gathered, Material};
use crate::report::pdf::{self, Paper};
use crate::report::record::{
    self, BeforeSession, Item, KnownSession, Overdue, Period, Person, PlanNow, Scope,
};
use crate::report::{Out, Say};
use crate::store::backup::Watch;
use crate::store::exchange::{NewFile, NewFolder};
use crate::store::{Reader, StoreError};

/// The longest name and the longest number of a person, in characters (own decision `[D]`).
const LONGEST: usize = 120;

/// A report as plain text has lines of so many letters.
pub const TEXT_WIDTH: usize = 80;

/// Which days, and what the person says of themselves (P34).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRequest {
    /// The days.
    pub period: Period,
    /// Who it is about.
    pub person: Person,
    /// Whether the person's own notes go with it.
    pub notes: bool,
}

/// The form of a report for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataForm {
    /// One JSON document.
    Json,
    /// A folder of tables.
    Tables,
}

/// As what a report for people is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawnAs {
    /// Pages.
    Pdf(Paper),
    /// Plain text.
    Text,
}

/// What a report for people is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageForm {
    /// Everything that a provider needs to see, on a few pages.
    Overview,
    /// One page to take along to a visit (P33).
    Visit,
}

/// How many things of each kind a report tells, by the kind's word; every kind stands there.
pub type Told = BTreeMap<&'static str, u64>;

/// Puts messages into the language of the shell.
pub type Speaker = fn(&Message) -> String;

impl Engine {
    /// What a report of these days is about.
    pub async fn report_scope(&self, request: ReportRequest) -> Result<Scope, EngineError> {
        self.ask(|reply| Command::ReportScope(Box::new(request), reply)).await
    }

    /// Writes a report to a file, or to a folder: whole or not at all, closed to other users.
    pub async fn write_report(
        &self,
        to: PathBuf,
        form: DataForm,
        scope: Scope,
        say: Speaker,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<Told, EngineError> {
        self.report_beside(watch, move |reader, watch| match form {
            DataForm::Json => {
                let mut file = NewFile::beside(reader, &to)?;
                let told = json(reader, &scope, &mut file, &say, watch)?;
                file.finish()?;
                Ok(told)
            }
            DataForm::Tables => {
                let mut report = CsvReport::begin(NewFolder::beside(&to, is_table)?, &scope, &say)?;
                let told = each(reader, &scope, watch, &mut |item| report.take(&item))?;
                report.finish()?;
                Ok(told)
            }
        })
        .await
    }

    /// A report for people to read, as it would be drawn.
    pub async fn report_document(
        &self,
        page: PageForm,
        scope: Scope,
        say: Speaker,
        language: String,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<(Document, Told), EngineError> {
        self.report_beside(watch, move |reader, watch| {
            let mut gathered = Gathered::default();
            let told = each(reader, &scope, watch, &mut |item| {
                gathered.take(item);
                Ok(())
            })?;
            let trends =
                if page == PageForm::Overview { trends(reader, &scope, &gathered)? } else { Vec::new() };
            let material = Material { scope: &scope, gathered: &gathered, trends: &trends };
            let document = match page {
                PageForm::Overview => paper::overview(&material, &say, language),
                PageForm::Visit => paper::visit(&material, &say, language),
            };
            Ok((document, told))
        })
        .await
    }

    /// Draws a document into a file, or writes it as plain text: whole or not at all, closed to other users.
    pub async fn write_page(
        &self,
        to: PathBuf,
        document: Document,
        draw: DrawnAs,
    ) -> Result<(), EngineError> {
        self.report_beside(Arc::new(()), move |reader, _| {
            let bytes = match draw {
                DrawnAs::Text => document.to_text(TEXT_WIDTH).into_bytes(),
                DrawnAs::Pdf(paper) => match pdf::write(&document, paper) {
                    Ok(bytes) => bytes,
                    // What a library of ours refuses is no fault of the disk.
                    Err(error) => return Ok(Err(error)),
                },
            };
            reader.write_document(&to, &bytes).map(Ok)
        })
        .await?
        .map_err(|_| EngineError::Internal("the report can't be drawn"))
    }

    /// Hands the bytes of a report as one JSON document to `out`, which may be a port of the shell.
    pub async fn hand_over_report(
        &self,
        mut out: Box<dyn Out + Send>,
        scope: Scope,
        say: Speaker,
        watch: Arc<dyn Watch + Send>,
    ) -> Result<Told, EngineError> {
        self.report_beside(watch, move |reader, watch| json(reader, &scope, &mut *out, &say, watch)).await
    }

    /// Reads with a connection of its own, where waiting is allowed; ends when the journal is closed.
    async fn report_beside<T: Send + 'static>(
        &self,
        watch: Arc<dyn Watch + Send>,
        work: impl FnOnce(&Reader, &dyn Watch) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let (watch, reads) = (WhileOpen::of(self, watch), self.reads()?);
        let working = self.runtime.spawn_blocking(move || work(&reads.own_reader()?, &watch));
        Ok(working.await.map_err(|_| EngineError::Closed)??)
    }
}

fn json(
    reader: &Reader,
    scope: &Scope,
    out: &mut dyn Out,
    say: Say<'_>,
    watch: &dyn Watch,
) -> Result<Told, StoreError> {
    let mut report = JsonReport::begin(out, scope, say)?;
    let told = each(reader, scope, watch, &mut |item| report.take(&item))?;
    report.finish()?;
    Ok(told)
}

/// The trends of these days, against the first week of a course that was open at their end.
fn trends(reader: &Reader, scope: &Scope, gathered: &Gathered) -> Result<Vec<Trend>, StoreError> {
    let Period { to, .. } = scope.period;
    let is_open = |ended: Option<Timestamp>| ended.is_none_or(|ended| ended.date() > to);
    let course = gathered.courses.iter().rev().find(|course| is_open(course.ended));
    let started = course.map(|course| course.started.date());
    let days = scope.period.days().min(trend::DAYS_MAX);
    let Ok(asked) = Asked::new(days, to, started) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for kind in paper::MEASURES {
        let Ok(measure) = Measure::of(kind) else { continue };
        let (_, sums) = sums_of(reader, kind, &asked)?;
        all.push(trend::trend(measure, &asked, &sums));
    }
    Ok(all)
}

/// Hands over everything, and counts it.
fn each(
    reader: &Reader,
    scope: &Scope,
    watch: &dyn Watch,
    take: &mut dyn FnMut(Item) -> Result<(), StoreError>,
) -> Result<Told, StoreError> {
    let mut told: Told = Item::KINDS.iter().map(|kind| (*kind, 0)).collect();
    record::each(reader, scope, watch, &mut |item| {
        *told.entry(item.kind()).or_default() += 1;
        take(item)
    })?;
    Ok(told)
}

impl Task {
    pub(super) fn report_scope(&self, request: ReportRequest, now: &Now) -> Result<Scope, EngineError> {
        let ReportRequest { period, person, notes } = request;
        let today = self.ledger.decision_time(now.wall).date();
        nothing_wrong(problems(period, &person, today))?;
        let mut sessions: Vec<_> =
            self.ledger.all_counting().filter(|session| period.holds(session.started.date())).collect();
        sessions.sort_by_key(|session| (session.started.unix_millis(), session.id));
        let known = |session: &&super::SessionRecord| {
            let before = session.before.unwrap_or_default();
            let before = BeforeSession { pain: before.pain, limb: before.limb, tingling: before.tingling };
            KnownSession { id: session.id, before }
        };
        Ok(Scope {
            period,
            made: now.wall,
            journal: self.journal.id(),
            person,
            notes,
            demonstration: self.ledger.demonstration,
            content_version: self.knowledge.content_version().to_owned(),
            unit: self.report_unit(),
            sessions: sessions.iter().map(known).collect(),
            open_locks: self.ledger.locks.open().into_iter().map(|lock| lock.set.lock).collect(),
            overdue: self.overdue(now),
            plans_now: self.plans.keys().filter_map(|of| self.plan_now(*of, now)).collect(),
        })
    }

    /// The person's unit, else the one in which a plan was typed.
    fn report_unit(&self) -> ForceUnit {
        let typed = self.plans.values().find_map(|plan| plan.force.map(|force| force.unit));
        self.profile.units.or(typed).unwrap_or(ForceUnit::Newton)
    }

    fn overdue(&self, now: &Now) -> Vec<Overdue> {
        let of_region = |region: Region| {
            let reviews = self.course_advice(region, now.wall).reviews.into_iter();
            reviews.map(move |review| Overdue { region, kind: review.kind, since: review.due })
        };
        // A course that was never begun has nothing to review.
        let begun = |region: &Region| self.ledger.open_course(*region).is_some();
        Region::ALL.iter().copied().filter(begun).flat_map(of_region).collect()
    }

    fn plan_now(&self, (modality, region): (Modality, Region), now: &Now) -> Option<PlanNow> {
        let today = self.plan_today(modality, region, now)?;
        let limited_by = today.check.effective.iter().flat_map(|effective| &effective.limited_by);
        let limited_by = limited_by.map(|notice| notice.rule.to_string()).collect();
        Some(PlanNow { plan: today.plan, limited_by })
    }
}

/// What is wrong with what was asked for.
fn problems(period: Period, person: &Person, today: NaiveDate) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if period.from > period.to {
        wrong.push(FieldError::new("to", "before the first day", format!("{} or later", period.from)));
    }
    if period.from > today {
        wrong.push(FieldError::new("from", "has not come yet", format!("{today} or earlier")));
    }
    for (field, text) in [("name", &person.name), ("record_number", &person.record_number)] {
        let is_fit = |text: &String| {
            let length = text.trim().chars().count();
            (1..=LONGEST).contains(&length) && !text.chars().any(char::is_control)
        };
        if text.as_ref().is_some_and(|text| !is_fit(text)) {
            let allowed = format!("1 to {LONGEST} characters, no control characters");
            wrong.push(FieldError::new(field, "empty, too long or not a line of text", allowed));
        }
    }
    if person.born.is_some_and(|born| born > today) {
        wrong.push(FieldError::new("born", "has not come yet", format!("{today} or earlier")));
    }
    wrong
}
