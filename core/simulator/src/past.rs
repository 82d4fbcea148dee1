//! Records of an earlier life, for units that shall have some from the start.

use crate::codes::{FaultBits, Phase, State};
use crate::frames::{Forces, Times};
use crate::random::Random;
use crate::record::{Cause, Happening, Record, RecordEvent};

/// The first of the records began at this time, 2026-01-01T07:00:00Z in milliseconds ...
const FIRST: u64 = 1_767_250_800_000;
/// ... and each other half a day after the one before it.
const HALF_A_DAY: u64 = 43_200_000;
/// Milliseconds of a ramp from or to zero.
const RAMP: u32 = 12_000;

/// `count` records of programmes that lasted so many `seconds`, numbered from 1, chosen by the seed.
///
/// Every third was started at the unit and so has token 0 and bond 0; the others have a token each of a central
/// that nobody knows. Every fifth was written while the clock was not set. Whoever wants other tokens, numbers or
/// causes writes them into what is returned.
pub fn plausible_records(seed: u64, count: u32, seconds: u16) -> Vec<Record> {
    let mut random = Random::new(seed);
    (1..=count).map(|number| plausible(&mut random, number, seconds)).collect()
}

fn plausible(random: &mut Random, number: u32, seconds: u16) -> Record {
    let at_unit = number.is_multiple_of(3);
    let hold = 600 + small(random, 400);
    let cause = match random.up_to(3) {
        0 => Cause::Stop,
        1 if at_unit => Cause::StartButton,
        _ => Cause::ProgrammeDone,
    };
    let began_unix = FIRST + u64::from(number - 1) * HALF_A_DAY;
    let samples = samples(random, hold, seconds);
    Record {
        number,
        boot_id: 1 + small(random, 9),
        bond_number: u16::from(!at_unit),
        token: if at_unit { 0 } else { token(random) },
        began: 60_000 + random.up_to(600_000),
        began_unix: if number.is_multiple_of(5) { 0 } else { began_unix },
        duration: u32::from(seconds) * 1000,
        cause,
        faults: FaultBits::default(),
        greatest_force: samples.iter().flatten().copied().max().unwrap_or_default(),
        forces: Forces { hold, rest: 0, ramp_up: 100, ramp_down: 100, limit: hold },
        times: Times { total: seconds, hold: seconds, rest: 0, region: 0, angle: 15 },
        events: events(cause, u32::from(seconds) * 1000),
        samples,
    }
}

fn small(random: &mut Random, most: u16) -> u16 {
    u16::try_from(random.up_to(most.into())).unwrap_or_default()
}

fn token(random: &mut Random) -> u32 {
    u32::try_from(random.up_to(u64::from(u32::MAX - 1)) + 1).unwrap_or(1)
}

/// Up by ten newtons a second, hold, down; one sample in two hundred is missing.
fn samples(random: &mut Random, hold: u16, seconds: u16) -> Vec<Option<u16>> {
    let sample = |second: u16| {
        let ramp = second.min(seconds - second).saturating_mul(100);
        let noise = small(random, 6);
        let force = if ramp == 0 { 0 } else { (hold.min(ramp) + noise).saturating_sub(3) };
        (random.up_to(199) > 0).then_some(force)
    };
    (0..seconds).map(sample).collect()
}

fn events(cause: Cause, end: u32) -> Vec<RecordEvent> {
    let release = end.saturating_sub(RAMP);
    let mut events = vec![
        (0, Happening::State(State::Running)),
        (0, Happening::Phase(Phase::RampUp)),
        (RAMP.min(release), Happening::Phase(Phase::Hold)),
    ];
    match cause {
        Cause::Stop => events.push((release, Happening::StopByCentral)),
        Cause::StartButton => {
            events.extend([(release, Happening::StartButton(true)), (release, Happening::StopAtUnit)]);
        }
        _ => {}
    }
    if cause != Cause::ProgrammeDone {
        events.push((release, Happening::State(State::Releasing)));
    }
    events.extend([
        (release, Happening::Phase(Phase::Release)),
        (end, Happening::State(State::Idle)),
        (end, Happening::Phase(Phase::None)),
    ]);
    events.into_iter().map(|(at, what)| RecordEvent { at, what }).collect()
}
