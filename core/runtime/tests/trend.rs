//! Looking back, through the door: trends (P30), benchmarks (P26, P29), what is worth a look (P28), the first card (I04).

#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

use std::sync::Arc;

use nape::api::{
    Benchmark, Nape, NapeError, OpenConfig, Region, TrendBaseline, TrendDirection, check_trend,
    logged_session_from_json, trend_measures,
};
use nape::store::{Batch, Journal, Key, NewJournal, NewRecord};
use nape_logic::id::{JournalId, OriginId, RecordId};
use nape_logic::time::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

const KEY: [u8; 32] = [7; 32];
const FIRST_DAY: &str = "2026-03-01T08:00:00+01:00";
const TODAY: &str = "2026-03-28T21:00:00+01:00";

/// A journal's folder, with entries that are written straight into it.
struct Kept {
    folder: TempDir,
    written: u128,
}

impl Kept {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), written: 0 }
    }

    /// Writes an entry of `kind` at `at`, with more fields where asked for.
    fn write(&mut self, kind: &str, at: &str, more: &str) {
        self.written += 1;
        let at_parsed = Timestamp::parse(at).expect("an instant");
        let record = NewRecord {
            kind: "entry".to_owned(),
            id: RecordId(Uuid::from_u128(self.written)),
            at: at_parsed,
            written: at_parsed,
            deleted: false,
            payload: format!(r#"{{"kind":"{kind}","at":"{at}"{more}}}"#).as_str().into(),
        };
        let id = Uuid::from_u128(1);
        let new = NewJournal { journal: JournalId(id), origin: OriginId(id) };
        let journal = Journal::open_or_create(self.folder.path(), Key::from_bytes(KEY), new).expect("opens");
        let batch = Batch { records: vec![record], ..Batch::default() };
        journal.writer().expect("a writer").commit(&batch).expect("committed");
    }

    /// The same value at noon on each of these days of March.
    fn on_days(&mut self, kind: &str, days: impl IntoIterator<Item = u32>, value: i32) {
        for day in days {
            self.write(kind, &format!("2026-03-{day:02}T12:00:00+01:00"), &format!(r#","value":{value}"#));
        }
    }

    async fn open(&self, now: &str) -> Arc<Nape> {
        let config = OpenConfig {
            folder: self.folder.path().to_string_lossy().into_owned(),
            key: KEY.to_vec(),
            demonstration: false,
            now: Some(now.to_owned()),
            zone: None,
            additions: None,
        };
        Nape::open(config, None, None, None, None).await.expect("opens")
    }

    /// A course that begins on the first of March.
    async fn begin_course(&self) {
        let nape = self.open(FIRST_DAY).await;
        nape.start_course(Region::Cervical, None, None).await.expect("begins");
        nape.close().await.expect("closes");
    }
}

async fn log(nape: &Nape, day: u32, more: &str) {
    let started = format!("2026-03-{day:02}T10:00:00+01:00");
    let json = format!(r#"{{"modality":"manual","started":"{started}","duration_ms":600000{more}}}"#);
    let told = logged_session_from_json(json.into_bytes(), TODAY.to_owned()).expect("reads");
    nape.log_session(told).await.expect("records");
}

async fn benchmark(nape: &Nape, id: &str) -> Benchmark {
    let page = nape.benchmarks(Region::Cervical).await.expect("a page");
    page.benchmarks.into_iter().find(|benchmark| benchmark.id == id).expect("a benchmark")
}

#[tokio::test]
async fn p30_only_pain_is_called_meaningful_and_only_against_the_baseline_of_the_course() {
    let mut kept = Kept::new();
    kept.begin_course().await;
    kept.on_days("pain", (1..=7).chain([15]), 7);
    kept.on_days("pain", 22..=28, 5);
    kept.on_days("stiffness", 1..=7, 9);
    kept.on_days("stiffness", 22..=28, 2);
    let nape = kept.open(TODAY).await;
    // The fourteen days asked for begin in the middle; the baseline is the course's first week all the same.
    let pain = nape.trend("pain".to_owned(), 14, Region::Cervical).await.expect("a trend");
    assert_eq!((pain.baseline, pain.change, pain.meaningful), (TrendBaseline::Course, Some(-2.0), true));
    assert_eq!(pain.points.len(), 8, "only days that have an entry");
    assert_eq!((pain.points[0].date.as_str(), pain.points[1].date.as_str()), ("2026-03-15", "2026-03-22"));
    assert!(pain.why.contains("does not show what caused it"), "{}", pain.why);
    let stiffness = nape.trend("stiffness".to_owned(), 14, Region::Cervical).await.expect("a trend");
    assert_eq!((stiffness.direction, stiffness.meaningful), (Some(TrendDirection::Lower), false));
    assert!(stiffness.why.contains("No clear change yet"), "{}", stiffness.why);
    // Another region has no course: there the first seven of the days count, and they have too few entries.
    let lumbar = nape.trend("pain".to_owned(), 14, Region::Lumbar).await.expect("a trend");
    assert_eq!((lumbar.baseline, lumbar.change, lumbar.meaningful), (TrendBaseline::Days, None, false));
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn a_day_is_the_one_that_the_entrys_own_clock_showed() {
    let mut kept = Kept::new();
    kept.write("pain", "2026-03-27T23:30:00-05:00", r#","value":2"#);
    kept.write("pain", "2026-03-27T01:00:00+13:00", r#","value":4"#);
    kept.write("pain", "2026-03-27T01:00:00+13:00", r#","value":9"#);
    let nape = kept.open(TODAY).await;
    let trend = nape.trend("pain".to_owned(), 7, Region::Cervical).await.expect("a trend");
    let points: Vec<_> =
        trend.points.iter().map(|point| (point.date.as_str(), point.mean, point.n)).collect();
    assert_eq!(points, [("2026-03-27", 5.0, 3)]);
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn two_units_of_a_measure_are_never_mixed() {
    let mut kept = Kept::new();
    kept.write("range_of_motion", "2026-03-26T12:00:00+01:00", r#","value":8,"unit":"scale""#);
    kept.write("range_of_motion", "2026-03-27T12:00:00+01:00", r#","value":60,"unit":"deg""#);
    kept.write("range_of_motion", "2026-03-28T12:00:00+01:00", r#","value":70"#);
    let nape = kept.open(TODAY).await;
    let trend = nape.trend("range_of_motion".to_owned(), 7, Region::Cervical).await.expect("a trend");
    let means: Vec<f64> = trend.points.iter().map(|point| point.mean).collect();
    assert_eq!((trend.unit.as_deref(), means), (Some("deg"), vec![60.0, 70.0]));
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn what_cannot_be_looked_back_on_is_named_with_what_can() {
    let nape = Kept::new().open(TODAY).await;
    for (measure, days, wrong) in
        [("pain", 0, "days"), ("pain", 3661, "days"), ("note", 7, "measure"), ("steps", 7, "measure")]
    {
        let refused = nape.trend(measure.to_owned(), days, Region::Cervical).await;
        let Err(NapeError::BadInput { field, allowed: Some(allowed), .. }) = refused else {
            panic!("must be bad input: {refused:?}");
        };
        assert_eq!(field, wrong);
        assert!(if wrong == "days" { allowed.contains("1 to 3660") } else { allowed.contains("stiffness") });
    }
    assert!(trend_measures().contains(&"waking_energy".to_owned()));
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn p26_p29_all_fifteen_benchmarks_and_fewer_sessions_are_good_only_where_pain_and_stiffness_held() {
    let mut kept = Kept::new();
    kept.begin_course().await;
    for kind in ["pain", "stiffness"] {
        kept.on_days(kind, (1..=7).chain(22..=28), 4);
    }
    kept.write("medication", "2026-03-02T12:00:00+01:00", r#","name":"ibuprofen""#);
    let nape = kept.open(TODAY).await;
    for day in [2, 4, 6, 24] {
        log(&nape, day, "").await;
    }
    let page = nape.benchmarks(Region::Cervical).await.expect("a page");
    let ids: Vec<String> = page.benchmarks.iter().map(|benchmark| benchmark.id.clone()).collect();
    assert_eq!(ids, (1..=15).map(|n| format!("J{n:02}")).collect::<Vec<_>>());
    let sessions = benchmark(&nape, "J15").await;
    assert_eq!((sessions.first, sessions.last, sessions.good), (Some(3.0), Some(1.0), Some(true)));
    let medicine = benchmark(&nape, "J12").await;
    assert_eq!((medicine.first, medicine.last), (Some(1.0 / 7.0), Some(0.0)));
    // The same with a lock in that time.
    log(&nape, 10, r#","symptoms":["dizziness"]"#).await;
    let sessions = benchmark(&nape, "J15").await;
    assert_eq!((sessions.good, sessions.why.contains("locked")), (Some(false), true), "{}", sessions.why);
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn p28_cracking_on_the_rise_and_relief_only_with_it_are_told_with_their_sources() {
    let mut kept = Kept::new();
    kept.on_days("cracking", 15..=21, 1);
    kept.on_days("cracking", 22..=28, 3);
    for day in [20, 23, 26] {
        kept.write("pain", &format!("2026-03-{day}T11:00:00+01:00"), r#","value":7"#);
        kept.write("pain", &format!("2026-03-{day}T13:00:00+01:00"), r#","value":4"#);
    }
    let nape = kept.open(TODAY).await;
    let seen = nape.benchmarks(Region::Cervical).await.expect("a page").observations;
    let told: Vec<_> = seen.iter().map(|seen| (seen.id.as_str(), seen.sources.join(" "))).collect();
    assert_eq!(told, [("cracking_rises", "E15 L10".to_owned()), ("cracking_relief", "C16".to_owned())]);
    nape.close().await.expect("closes");
}

#[tokio::test]
async fn i04_the_first_card_comes_on_day_ten_of_journaling() {
    let mut kept = Kept::new();
    kept.on_days("mood", [10], 5);
    for (now, card) in [("2026-03-18T23:59:00+01:00", false), ("2026-03-19T00:01:00+01:00", true)] {
        let nape = kept.open(now).await;
        let page = nape.benchmarks(Region::Cervical).await.expect("a page");
        assert_eq!((page.card, page.card_from.as_deref()), (card, Some("2026-03-19")), "{now}");
        nape.close().await.expect("closes");
    }
}

#[tokio::test]
async fn a_drawing_shows_missing_days_as_missing() {
    let mut kept = Kept::new();
    kept.on_days("pain", [22, 23, 27, 28], 5);
    let nape = kept.open(TODAY).await;
    let drawn = nape.trend_chart("pain".to_owned(), 7, Region::Cervical, 100).await.expect("a drawing");
    assert_eq!((drawn.lines.len(), drawn.gaps.len(), drawn.days_per_mark), (2, 1, 1));
    nape.close().await.expect("closes");
}

#[test]
fn a_document_is_checked_without_a_journal() {
    let document = r#"{"measure":"pain","days":7,"today":"2026-03-28","entries":[]}"#;
    let found: serde_json::Value =
        serde_json::from_str(&check_trend(document.into()).expect("checked")).expect("JSON");
    assert_eq!((&found["reason"], &found["points"]), (&"one_week".into(), &serde_json::json!([])));
    let wrong = document.replace("pain", "note");
    assert!(
        matches!(check_trend(wrong.into()), Err(NapeError::BadInput { field, .. }) if field == "measure")
    );
}
