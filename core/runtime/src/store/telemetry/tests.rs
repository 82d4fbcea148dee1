//! What goes into a page comes out of it, and no bytes do any harm.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn sample(at: u64, measured: u32, target: u32) -> TelemetryItem {
    TelemetryItem::Sample(TelemetrySample {
        at: Millis(at),
        measured: Force::from_millinewtons(measured),
        target: Force::from_millinewtons(target),
        phase: 2,
        flags: 0,
    })
}

fn gap(from: u64, to: u64) -> TelemetryItem {
    TelemetryItem::Gap(Gap { from: Millis(from), to: Millis(to) })
}

#[test]
fn the_layout_is_as_documented() {
    let items = [sample(1000, 100, 88_900), sample(2001, 40, 88_900), gap(2001, 2003)];
    let expected = [
        2, 6, // layout, three items
        0, 200, 1, 136, 237, 10, // the first one at 1,000 ms, 100 and 88,900
        4,  // the third one is a gap
        207, 15, 2, 10, 232, 167, 15,
        0, // time: -1,000 at least; 1,000, 1,001 and 0 above it, ten bits each
        119, 120, 1, 1, // pull: -60 at least, in units of 60; 1 and 0 of them above it, one bit each
        0, 2, 0, // no step of the target
        4, 2, 0, 0, 2, 0, // phase 2, flags 0
        4, 2, 0, // two milliseconds long
    ];
    assert_eq!(encode(&items), expected);
}

#[test]
fn the_layout_of_earlier_programs_is_read() {
    let items = [sample(1000, 100, 88_900), sample(2001, 40, 88_900), gap(2001, 2003)];
    let body = [
        1, // layout
        6, 0, 200, 1, 136, 237, 10, 2, 0, // target and state: step 0, +100, +88,900, phase 2, flags 0
        0, 2, 119, // one millisecond late, -60
        1, 207, 15, 4, // -1,000 from the usual step, two milliseconds long
    ];
    assert_eq!(decode(&body), Ok(items.to_vec()));
}

#[test]
fn a_page_knows_its_span_and_counts_its_samples() {
    let items = [sample(1000, 0, 0), gap(1000, 9000), sample(9000, 0, 0)];
    let page = pack(SessionId(Uuid::nil()), 3, &items);
    assert_eq!((page.page, page.from, page.to, page.samples), (3, Millis(1000), Millis(9000), 2));
    assert_eq!(decode(&page.body), Ok(items.to_vec()));
}

#[test]
fn a_minute_at_one_sample_a_second_takes_at_most_two_bytes_a_sample() {
    let items: Vec<_> = (1..=60_u32)
        .map(|second| {
            let late = u64::from(second % 30);
            sample(u64::from(second) * 1000 + late, 80_000 + second % 7 * 100, 80_000)
        })
        .collect();
    assert!(encode(&items).len() <= 60 * 2, "{}", encode(&items).len());
}

#[test]
fn a_body_cut_anywhere_or_with_more_behind_it_is_refused() {
    let body = encode(&[sample(1000, 100, 88_900), gap(1000, 2000)]);
    for length in 1..body.len() {
        assert_eq!(decode(&body[..length]), Err(TelemetryError::Malformed), "{length}");
    }
    assert_eq!(decode(&[body, vec![0]].concat()), Err(TelemetryError::Malformed));
    let stepwise = [1, 6, 0, 200, 1, 136, 237, 10, 2, 0];
    for length in 2..stepwise.len() {
        assert_eq!(decode(&stepwise[..length]), Err(TelemetryError::Malformed), "{length}");
    }
}

#[test]
fn an_unknown_layout_or_head_is_refused() {
    assert_eq!(decode(&[3]), Err(TelemetryError::Layout));
    assert_eq!(decode(&[]), Err(TelemetryError::Malformed));
    for head in [3, 5, 8, 0x80] {
        assert_eq!(decode(&[1, head, 0, 0, 0, 0, 0]), Err(TelemetryError::Malformed), "{head}");
    }
}

#[test]
fn a_force_below_zero_or_a_number_past_64_bits_is_refused() {
    assert_eq!(decode(&[1, 0, 0, 1]), Err(TelemetryError::Malformed));
    let endless = [&[1, 0][..], &[0xff; 9], &[2, 0]].concat();
    assert_eq!(decode(&endless), Err(TelemetryError::Malformed));
    let below = [&[2, 2, 0, 1, 0, 0][..], &[0, 2, 0].repeat(6)].concat();
    assert_eq!(
        decode(&[&[2, 2, 0, 0, 0, 0][..], &[0, 2, 0].repeat(6)].concat()).map(|items| items.len()),
        Ok(1)
    );
    assert_eq!(decode(&below), Err(TelemetryError::Malformed));
}

#[test]
fn a_count_that_asks_for_more_than_is_there_is_refused() {
    for count in [&[2, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f][..], &[2, 0xff, 0xff, 1], &[2, 1]] {
        assert_eq!(decode(count), Err(TelemetryError::Malformed));
    }
}

fn any_item() -> impl Strategy<Value = TelemetryItem> {
    let force = || any::<u32>().prop_map(Force::from_millinewtons);
    let near = 0_u64..1_000_000;
    let time = prop_oneof![near, any::<u64>()].prop_map(Millis);
    prop_oneof![
        4 => (time.clone(), force(), force(), any::<u8>(), any::<u8>()).prop_map(
            |(at, measured, target, phase, flags)| TelemetryItem::Sample(TelemetrySample { at, measured, target, phase, flags })
        ),
        1 => (time.clone(), time).prop_map(|(from, to)| TelemetryItem::Gap(Gap { from, to })),
    ]
}

proptest! {
    #[test]
    fn any_items_come_back_as_they_were(items in proptest::collection::vec(any_item(), 0..80)) {
        prop_assert_eq!(decode(&encode(&items)), Ok(items));
    }

    #[test]
    fn any_bytes_decode_to_items_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(items) = decode(&bytes) {
            prop_assert!(items.len() < bytes.len() * 8);
        }
    }

    #[test]
    fn a_damaged_body_never_panics(
        items in proptest::collection::vec(any_item(), 1..20), at: prop::sample::Index, byte: u8,
    ) {
        let mut body = encode(&items);
        let at = at.index(body.len());
        body[at] = byte;
        let _ = decode(&body);
    }
}
