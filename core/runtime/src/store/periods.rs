//! What is told of some days: facts that stand outside sessions by their moment, and the facts of some sessions.

use std::ops::RangeInclusive;

use nape_logic::id::SessionId;
use rusqlite::{params, params_from_iter};

use super::error::StoreError;
use super::reader::Reader;
use super::rows::{self, FACT_COLUMNS, StoredFact};

/// The same lists as in the partial indexes of schema 6: SQLite uses one only for the very same words.
const OF_DAYS: &str = "kind IN ('screening', 'symptoms_told', 'provider_contact', 'reviewed')";
const OF_COURSES: &str = "kind IN ('course_started', 'course_ended', 'lock_set', 'lock_resolved', 'clearance_given', \
     'clearance_withdrawn')";
/// What is told of a session: its commands to a device are not.
const OF_SESSIONS: &str =
    "kind IN ('session', 'session_logged', 'after_check', 'next_day_check', 'stop_explained')";

/// What is told outside sessions, by the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDays {
    /// Forms.
    Forms,
    /// Symptoms, contacts, reviews.
    Others,
}

impl Reader {
    /// Hands over what was stated at these moments, in milliseconds since 1970, in their order.
    pub fn each_fact_of_days(
        &self,
        which: OfDays,
        moments: RangeInclusive<i64>,
        take: &mut dyn FnMut(StoredFact) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {FACT_COLUMNS} FROM fact INDEXED BY fact_of_day
             WHERE {OF_DAYS} AND (kind = 'screening') = ?1 AND at_ms BETWEEN ?2 AND ?3 ORDER BY at_ms, position"
        ))?;
        let wanted = params![which == OfDays::Forms, moments.start(), moments.end()];
        for fact in statement.query_map(wanted, rows::stored_fact)? {
            take(fact?)?;
        }
        Ok(())
    }

    /// Every fact of courses, clearances and locks, in the order of arrival.
    pub fn facts_of_courses(&self) -> Result<Vec<StoredFact>, StoreError> {
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {FACT_COLUMNS} FROM fact INDEXED BY fact_of_course WHERE {OF_COURSES} ORDER BY position"
        ))?;
        let facts = statement.query_map([], rows::stored_fact)?;
        Ok(facts.collect::<Result<_, _>>()?)
    }

    /// What is told of these sessions, in the order of their ids and then of arrival.
    pub fn facts_of_sessions(&self, sessions: &[SessionId]) -> Result<Vec<StoredFact>, StoreError> {
        let places = vec!["?"; sessions.len()].join(", ");
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {FACT_COLUMNS} FROM fact
             WHERE session IN ({places}) AND {OF_SESSIONS} ORDER BY session, position"
        ))?;
        let ids = sessions.iter().map(|session| session.0.into_bytes());
        let facts = statement.query_map(params_from_iter(ids), rows::stored_fact)?;
        Ok(facts.collect::<Result<_, _>>()?)
    }
}
