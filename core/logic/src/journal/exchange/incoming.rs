//! What was read of files, and which entries with which ids it comes to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use sha2::{Digest as _, Sha256};

use super::MOST_ROWS;
use super::place::{Place, Problems};
use super::when::{Offsets, When};
use crate::document::FieldError;
use crate::id::RecordId;
use crate::journal::entry::{Entry, Kind, problems};
use crate::time::Timestamp;

/// An entry as a file tells it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) place: Place,
    pub(super) id: Option<RecordId>,
    pub(super) when: When,
    /// Its `at` counts where it was told with its offset.
    pub(super) entry: Entry,
}

/// An entry, and where it stands.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// Its own id, or one that follows from what it tells.
    pub id: RecordId,
    /// What it tells.
    pub entry: Entry,
}

/// What another program calls a measure, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its name there.
    pub name: String,
    /// How many rows or cells tell of it.
    pub rows: u64,
    /// What it becomes; nothing where it is left out, or where nobody has said what it is.
    pub kind: Option<Kind>,
    /// Whether it is left out.
    pub skipped: bool,
}

/// What was read of one file, or of all files of a folder.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    drafts: Vec<Draft>,
    rows: usize,
    problems: Problems,
    /// Rows of measures that nobody has mapped: problems too, which a dry run may show as what it found.
    unmapped: Problems,
    measures: Vec<Measure>,
    /// Whether it came from a table of another program, whose fields have other names.
    foreign: bool,
}

impl Incoming {
    pub(super) fn draft(&mut self, mut draft: Draft) {
        // The journal keeps moments to the millisecond.
        let at = draft.entry.at;
        draft.entry.at = Timestamp::from_unix_millis(at.unix_millis(), at.offset_seconds()).unwrap_or(at);
        self.drafts.push(draft);
    }

    pub(super) fn problem(&mut self, place: &Place, error: FieldError) {
        self.problems.add(place, error);
    }

    pub(super) fn problems_of(&mut self, place: &Place, errors: Vec<FieldError>) {
        for error in errors {
            self.problem(place, error);
        }
    }

    pub(super) fn unmapped(&mut self, place: &Place, error: FieldError) {
        self.unmapped.add(place, error);
    }

    pub(super) fn found(&mut self, measures: Vec<Measure>) {
        self.foreign = true;
        self.measures = measures;
    }

    /// Counts a row; refuses one too many.
    pub(super) fn one_more_row(&mut self) -> Result<(), FieldError> {
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(FieldError::new(
                "file",
                "too many rows",
                format!("at most {MOST_ROWS} rows at once"),
            ));
        }
        Ok(())
    }

    /// How many rows there are, whatever becomes of them.
    pub fn row_count(&self) -> usize {
        self.rows
    }

    /// How many rows tell of measures that nobody has mapped.
    pub fn unmapped_count(&self) -> usize {
        self.unmapped.total()
    }

    /// What another program calls its measures, by name; nothing for a file of our own.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// What was found wrong while reading; with `all` also rows of measures that nobody has mapped.
    pub fn problems(&self, all: bool) -> Problems {
        let mut problems = self.problems.clone();
        if all {
            problems.and(&self.unmapped);
        }
        problems
    }

    /// From when to when civil times without an offset are told, in milliseconds since 1970, each end with a day to
    /// spare; `None` where there are none. What lies far from where an entry may lie is left out.
    pub fn civil_span(&self) -> Option<(i64, i64)> {
        let civil = |draft: &Draft| match draft.when {
            When::Civil(civil) => Some(civil),
            When::Instant(_) => None,
        };
        let (oldest, newest) = (NaiveDate::from_ymd_opt(1899, 12, 30)?, NaiveDate::from_ymd_opt(2200, 1, 1)?);
        let within = |civil: &NaiveDateTime| (oldest..newest).contains(&civil.date());
        let mut told = self.drafts.iter().filter_map(civil).filter(within);
        let first = told.next()?;
        let (from, to) = told.fold((first, first), |(from, to), civil| (from.min(civil), to.max(civil)));
        let day = TimeDelta::days(1);
        Some(((from - day).and_utc().timestamp_millis(), (to + day).and_utc().timestamp_millis()))
    }

    /// The entries with their ids. Those that have none get one that follows from what they tell, equal ones counted
    /// apart, so that the same file comes to the same entries whenever it is read.
    pub fn entries(&self, zone: &Offsets, problems: &mut Problems) -> Vec<Row> {
        let mut entries = Vec::with_capacity(self.drafts.len());
        let mut named = BTreeSet::new();
        let mut alike: BTreeMap<[u8; 32], u32> = BTreeMap::new();
        for Draft { place, id, when, entry } in &self.drafts {
            let mut entry = entry.clone();
            if let When::Civil(civil) = when {
                let Some(at) = zone.instant(*civil) else {
                    problems.add(place, FieldError::new("date", "out of range", "a date since 1900"));
                    continue;
                };
                entry.at = at;
            }
            let id = id.unwrap_or_else(|| derived(&entry, &mut alike));
            if !named.insert(id) {
                problems.add(place, FieldError::new("id", "stands there twice", "each id once"));
            }
            entries.push(Row { place: place.clone(), id, entry });
        }
        entries
    }

    /// Everything that is wrong with an entry when it is written at `now`, as where an entry is added.
    pub fn check(
        &self,
        row: &Row,
        now: Timestamp,
        is_symptom: impl Fn(&str) -> bool,
        problems: &mut Problems,
    ) {
        let mut wrong = self::problems(&row.entry, now);
        let named = row.entry.name.as_deref();
        if row.entry.kind == Kind::Symptom && wrong.is_empty() && !named.is_some_and(is_symptom) {
            let allowed = "the id of one of screening's symptoms";
            wrong.push(FieldError::new("name", "not a symptom", allowed));
        }
        for error in wrong {
            problems.add(&row.place, self.in_its_words(error));
        }
    }

    fn in_its_words(&self, error: FieldError) -> FieldError {
        let field = match error.field.as_str() {
            "at" if self.foreign => "date",
            "name" if self.foreign => "measure",
            field => field,
        };
        FieldError { field: field.to_owned(), ..error }
    }
}

/// The first 16 bytes of SHA-256 over the mark, a zero byte, the entry as JSON, and how many equal ones came before it.
fn derived(entry: &Entry, alike: &mut BTreeMap<[u8; 32], u32>) -> RecordId {
    // An entry is plain data: serialising it can't fail.
    let told = serde_json::to_vec(entry).unwrap_or_default();
    let count = alike.entry(Sha256::digest(&told).into()).or_insert(0);
    let mut hasher = Sha256::new();
    hasher.update(b"nape entry taken in 1\0");
    hasher.update(&told);
    hasher.update(count.to_be_bytes());
    *count += 1;
    let digest: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    RecordId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
