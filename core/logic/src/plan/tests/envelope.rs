//! What the built-in envelope holds. How a broken file is reported stands in `tests/broken/` of this crate.

use crate::modality::{Modality, Region};
use crate::plan::{Envelope, Figure, LoadKind, Position, Row};
use crate::time::Millis;
use crate::units::{Force, LengthUnit};

fn row(modality: Modality, region: Region) -> &'static Row {
    Envelope::built_in().row(modality, region).expect("a row")
}

fn millinewtons(limit: Option<&Figure<Force>>) -> Option<u32> {
    limit.map(|force| force.value.millinewtons())
}

#[test]
fn pounds_minutes_and_inches_are_converted_exactly() {
    let ceiling = &row(Modality::HomeUnit, Region::Cervical).with_provider;
    assert_eq!(millinewtons(ceiling.force_max.as_ref()), Some(222_411));
    assert_eq!(ceiling.duration_max.value, Millis(1_200_000));
    let height = row(Modality::NeckHammock, Region::Cervical).with_provider.height_max.as_ref();
    assert_eq!(height.map(|height| height.value.micrometres()), Some(101_600));
}

#[test]
fn the_table_is_the_home_unit_without_levels() {
    for region in [Region::Cervical, Region::Lumbar] {
        let (table, unit) = (row(Modality::TractionTable, region), row(Modality::HomeUnit, region));
        assert!(table.without_provider.is_none() && !table.has(LoadKind::Level));
        let force = |row: &Row| millinewtons(row.with_provider.force_max.as_ref());
        assert_eq!(force(table), force(unit));
        let angles = |row: &Row| row.angle.as_ref().map(|angle| (angle.min.value, angle.max.value));
        assert_eq!(angles(table), angles(unit));
        assert_eq!(table.with_provider.duration_max.value, unit.with_provider.duration_max.value);
    }
}

#[test]
fn f07_who_lies_on_a_table_lies_face_up_or_down_by_what_is_reached() {
    let positions =
        |region| row(Modality::TractionTable, region).position.as_ref().map(|p| p.any_of.as_slice());
    assert_eq!(positions(Region::Cervical), Some([Position::Supine].as_slice()));
    assert_eq!(positions(Region::Lumbar), Some([Position::Supine, Position::Prone].as_slice()));
}

#[test]
fn the_lowest_height_is_one_that_both_rulers_can_say() {
    let hammock = row(Modality::NeckHammock, Region::Cervical);
    let least = hammock.height.as_ref().expect("has heights").min.value;
    let start = hammock.start.as_ref().and_then(|start| start.height.as_ref()).expect("a height").value;
    for (unit, shown) in [(LengthUnit::In, 2.0), (LengthUnit::Cm, 5.0)] {
        assert!((least.in_unit_ceil(unit) - shown).abs() < f64::EPSILON);
        assert!((start.in_unit_floor(unit) - shown).abs() < f64::EPSILON);
    }
}

#[test]
fn what_hangs_by_its_own_weight_is_limited_alike_for_both_regions() {
    for modality in [Modality::HangingBar, Modality::InversionTable] {
        let limits = |region| {
            let mut row = row(modality, region).clone();
            row.region = Region::Cervical;
            format!("{row:?}")
        };
        assert_eq!(limits(Region::Cervical), limits(Region::Lumbar));
    }
}
