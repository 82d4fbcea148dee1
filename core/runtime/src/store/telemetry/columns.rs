//! Layout 2: each kind of number beside its like, in as few bits as the widest of them needs.
//!
//! ```text
//! count      a number (as in `number`): how many items
//! start      three numbers, from which steps count: the time of the first item less 1,000 ms, measured and target of the
//!            first sample, or 0
//! kinds      one bit an item, the first one lowest: 0 sample, 1 gap
//! steps      a column with one number an item
//! measured   a column with one number a sample; so are target, phase, flags
//! lengths    a column with one number a gap
//!
//! column     its least number and its unit (as in `number`), a width in bits (one byte, 0 to 64), then how many units
//!            each number lies above the least one, so many bits each, the first one and its lowest bit first
//! ```
//!
//! A step is the time from the item before (a gap counts by its end) less 1,000 ms, because samples come once a second;
//! `measured` and `target` are steps from the sample before in millinewtons. `phase` and `flags`
//! are as they are, `length` is a gap's, in milliseconds. Bits that fill up the last byte of `kinds` and of a column
//! are 0. A unit is the greatest number of which all distances are multiples, for a device that measures in tenths of a
//! newton; 1 where there is none.

use nape_logic::time::Millis;
use nape_logic::units::Force;

use super::{Gap, TelemetryItem, TelemetrySample, USUAL_STEP, number};

pub(super) const LAYOUT: u8 = 2;
const BITS: usize = 8;

/// The numbers of a page, each kind apart.
#[derive(Default)]
struct Columns {
    kinds: Vec<u64>,
    steps: Vec<i64>,
    measured: Vec<i64>,
    target: Vec<i64>,
    phase: Vec<i64>,
    flags: Vec<i64>,
    lengths: Vec<i64>,
}

/// What the next item's steps count from.
#[derive(Clone, Copy)]
struct Last {
    time: u64,
    measured: i64,
    target: i64,
}

impl Last {
    /// So that the first of each has no step.
    fn before(items: &[TelemetryItem]) -> Self {
        let start = items.first().map_or(0, |item| item.times()[0].get());
        let first = items.iter().find_map(|item| match item {
            TelemetryItem::Sample(sample) => Some(sample),
            TelemetryItem::Gap(_) => None,
        });
        let force =
            |of: fn(&TelemetrySample) -> Force| first.map_or(0, |first| of(first).millinewtons().into());
        let (measured, target) = (force(|sample| sample.measured), force(|sample| sample.target));
        Self { time: start.wrapping_sub(USUAL_STEP), measured, target }
    }
}

pub(super) fn encode(items: &[TelemetryItem], body: &mut Vec<u8>) {
    let start = Last::before(items);
    let columns = Columns::of(items, start);
    number::put(body, i64::try_from(items.len()).unwrap_or(i64::MAX));
    for number in [start.time.cast_signed(), start.measured, start.target] {
        number::put(body, number);
    }
    put_bits(body, &columns.kinds, 1);
    for column in
        [&columns.steps, &columns.measured, &columns.target, &columns.phase, &columns.flags, &columns.lengths]
    {
        put_column(body, column);
    }
}

impl Columns {
    fn of(items: &[TelemetryItem], mut last: Last) -> Self {
        let mut columns = Self::default();
        for item in items {
            match item {
                TelemetryItem::Sample(sample) => columns.add_sample(sample, &mut last),
                TelemetryItem::Gap(gap) => {
                    columns.kinds.push(1);
                    columns.add_step(gap.from, &mut last);
                    columns.lengths.push(gap.to.get().wrapping_sub(gap.from.get()).cast_signed());
                    last.time = gap.to.get();
                }
            }
        }
        columns
    }

    fn add_sample(&mut self, sample: &TelemetrySample, last: &mut Last) {
        let force = |force: Force| i64::from(force.millinewtons());
        self.kinds.push(0);
        self.add_step(sample.at, last);
        self.measured.push(force(sample.measured) - last.measured);
        self.target.push(force(sample.target) - last.target);
        self.phase.push(sample.phase.into());
        self.flags.push(sample.flags.into());
        *last = Last { measured: force(sample.measured), target: force(sample.target), ..*last };
    }

    fn add_step(&mut self, at: Millis, last: &mut Last) {
        let step = at.get().wrapping_sub(last.time).wrapping_sub(USUAL_STEP);
        self.steps.push(step.cast_signed());
        last.time = at.get();
    }
}

fn put_column(body: &mut Vec<u8>, numbers: &[i64]) {
    let least = numbers.iter().copied().min().unwrap_or_default();
    let above = |number: &i64| number.wrapping_sub(least).cast_unsigned();
    let unit = numbers.iter().map(above).fold(0, greatest_divisor).max(1);
    let units: Vec<u64> = numbers.iter().map(above).map(|above| above / unit).collect();
    let width = u64::BITS - units.iter().copied().max().unwrap_or_default().leading_zeros();
    number::put(body, least);
    number::put(body, unit.cast_signed());
    body.push(u8::try_from(width).unwrap_or_default());
    put_bits(body, &units, width);
}

const fn greatest_divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

fn put_bits(body: &mut Vec<u8>, numbers: &[u64], width: u32) {
    let mut filled = BITS;
    for number in numbers {
        for bit in 0..width {
            if filled == BITS {
                body.push(0);
                filled = 0;
            }
            if let Some(byte) = body.last_mut() {
                *byte |= u8::from(number >> bit & 1 == 1) << filled;
            }
            filled += 1;
        }
    }
}

/// The items behind the layout's number. Each costs a bit at least, so that no count asks for more than is there.
pub(super) fn decode(body: &[u8]) -> Option<Vec<TelemetryItem>> {
    let mut rest = body;
    let count = usize::try_from(take_number(&mut rest)?).ok()?;
    let start = Last {
        time: take_number(&mut rest)?.cast_unsigned(),
        measured: take_number(&mut rest)?,
        target: take_number(&mut rest)?,
    };
    let kinds = take_bits(&mut rest, count, 1)?;
    let gaps = kinds.iter().filter(|kind| **kind == 1).count();
    let columns = Columns {
        steps: take_column(&mut rest, count)?,
        measured: take_column(&mut rest, count - gaps)?,
        target: take_column(&mut rest, count - gaps)?,
        phase: take_column(&mut rest, count - gaps)?,
        flags: take_column(&mut rest, count - gaps)?,
        lengths: take_column(&mut rest, gaps)?,
        kinds,
    };
    if rest.is_empty() { columns.items(start) } else { None }
}

impl Columns {
    fn items(self, mut last: Last) -> Option<Vec<TelemetryItem>> {
        let (mut measured, mut target) = (self.measured.into_iter(), self.target.into_iter());
        let (mut phase, mut flags) = (self.phase.into_iter(), self.flags.into_iter());
        let mut lengths = self.lengths.into_iter();
        let item = |(kind, step): (u64, i64)| {
            let at = last.time.wrapping_add(USUAL_STEP).wrapping_add(step.cast_unsigned());
            last.time = at;
            if kind == 1 {
                last.time = at.wrapping_add(lengths.next()?.cast_unsigned());
                return Some(TelemetryItem::Gap(Gap { from: Millis(at), to: Millis(last.time) }));
            }
            last.measured = last.measured.checked_add(measured.next()?)?;
            last.target = last.target.checked_add(target.next()?)?;
            Some(TelemetryItem::Sample(TelemetrySample {
                at: Millis(at),
                measured: force(last.measured)?,
                target: force(last.target)?,
                phase: u8::try_from(phase.next()?).ok()?,
                flags: u8::try_from(flags.next()?).ok()?,
            }))
        };
        self.kinds.into_iter().zip(self.steps).map(item).collect()
    }
}

fn force(millinewtons: i64) -> Option<Force> {
    u32::try_from(millinewtons).ok().map(Force::from_millinewtons)
}

fn take_number(rest: &mut &[u8]) -> Option<i64> {
    let mut bytes = rest.iter().copied();
    let number = number::take(&mut bytes)?;
    *rest = &rest[rest.len() - bytes.len()..];
    Some(number)
}

fn take_column(rest: &mut &[u8], count: usize) -> Option<Vec<i64>> {
    let least = take_number(rest)?;
    let unit = take_number(rest)?.cast_unsigned();
    let (&width, behind) = rest.split_first()?;
    *rest = behind;
    if u32::from(width) > u64::BITS {
        return None;
    }
    let units = take_bits(rest, count, width.into())?;
    let number = |units: u64| least.wrapping_add(units.wrapping_mul(unit).cast_signed());
    Some(units.into_iter().map(number).collect())
}

fn take_bits(rest: &mut &[u8], count: usize, width: usize) -> Option<Vec<u64>> {
    let bits = count.checked_mul(width)?;
    let (column, behind) = rest.split_at_checked(bits.div_ceil(BITS))?;
    *rest = behind;
    let bit = |at: usize| u64::from(column[at / BITS] >> (at % BITS) & 1);
    let number =
        |index: usize| (0..width).fold(0, |number, place| number | bit(index * width + place) << place);
    Some((0..count).map(number).collect())
}
