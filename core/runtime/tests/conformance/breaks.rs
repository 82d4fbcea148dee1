//! For each requirement a unit that breaks it, and otherwise keeps to the profile as far as that goes.

use nape_logic::device::link::{Characteristic, LinkEvent, LinkFailure, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::{
    CLOCK, CONTROL_POINT, FEATURE, RECORD_ACCESS, SERIAL_NUMBER, SESSION_RECORD, STATUS, STOP, TELEMETRY,
    sealed,
};
use nape_simulator::{Features, Kind};

use crate::tampered::Tampered;
use crate::unit;

pub(crate) struct Break {
    pub(crate) requirement: &'static str,
    pub(crate) unit: fn() -> Tampered,
}

const BATTERY_LEVEL: Characteristic = Characteristic::assigned(0x2A19);

fn home() -> Tampered {
    Tampered::sound(unit(Features::default()))
}

/// Changes the content of frames of this characteristic, read or notified, and seals them anew.
fn content(of: Characteristic, mut change: impl FnMut(&mut Vec<u8>) + Send + 'static) -> Tampered {
    let mut changed = move |value: Vec<u8>| {
        let mut content = value[..value.len().saturating_sub(2)].to_vec();
        change(&mut content);
        sealed(content)
    };
    home().events(move |event| {
        Some(match event {
            LinkEvent::ReadDone { characteristic, value } if characteristic == of => {
                LinkEvent::ReadDone { characteristic, value: changed(value) }
            }
            LinkEvent::Notified { characteristic, value } if characteristic == of => {
                LinkEvent::Notified { characteristic, value: changed(value) }
            }
            other => other,
        })
    })
}

/// Drops notifications of this characteristic that are not wanted.
fn dropping(of: Characteristic, mut unwanted: impl FnMut(&[u8]) -> bool + Send + 'static) -> Tampered {
    home().events(move |event| match &event {
        LinkEvent::Notified { characteristic, value } if *characteristic == of => {
            (!unwanted(value)).then_some(event)
        }
        _ => Some(event),
    })
}

/// Answers the result `wrong` where `right` is due to this opcode (0: any).
fn answering(opcode: u8, right: u8, wrong: u8) -> Tampered {
    content(CONTROL_POINT, move |answer| {
        if (opcode == 0 || answer[1] == opcode) && answer[4] == right {
            answer[4] = wrong;
        }
    })
}

/// The same at the Record Access Control Point, which has no checksums.
fn answering_records(right: u8, wrong: u8) -> Tampered {
    home().events(move |event| {
        Some(match event {
            LinkEvent::Notified { characteristic: RECORD_ACCESS, mut value } => {
                if value.len() == 4 && value[0] == 6 && value[3] == right {
                    value[3] = wrong;
                }
                LinkEvent::Notified { characteristic: RECORD_ACCESS, value }
            }
            other => other,
        })
    })
}

/// Indicates an answer of its own where a write is this one.
fn blurting(is_it: impl Fn(&[u8]) -> bool + Send + 'static) -> Tampered {
    home().requests(move |request, made_up| {
        if let LinkRequest::Write { characteristic: CONTROL_POINT, value, .. } = &request
            && is_it(value)
        {
            let answer = sealed(vec![0xF0, value[0], 1, 0, 2, 0, 0, 0]);
            made_up.push(LinkEvent::Notified { characteristic: CONTROL_POINT, value: answer });
        }
        Some(request)
    })
}

/// Does nothing on Stops, of which so many went before.
fn deaf_to_stop(after: usize) -> Tampered {
    let mut stops = 0;
    home().requests(move |request, _| match request {
        LinkRequest::Write { characteristic: STOP, with_response: false, .. } => {
            stops += 1;
            (stops <= after).then_some(request)
        }
        other => Some(other),
    })
}

fn is_broken(frame: &[u8]) -> bool {
    frame.len() < 3 || sealed(frame[..frame.len() - 2].to_vec()) != frame
}

pub(crate) fn all() -> Vec<Break> {
    [at_rest(), of_records(), of_pulls()].into_iter().flatten().collect()
}

const fn breaks(requirement: &'static str, unit: fn() -> Tampered) -> Break {
    Break { requirement, unit }
}

fn at_rest() -> Vec<Break> {
    vec![
        breaks("unit.reached", || {
            home().events(|event| match event {
                LinkEvent::Subscribed(STATUS) => Some(LinkEvent::Failed {
                    request: RequestKind::Subscribe(STATUS),
                    reason: LinkFailure::NotFound,
                }),
                other => Some(other),
            })
        }),
        breaks("unit.rests", || content(STATUS, |status| status[0] = 3)),
        breaks("unit.names", || {
            home().events(|event| match event {
                LinkEvent::ReadDone { characteristic: SERIAL_NUMBER, .. } => {
                    Some(LinkEvent::ReadDone { characteristic: SERIAL_NUMBER, value: b"N\x07".to_vec() })
                }
                other => Some(other),
            })
        }),
        breaks("unit.battery", || {
            home().events(|event| match event {
                LinkEvent::ReadDone { characteristic: BATTERY_LEVEL, .. } => {
                    Some(LinkEvent::ReadDone { characteristic: BATTERY_LEVEL, value: vec![101] })
                }
                other => Some(other),
            })
        }),
        breaks("unit.version", || content(FEATURE, |feature| feature[4] = 0)),
        breaks("unit.forces", || content(FEATURE, |feature| feature[10] = 0)),
        breaks("unit.flags", || content(FEATURE, |feature| feature[17] = 0)),
        breaks("status.once_a_second", || {
            let mut count = 0;
            dropping(STATUS, move |_| {
                count += 1;
                count % 3 != 0
            })
        }),
        breaks("status.numbered", || content(STATUS, |status| status[16] = 9)),
        breaks("telemetry.once_a_second", || content(TELEMETRY, |sample| sample[0] = 9)),
        breaks("control.taken", || content(STATUS, |status| status[6..8].fill(0))),
        breaks("control.repeated", || {
            let mut count = 0;
            content(CONTROL_POINT, move |answer| {
                if answer[1] == 0x06 {
                    count += 1;
                    answer[4] = 4 + count % 2;
                }
            })
        }),
        breaks("control.stale", || answering(0, 8, 5)),
        breaks("control.token", || answering(0, 9, 5)),
        breaks("control.unknown", || answering(0, 2, 3)),
        breaks("control.broken_frames", || blurting(is_broken)),
        breaks("control.heartbeat", || blurting(|frame| frame[0] == 0x0A)),
        breaks("control.query", || answering(0, 12, 1)),
        breaks("control.state", || answering(0x02, 5, 1)),
        breaks("control.gauge", || {
            let gauge =
                Features { kind: Kind::Gauge, modality: 3, flags: 0, records: 0, ..Features::default() };
            Tampered::sound(unit(gauge)).events(|event| {
                Some(match event {
                    LinkEvent::Notified { characteristic: CONTROL_POINT, value } if value[1] == 0x03 => {
                        let mut content = value[..8].to_vec();
                        content[4] = 1;
                        LinkEvent::Notified { characteristic: CONTROL_POINT, value: sealed(content) }
                    }
                    other => other,
                })
            })
        }),
        breaks("programme.limits", || answering(0x03, 4, 1)),
        breaks("programme.sense", || answering(0x03, 3, 1)),
        breaks("programme.longest", || answering(0x04, 4, 1)),
        breaks("programme.halves", || answering(0x05, 10, 1)),
        breaks("programme.dropped", || answering(0x05, 5, 1)),
        breaks("stop.any_bytes", || {
            home().requests(|request, made_up| match request {
                LinkRequest::Write { characteristic: STOP, with_response: true, .. } => {
                    let (request, reason) = (RequestKind::Write(STOP), LinkFailure::Rejected);
                    made_up.push(LinkEvent::Failed { request, reason });
                    None
                }
                other => Some(other),
            })
        }),
        breaks("stop.disarms", || deaf_to_stop(3)),
        breaks("stop.many", || {
            let mut stops = 0;
            home().requests(move |request, _| match request {
                LinkRequest::Write { characteristic: STOP, .. } => {
                    stops += 1;
                    Some(request)
                }
                // Too many of them, and nothing is heard any more.
                LinkRequest::Write { characteristic: CONTROL_POINT, .. } if stops > 60 => None,
                other => Some(other),
            })
        }),
    ]
}

fn of_records() -> Vec<Break> {
    vec![
        breaks("clock.runs", || content(CLOCK, |clock| clock[0] ^= 1)),
        breaks("clock.set", || content(CLOCK, |clock| clock[8..14].fill(0))),
        breaks("clock.broken_frames", || {
            home().requests(|request, _| match request {
                LinkRequest::Write { characteristic: CLOCK, value, with_response } if is_broken(&value) => {
                    let value = sealed(value[..6].to_vec());
                    Some(LinkRequest::Write { characteristic: CLOCK, value, with_response })
                }
                other => Some(other),
            })
        }),
        breaks("records.listed", || {
            let mut is_first = true;
            dropping(SESSION_RECORD, move |value| value[0] == 1 && std::mem::take(&mut is_first))
        }),
        breaks("records.content", || {
            content(SESSION_RECORD, |frame| {
                if frame[0] == 2 {
                    frame[7] ^= 1;
                }
            })
        }),
        breaks("records.resumed", || {
            content(SESSION_RECORD, |frame| {
                // From byte 13 on it tells what stands somewhere else.
                if frame[0] == 2 && frame[3] == 13 && frame[4] == 0 {
                    frame[7] ^= 1;
                }
            })
        }),
        breaks("records.refusals", || answering_records(0x05, 0x01)),
        breaks("records.kept", || answering_records(0xE0, 0x01)),
    ]
}

fn of_pulls() -> Vec<Break> {
    vec![
        breaks("pull.starts", || {
            content(TELEMETRY, |sample| {
                if sample[10] == 3 {
                    sample[7] = 2;
                }
            })
        }),
        breaks("pull.told", || {
            let mut count = 0;
            dropping(TELEMETRY, move |sample| {
                count += 1;
                sample[10] == 3 && count % 2 == 0
            })
        }),
        breaks("pull.pauses", || {
            content(STATUS, |status| {
                if status[0] == 4 {
                    status[10] = 90;
                }
            })
        }),
        breaks("pull.adjusts", || answering(0x09, 4, 1)),
        breaks("pull.busy", || answering_records(0xE1, 0x01)),
        breaks("pull.stops", || {
            // Deaf in the pull that is there to be stopped: the sixth, after two Starts that came to nothing.
            let (mut is_armed, mut starts) = (false, 0);
            home().requests(move |request, _| match &request {
                LinkRequest::Write { characteristic: CONTROL_POINT, value, .. } => {
                    starts += usize::from(is_armed && value[0] == 0x06);
                    is_armed = value[0] == 0x05;
                    Some(request)
                }
                LinkRequest::Write { characteristic: STOP, .. } => (starts != 8).then_some(request),
                _ => Some(request),
            })
        }),
        breaks("pull.dead_man", || content(STATUS, |status| status[2] &= !0b100)),
        breaks("pull.refused_in_fault", || answering(0x03, 11, 1)),
        breaks("pull.let_go_without_link", || {
            home().events(|event| {
                Some(match event {
                    LinkEvent::ReadDone { characteristic: STATUS, value } if value[0] == 6 => {
                        let mut content = value[..18].to_vec();
                        content[10] = 90;
                        LinkEvent::ReadDone { characteristic: STATUS, value: sealed(content) }
                    }
                    other => other,
                })
            })
        }),
        breaks("pull.ends", || answering(0x06, 5, 1)),
        breaks("pull.written_down", || {
            // Its last two bytes say that the examination began it.
            dropping(SESSION_RECORD, |frame| frame[0] == 1 && frame[7..9] == [0x41, 0x4E])
        }),
    ]
}
