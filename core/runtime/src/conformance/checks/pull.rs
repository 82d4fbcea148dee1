//! What the device does when it pulls (sections 3, 4, 7, 8 and 12): by its least force, and nobody is in it.

use std::num::NonZeroU32;

use nape_logic::device::records::record::{RecordCause, RecordEntry};
use nape_logic::device::status::{DeviceState, Fault, Status};
use nape_logic::device::{profile_v1::ProfileV1, records::protocol::RecordProtocol as _};
use nape_logic::time::Millis;
use nape_logic::units::Force;

use super::programme::{gentlest, store};
use super::records;
use super::{Check, Needs};
use crate::conformance::frames::{
    ADJUST, APPLIED, ARM, Asked, CLEAR_FAULT, OVER_LIMIT, PAUSE, RESUME, START, WRONG_STATE,
};
use crate::conformance::talk::{
    ANSWER_WITHIN, Broken, Kept, NO_FORCE, ON_THE_WAY, STOP_STATUS_WITHIN, Talk, found, must,
};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "pull.starts",
        section: 3,
        requires: "Start is applied when armed: the state is running and a pull is measured, never above the force limit and 5 N.",
        needs: Needs::Pull,
        run: starts,
    },
    Check {
        id: "pull.told",
        section: 6,
        requires: "Telemetry comes five times a second while it runs, each sample with the next number.",
        needs: Needs::Pull,
        run: told,
    },
    Check {
        id: "pull.pauses",
        section: 3,
        requires: "Pause lets the force go and keeps the place; Resume goes on from there.",
        needs: Needs::Pull,
        run: pauses,
    },
    Check {
        id: "pull.adjusts",
        section: 3,
        requires: "Adjust above the programme's force limit is answered 4 and changes nothing; within it the target follows.",
        needs: Needs::Pull,
        run: adjusts,
    },
    Check {
        id: "pull.busy",
        section: 12,
        requires: "While it pulls, requests for records are answered busy.",
        needs: Needs::PullAndRecords,
        run: busy,
    },
    Check {
        id: "pull.stops",
        section: 4,
        requires: "A Stop, unconfirmed and without a token, releases: a Status says so within 0.2 s and the force is zero in the time of the greatest ramp.",
        needs: Needs::Pull,
        run: stops,
    },
    Check {
        id: "pull.dead_man",
        section: 7,
        requires: "3.0 s after the last Heartbeat it releases by itself, with fault bit 2, and ends in fault.",
        needs: Needs::Pull,
        run: dead_man,
    },
    Check {
        id: "pull.refused_in_fault",
        section: 3,
        requires: "In fault nothing starts until Clear Fault, which makes it idle and nothing else.",
        needs: Needs::Pull,
        run: refused_in_fault,
    },
    Check {
        id: "pull.let_go_without_link",
        section: 7,
        requires: "A disconnection releases: who connects again finds it in fault, without force.",
        needs: Needs::Pull,
        run: let_go_without_link,
    },
    Check {
        id: "pull.ends",
        section: 3,
        requires: "A programme ends by itself: no force at its total at the latest, idle, and nothing to start again.",
        needs: Needs::Pull,
        run: ends,
    },
    Check {
        id: "pull.written_down",
        section: 12,
        requires: "A programme that was stopped leaves a record of its token, its cause and its greatest force, and goes by its digest.",
        needs: Needs::PullAndRecords,
        run: written_down,
    },
];

/// Longer than any of these runs takes.
const LONG: u16 = 60;

fn start(talk: &mut Talk<'_>, total: u16) -> Result<Asked, Broken> {
    talk.begin()?;
    let asked = gentlest(talk, total)?;
    store(talk, &asked)?;
    talk.must_answer(ARM, &asked.hash().to_le_bytes(), APPLIED)?;
    talk.limit = Some(Force::from_decinewtons(asked.limit));
    talk.beats = true;
    talk.must_answer(START, &[], APPLIED)?;
    let state = talk.status()?.state;
    must(state == DeviceState::Running, || format!("{state:?} after Start, not running"))?;
    Ok(asked)
}

/// The force, once it is as high as it was asked to be, within a third or what the device's step leaves.
fn pulls(talk: &mut Talk<'_>, asked: &Asked) -> Result<Status, Broken> {
    let least = Force::from_decinewtons(asked.hold - asked.hold / 3);
    let ramp = u64::from(asked.hold) * 1_000 / u64::from(asked.ramp_up.max(1));
    let rise = Millis(ramp).plus(Millis(3_000));
    talk.status_within(rise, "a pull is measured", |status| status.measured >= least)
        .map(|(_, status)| status)
}

/// From the force that is on to none, by the greatest ramp.
fn release_within(talk: &mut Talk<'_>) -> Result<Millis, Broken> {
    let feature = talk.features()?;
    let ramp = u64::from(feature.greatest_force) * 1_000 / u64::from(feature.greatest_ramp.max(1));
    Ok(Millis(ramp).plus(Millis(1_000)))
}

/// Stops, and waits until it is idle; what was found before counts more.
fn stop_after(talk: &mut Talk<'_>, kept: Kept) -> Kept {
    talk.stop();
    talk.beats = false;
    let within = release_within(talk)?;
    let stopped =
        talk.status_within(within, "idle after a Stop", |status| is_slack(status, DeviceState::Idle));
    talk.limit = None;
    kept.and(stopped.map(drop))
}

fn is_slack(status: &Status, state: DeviceState) -> bool {
    status.state == state && status.measured <= NO_FORCE
}

fn within_limit(talk: &Talk<'_>, from: usize, asked: &Asked) -> Kept {
    let most = Force::from_decinewtons(asked.limit.saturating_add(50));
    let greatest = talk.hearing.samples[from..].iter().map(|(_, sample)| sample.measured).max();
    let greatest = greatest.unwrap_or_default();
    must(greatest <= most, || {
        format!("{} mN measured, the limit is {} mN", greatest.millinewtons(), most.millinewtons() - 5_000)
    })
}

fn starts(talk: &mut Talk<'_>) -> Kept {
    let from = talk.hearing.samples.len();
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).and_then(|_| talk.listen(Millis(2_000)));
    let kept = kept.and_then(|()| within_limit(talk, from, &asked));
    stop_after(talk, kept)
}

fn told(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).and_then(|_| {
        let from = talk.hearing.samples.len();
        talk.listen(Millis(4_000))?;
        let samples = &talk.hearing.samples[from..];
        must((17..=23).contains(&samples.len()), || format!("{} in 4 s", samples.len()))?;
        for pair in samples.windows(2) {
            let numbers = (pair[0].1.number, pair[1].1.number);
            let follows = matches!(numbers, (Some(before), Some(after)) if after == before.wrapping_add(1));
            must(follows, || format!("number {:?} after {:?}", numbers.1, numbers.0))?;
        }
        Ok(())
    });
    stop_after(talk, kept)
}

fn pauses(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).and_then(|_| {
        talk.must_answer(PAUSE, &[], APPLIED)?;
        let ramp = Millis(u64::from(asked.hold) * 1_000 / u64::from(asked.ramp_down.max(1)));
        let (_, paused) = talk.status_within(ramp.plus(Millis(1_500)), "paused without force", |status| {
            is_slack(status, DeviceState::Paused)
        })?;
        talk.listen(Millis(2_000))?;
        let after = talk.status()?;
        let stood = after.programme_clock.minus(paused.programme_clock);
        must(stood < Millis(1_500), || format!("the programme's clock went on for {} ms", stood.get()))?;
        talk.must_answer(RESUME, &[], APPLIED)?;
        pulls(talk, &asked).map(drop)
    });
    stop_after(talk, kept)
}

fn adjusts(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).and_then(|_| {
        let over = asked.limit.saturating_add(1);
        talk.must_answer(ADJUST, &over.to_le_bytes(), OVER_LIMIT)?;
        let target = talk.status()?.target;
        let most = Force::from_decinewtons(asked.limit);
        must(target <= most, || format!("a target of {} mN after a refusal", target.millinewtons()))?;
        talk.must_answer(ADJUST, &asked.limit.to_le_bytes(), APPLIED)?;
        let follows = |status: &Status| status.target > Force::from_decinewtons(asked.hold);
        // Without room between the two there is nothing to see.
        if asked.limit > asked.hold {
            talk.status_within(Millis(3_000), "the target follows", follows)?;
        }
        Ok(())
    });
    stop_after(talk, kept)
}

fn busy(talk: &mut Talk<'_>) -> Kept {
    talk.subscribe_records()?;
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).and_then(|_| {
        let answer = talk.ask_records(&records::NUMBER)?;
        let result = records::result_of(&answer, records::NUMBER[0])?;
        must(result == 0xE1, || format!("answered {result:#04X}, not busy"))
    });
    stop_after(talk, kept)
}

fn stops(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).map(drop);
    talk.beats = false;
    talk.stop();
    let told = talk.status_within(STOP_STATUS_WITHIN, "releasing after a Stop", |status| {
        matches!(status.state, DeviceState::Releasing | DeviceState::Idle)
    });
    let within = release_within(talk)?;
    let slack =
        talk.status_within(within, "idle without force", |status| is_slack(status, DeviceState::Idle));
    talk.limit = None;
    kept.and(told.map(drop)).and(slack.map(drop))
}

const DEAD_MAN: Millis = Millis(3_000);
/// So much earlier the dead man may act, by what the last Heartbeat needed to get there (own decision `[D]`).
const EARLIER: Millis = Millis(500);

fn dead_man(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    if let Err(broken) = pulls(talk, &asked) {
        return stop_after(talk, Err(broken));
    }
    talk.beats = false;
    let silent_since = talk.last_heartbeat();
    let began = talk.now();
    let lost = |status: &Status| {
        status.faults.contains(Fault::HeartbeatLost)
            && matches!(status.state, DeviceState::Releasing | DeviceState::Fault)
    };
    let acted = talk.status_within(DEAD_MAN, "released by its dead man", lost);
    let (took, _) = match acted {
        Ok(acted) => acted,
        Err(broken) => return stop_after(talk, Err(broken)),
    };
    let took = began.plus(took).since(silent_since);
    let within = release_within(talk)?;
    talk.status_within(within, "in fault without force", |status| is_slack(status, DeviceState::Fault))?;
    talk.limit = None;
    must(took.plus(EARLIER) >= DEAD_MAN, || format!("after {} ms", took.get()))?;
    must(took <= DEAD_MAN.plus(ON_THE_WAY).plus(EARLIER), || format!("after {} ms", took.get()))
}

/// From the fault that the dead man left, or a new one.
fn refused_in_fault(talk: &mut Talk<'_>) -> Kept {
    if talk.status()?.state != DeviceState::Fault {
        dead_man(talk)?;
    }
    let asked = gentlest(talk, LONG)?;
    for (opcode, parameters) in [(crate::conformance::frames::FORCES, asked.forces()), (START, Vec::new())] {
        talk.must_answer(opcode, &parameters, 11)?;
    }
    talk.must_answer(CLEAR_FAULT, &[], APPLIED)?;
    let status = talk.status()?;
    must(status.state == DeviceState::Idle && status.faults.is_empty(), || {
        format!("{:?} after Clear Fault", status.state)
    })?;
    talk.must_answer(START, &[], WRONG_STATE).map(drop)
}

fn let_go_without_link(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, LONG)?;
    if let Err(broken) = pulls(talk, &asked) {
        return stop_after(talk, Err(broken));
    }
    let alone = release_within(talk)?;
    talk.reconnect(alone)?;
    talk.limit = None;
    let status = talk.status()?;
    must(is_slack(&status, DeviceState::Fault), || {
        format!("{:?} with {} mN", status.state, status.measured.millinewtons())
    })?;
    must(status.faults.contains(Fault::HeartbeatLost), || "without fault bit 2".to_owned())
}

/// Seconds of a programme that is let run to its end.
const SHORT: u16 = 15;

fn ends(talk: &mut Talk<'_>) -> Kept {
    let asked = start(talk, SHORT)?;
    let total = Millis::from_secs(u64::from(asked.total));
    let over = |status: &Status| is_slack(status, DeviceState::Idle);
    let ended = talk.status_within(total.plus(ANSWER_WITHIN), "idle at the end of the programme", over);
    talk.beats = false;
    talk.limit = None;
    if let Err(broken) = ended {
        return stop_after(talk, Err(broken));
    }
    talk.must_answer(START, &[], WRONG_STATE).map(drop)
}

fn written_down(talk: &mut Talk<'_>) -> Kept {
    talk.subscribe_records()?;
    let before = records::list(talk)?.last().map_or(0, |entry| entry.number.0);
    let asked = start(talk, LONG)?;
    let kept = pulls(talk, &asked).map(drop);
    stop_after(talk, kept)?;
    let entries = records::list(talk)?;
    let token = NonZeroU32::new(talk.token());
    let own = entries.iter().find(|entry| entry.number.0 > before && entry.token == token).copied();
    let Some(entry) = own else { return found("no record of the programme that ran last") };
    let content = records::fetch(talk, &entry, 0)?;
    records::says_what_it_should(&content, &entry)?;
    says_what_was(&content)?;
    leave_none_of_ours(talk, &entries)
}

fn says_what_was(content: &[u8]) -> Kept {
    let record =
        ProfileV1.record(content).map_err(|error| Broken::Requirement(format!("the record: {error}")))?;
    must(record.cause == RecordCause::Stopped, || format!("the cause is {:?}", record.cause))?;
    must(record.greatest > Force::ZERO, || "a greatest force of none".to_owned())
}

/// The records of this examination are nobody's session: each is deleted by its own digest.
fn leave_none_of_ours(talk: &mut Talk<'_>, entries: &[RecordEntry]) -> Kept {
    let ours: Vec<&RecordEntry> =
        entries.iter().filter(|entry| entry.token.is_some_and(|token| talk.is_ours(token))).collect();
    for entry in ours {
        let content = records::fetch(talk, entry, 0)?;
        let digest = content.last_chunk::<4>().map_or(0, |last| u32::from_le_bytes(*last));
        let request = records::delete(entry.number.0, digest);
        let answer = talk.ask_records(&request)?;
        let result = records::result_of(&answer, request[0])?;
        must(result == 1, || format!("record {} was not deleted: {result:#04X}", entry.number.0))?;
    }
    let left = records::list(talk)?;
    let is_left = left.iter().any(|entry| entry.token.is_some_and(|token| talk.is_ours(token)));
    must(!is_left, || "a record is there still after it was deleted".to_owned())
}
