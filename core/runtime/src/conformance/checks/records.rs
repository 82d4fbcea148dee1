//! Records (section 12), as they lie on the device: nothing here deletes one.

use nape_logic::device::profile_v1::ProfileV1;
use nape_logic::device::records::protocol::RecordProtocol as _;
use nape_logic::device::records::record::RecordEntry;

use super::{Check, Needs};
use crate::conformance::hearing::hex;
use crate::conformance::talk::{Broken, Kept, Talk, found, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "records.listed",
        section: 12,
        requires: "The list has as many entries as Number says, each with a higher record number than the one before.",
        needs: Needs::Records,
        run: listed,
    },
    Check {
        id: "records.content",
        section: 12,
        requires: "The newest record has the length of its entry, its digest is right, and it says what the entry says.",
        needs: Needs::Records,
        run: content,
    },
    Check {
        id: "records.resumed",
        section: 12,
        requires: "Its content is told from any byte on; from its end on, nothing.",
        needs: Needs::Records,
        run: resumed,
    },
    Check {
        id: "records.refusals",
        section: 12,
        requires: "Each request that is wrong has the result that the table gives it.",
        needs: Needs::Records,
        run: refusals,
    },
    Check {
        id: "records.kept",
        section: 12,
        requires: "A record is not deleted under a wrong digest, nor all at once.",
        needs: Needs::Records,
        run: kept,
    },
];

pub(super) const NUMBER: [u8; 2] = [0x04, 0x01];
const ALL: [u8; 2] = [0x01, 0x01];

const SUCCESS: u8 = 0x01;
const NO_SUCH_RECORD: u8 = 0x06;

/// The result of an answer to this opcode.
pub(super) fn result_of(answer: &[u8], opcode: u8) -> Result<u8, Broken> {
    match *answer {
        [0x06, 0x00, of, result] if of == opcode => Ok(result),
        _ => found(format!("the answer to opcode {opcode:#04X} is {}", hex(answer))),
    }
}

fn must_result(talk: &mut Talk<'_>, request: &[u8], result: u8) -> Kept {
    let answer = talk.ask_records(request)?;
    let told = result_of(&answer, request[0])?;
    must(told == result, || format!("{} was answered {told:#04X}, not {result:#04X}", hex(request)))
}

/// Opcode, operator and filter, then two numbers.
fn exactly(head: [u8; 3], number: u32, other: u32) -> Vec<u8> {
    let mut request = head.to_vec();
    request.extend(number.to_le_bytes());
    request.extend(other.to_le_bytes());
    request
}

fn report_content(number: u32, offset: u32) -> Vec<u8> {
    exactly([0x01, 0xE1, 0x02], number, offset)
}

pub(super) fn delete(number: u32, digest: u32) -> Vec<u8> {
    exactly([0x02, 0xE1, 0x03], number, digest)
}

/// All entries, lowest number first.
pub(super) fn list(talk: &mut Talk<'_>) -> Result<Vec<RecordEntry>, Broken> {
    talk.hearing.take_entries();
    let answer = talk.ask_records(&ALL)?;
    let result = result_of(&answer, ALL[0])?;
    let entries = talk.hearing.take_entries();
    let is_right = result == if entries.is_empty() { NO_SUCH_RECORD } else { SUCCESS };
    must(is_right, || format!("{} entries, and result {result:#04X}", entries.len()))?;
    Ok(entries)
}

fn count(talk: &mut Talk<'_>) -> Result<u16, Broken> {
    match talk.ask_records(&NUMBER)?[..] {
        [0x05, 0x00, low, high] => Ok(u16::from_le_bytes([low, high])),
        ref other => found(format!("the answer to Number is {}", hex(other))),
    }
}

/// The content of a record from this byte on.
pub(super) fn fetch(talk: &mut Talk<'_>, entry: &RecordEntry, offset: u32) -> Result<Vec<u8>, Broken> {
    talk.hearing.take_fragments();
    let request = report_content(entry.number.0, offset);
    let answer = talk.ask_records(&request)?;
    let result = result_of(&answer, request[0])?;
    must(result == SUCCESS, || format!("the content from byte {offset} on: {result:#04X}"))?;
    let mut content = Vec::new();
    for (number_low, at, bytes) in talk.hearing.take_fragments() {
        let due = u64::from(offset) + content.len() as u64;
        let is_next = u64::from(at) == due && u32::from(number_low) == entry.number.0 & 0xFFFF;
        must(is_next, || format!("a fragment of byte {at} where {due} is next"))?;
        content.extend(bytes);
    }
    Ok(content)
}

fn listed(talk: &mut Talk<'_>) -> Kept {
    let count = count(talk)?;
    let entries = list(talk)?;
    must(entries.len() == usize::from(count), || format!("{} entries of {count}", entries.len()))?;
    let in_order = entries.windows(2).all(|pair| pair[0].number < pair[1].number);
    must(in_order, || "the entries are not in their order".to_owned())
}

fn newest(talk: &mut Talk<'_>) -> Result<Option<RecordEntry>, Broken> {
    Ok(list(talk)?.pop())
}

fn content(talk: &mut Talk<'_>) -> Kept {
    let Some(entry) = newest(talk)? else { return Ok(()) };
    let content = fetch(talk, &entry, 0)?;
    must(content.len() == entry.length as usize, || format!("{} bytes of {}", content.len(), entry.length))?;
    says_what_it_should(&content, &entry)
}

/// A whole record that belongs to its entry.
pub(super) fn says_what_it_should(content: &[u8], entry: &RecordEntry) -> Kept {
    let record =
        ProfileV1.record(content).map_err(|error| Broken::Requirement(format!("the record: {error}")))?;
    must(record.number == entry.number && record.token == entry.token, || {
        format!("the record is number {}, its entry {}", record.number.0, entry.number.0)
    })?;
    let seconds = record.duration.secs_floor();
    must(seconds == entry.duration.secs_floor() || entry.duration.secs_floor() == 65_535, || {
        format!("the record lasts {seconds} s, its entry {} s", entry.duration.secs_floor())
    })
}

fn resumed(talk: &mut Talk<'_>) -> Kept {
    let Some(entry) = newest(talk)? else { return Ok(()) };
    let whole = fetch(talk, &entry, 0)?;
    for offset in [13, entry.length / 2, entry.length.saturating_sub(1), entry.length] {
        let rest = fetch(talk, &entry, offset)?;
        must(whole.get(offset as usize..) == Some(&rest[..]), || {
            format!("other bytes from byte {offset} on")
        })?;
    }
    must_result(talk, &report_content(entry.number.0, entry.length + 1), 0x05)
}

fn refusals(talk: &mut Talk<'_>) -> Kept {
    let rows: [(&[u8], u8); 7] = [
        (&[0x7E, 0x01], 0x02),
        (&[0x01, 0x00], 0x03),
        (&[0x03, 0x01], 0x03),
        (&[0x01, 0x02], 0x04),
        (&[0x01, 0xE1, 0x02, 1], 0x05),
        (&[0x01, 0x03, 0x7E, 1, 0, 0, 0], 0x09),
        (&[0x03, 0x00], 0x07),
    ];
    for (request, result) in rows {
        must_result(talk, request, result)?;
    }
    must_result(talk, &report_content(u32::MAX, 0), NO_SUCH_RECORD)
}

fn kept(talk: &mut Talk<'_>) -> Kept {
    let before = list(talk)?;
    must_result(talk, &[0x02, 0x01], 0x04)?;
    must_result(talk, &delete(u32::MAX, 1), NO_SUCH_RECORD)?;
    if let Some(entry) = before.last() {
        let content = fetch(talk, entry, 0)?;
        let digest = content.last_chunk::<4>().map_or(0, |last| u32::from_le_bytes(*last));
        must_result(talk, &delete(entry.number.0, !digest), 0xE0)?;
    }
    let after = list(talk)?;
    must(before == after, || format!("{} records before, {} after", before.len(), after.len()))
}
