//! What a device sent, sorted.

use std::collections::VecDeque;

use nape_logic::device::driver::{Driver as _, FrameError, Report};
use nape_logic::device::link::Characteristic;
use nape_logic::device::profile_v1::{
    CONTROL_POINT, ProfileV1, RECORD_ACCESS, SESSION_RECORD, STATUS, TELEMETRY,
};
use nape_logic::device::records::protocol::{RecordProtocol as _, RecordReport};
use nape_logic::device::records::record::RecordEntry;
use nape_logic::device::status::{Sample, Status};
use nape_logic::time::Elapsed;

use super::frames::Answer;

/// Everything that was notified in an examination.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    /// With the moment in which each came.
    pub(super) statuses: Vec<(Elapsed, Status)>,
    pub(super) samples: Vec<(Elapsed, Sample)>,
    /// Not yet taken.
    pub(super) answers: VecDeque<(Elapsed, Answer)>,
    pub(super) record_reports: VecDeque<RecordReport>,
    /// Raw, since requests are asked for that no driver sends.
    pub(super) record_answers: VecDeque<Vec<u8>>,
    /// Some systems tell what was read as if it had been notified too: until then the same status again is no new one.
    pub(super) echoes_until: Elapsed,
    /// What made no sense, in words.
    pub(super) unreadable: Vec<String>,
}

impl Hearing {
    pub(super) fn notified(&mut self, from: Characteristic, value: Vec<u8>, at: Elapsed) {
        let heard = match from {
            CONTROL_POINT => {
                Answer::read(&value).map(|answer| self.answers.push_back((at, answer))).ok_or(None)
            }
            STATUS | TELEMETRY => match ProfileV1.decode(from, &value) {
                Ok(Report::Status(status)) => {
                    let is_echo = at <= self.echoes_until
                        && self.statuses.last().is_some_and(|(_, last)| *last == status);
                    if !is_echo {
                        self.statuses.push((at, status));
                    }
                    Ok(())
                }
                Ok(Report::Sample(sample)) => {
                    self.samples.push((at, sample));
                    Ok(())
                }
                Ok(_) => Err(None),
                Err(error) => Err(Some(error)),
            },
            SESSION_RECORD => ProfileV1
                .read_report(from, &value)
                .map(|report| self.record_reports.push_back(report))
                .map_err(Some),
            RECORD_ACCESS => {
                self.record_answers.push_back(value.clone());
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(error) = heard {
            self.unreadable.push(unreadable(from, &value, error));
        }
    }
}

impl Hearing {
    /// The entries of records that were told.
    pub(super) fn take_entries(&mut self) -> Vec<RecordEntry> {
        let entry = |report| if let RecordReport::Entry(entry) = report { Some(entry) } else { None };
        self.record_reports.drain(..).filter_map(entry).collect()
    }

    /// The fragments that were told: the low half of their record's number, their place, their bytes.
    pub(super) fn take_fragments(&mut self) -> Vec<(u16, u32, Vec<u8>)> {
        let fragment = |report| match report {
            RecordReport::Fragment { number_low, offset, bytes } => Some((number_low, offset, bytes)),
            _ => None,
        };
        self.record_reports.drain(..).filter_map(fragment).collect()
    }
}

fn unreadable(from: Characteristic, value: &[u8], error: Option<FrameError>) -> String {
    let why = error.map_or_else(|| "no answer of the profile".to_owned(), |error| error.to_string());
    format!("{}: {why}: {}", name(from), hex(value))
}

/// What the profile calls a characteristic.
pub(super) fn name(characteristic: Characteristic) -> String {
    match characteristic {
        CONTROL_POINT => "Control Point".to_owned(),
        STATUS => "Status".to_owned(),
        TELEMETRY => "Telemetry".to_owned(),
        SESSION_RECORD => "Session Record".to_owned(),
        RECORD_ACCESS => "Record Access Control Point".to_owned(),
        nape_logic::device::profile_v1::FEATURE => "Feature".to_owned(),
        nape_logic::device::profile_v1::STOP => "Stop".to_owned(),
        nape_logic::device::profile_v1::CLOCK => "Clock".to_owned(),
        other => other.to_string(),
    }
}

/// Bytes as the profile writes them.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}
