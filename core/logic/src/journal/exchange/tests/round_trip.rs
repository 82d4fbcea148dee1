//! Every entry that may be kept reads back as it was, byte for byte, whatever stands in it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::RecordId;
use crate::journal::entry::kind::Naming;
use crate::journal::entry::{Amount, Context, Entry, Quality, Scale, Side, Site, problems};
use crate::journal::exchange::{kind_of_file, line, table_file, table_header, table_row};

/// Words that break what is careless: quotes, ends of lines, formulas, marks, both directions of script, what no
/// keyboard types.
fn words(many_lines: bool) -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("'".to_owned()),
        Just("=cmd()".to_owned()),
        Just("+1".to_owned()),
        Just("-1".to_owned()),
        Just("@sum".to_owned()),
        Just("\u{ff1d}1".to_owned()),
        Just(",".to_owned()),
        Just(";".to_owned()),
        Just(" ".to_owned()),
        Just("שלום \u{200f}עולם".to_owned()),
        Just("🧣👨‍👩‍👧".to_owned()),
        Just("\u{2028}\u{feff}\u{4}0".to_owned()),
        Just(if many_lines { "\n" } else { "_" }.to_owned()),
        Just(if many_lines { "\t" } else { "-" }.to_owned()),
        "\\PC{0,4}",
    ];
    proptest::collection::vec(parts, 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("says something", |text| !text.trim().is_empty())
}

fn value(kind: Kind, unit: &str) -> BoxedStrategy<Option<Amount>> {
    let whole = |least: i32, most: i32| (least..=most).prop_map(|value| Some(Amount::whole(value)));
    match kind.scale() {
        Scale::Nothing => Just(None).boxed(),
        Scale::Whole(least, most) => whole(least, most).boxed(),
        Scale::WholeOrNothing(least, most) => prop_oneof![Just(None), whole(least, most)].boxed(),
        Scale::ByUnit(units) => {
            let (_, least, most) = units.iter().find(|(known, ..)| *known == unit).unwrap_or(&units[0]);
            whole(*least, *most).boxed()
        }
        Scale::Quantity => (0..1_000_000_000_i64).prop_map(Amount::from_thousandths).boxed(),
    }
}

fn unit(kind: Kind) -> BoxedStrategy<Option<String>> {
    match kind.scale() {
        Scale::ByUnit(units) => {
            let words: Vec<String> = units.iter().map(|(unit, ..)| (*unit).to_owned()).collect();
            proptest::option::of(proptest::sample::select(words)).boxed()
        }
        Scale::Quantity => {
            proptest::option::of(words(false).prop_map(|text| text.chars().take(20).collect())).boxed()
        }
        _ => Just(None).boxed(),
    }
}

fn name(kind: Kind) -> BoxedStrategy<Option<String>> {
    let free = || words(false).prop_map(|text| Some(text.chars().take(80).collect()));
    match kind.naming() {
        Naming::No => Just(None).boxed(),
        Naming::Free => prop_oneof![Just(None), free()].boxed(),
        Naming::Required => free().boxed(),
        Naming::Symptom => Just(Some("dizziness".to_owned())).boxed(),
    }
}

/// An entry with everything that its kind may have.
fn entry() -> impl Strategy<Value = Entry> {
    proptest::sample::select(Kind::ALL)
        .prop_flat_map(|kind| (Just(kind), unit(kind)))
        .prop_flat_map(|(kind, unit)| {
            let value = value(kind, unit.as_deref().unwrap_or_default());
            let at = (-2_200_000_000_000_i64..1_773_000_000_000, -14 * 60..=14 * 60).prop_map(
                |(millis, minutes)| Timestamp::from_unix_millis(millis, minutes * 60).expect("valid"),
            );
            let note = if kind == Kind::Note {
                words(true).prop_map(Some).boxed()
            } else {
                proptest::option::of(words(true)).boxed()
            };
            let site = proptest::option::of(proptest::sample::select(Site::ALL));
            let on = proptest::option::of(proptest::sample::select(Side::ALL));
            let quality = proptest::option::of(proptest::sample::select(Quality::ALL));
            let context = proptest::sample::subsequence(Context::ALL.to_vec(), 0..=Context::ALL.len());
            (Just((kind, unit)), value, at, name(kind), note, (site, on, quality), context)
        })
        .prop_map(|((kind, unit), value, at, name, note, (site, side, quality), context)| Entry {
            kind,
            at,
            unit: unit.filter(|_| value.is_some()),
            value,
            site: site.filter(|_| kind.has_site()),
            side: side.filter(|_| kind.has_site()),
            quality: quality.filter(|_| kind.has_quality()),
            context: if kind.has_context() { context } else { Vec::new() },
            name,
            note,
        })
        .prop_filter("may be kept", |entry| problems(entry, now()).is_empty())
}

fn entries() -> impl Strategy<Value = Vec<(RecordId, Entry)>> {
    proptest::collection::btree_map(any::<u128>(), entry(), 1..12).prop_map(|entries| {
        entries.into_iter().map(|(id, entry)| (RecordId(Uuid::from_u128(id)), entry)).collect()
    })
}

fn as_lines<'a>(entries: impl IntoIterator<Item = (RecordId, &'a Entry)>) -> String {
    entries.into_iter().map(|(id, entry)| line(id, entry) + "\n").collect()
}

/// The table of each kind.
fn as_tables<'a>(entries: impl IntoIterator<Item = (RecordId, &'a Entry)>) -> BTreeMap<String, String> {
    let mut tables = BTreeMap::new();
    for (id, entry) in entries {
        let table = tables.entry(table_file(entry.kind)).or_insert_with(|| table_header(entry.kind));
        table.push_str(&table_row(id, entry));
    }
    tables
}

fn told(rows: &[Row]) -> impl Iterator<Item = (RecordId, &Entry)> {
    rows.iter().map(|row| (row.id, &row.entry))
}

fn read_tables(tables: &BTreeMap<String, String>) -> (Vec<Row>, Vec<String>) {
    let mut incoming = Incoming::default();
    for (name, text) in tables {
        read_table(text.as_bytes(), Some(&name.as_str().into()), None, &mut incoming).expect("a table");
    }
    checked(&incoming)
}

proptest! {
    #[test]
    fn lines_read_back_byte_for_byte(entries in entries()) {
        let text = as_lines(entries.iter().map(|(id, entry)| (*id, entry)));
        let (rows, wrong) = lines(&text);
        prop_assert_eq!(wrong, Vec::<String>::new());
        prop_assert_eq!(as_lines(told(&rows)), text);
        prop_assert_eq!(rows.len(), entries.len());
    }

    #[test]
    fn tables_read_back_byte_for_byte_and_so_do_the_entries_in_them(entries in entries()) {
        let tables = as_tables(entries.iter().map(|(id, entry)| (*id, entry)));
        let (rows, wrong) = read_tables(&tables);
        prop_assert_eq!(wrong, Vec::<String>::new());
        prop_assert_eq!(as_tables(told(&rows)), tables.clone());
        let mut kept: Vec<String> = entries.iter().map(|(id, entry)| line(*id, entry)).collect();
        let mut came: Vec<String> = told(&rows).map(|(id, entry)| line(id, entry)).collect();
        kept.sort();
        came.sort();
        prop_assert_eq!(came, kept);
    }

    #[test]
    fn no_cell_begins_as_a_formula_does(entry in entry()) {
        let text = table_row(RecordId(Uuid::nil()), &entry);
        let cells = super::super::cells::Cells::open(text.as_bytes()).expect("a row");
        for cell in &cells.header {
            let number = cell.parse::<f64>().is_ok();
            prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']), "{cell}");
        }
    }

    #[test]
    fn whatever_the_bytes_reading_ends_with_rows_and_problems(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (mut one, mut other) = (Incoming::default(), Incoming::default());
        let _ = read_lines(&bytes, None, &mut one);
        let _ = read_table(&bytes, None, None, &mut other);
    }
}

#[test]
fn a_table_has_only_the_columns_of_its_kind_and_says_what_may_stand_in_them() {
    for (kind, header) in [
        (Kind::Sleep, "id,kind,at,value (0 to 10),note\r\n"),
        (Kind::Groc, "id,kind,at,value (-7 to 7),note\r\n"),
        (Kind::Note, "id,kind,at,note\r\n"),
        (Kind::Medication, "id,kind,at,name,value (0 or more),unit,note\r\n"),
        (
            Kind::RangeOfMotion,
            "id,kind,at,name,value (deg 0 to 180 or scale 0 to 10),unit (deg or scale),site,side,note\r\n",
        ),
        (
            Kind::Pain,
            "id,kind,at,value (0 to 10),site,side,quality,context (words with a space between),note\r\n",
        ),
        (
            Kind::Symptom,
            "id,kind,at,name,value (0 to 10 or empty),site,side,context (words with a space between),note\r\n",
        ),
    ] {
        assert_eq!(table_header(kind), header);
        assert_eq!(kind_of_file(&table_file(kind)), Some(kind));
    }
    assert_eq!(kind_of_file("joy.csv"), None);
}

#[test]
fn a_moment_is_kept_to_the_millisecond_and_in_its_own_offset() {
    let (rows, wrong) = lines(r#"{"kind":"sleep","at":"2026-03-02T06:00:00.123456789-05:00","value":7}"#);
    assert_eq!(wrong, [""; 0]);
    assert!(line(rows[0].id, &rows[0].entry).contains(r#""at":"2026-03-02T06:00:00.123-05:00""#));
}

#[test]
fn what_has_no_id_gets_the_same_one_whenever_it_is_read_and_equal_ones_are_counted_apart() {
    let one = r#"{"kind":"sleep","at":"2026-03-02T06:00:00-05:00","value":7}"#;
    let other = one.replace('7', "6");
    let ids = |text: &str| lines(text).0.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let text = format!("{one}\n{other}\n{one}\n");
    let first = ids(&text);
    assert_eq!(first, ids(&text));
    assert_ne!(first[0], first[2], "equal ones are two entries");
    assert_eq!(first[0], ids(one)[0], "whatever stands around it");
    assert_eq!(first[0].0.get_version_num(), 8);
    let (rows, _) = table("at,kind,value\n2026-03-02T06:00:00-05:00,sleep,7\n");
    assert_eq!(rows[0].id, first[0], "whatever the format");
}
