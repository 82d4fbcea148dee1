//! Eleven entries a day, as somebody writes them who writes much.

use nape_logic::id::RecordId;
use nape_logic::journal::chain::Payload;
use nape_logic::journal::entry::{Amount, Context, Entry, Kind, Quality, Side, Site};
use nape_logic::time::{Millis, Timestamp};

use super::Generated;
use super::chance::Chance;
use crate::store::{Batch, ENTRY, NewRecord};

/// What is written every day, and at which hour; the last two change from day to day.
const EVERY_DAY: [(u64, Kind); 9] = [
    (7, Kind::Stiffness),
    (7, Kind::Sleep),
    (7, Kind::WakingEnergy),
    (8, Kind::Pain),
    (13, Kind::Pain),
    (14, Kind::Tension),
    (19, Kind::Posture),
    (20, Kind::Mood),
    (21, Kind::Pain),
];
const SOME_DAYS: [Kind; 8] = [
    Kind::Tingling,
    Kind::Headache,
    Kind::Twinges,
    Kind::RangeOfMotion,
    Kind::Medication,
    Kind::Discomfort,
    Kind::Cracking,
    Kind::Psfs,
];
const WORDS: [&str; 24] = [
    "after", "carrying", "water", "slept", "badly", "new", "pillow", "long", "drive", "garden", "desk",
    "better", "walk", "children", "rain", "left", "shoulder", "turned", "quickly", "evening", "stretch",
    "warm", "shower", "quiet",
];
const NAMES: [&str; 4] = ["lifting my child", "reading an hour", "driving", "swimming"];
const SITES: [Site; 5] = [Site::Neck, Site::Neck, Site::UpperBack, Site::Shoulder, Site::ShoulderBlade];

pub(super) fn entries(morning: Timestamp, chance: &mut Chance, batch: &mut Batch, done: &mut Generated) {
    let some = [*chance.one(&SOME_DAYS), Kind::Note];
    let hours = EVERY_DAY.into_iter().chain(some.into_iter().map(|kind| (22, kind)));
    for (hour, kind) in hours {
        let at = morning.plus(Millis::from_mins(hour * 60 + chance.below(50)));
        let entry = entry(kind, at, chance);
        // An entry is plain data: serialising it can't fail.
        let payload = Payload(serde_json::to_string(&entry).unwrap_or_default());
        let id = RecordId(chance.id(at));
        batch.records.push(NewRecord {
            kind: ENTRY.to_owned(),
            id,
            at,
            written: at,
            deleted: false,
            payload,
        });
        done.entries += 1;
    }
}

fn entry(kind: Kind, at: Timestamp, chance: &mut Chance) -> Entry {
    let number = |number: u64| Amount::from_thousandths(i64::try_from(number * 1000).unwrap_or_default());
    let often_noted = kind == Kind::Note || chance.below(6) == 0;
    let pain = kind == Kind::Pain;
    let value = match kind {
        Kind::Note => None,
        Kind::RangeOfMotion => number(50 + chance.below(30)),
        Kind::Headache | Kind::Twinges | Kind::Cracking => number(chance.below(5)),
        Kind::Medication => number(200 * (1 + chance.below(3))),
        Kind::Tingling => number(0),
        _ => number(2 + chance.below(6)),
    };
    let name = match kind {
        Kind::Psfs => Some((*chance.one(&NAMES)).to_owned()),
        Kind::Medication => Some("ibuprofen".to_owned()),
        _ => None,
    };
    Entry {
        kind,
        at,
        value,
        unit: (kind == Kind::Medication).then(|| "mg".to_owned()),
        site: pain.then(|| *chance.one(&SITES)),
        side: pain.then(|| *chance.one(Side::ALL)),
        quality: pain.then(|| *chance.one(Quality::ALL)),
        context: if pain { vec![*chance.one(Context::ALL)] } else { Vec::new() },
        name,
        note: often_noted.then(|| note(chance)),
    }
}

fn note(chance: &mut Chance) -> String {
    let words: Vec<&str> = (0..4 + chance.below(12)).map(|_| *chance.one(&WORDS)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nape_logic::journal::entry::problems;

    #[test]
    fn every_generated_entry_is_one_that_a_person_could_write() {
        let morning = Timestamp::parse("2026-03-10T00:00:00+01:00").expect("an instant");
        let (mut chance, mut batch, mut done) = (Chance::new(1), Batch::default(), Generated::default());
        for _ in 0..200 {
            entries(morning, &mut chance, &mut batch, &mut done);
        }
        assert_eq!(done.entries, 2200);
        for record in &batch.records {
            let entry: Entry = serde_json::from_str(&record.payload.0).expect("reads");
            assert_eq!(problems(&entry, morning), [], "{entry:?}");
        }
    }
}
