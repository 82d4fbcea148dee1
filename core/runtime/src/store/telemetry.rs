//! Telemetry packed into pages: about four bytes a second instead of a row.
//!
//! ```text
//! body   = 1 (the layout's number), then items to the end
//! item   = head, time, then by its kind:
//!   sample = measured, target if head has TARGET, phase and flags (a byte each) if head has STATE
//!   gap    = length
//! head   = one byte: bit 0 GAP, bit 1 TARGET, bit 2 STATE, all others 0
//! ```
//!
//! `time` is the step from the item before (a gap counts by its end) less 1,000 ms, because samples come
//! once a second; `measured` and `target` are steps from the sample before in millinewtons; all start from
//! zero. A step is a signed 64-bit number folded to `2n` or `-2n - 1` and written seven bits a byte, the
//! lowest first, the top bit set on all bytes but the last. `length` of a gap is such a step too.

use nape_logic::id::SessionId;
use nape_logic::time::Millis;
use nape_logic::units::Force;
use thiserror::Error;

use super::rows::NewPage;

const LAYOUT: u8 = 1;
const GAP: u8 = 1;
const TARGET: u8 = 2;
const STATE: u8 = 4;
/// The usual step between two samples, which then takes one byte.
const USUAL_STEP: u64 = 1000;

/// What the device measured at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TelemetrySample {
    /// Since the session's start, pauses included.
    pub at: Millis,
    /// The pull that the device measured.
    pub measured: Force,
    /// The pull that it aimed at.
    pub target: Force,
    /// The session's phase, numbered by the engine.
    pub phase: u8,
    /// Bits that the engine gives a meaning.
    pub flags: u8,
}

/// A stretch without samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The last moment before it.
    pub from: Millis,
    /// The first moment after it.
    pub to: Millis,
}

/// One thing in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TelemetryItem {
    /// A sample.
    Sample(TelemetrySample),
    /// A gap.
    Gap(Gap),
}

/// Why a page's body can't be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TelemetryError {
    /// A layout that this program doesn't know.
    #[error("telemetry of an unknown layout")]
    Layout,
    /// Bytes that no page of this layout has.
    #[error("telemetry that is cut or damaged")]
    Malformed,
}

/// What the next item's steps count from.
#[derive(Clone, Copy, Default)]
struct Last {
    time: u64,
    measured: u32,
    target: u32,
    state: [u8; 2],
}

/// Packs the items of a session into a page ready for a batch.
pub fn pack(session: SessionId, page: u32, items: &[TelemetryItem]) -> NewPage {
    let times = || items.iter().flat_map(TelemetryItem::times);
    let samples = items.iter().filter(|item| matches!(item, TelemetryItem::Sample(_)));
    NewPage {
        session,
        page,
        from: times().min().unwrap_or_default(),
        to: times().max().unwrap_or_default(),
        samples: u32::try_from(samples.count()).unwrap_or(u32::MAX),
        body: encode(items),
    }
}

impl TelemetryItem {
    fn times(&self) -> [Millis; 2] {
        match self {
            Self::Sample(sample) => [sample.at; 2],
            Self::Gap(gap) => [gap.from, gap.to],
        }
    }
}

/// The body of a page, in the layout above. Any items in any order come back as they were.
pub fn encode(items: &[TelemetryItem]) -> Vec<u8> {
    let mut body = vec![LAYOUT];
    let mut last = Last::default();
    for item in items {
        match item {
            TelemetryItem::Sample(sample) => put_sample(&mut body, &mut last, sample),
            TelemetryItem::Gap(gap) => put_gap(&mut body, &mut last, gap),
        }
    }
    body
}

fn put_sample(body: &mut Vec<u8>, last: &mut Last, sample: &TelemetrySample) {
    let measured = sample.measured.millinewtons();
    let target = sample.target.millinewtons();
    let state = [sample.phase, sample.flags];
    let head = if target == last.target { 0 } else { TARGET } | if state == last.state { 0 } else { STATE };
    body.push(head);
    put_time(body, last, sample.at);
    put_step(body, i64::from(measured) - i64::from(last.measured));
    if head & TARGET != 0 {
        put_step(body, i64::from(target) - i64::from(last.target));
    }
    if head & STATE != 0 {
        body.extend(state);
    }
    *last = Last { time: sample.at.get(), measured, target, state };
}

fn put_gap(body: &mut Vec<u8>, last: &mut Last, gap: &Gap) {
    body.push(GAP);
    put_time(body, last, gap.from);
    put_step(body, gap.to.get().wrapping_sub(gap.from.get()).cast_signed());
    last.time = gap.to.get();
}

fn put_time(body: &mut Vec<u8>, last: &Last, time: Millis) {
    let step = time.get().wrapping_sub(last.time).wrapping_sub(USUAL_STEP);
    put_step(body, step.cast_signed());
}

fn put_step(body: &mut Vec<u8>, step: i64) {
    let mut folded = ((step << 1) ^ (step >> 63)).cast_unsigned();
    while folded >= 0x80 {
        body.push(low_byte(folded) | 0x80);
        folded >>= 7;
    }
    body.push(low_byte(folded));
}

const fn low_byte(value: u64) -> u8 {
    value.to_le_bytes()[0]
}

/// The items of a page's body. Total: any bytes give items or an error, and never more items than bytes.
pub fn decode(body: &[u8]) -> Result<Vec<TelemetryItem>, TelemetryError> {
    let (&layout, rest) = body.split_first().ok_or(TelemetryError::Malformed)?;
    if layout != LAYOUT {
        return Err(TelemetryError::Layout);
    }
    let mut bytes = rest.iter().copied();
    let mut last = Last::default();
    let mut items = Vec::new();
    while let Some(head) = bytes.next() {
        let item = take_item(head, &mut bytes, &mut last).ok_or(TelemetryError::Malformed)?;
        items.push(item);
    }
    Ok(items)
}

fn take_item(head: u8, bytes: &mut impl Iterator<Item = u8>, last: &mut Last) -> Option<TelemetryItem> {
    let known = head == GAP || head & !(TARGET | STATE) == 0;
    if !known {
        return None;
    }
    let step = take_step(bytes)?.cast_unsigned();
    last.time = last.time.wrapping_add(USUAL_STEP).wrapping_add(step);
    let at = Millis(last.time);
    if head == GAP {
        last.time = last.time.wrapping_add(take_step(bytes)?.cast_unsigned());
        return Some(TelemetryItem::Gap(Gap { from: at, to: Millis(last.time) }));
    }
    last.measured = take_force(bytes, last.measured)?;
    if head & TARGET != 0 {
        last.target = take_force(bytes, last.target)?;
    }
    if head & STATE != 0 {
        last.state = [bytes.next()?, bytes.next()?];
    }
    let [phase, flags] = last.state;
    let measured = Force::from_millinewtons(last.measured);
    let target = Force::from_millinewtons(last.target);
    Some(TelemetryItem::Sample(TelemetrySample { at, measured, target, phase, flags }))
}

fn take_force(bytes: &mut impl Iterator<Item = u8>, last: u32) -> Option<u32> {
    let step = take_step(bytes)?;
    u32::try_from(i64::from(last).checked_add(step)?).ok()
}

fn take_step(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let mut folded: u64 = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let byte = bytes.next()?;
        let bits = u64::from(byte & 0x7f);
        // The tenth byte has room for one bit.
        if bits.leading_zeros() < shift {
            return None;
        }
        folded |= bits << shift;
        if byte < 0x80 {
            return Some((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed());
        }
    }
    None
}

#[cfg(test)]
mod tests {
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
            1, // layout
            6, 0, 200, 1, 136, 237, 10, 2,
            0, // target and state: step 0, +100, +88,900, phase 2, flags 0
            0, 2, 119, // one millisecond late, -60
            1, 207, 15, 4, // -1,000 from the usual step, two milliseconds long
        ];
        assert_eq!(encode(&items), expected);
    }

    #[test]
    fn a_page_knows_its_span_and_counts_its_samples() {
        let items = [sample(1000, 0, 0), gap(1000, 9000), sample(9000, 0, 0)];
        let page = pack(SessionId(Uuid::nil()), 3, &items);
        assert_eq!((page.page, page.from, page.to, page.samples), (3, Millis(1000), Millis(9000), 2));
        assert_eq!(decode(&page.body), Ok(items.to_vec()));
    }

    #[test]
    fn a_minute_at_one_sample_a_second_takes_at_most_five_bytes_a_sample() {
        let items: Vec<_> = (1..=60_u32)
            .map(|second| {
                let late = u64::from(second % 30);
                sample(u64::from(second) * 1000 + late, 80_000 + second % 7 * 100, 80_000)
            })
            .collect();
        assert!(encode(&items).len() <= 60 * 5, "{}", encode(&items).len());
    }

    #[test]
    fn a_body_cut_anywhere_inside_an_item_is_refused() {
        let body = encode(&[sample(1000, 100, 88_900)]);
        for length in 2..body.len() {
            assert_eq!(decode(&body[..length]), Err(TelemetryError::Malformed), "{length}");
        }
    }

    #[test]
    fn an_unknown_layout_or_head_is_refused() {
        assert_eq!(decode(&[2]), Err(TelemetryError::Layout));
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
                prop_assert!(items.len() < bytes.len());
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
}
