//! The Control Point's rules (section 3), with nothing stored.

use super::{Check, Needs};
use crate::conformance::frames::{
    self, ADJUST, APPLIED, CLEAR_FAULT, HEARTBEAT, NOT_SUPPORTED, PAUSE, QUERY, REQUEST_CONTROL, RESUME,
    STALE, START, UNKNOWN, UNKNOWN_SEQUENCE, WRONG_STATE, WRONG_TOKEN,
};
use crate::conformance::talk::{Kept, Talk, found, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "control.taken",
        section: 3,
        requires: "Request Control with a new token is applied, and Status names its sequence.",
        needs: Needs::Nothing,
        run: taken,
    },
    Check {
        id: "control.repeated",
        section: 3,
        requires: "A request that is written twice is applied once, and answered the same.",
        needs: Needs::Nothing,
        run: repeated,
    },
    Check {
        id: "control.stale",
        section: 3,
        requires: "An older sequence, and sequence 0, are answered 8 (stale).",
        needs: Needs::Nothing,
        run: stale,
    },
    Check {
        id: "control.token",
        section: 3,
        requires: "Another token is answered 9.",
        needs: Needs::Nothing,
        run: token,
    },
    Check {
        id: "control.unknown",
        section: 3,
        requires: "An opcode that is not known is answered 2.",
        needs: Needs::Nothing,
        run: unknown,
    },
    Check {
        id: "control.broken_frames",
        section: 3,
        requires: "Frames with a wrong checksum or length are ignored.",
        needs: Needs::Nothing,
        run: broken_frames,
    },
    Check {
        id: "control.heartbeat",
        section: 3,
        requires: "A Heartbeat is not answered.",
        needs: Needs::Nothing,
        run: heartbeat,
    },
    Check {
        id: "control.query",
        section: 3,
        requires: "Query tells how a sequence ended, and answers 12 where it knows none.",
        needs: Needs::Nothing,
        run: query,
    },
    Check {
        id: "control.state",
        section: 3,
        requires: "What is not allowed when idle (Clear Fault, Start, Pause, Resume, Adjust) is answered 5.",
        needs: Needs::Forces,
        run: state,
    },
    Check {
        id: "control.gauge",
        section: 2,
        requires: "What takes no forces refuses programmes, Arm and Start.",
        needs: Needs::NoForces,
        run: gauge,
    },
];

fn taken(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let status = talk.status()?;
    let applied = status.last_applied.map(nape_logic::device::command::Sequence::get);
    must(applied == Some(talk.sequence()), || {
        format!("Status names sequence {applied:?}, not {}", talk.sequence())
    })
}

fn repeated(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    // The session's next request, refused and so without any effect; twice the same bytes.
    let (sequence, token) = (talk.sequence() + 1, talk.token());
    let frame = frames::request(START, sequence, token, &[]);
    let first = talk.send(frame.clone())?;
    let second = talk.send(frame)?;
    must(first == second, || format!("first {first:?}, then {second:?}"))
}

fn stale(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    for sequence in [talk.sequence() - 1, 0] {
        let answer = talk.send(frames::request(REQUEST_CONTROL, sequence, talk.token(), &[]))?;
        must(answer.result == STALE, || format!("sequence {sequence} was answered {}", answer.result))?;
    }
    Ok(())
}

fn token(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let asked = talk.sequence().to_le_bytes();
    let answer = talk.send(frames::request(QUERY, 0, !talk.token(), &asked))?;
    must(answer.result == WRONG_TOKEN, || format!("answered {}", answer.result))
}

fn unknown(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let answer = talk.send(frames::request(UNKNOWN, talk.sequence() + 1, talk.token(), &[]))?;
    must(answer.result == NOT_SUPPORTED, || format!("answered {}", answer.result))
}

fn broken_frames(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let whole = frames::request(QUERY, talk.sequence(), talk.token(), &talk.sequence().to_le_bytes());
    let mut flipped = whole.clone();
    if let Some(last) = flipped.last_mut() {
        *last ^= 0x01;
    }
    let longer = frames::request(QUERY, 0, talk.token(), &[1, 0, 0]);
    for broken in [flipped, whole[..whole.len() - 1].to_vec(), longer] {
        talk.send_unanswered(broken)?;
    }
    Ok(())
}

fn heartbeat(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    talk.send_unanswered(frames::request(HEARTBEAT, 0, talk.token(), &[]))
}

fn query(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let asked = talk.sequence();
    for (sequence, result) in [(asked, APPLIED), (asked.wrapping_add(900), UNKNOWN_SEQUENCE)] {
        let frame = frames::request(QUERY, 0, talk.token(), &sequence.to_le_bytes());
        let answer = talk.send(frame)?;
        must(answer.opcode == QUERY && answer.sequence == sequence, || format!("answer {answer:?}"))?;
        must(answer.result == result, || format!("of sequence {sequence}: {}, not {result}", answer.result))?;
    }
    Ok(())
}

fn state(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    let least = talk.features()?.least_force;
    for opcode in [CLEAR_FAULT, START, PAUSE, RESUME] {
        talk.must_answer(opcode, &[], WRONG_STATE)?;
    }
    talk.must_answer(ADJUST, &least.to_le_bytes(), WRONG_STATE).map(drop)
}

fn gauge(talk: &mut Talk<'_>) -> Kept {
    talk.begin()?;
    for (opcode, length) in [(frames::FORCES, 10), (frames::TIMES, 8), (frames::ARM, 4), (START, 0)] {
        let answer = talk.command(opcode, &vec![1; length])?;
        if answer.result == APPLIED {
            talk.stop();
            return found(format!("opcode {opcode:#04X} was applied"));
        }
    }
    Ok(())
}
