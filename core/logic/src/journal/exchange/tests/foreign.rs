//! Tables of other programs.

use super::*;
use crate::journal::entry::{Amount, Entry, Site};
use crate::journal::exchange::Measure;
use crate::journal::exchange::foreign::{Becomes, Columns, Mapping, read};

const LONG: &str = "Day,Hour,What,How much,Where,Remark\n\
                    2026-03-01,07:30,Neck pain,4,Upper back,woke up so\n\
                    2026-03-01,,Sleep,7,,\n\
                    2026-03-02,21:00,Steps,9000,,\n\
                    2026-03-02,08:00,Ibuprofen,0.5,,\n";

fn own(text: &str) -> String {
    text.to_owned()
}

fn long() -> Mapping {
    let columns = Columns {
        date: "Day".to_owned(),
        time: Some(own("Hour")),
        measure: Some(own("What")),
        value: Some(own("How much")),
        note: Some(own("Remark")),
        site: Some(own("Where")),
        side: None,
    };
    let measures = vec![
        becomes("Neck pain", Kind::Pain),
        becomes("Sleep", Kind::Sleep),
        ("Steps".to_owned(), Becomes::Skipped),
        becomes("Ibuprofen", Kind::Medication),
    ];
    Mapping { columns, measures, date_format: None }
}

fn becomes(name: &str, kind: Kind) -> (String, Becomes) {
    (name.to_owned(), Becomes::Entries { kind, name: None })
}

fn wide() -> Mapping {
    let columns = Columns { date: "Day".to_owned(), note: Some(own("Remark")), ..Columns::default() };
    Mapping {
        columns,
        measures: vec![becomes("Pain", Kind::Pain), becomes("Mood", Kind::Mood)],
        date_format: None,
    }
}

fn incoming(text: &str, mapping: &Mapping) -> Incoming {
    let mut incoming = Incoming::default();
    read(text.as_bytes(), mapping, &mut incoming).expect("a table");
    incoming
}

fn refused(text: &str, mapping: &Mapping) -> Vec<String> {
    let problems = read(text.as_bytes(), mapping, &mut Incoming::default()).expect_err("refused");
    assert!(problems.iter().all(|error| error.allowed.is_some()), "{problems:?}");
    problems.into_iter().map(|error| error.field).collect()
}

fn told(entry: &Entry) -> (Kind, String, Option<f64>, Option<&str>) {
    let value = entry.value.map(Amount::number);
    (entry.kind, entry.at.to_rfc3339(), value, entry.note.as_deref())
}

#[test]
fn a_long_table_comes_to_an_entry_for_each_mapped_row() {
    let read = incoming(LONG, &long());
    let (rows, wrong) = checked(&read);
    assert_eq!(wrong, [""; 0]);
    let found: Vec<_> = rows.iter().map(|row| told(&row.entry)).collect();
    let at = |text: &str| text.to_owned();
    assert_eq!(
        found,
        [
            (Kind::Pain, at("2026-03-01T07:30:00+01:00"), Some(4.0), Some("woke up so")),
            (Kind::Sleep, at("2026-03-01T12:00:00+01:00"), Some(7.0), None),
            (Kind::Medication, at("2026-03-02T08:00:00+01:00"), Some(0.5), None),
        ]
    );
    assert_eq!(rows[0].entry.site, Some(Site::UpperBack));
    assert_eq!(rows[2].entry.name.as_deref(), Some("Ibuprofen"), "what needs a name has that of the measure");
    assert_eq!(read.row_count(), 4);
    assert!(read.measures().contains(&Measure {
        name: "Steps".to_owned(),
        rows: 1,
        kind: None,
        skipped: true
    }));
}

#[test]
fn the_same_table_comes_to_the_same_ids_again() {
    let ids = |text: &str| {
        let (rows, _) = checked(&incoming(text, &long()));
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let longer = format!("{LONG}2026-03-03,,Sleep,6,,\n");
    assert_eq!(ids(LONG), ids(&longer)[..3]);
    assert_eq!(ids(LONG), ids(&LONG.replace(',', ";").replace('\n', "\r\n")), "however it is written");
}

#[test]
fn a_measure_that_nobody_mapped_is_named_on_its_line_and_listed_with_its_count() {
    let mut mapping = long();
    mapping.measures.truncate(1);
    let read = incoming(LONG, &mapping);
    let fields: Vec<String> = read.problems(true).told().into_iter().map(|error| error.field).collect();
    assert_eq!(fields, ["line 3: measure", "line 4: measure", "line 5: measure"]);
    assert_eq!((read.problems(false).total(), read.unmapped_count()), (0, 3));
    let rows: Vec<_> = read.measures().iter().map(|measure| (measure.name.as_str(), measure.rows)).collect();
    assert_eq!(rows, [("Ibuprofen", 1), ("Neck pain", 1), ("Sleep", 1), ("Steps", 1)]);
}

#[test]
fn a_wide_table_comes_to_an_entry_for_each_filled_cell_and_one_for_its_words() {
    let text = "Day;Pain;Steps;Mood;Remark\n01.03.2026;4;9000;;\"a long; day\"\n02.03.2026;;;6;\n";
    let mapping = Mapping { date_format: Some(own("%d.%m.%Y")), ..wide() };
    let read = incoming(text, &mapping);
    let (rows, wrong) = checked(&read);
    assert_eq!(wrong, [""; 0]);
    let found: Vec<_> = rows.iter().map(|row| told(&row.entry)).collect();
    let noon = |day: &str| format!("2026-03-{day}T12:00:00+01:00");
    assert_eq!(
        found,
        [
            (Kind::Pain, noon("01"), Some(4.0), None),
            (Kind::Note, noon("01"), None, Some("a long; day")),
            (Kind::Mood, noon("02"), Some(6.0), None),
        ]
    );
    let steps = read.measures().iter().find(|measure| measure.name == "Steps").expect("listed");
    assert_eq!((steps.rows, steps.kind, steps.skipped), (1, None, false));
    assert_eq!(read.unmapped_count(), 0, "a column may be left alone");
}

#[test]
fn what_is_wrong_is_named_by_line_and_in_a_wide_table_by_column() {
    let text = "Day,Pain,Mood,Remark\n2026-03-01,3.5,11,\nyesterday,4,,\n2026-03-01,four,,\n1850-01-01,,4,\n";
    assert_eq!(
        checked(&incoming(text, &wide())).1,
        [
            "line 2, column 2: value",
            "line 2, column 3: value",
            "line 3, column 2: date",
            "line 4, column 2: value",
            "line 5, column 3: date",
        ]
    );
    let text = "Day,Hour,What,How much,Where,Remark\n2026-03-01,late,Sleep,7,,\n2026-03-01,,,7,,\n\
                2026-03-01,,Sleep,,,\n2026-03-01,,Neck pain,1,soul,\n";
    let fields = ["line 2: time", "line 3: measure", "line 4: value", "line 5: site"];
    assert_eq!(checked(&incoming(text, &long())).1, fields);
}

#[test]
fn a_column_that_is_missing_or_there_twice_is_refused() {
    let mut mapping = long();
    mapping.columns.date = "Date".to_owned();
    assert_eq!(refused(LONG, &mapping), ["columns.date"]);
    assert_eq!(refused("Day,Day,Pain,Mood,Remark\n", &wide()), ["columns.date"]);
    assert_eq!(refused("Day,Pain,Remark\n", &wide()), ["measures[1]"]);
    assert_eq!(refused("", &wide()), ["file"]);
}

#[test]
fn a_mapping_that_says_too_little_or_a_thing_twice_is_refused() {
    let nothing = Mapping::default();
    assert_eq!(refused(LONG, &nothing), ["columns.date", "measures"]);
    let mut half = long();
    half.columns.value = None;
    assert_eq!(refused(LONG, &half), ["columns.value"]);
    let mut twice = wide();
    twice.measures.push(becomes("Pain ", Kind::Mood));
    assert_eq!(refused(LONG, &twice), ["measures"]);
    let unknown = Mapping { date_format: Some(own("%Q")), ..wide() };
    assert_eq!(refused(LONG, &unknown), ["date_format"]);
}

#[test]
fn decimals_follow_a_comma_only_where_commas_divide_no_cells() {
    let mapping = Mapping { measures: vec![becomes("Pain", Kind::Medication)], ..wide() };
    let value = |text: &str| {
        let (rows, wrong) = checked(&incoming(text, &mapping));
        rows.first().and_then(|row| row.entry.value).map(Amount::thousandths).ok_or(wrong)
    };
    assert_eq!(value("Day;Pain;Remark\n2026-03-01;0,5;\n"), Ok(500));
    assert_eq!(value("Day,Pain,Remark\n2026-03-01,0.5,\n"), Ok(500));
    let refused = Err(vec!["line 2, column 2: value".to_owned()]);
    assert_eq!(value("Day,Pain,Remark\n2026-03-01,\"1,500\",\n"), refused);
    assert_eq!(value("Day,Pain,Remark\n2026-03-01,1e3,\n"), refused);
}

#[test]
fn words_become_a_note_where_a_measure_is_one_and_a_symptom_is_called_by_its_id() {
    let columns = Columns { date: "Day".to_owned(), ..Columns::default() };
    let dizzy = Becomes::Entries { kind: Kind::Symptom, name: Some(own("dizziness")) };
    let mapping = Mapping {
        columns,
        measures: vec![becomes("Diary", Kind::Note), ("Dizzy".to_owned(), dizzy)],
        date_format: None,
    };
    let (rows, wrong) = checked(&incoming("Day,Diary,Dizzy\n2026-03-01,slept badly,3\n", &mapping));
    assert_eq!(wrong, [""; 0]);
    assert_eq!(rows[0].entry.note.as_deref(), Some("slept badly"));
    assert_eq!(rows[1].entry.name.as_deref(), Some("dizziness"));
}

#[test]
fn the_days_whose_offsets_are_needed_are_those_of_civil_times() {
    let text =
        "Day,Pain,Mood,Remark\n2026-03-01,4,,\n2025-12-24,4,,\n2019-01-01T00:00:00Z,4,,\n0001-01-01,4,,\n";
    let (from, to) = incoming(text, &wide()).civil_span().expect("civil times");
    let noon = |day: &str| Timestamp::parse(&format!("{day}T12:00:00Z")).expect("an instant").unix_millis();
    assert_eq!((from, to), (noon("2025-12-23"), noon("2026-03-02")));
    assert_eq!(incoming("Day,Pain,Mood,Remark\n2019-01-01T00:00:00Z,4,,\n", &wide()).civil_span(), None);
}
