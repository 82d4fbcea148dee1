//! Entries as plain text through the door: out of one journal, into another, and from other programs' tables.

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

mod person;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use nape::api::{
    EntriesFile, EntryKind, EntryQuery, ExportFormat, ExportQuery, Exported, ImportColumns, ImportFormat,
    ImportMapping, ImportMeasure, Imported, KeptEntry, Nape, NapeError, OpenConfig, ProgressPort, ZonePort,
    ZoneTransition, entries_from_json,
};
use person::{KEY, NOW, Person};
use tempfile::TempDir;

const SOME: &str = r#"{"kind":"pain","at":"2026-03-09T23:30:00-10:00","value":4,"site":"neck","side":"left","context":["desk","stress"],"note":"=cmd()\n'quoted' \"twice\" שלום"}
{"kind":"medication","at":"2026-03-09T18:00:00Z","value":0.5,"unit":"tablet","name":"+1"}
{"kind":"sleep","at":"2026-03-10T07:00:00+01:00","value":7}
{"kind":"sleep","at":"2026-03-10T07:00:00+01:00","value":7}
{"kind":"tingling","at":"2026-01-01T07:00:00+01:00","value":0}
"#;

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A person with entries, and a folder for files.
struct Writing {
    person: Person,
    files: TempDir,
}

impl Writing {
    async fn with(entries: &str) -> Self {
        let writing = Self { person: Person::new().await, files: tempfile::tempdir().expect("a folder") };
        if !entries.is_empty() {
            let entries = entries_from_json(entries.as_bytes().to_vec()).expect("reads");
            writing.person.nape.add_entries(entries).await.expect("writes");
        }
        writing
    }

    fn file(&self, name: &str) -> String {
        path(&self.files.path().join(name))
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.file(name), text).expect("written");
        self.file(name)
    }

    async fn export(&self, name: &str, format: ExportFormat) -> Exported {
        let (file, query) = (self.file(name), ExportQuery::default());
        self.person.nape.export_entries(file, format, query, None).await.expect("exports")
    }

    async fn import(&self, file: &str) -> Result<Imported, NapeError> {
        let file = EntriesFile::open(file.to_owned(), None, None).await?;
        self.person.nape.import_entries(file, false, None).await
    }

    async fn import_text(&self, text: &str) -> Result<Imported, NapeError> {
        self.import(&self.write("in.jsonl", text)).await
    }

    async fn all(&self) -> Vec<KeptEntry> {
        let query = EntryQuery { limit: 1000, ..EntryQuery::default() };
        self.person.nape.entries(query).await.expect("lists").entries
    }
}

/// What stands in the files of a folder, by their names.
fn contents(folder: &str) -> BTreeMap<String, String> {
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(entry.path()).unwrap_or_else(|_| "a folder".to_owned()))
    };
    fs::read_dir(folder).expect("a folder").map(|entry| read(entry.expect("a file"))).collect()
}

fn mode(file: &str) -> u32 {
    fs::metadata(file).expect("there").permissions().mode() & 0o777
}

/// Every field that is wrong.
fn fields_of<T: std::fmt::Debug>(refused: Result<T, NapeError>) -> Vec<String> {
    match refused {
        Err(NapeError::BadInput { field, also, .. }) => {
            [field].into_iter().chain(also.into_iter().map(|problem| problem.field)).collect()
        }
        other => panic!("must be bad input: {other:?}"),
    }
}

fn classes(imported: &Imported) -> (u64, u64, u64) {
    (imported.added, imported.unchanged, imported.deleted_here)
}

/// Ends the work after so many words about how far it is, and remembers the last one.
struct Patience {
    words: AtomicU64,
    last: Mutex<(u64, u64)>,
}

impl Patience {
    fn of(words: u64) -> Arc<Self> {
        Arc::new(Self { words: AtomicU64::new(words), last: Mutex::default() })
    }
}

impl ProgressPort for Patience {
    fn progress(&self, done: u64, total: u64) -> Result<bool, NapeError> {
        assert!(done <= total, "{done} of {total}");
        *self.last.lock().expect("a lock") = (done, total);
        Ok(self.words.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok())
    }
}

#[tokio::test]
async fn what_was_exported_comes_into_an_empty_journal_and_goes_out_byte_for_byte() {
    let (here, there) = (Writing::with(SOME).await, Writing::with("").await);
    let done = here.export("all.jsonl", ExportFormat::Jsonl).await;
    assert_eq!((done.entries, done.kinds["sleep"]), (5, 2));
    assert_eq!(mode(&here.file("all.jsonl")), 0o600);
    let imported = there.import(&here.file("all.jsonl")).await.expect("imports");
    assert_eq!((classes(&imported), imported.rows, imported.kinds["pain"]), ((5, 0, 0), 5, 1));
    there.export("again.jsonl", ExportFormat::Jsonl).await;
    let text = fs::read_to_string(here.file("all.jsonl")).expect("text");
    assert_eq!(fs::read_to_string(there.file("again.jsonl")).expect("text"), text);
    assert!(text.contains("2026-03-09T23:30:00-10:00"), "in its own offset: {text}");
    assert_eq!(there.all().await, here.all().await);
    assert_eq!(classes(&there.import(&here.file("all.jsonl")).await.expect("imports")), (0, 5, 0));
}

#[tokio::test]
async fn tables_come_into_an_empty_journal_and_go_out_byte_for_byte() {
    let (here, there) = (Writing::with(SOME).await, Writing::with("").await);
    here.export("tables/", ExportFormat::Csv).await;
    assert_eq!((mode(&here.file("tables")), mode(&here.file("tables/pain.csv"))), (0o700, 0o600));
    let tables = contents(&here.file("tables"));
    assert_eq!(
        tables.keys().collect::<Vec<_>>(),
        ["medication.csv", "pain.csv", "sleep.csv", "tingling.csv"]
    );
    assert!(tables["pain.csv"].contains("\"'=cmd()\n"), "no formula: {}", tables["pain.csv"]);
    let imported = there.import(&here.file("tables")).await.expect("imports");
    assert_eq!(classes(&imported), (5, 0, 0));
    there.export("tables", ExportFormat::Csv).await;
    assert_eq!(contents(&there.file("tables")), tables);
    assert_eq!(there.all().await, here.all().await);
    let one = there.import(&here.file("tables/sleep.csv")).await.expect("imports");
    assert_eq!(classes(&one), (0, 2, 0));
}

#[tokio::test]
async fn an_export_has_the_latest_revision_of_what_was_asked_for_and_nothing_deleted() {
    let here = Writing::with(SOME).await;
    let sleeps: Vec<String> = here
        .all()
        .await
        .into_iter()
        .filter(|kept| kept.entry.kind == EntryKind::Sleep)
        .map(|kept| kept.id)
        .collect();
    let better =
        entries_from_json(br#"{"kind":"sleep","at":"2026-03-10T07:00:00+01:00","value":8}"#.to_vec());
    let better = better.expect("reads").remove(0).entry;
    here.person.nape.edit_entry(sleeps[0].clone(), better).await.expect("edits");
    here.person.nape.delete_entry(sleeps[1].clone()).await.expect("deletes");
    let export = |query: ExportQuery| {
        here.person.nape.export_entries(here.file("some.jsonl"), ExportFormat::Jsonl, query, None)
    };
    let only_sleep = ExportQuery { kind: Some(EntryKind::Sleep), ..ExportQuery::default() };
    export(only_sleep).await.expect("exports");
    let text = fs::read_to_string(here.file("some.jsonl")).expect("text");
    assert_eq!((text.lines().count(), text.contains("\"value\":8")), (1, true), "{text}");
    let day =
        ExportQuery { from: Some("2026-03-09".to_owned()), to: Some("2026-03-09".to_owned()), kind: None };
    assert_eq!(export(day).await.expect("exports").entries, 2);
    let wrong = ExportQuery { from: Some("spring".to_owned()), ..ExportQuery::default() };
    assert_eq!(fields_of(export(wrong).await), ["from"]);
}

#[tokio::test]
async fn many_pages_leave_in_order_and_say_how_far_they_are() {
    let line = |number: u32| {
        let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60);
        let at = format!("2026-03-01T{hour:02}:{minute:02}:{second:02}Z");
        format!("{{\"kind\":\"mood\",\"at\":\"{at}\",\"value\":5}}\n")
    };
    let lines = (0..2500).map(line).collect::<Vec<_>>().concat();
    let here = Writing::with(&lines).await;
    let watch = Patience::of(u64::MAX);
    let progress: Arc<dyn ProgressPort> = Arc::clone(&watch) as _;
    let query = ExportQuery::default();
    let file = here.file("all.jsonl");
    let done = here.person.nape.export_entries(file, ExportFormat::Jsonl, query, Some(progress)).await;
    assert_eq!(done.expect("exports").entries, 2500);
    assert_eq!(*watch.last.lock().expect("a lock"), (2500, 2500));
    let text = fs::read_to_string(here.file("all.jsonl")).expect("text");
    let moments: Vec<&str> = text.lines().filter_map(|line| line.split("\"at\":\"").nth(1)).collect();
    assert!(moments.len() == 2500 && moments.is_sorted());
}

#[tokio::test]
async fn an_export_that_is_ended_leaves_nothing_and_the_one_before_it_as_it_was() {
    let here = Writing::with(SOME).await;
    here.export("lines", ExportFormat::Jsonl).await;
    here.export("tables", ExportFormat::Csv).await;
    let line = r#"{"kind":"note","at":"2026-03-01T12:00:00Z","note":"a marker"}"#;
    let more = format!("{line}\n").repeat(600);
    let entries = entries_from_json(more.into_bytes()).expect("reads");
    here.person.nape.add_entries(entries).await.expect("writes");
    let (files, tables) = (contents(&path(here.files.path())), contents(&here.file("tables")));
    for (name, format) in
        [("lines", ExportFormat::Jsonl), ("tables", ExportFormat::Csv), ("new", ExportFormat::Csv)]
    {
        let (file, query) = (here.file(name), ExportQuery::default());
        let ended = here.person.nape.export_entries(file, format, query, Some(Patience::of(1))).await;
        assert_eq!(ended, Err(NapeError::Closed), "{name}");
        assert_eq!(contents(&path(here.files.path())), files, "{name}");
        assert_eq!(contents(&here.file("tables")), tables, "{name}");
    }
}

#[tokio::test]
async fn an_export_never_takes_the_place_of_a_file_of_the_journal() {
    let kept = Writing::with(r#"{"kind":"mood","at":"2026-03-02T06:00:00-05:00","value":4}"#).await;
    for name in ["journal.db", "journal.json", "JOURNAL.DB-wal"] {
        let file = path(&kept.person.folder().join(name));
        let refused =
            kept.person.nape.export_entries(file, ExportFormat::Jsonl, ExportQuery::default(), None).await;
        assert_eq!(fields_of(refused), ["file"], "{name}");
    }
    assert!(kept.person.nape.check_journal().await.expect("reads").intact);
}

#[tokio::test]
async fn a_folder_is_replaced_whole_and_only_where_an_export_made_it() {
    let here = Writing::with(SOME).await;
    here.export("tables", ExportFormat::Csv).await;
    for kept in here.all().await.into_iter().filter(|kept| kept.entry.kind == EntryKind::Pain) {
        here.person.nape.delete_entry(kept.id).await.expect("deletes");
    }
    here.export("tables", ExportFormat::Csv).await;
    assert!(!contents(&here.file("tables")).contains_key("pain.csv"), "what is gone is gone there too");
    assert_eq!(contents(&path(here.files.path())).keys().collect::<Vec<_>>(), ["tables"]);
    here.write("tables/diary.txt", "mine");
    let before = contents(&here.file("tables"));
    let query = ExportQuery::default;
    let refused =
        here.person.nape.export_entries(here.file("tables"), ExportFormat::Csv, query(), None).await;
    assert_eq!(fields_of(refused), ["file"]);
    assert_eq!(contents(&here.file("tables")), before);
    here.write("a_file", "mine");
    let refused =
        here.person.nape.export_entries(here.file("a_file"), ExportFormat::Csv, query(), None).await;
    assert_eq!(fields_of(refused), ["file"]);
    let nowhere =
        here.person.nape.export_entries(here.file("no/where"), ExportFormat::Jsonl, query(), None).await;
    assert!(matches!(nowhere, Err(NapeError::Storage { .. })), "{nowhere:?}");
}

#[tokio::test]
async fn a_folder_that_a_kill_left_under_its_other_name_is_put_back() {
    let here = Writing::with(SOME).await;
    here.export("tables", ExportFormat::Csv).await;
    fs::rename(here.file("tables"), here.file("tables.before")).expect("renamed");
    fs::create_dir(here.file("tables.unfinished")).expect("made");
    let (file, query) = (here.file("tables"), ExportQuery::default());
    let ended = here.person.nape.export_entries(file, ExportFormat::Csv, query, Some(Patience::of(0))).await;
    assert_eq!(ended, Err(NapeError::Closed));
    assert_eq!(contents(&here.file("tables")).len(), 4, "the one before is there again");
    here.export("tables", ExportFormat::Csv).await;
    assert_eq!(contents(&path(here.files.path())).keys().collect::<Vec<_>>(), ["tables"]);
}

#[tokio::test]
async fn a_broken_last_row_lets_nothing_in_and_a_dry_run_lets_nothing_in_either() {
    let here = Writing::with("").await;
    let broken = format!("{SOME}{{\"kind\":\"pain\",\"at\":\"2026-03-09T18:00:00Z\",\"value\":11}}\n");
    assert_eq!(fields_of(here.import_text(&broken).await), ["line 6: value"]);
    let file = EntriesFile::open(here.write("in.jsonl", SOME), None, None).await.expect("reads");
    let dry = here.person.nape.import_entries(Arc::clone(&file), true, None).await.expect("checks");
    assert_eq!((dry.dry_run, classes(&dry), dry.told.len()), (true, (5, 0, 0), 0));
    assert_eq!(here.all().await, []);
    let watch = Patience::of(0);
    let ended = here.person.nape.import_entries(Arc::clone(&file), false, Some(watch)).await;
    assert_eq!(ended, Err(NapeError::Closed));
    assert_eq!(here.all().await, []);
    let done = here.person.nape.import_entries(file, false, None).await.expect("imports");
    assert_eq!(classes(&done), (5, 0, 0), "what a dry run showed is what is kept");
    assert_eq!(here.all().await.len(), 5);
}

#[tokio::test]
async fn of_many_problems_the_first_hundred_are_told_and_the_others_counted() {
    let here = Writing::with("").await;
    let wrong = "{\"kind\":\"pain\",\"at\":\"2026-03-09T18:00:00Z\",\"value\":11}\n".repeat(130);
    let refused = here.import_text(&wrong).await;
    let Err(NapeError::BadInput { field, also, allowed, .. }) = &refused else { panic!("{refused:?}") };
    assert_eq!((field.as_str(), allowed.as_deref()), ("line 1: value", Some("a whole number from 0 to 10")));
    assert_eq!((also.len(), also[98].field.as_str()), (100, "line 100: value"));
    assert_eq!(also[99].detail, "30 more are wrong");
}

#[tokio::test]
async fn what_is_here_stays_as_it_is() {
    let here = Writing::with("").await;
    let named = |number: u8, value: u8| {
        format!(
            "{{\"id\":\"01965f00-0000-7000-8000-00000000000{number}\",\"kind\":\"mood\",\"at\":\"2026-03-09T18:00:00Z\",\"value\":{value}}}\n"
        )
    };
    let three = named(1, 5) + &named(2, 5) + &named(3, 5);
    here.import_text(&three).await.expect("imports");
    let id = |number: u8| format!("01965f00-0000-7000-8000-00000000000{number}");
    here.person.nape.delete_entry(id(1)).await.expect("deletes");
    here.person.nape.erase_entry(id(2)).await.expect("erases");
    let again = here.import_text(&(three + &named(4, 5))).await.expect("imports");
    assert_eq!(classes(&again), (1, 1, 2));
    assert_eq!(here.all().await.len(), 2);
    assert!(here.person.nape.entry_history(id(2)).await.expect("its history")[0].redacted);
    let other = here.import_text(&(named(5, 5) + &named(3, 6))).await;
    assert_eq!(fields_of(other), ["line 2: id"]);
    let offset = here.import_text(&named(3, 5).replace("18:00:00Z", "19:00:00+01:00")).await;
    assert_eq!(fields_of(offset), ["line 1: id"], "another offset is another content");
    assert_eq!(here.all().await.len(), 2, "all or nothing");
}

/// P6.
#[tokio::test]
async fn symptoms_that_come_in_are_screened_in_the_same_step_and_may_lock_once() {
    let here = Writing::with("").await;
    let told = r#"{"kind":"symptom","at":"2026-03-10T08:00:00+01:00","name":"dizziness","value":6}"#;
    let old = told.replace("2026-03-10", "2025-03-10");
    let long_ago = here.import_text(&old).await.expect("imports");
    assert_eq!((long_ago.told.len(), here.person.nape.locks().await.expect("reads").len()), (0, 0));
    let file = EntriesFile::open(here.write("in.jsonl", told), None, None).await.expect("reads");
    let dry = here.person.nape.import_entries(Arc::clone(&file), true, None).await.expect("checks");
    assert_eq!((dry.told.len(), here.person.nape.locks().await.expect("reads").len()), (1, 0));
    let done = here.person.nape.import_entries(file, false, None).await.expect("imports");
    assert!(done.told[0].locks, "{:?}", done.told);
    assert_eq!(dry.told, done.told);
    assert_eq!(here.person.nape.locks().await.expect("reads").len(), 1);
    let again = here.import_text(told).await.expect("imports");
    assert_eq!((classes(&again), again.told.len()), ((0, 1, 0), 0));
    let unknown = here.import_text(&told.replace("dizziness", "a broken heart")).await;
    assert_eq!(fields_of(unknown), ["line 1: name"]);
    assert!(here.person.nape.check_journal().await.expect("checks").intact);
}

#[tokio::test]
async fn nothing_comes_in_while_a_session_runs() {
    let person = Person::ready().await;
    let here = Writing { person, files: tempfile::tempdir().expect("a folder") };
    let file = EntriesFile::open(here.write("in.jsonl", SOME), None, None).await.expect("reads");
    here.person.start(1.0, vec![]).await.expect("starts");
    let refused = here.person.nape.import_entries(Arc::clone(&file), false, None).await;
    assert_eq!(refused, Err(NapeError::SessionRunning));
    here.person.nape.stop(None).await.expect("stops");
    here.person.wait_for_end().await;
    here.person.nape.import_entries(file, false, None).await.expect("imports");
}

fn columns(date: &str) -> ImportColumns {
    ImportColumns {
        date: date.to_owned(),
        time: None,
        measure: None,
        value: None,
        note: None,
        site: None,
        side: None,
    }
}

fn becomes(measure: &str, kind: Option<EntryKind>) -> ImportMeasure {
    ImportMeasure { measure: measure.to_owned(), kind, name: None }
}

#[tokio::test]
async fn a_measure_that_nobody_mapped_is_shown_by_a_dry_run_and_refused_by_an_import() {
    let here = Writing::with("").await;
    let text = "Day,What,How much\n2026-03-01,Neck pain,4\n2026-03-01,Steps,9000\n2026-03-02,Neck pain,5\n";
    let file = here.write("other.csv", text);
    let mapping = |measures: Vec<ImportMeasure>| ImportMapping {
        columns: ImportColumns {
            measure: Some("What".to_owned()),
            value: Some("How much".to_owned()),
            ..columns("Day")
        },
        measures,
        date_format: None,
    };
    let open = |measures| EntriesFile::open(file.clone(), None, Some(mapping(measures)));
    let some = open(vec![becomes("Neck pain", Some(EntryKind::Pain))]).await.expect("reads");
    let measures = some.measures().expect("measures");
    assert_eq!(
        measures.iter().map(|found| (found.measure.as_str(), found.rows)).collect::<Vec<_>>(),
        [("Neck pain", 2), ("Steps", 1)]
    );
    let dry = here.person.nape.import_entries(Arc::clone(&some), true, None).await.expect("checks");
    assert_eq!((dry.rows, dry.added, dry.unmapped, dry.measures), (3, 2, 1, measures));
    let refused = here.person.nape.import_entries(some, false, None).await;
    assert_eq!(fields_of(refused), ["line 3: measure"]);
    let all =
        open(vec![becomes("Neck pain", Some(EntryKind::Pain)), becomes("Steps", None)]).await.expect("reads");
    for expected in [(2, 0, 0), (0, 2, 0)] {
        let done = here.person.nape.import_entries(Arc::clone(&all), false, None).await.expect("imports");
        assert_eq!(classes(&done), expected, "the same file again adds nothing");
    }
    assert_eq!(here.all().await[0].entry.at, "2026-03-01T12:00:00+01:00", "noon on the journal's clock");
}

/// London as it was in March and October of 2010 to 2026, a day too exact for no test here; remembers what it was asked.
struct London(Mutex<Vec<(i64, i64)>>);

impl ZonePort for London {
    fn transitions(&self, _: String, from: i64, until: i64) -> Result<Vec<ZoneTransition>, NapeError> {
        self.0.lock().expect("a lock").push((from, until));
        let at = |year: i32, month: u32, day: u32| {
            let day = chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a day");
            day.and_hms_opt(1, 0, 0).expect("an hour").and_utc().timestamp_millis()
        };
        let changes = (1990..2031).flat_map(|year| [(at(year, 3, 28), 3600), (at(year, 10, 28), 0)]);
        let offset_s =
            changes.clone().take_while(|(at, _)| *at <= from).last().map_or(0, |(_, offset)| offset);
        let within = changes.filter(|(at, _)| *at > from && *at <= until);
        let first = ZoneTransition { at_unix_ms: from, offset_s };
        Ok([first]
            .into_iter()
            .chain(within.map(|(at_unix_ms, offset_s)| ZoneTransition { at_unix_ms, offset_s }))
            .collect())
    }
}

#[tokio::test]
async fn civil_times_of_many_years_have_the_offsets_of_their_days() {
    let (folder, zones) = (tempfile::tempdir().expect("a folder"), Arc::new(London(Mutex::default())));
    let config = OpenConfig {
        folder: path(folder.path()),
        key: KEY.to_vec(),
        demonstration: false,
        now: Some(NOW.to_owned()),
        zone: Some("Europe/London".to_owned()),
        additions: None,
    };
    let nape = Nape::open(config, None, Some(Arc::clone(&zones) as _), None, None).await.expect("opens");
    let file = path(&folder.path().join("other.csv"));
    fs::write(&file, "Day,Pain\n1995-07-01,1\n1995-12-01,2\n2014-07-01 08:00,3\n2026-03-01,4\n2019-01-01T00:00:00+05:00,5\n").expect("written");
    let mapping = ImportMapping {
        columns: columns("Day"),
        measures: vec![becomes("Pain", Some(EntryKind::Pain))],
        date_format: None,
    };
    let read = EntriesFile::open(file, Some(ImportFormat::Table), Some(mapping)).await.expect("reads");
    nape.import_entries(read, false, None).await.expect("imports");
    let query = EntryQuery { limit: 10, ..EntryQuery::default() };
    let at: Vec<String> =
        nape.entries(query).await.expect("lists").entries.into_iter().map(|kept| kept.entry.at).collect();
    nape.close().await.expect("closes");
    assert_eq!(
        at,
        [
            "1995-07-01T12:00:00+01:00",
            "1995-12-01T12:00:00+00:00",
            "2014-07-01T08:00:00+01:00",
            "2019-01-01T00:00:00+05:00",
            "2026-03-01T12:00:00+00:00",
        ]
    );
    let asked = zones.0.lock().expect("a lock").clone();
    let ten_years = 10 * 366 * 24 * 3_600_000_i64;
    assert!(asked.len() > 3 && asked.iter().all(|(from, until)| until - from < ten_years), "{asked:?}");
}

#[tokio::test]
async fn a_file_as_a_whole_is_refused_before_any_journal_is_looked_at() {
    let here = Writing::with("").await;
    let open = |file: String, format, mapping| async move {
        fields_of(EntriesFile::open(file, format, mapping).await.map(|_| "opened"))
    };
    assert_eq!(open(here.file("nowhere"), None, None).await, ["file"]);
    assert_eq!(open(path(here.files.path()), None, None).await, ["file"], "no table is in it");
    let large = here.write("large.jsonl", "");
    fs::File::options().write(true).open(&large).expect("opens").set_len((64 << 20) + 1).expect("made long");
    assert_eq!(open(large, None, None).await, ["file"]);
    let table = here.write("other.csv", "Day,Pain\n2026-03-01,4\n");
    assert_eq!(open(table.clone(), None, None).await, ["line 1: column 1"]);
    assert_eq!(open(table.clone(), Some(ImportFormat::Table), None).await, ["columns"]);
    let mapping = |date: &str| ImportMapping {
        columns: columns(date),
        measures: vec![becomes("Pain", Some(EntryKind::Pain))],
        date_format: None,
    };
    assert_eq!(open(table.clone(), None, Some(mapping("Date"))).await, ["columns.date"]);
    assert_eq!(open(table.clone(), Some(ImportFormat::Csv), Some(mapping("Day"))).await, ["columns"]);
    assert_eq!(open(table, None, Some(mapping(" "))).await, ["columns.date"]);
}

#[tokio::test]
async fn the_format_is_guessed_by_the_name_and_else_by_the_first_character() {
    let here = Writing::with("").await;
    let table = "kind,at,value\nmood,2026-03-09T18:00:00Z,5\n";
    let line = "\u{feff} {\"kind\":\"mood\",\"at\":\"2026-03-09T18:00:00Z\",\"value\":5}";
    assert_eq!(classes(&here.import(&here.write("one", table)).await.expect("imports")), (1, 0, 0));
    assert_eq!(classes(&here.import(&here.write("two", line)).await.expect("imports")), (0, 1, 0));
    let by_name = "at,value\n2026-03-09T18:00:00Z,5\n";
    assert_eq!(classes(&here.import(&here.write("mood.csv", by_name)).await.expect("imports")), (0, 1, 0));
    assert_eq!(classes(&here.import(&here.write("none.jsonl", "")).await.expect("imports")), (0, 0, 0));
}
