//! How the journal tells it: kind by kind, a handful in memory at a time, all of one moment.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};
use nape_logic::id::SessionId;
use nape_logic::plan::Plan;
use nape_logic::time::Timestamp;
use uuid::Uuid;

use super::item::{ContactItem, EntryItem, FormItem, Item, PlanItem, ReviewItem, TellingItem};
use super::lasting::Lasting;
use super::{Period, Scope, session};
use crate::store::backup::{Steps, Watch};
use crate::store::fact::{CourseReviewed, Fact, ProviderContact};
use crate::store::{EntryBound, EntryFilter, OfDays, Reader, StoreError, StoredFact};

/// So many sessions are.
const SESSIONS_AT_ONCE: usize = 64;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// No clock is further from Greenwich; what is read by moments is held against civil days then.
const FURTHEST_CLOCK_MS: i64 = DAY_MS;

/// Takes one item after the other.
pub(super) type Take<'t> = &'t mut dyn FnMut(Item) -> Result<(), StoreError>;

/// Hands over everything of the scope, in the order of [`Item`]'s variants and within each by time. What is written
/// meanwhile is not in it. [`StoreError::Stopped`] where `watch` says so.
pub fn each(reader: &Reader, scope: &Scope, watch: &dyn Watch, take: Take<'_>) -> Result<(), StoreError> {
    let notes = scope.notes;
    let mut told =
        |item: Item| if notes { take(item) } else { item.without_notes().map_or(Ok(()), &mut *take) };
    let take: Take<'_> = &mut told;
    reader.of_one_moment(|reader| {
        let entries = entries_of(scope.period);
        let total = scope.sessions.len() as u64 + reader.count_entries(entries)?;
        let mut steps = Steps::new(watch, total);
        let lasting = Lasting::read(reader)?;
        lasting.courses(scope).try_for_each(&mut *take)?;
        each_plan(reader, scope, take)?;
        each_other(reader, scope, &lasting, take)?;
        each_form(reader, scope, take)?;
        each_session(reader, scope, &mut steps, take)?;
        each_entry(reader, entries, &mut steps, take)
    })
}

/// A name for a fact that has no id of its own: which of an origin's facts it is, and what it says, because an origin may
/// have forked (E21).
fn id_of(stored: &StoredFact) -> Uuid {
    let payload = stored.payload.as_ref().map(|payload| payload.0.as_bytes()).unwrap_or_default();
    Uuid::new_v5(&stored.origin.0, &[&stored.sequence.to_be_bytes(), payload].concat())
}

pub(super) fn read(stored: &StoredFact) -> Option<Fact> {
    Fact::read(&stored.heading.kind, &stored.payload.as_ref()?.0)
}

/// From the earliest to the latest moment that some clock could show on these days, in milliseconds since 1970.
fn moments(period: Period) -> RangeInclusive<i64> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    midnight(period.from) - FURTHEST_CLOCK_MS..=midnight(period.to) + DAY_MS + FURTHEST_CLOCK_MS
}

fn entries_of(period: Period) -> EntryFilter<'static> {
    let bound = |day: NaiveDate| Some(EntryBound::Day(i64::from(day.to_epoch_days())));
    EntryFilter { from: bound(period.from), to: bound(period.to), ..EntryFilter::default() }
}

fn each_plan(reader: &Reader, scope: &Scope, take: Take<'_>) -> Result<(), StoreError> {
    let Period { from, to } = scope.period;
    for record in reader.records("plan")? {
        let revisions = reader.record_history("plan", record.id)?;
        let next = revisions.iter().skip(1).map(|next| Some(next.written)).chain([None]);
        for (stored, until) in revisions.iter().zip(next) {
            let is_of =
                stored.written.date() <= to && until.is_none_or(|until: Timestamp| until.date() >= from);
            let plan = stored.payload.as_ref().and_then(|json| serde_json::from_str::<Plan>(&json.0).ok());
            let Some(plan) = plan.filter(|_| is_of && !stored.deleted) else { continue };
            let (number, since) = (stored.revision, stored.written);
            take(Item::Plan(Box::new(PlanItem { record: record.id, number, since, until, plan })))?;
        }
    }
    Ok(())
}

/// What is told outside sessions and is no form: contacts, reviews, clearances, locks, symptoms, in this order.
fn each_other(reader: &Reader, scope: &Scope, lasting: &Lasting, take: Take<'_>) -> Result<(), StoreError> {
    let [mut contacts, mut reviews, mut tellings] = [const { Vec::new() }; 3];
    reader.each_fact_of_days(OfDays::Others, moments(scope.period), &mut |stored| {
        let (id, at) = (id_of(&stored), stored.heading.at);
        if !scope.period.holds(at.date()) {
            return Ok(());
        }
        match read(&stored) {
            Some(Fact::ProviderContact(told)) => {
                let ProviderContact { region, date, who, about } = told;
                contacts.push(Item::Contact(ContactItem { id, at, region, date, who, about }));
            }
            Some(Fact::CourseReviewed(told)) => {
                let CourseReviewed { region, kind, groc, pain, note } = told;
                reviews.push(Item::Review(ReviewItem { id, at, region, kind, groc, pain, note }));
            }
            Some(Fact::SymptomsTold(told)) => {
                let (report, action) = (told.report, told.action);
                tellings.push(Item::Telling(Box::new(TellingItem { id, at, report, action })));
            }
            _ => {}
        }
        Ok(())
    })?;
    let before = contacts.into_iter().chain(reviews);
    before.chain(lasting.clearances(scope)).chain(lasting.locks(scope)).chain(tellings).try_for_each(take)
}

fn each_form(reader: &Reader, scope: &Scope, take: Take<'_>) -> Result<(), StoreError> {
    reader.each_fact_of_days(OfDays::Forms, moments(scope.period), &mut |stored| {
        let at = stored.heading.at;
        if !scope.period.holds(at.date()) {
            return Ok(());
        }
        let Some(Fact::Screening(told)) = read(&stored) else { return Ok(()) };
        take(Item::Form(Box::new(FormItem {
            id: id_of(&stored),
            at,
            form: told.form,
            modality: told.modality,
            region: told.region,
            outcome: told.outcome,
            rules: told.rules,
            lifted: told.lifted,
            missing: told.missing,
            content_version: told.content_version,
            sheet: told.sheet,
        })))
    })
}

fn each_session(
    reader: &Reader,
    scope: &Scope,
    steps: &mut Steps<'_>,
    take: Take<'_>,
) -> Result<(), StoreError> {
    for known in scope.sessions.chunks(SESSIONS_AT_ONCE) {
        let ids: Vec<SessionId> = known.iter().map(|known| known.id).collect();
        let facts = reader.facts_of_sessions(&ids)?;
        let of_one = facts.chunk_by(|one, next| one.heading.session == next.heading.session);
        let facts: BTreeMap<Option<SessionId>, &[StoredFact]> =
            of_one.filter_map(|facts| Some((facts.first()?.heading.session, facts))).collect();
        for known in known {
            let told = facts.get(&Some(known.id)).and_then(|facts| session::told(known, facts));
            if let Some(session) = told {
                take(Item::Session(Box::new(session)))?;
            }
            steps.one_more()?;
        }
    }
    Ok(())
}

fn each_entry(
    reader: &Reader,
    filter: EntryFilter<'_>,
    steps: &mut Steps<'_>,
    take: Take<'_>,
) -> Result<(), StoreError> {
    reader.each_entry(filter, &mut |record, entry| {
        take(Item::Entry(Box::new(EntryItem { id: record.id, revision: record.revision, entry })))?;
        steps.one_more()
    })
}
