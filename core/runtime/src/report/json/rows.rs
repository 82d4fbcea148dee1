//! Each thing that is told, as other programs read it: names and units as in the terminal's contract, ids and instants as
//! text, what is not known left out. The schema is `docs/schemas/report.schema.json`.

use chrono::NaiveDate;
use nape_logic::id::{CourseId, RecordId, SessionId};
use nape_logic::journal::entry::Entry;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Plan;
use nape_logic::plan::progression::ReviewKind;
use nape_logic::screening::{AnswerSheet, Clearance, FormKind, ReportedSymptom, Verdict};
use nape_logic::session::SymptomAction;
use nape_logic::text::Message;
use nape_logic::time::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::report::Say;
use crate::report::record::{
    ClearanceItem, ContactItem, CourseItem, EntryItem, FormItem, LockItem, Overdue, Person, PlanItem,
    ReviewItem, Scope, TellingItem,
};
use crate::store::fact::{LockCause, Provenance};

/// The layout of the report as a file; it changes when a field changes its meaning or goes.
const FORMAT: u32 = 1;

/// What the report is.
#[derive(Serialize)]
pub(super) struct HeadRow<'r> {
    format: u32,
    program: &'static str,
    from: NaiveDate,
    to: NaiveDate,
    made: Timestamp,
    /// Stands for the person where no name does.
    journal: Uuid,
    #[serde(skip_serializing_if = "PersonRow::is_empty")]
    person: PersonRow<'r>,
    demonstration: bool,
    content_version: &'r str,
    not_clinically_reviewed: String,
}

#[derive(Serialize)]
struct PersonRow<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_number: Option<&'r str>,
}

impl PersonRow<'_> {
    const fn is_empty(&self) -> bool {
        self.name.is_none() && self.born.is_none() && self.record_number.is_none()
    }
}

impl<'r> HeadRow<'r> {
    pub(super) fn of(scope: &'r Scope, say: Say<'_>) -> Self {
        let Person { name, born, record_number } = &scope.person;
        Self {
            format: FORMAT,
            program: concat!("Nape ", env!("CARGO_PKG_VERSION")),
            from: scope.period.from,
            to: scope.period.to,
            made: scope.made,
            journal: scope.journal.0,
            person: PersonRow { name: name.as_deref(), born: *born, record_number: record_number.as_deref() },
            demonstration: scope.demonstration,
            content_version: &scope.content_version,
            not_clinically_reviewed: say(&Message::new("about-not-reviewed")),
        }
    }
}

/// A review that is due and not done.
#[derive(Serialize)]
pub(super) struct OverdueRow {
    region: Region,
    kind: ReviewKind,
    since: Timestamp,
}

impl From<&Overdue> for OverdueRow {
    fn from(&Overdue { region, kind, since }: &Overdue) -> Self {
        Self { region, kind, since }
    }
}

#[derive(Serialize)]
pub(super) struct CourseRow<'r> {
    id: CourseId,
    region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'r str>,
    started: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'r str>,
}

impl<'r> From<&'r CourseItem> for CourseRow<'r> {
    fn from(course: &'r CourseItem) -> Self {
        Self {
            id: course.id,
            region: course.region,
            reason: course.reason.as_deref(),
            provider: course.provider.as_deref(),
            started: course.started,
            ended: course.ended,
            why: course.why.as_deref(),
        }
    }
}

/// A plan as it was entered, with what the journal says of it.
#[derive(Serialize)]
pub(super) struct PlanRow<'r> {
    record: RecordId,
    number: u32,
    since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
    provenance: Provenance,
    plan: &'r Plan,
}

impl<'r> From<&'r PlanItem> for PlanRow<'r> {
    fn from(item: &'r PlanItem) -> Self {
        let PlanItem { record, number, since, until, plan } = item;
        let (record, number, since, until) = (*record, *number, *since, *until);
        Self { record, number, since, until, provenance: Provenance::AsEnteredByThePerson, plan }
    }
}

#[derive(Serialize)]
pub(super) struct ContactRow<'r> {
    id: Uuid,
    at: Timestamp,
    region: Region,
    date: NaiveDate,
    who: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'r str>,
    provenance: Provenance,
}

impl<'r> From<&'r ContactItem> for ContactRow<'r> {
    fn from(contact: &'r ContactItem) -> Self {
        Self {
            id: contact.id,
            at: contact.at,
            region: contact.region,
            date: contact.date,
            who: &contact.who,
            about: contact.about.as_deref(),
            provenance: Provenance::AsEnteredByThePerson,
        }
    }
}

#[derive(Serialize)]
pub(super) struct ReviewRow<'r> {
    id: Uuid,
    at: Timestamp,
    region: Region,
    kind: ReviewKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    groc: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pain: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
}

impl<'r> From<&'r ReviewItem> for ReviewRow<'r> {
    fn from(review: &'r ReviewItem) -> Self {
        Self {
            id: review.id,
            at: review.at,
            region: review.region,
            kind: review.kind,
            groc: review.groc,
            pain: review.pain,
            note: review.note.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ClearanceRow<'r> {
    id: Uuid,
    at: Timestamp,
    given: &'r Clearance,
    provenance: Provenance,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Timestamp>,
}

impl<'r> From<&'r ClearanceItem> for ClearanceRow<'r> {
    fn from(item: &'r ClearanceItem) -> Self {
        let ClearanceItem { id, at, given, provenance, withdrawn } = item;
        Self { id: *id, at: *at, given, provenance: *provenance, withdrawn: *withdrawn }
    }
}

#[derive(Serialize)]
pub(super) struct LockRow<'r> {
    id: Uuid,
    since: Timestamp,
    open: bool,
    cause: LockCause,
    outcome: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<Modality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
    rules: &'r [String],
    text: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_step: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    examined: Option<ExaminedRow<'r>>,
}

#[derive(Serialize)]
struct ExaminedRow<'r> {
    at: Timestamp,
    date: NaiveDate,
    by: &'r str,
    advice: &'r str,
    provenance: Provenance,
}

impl<'r> LockRow<'r> {
    pub(super) fn of(lock: &'r LockItem, say: Say<'_>) -> Self {
        let examined = lock.examined.as_ref().map(|examined| ExaminedRow {
            at: examined.at,
            date: examined.date,
            by: &examined.by,
            advice: &examined.advice,
            provenance: Provenance::AsEnteredByThePerson,
        });
        Self {
            id: lock.id,
            since: lock.since,
            open: lock.open,
            cause: lock.cause,
            outcome: lock.verdict,
            modality: lock.about.map(|about| about.modality),
            region: lock.about.map(|about| about.region),
            rules: &lock.rules,
            text: lock.texts.iter().map(say).collect(),
            next_step: lock.next_step.as_ref().map(say),
            session: lock.session,
            examined,
        }
    }
}

#[derive(Serialize)]
pub(super) struct TellingRow<'r> {
    id: Uuid,
    at: Timestamp,
    modality: Modality,
    region: Region,
    symptoms: &'r [ReportedSymptom],
    #[serde(skip_serializing_if = "Option::is_none")]
    pain: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pain_before: Option<u8>,
    action: SymptomAction,
}

impl<'r> From<&'r TellingItem> for TellingRow<'r> {
    fn from(telling: &'r TellingItem) -> Self {
        let report = &telling.report;
        Self {
            id: telling.id,
            at: telling.at,
            modality: report.modality,
            region: report.region,
            symptoms: &report.symptoms,
            pain: report.pain,
            pain_before: report.pain_before,
            action: telling.action,
        }
    }
}

#[derive(Serialize)]
pub(super) struct FormRow<'r> {
    id: Uuid,
    at: Timestamp,
    form: FormKind,
    modality: Modality,
    region: Region,
    outcome: Verdict,
    rules: &'r [String],
    lifted: &'r [String],
    missing: &'r [String],
    content_version: &'r str,
    answers: &'r AnswerSheet,
}

impl<'r> From<&'r FormItem> for FormRow<'r> {
    fn from(form: &'r FormItem) -> Self {
        Self {
            id: form.id,
            at: form.at,
            form: form.form,
            modality: form.modality,
            region: form.region,
            outcome: form.outcome,
            rules: &form.rules,
            lifted: &form.lifted,
            missing: &form.missing,
            content_version: &form.content_version,
            answers: &form.sheet,
        }
    }
}

#[derive(Serialize)]
pub(super) struct EntryRow<'r> {
    id: RecordId,
    revision: u32,
    #[serde(flatten)]
    entry: &'r Entry,
}

impl<'r> From<&'r EntryItem> for EntryRow<'r> {
    fn from(item: &'r EntryItem) -> Self {
        Self { id: item.id, revision: item.revision, entry: &item.entry }
    }
}
