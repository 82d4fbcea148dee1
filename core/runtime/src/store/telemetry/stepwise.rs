//! Layout 1, which earlier programs wrote: one item after the other, about four bytes for a sample.
//!
//! ```text
//! item   = head, time, then by its kind:
//!   sample = measured, target if head has TARGET, phase and flags (a byte each) if head has STATE
//!   gap    = length
//! head   = one byte: bit 0 GAP, bit 1 TARGET, bit 2 STATE, all others 0
//! ```
//!
//! `time` is the step from the item before (a gap counts by its end) less 1,000 ms, because samples come
//! once a second; `measured` and `target` are steps from the sample before in millinewtons; all start from
//! zero. A step is a number as in `number`, and so is the `length` of a gap.

use nape_logic::time::Millis;
use nape_logic::units::Force;

use super::{Gap, TelemetryItem, TelemetrySample, USUAL_STEP, number};

pub(super) const LAYOUT: u8 = 1;
const GAP: u8 = 1;
const TARGET: u8 = 2;
const STATE: u8 = 4;

/// What the next item's steps count from.
#[derive(Clone, Copy, Default)]
struct Last {
    time: u64,
    measured: u32,
    target: u32,
    state: [u8; 2],
}

/// The items behind the layout's number; never more of them than bytes.
pub(super) fn decode(items: &[u8]) -> Option<Vec<TelemetryItem>> {
    let mut bytes = items.iter().copied();
    let mut last = Last::default();
    let mut items = Vec::new();
    while let Some(head) = bytes.next() {
        items.push(take_item(head, &mut bytes, &mut last)?);
    }
    Some(items)
}

fn take_item(head: u8, bytes: &mut impl Iterator<Item = u8>, last: &mut Last) -> Option<TelemetryItem> {
    let known = head == GAP || head & !(TARGET | STATE) == 0;
    if !known {
        return None;
    }
    let step = number::take(bytes)?.cast_unsigned();
    last.time = last.time.wrapping_add(USUAL_STEP).wrapping_add(step);
    let at = Millis(last.time);
    if head == GAP {
        last.time = last.time.wrapping_add(number::take(bytes)?.cast_unsigned());
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
    let step = number::take(bytes)?;
    u32::try_from(i64::from(last).checked_add(step)?).ok()
}
