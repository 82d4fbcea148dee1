//! A record comes together from its fragments, is kept, and goes on the device.

use super::{Output, RecordSync, State};
use crate::device::records::protocol::{RecordRequest, RecordResult};
use crate::device::records::record::{RecordDigest, RecordEntry, RecordNumber};
use crate::device::timing;
use crate::time::Elapsed;

/// What there is of a record.
#[derive(Debug)]
pub(super) struct Fetch {
    entry: RecordEntry,
    bytes: Vec<u8>,
    /// So many of them were handed out to be kept.
    kept: usize,
    /// It came whole once and was no record.
    was_damaged: bool,
}

impl RecordSync {
    pub(super) fn all_listed(&mut self, now: Elapsed) {
        for entry in std::mem::take(&mut self.entries).into_values() {
            if self.known.is_own(&entry) {
                self.progress.total += u64::from(entry.length);
                self.waiting.push_back(entry);
            } else {
                self.outputs.push_back(Output::NotOurs(entry));
            }
        }
        self.next(now);
    }

    /// The next record: deleted where it was kept before, fetched where not.
    fn next(&mut self, now: Elapsed) {
        self.asked = None;
        let Some(entry) = self.waiting.pop_front() else {
            return self.finish(now);
        };
        // With several contents under one number, which is which is seen when it is fetched.
        let kept = self.known.kept.get(&entry.number);
        if let Some(digest) = kept.filter(|kept| kept.len() == 1).and_then(|kept| kept.first()) {
            self.outputs.push_back(Output::KeptBefore(entry.number));
            return self.delete(entry, *digest, false, now);
        }
        self.fetch(entry, now);
    }

    fn fetch(&mut self, entry: RecordEntry, now: Elapsed) {
        let mut bytes = self.known.parts.remove(&entry.number).unwrap_or_default();
        if bytes.len() >= entry.length as usize {
            bytes.clear();
        }
        let kept = bytes.len();
        self.progress.done += kept as u64;
        self.state = State::Fetching(Fetch { entry, bytes, kept, was_damaged: false });
        let request = self.continued(RecordRequest::Content { number: entry.number, offset: 0 });
        self.ask(request, now);
    }

    /// The request, from the first byte on that is not there.
    pub(super) fn continued(&self, request: RecordRequest) -> RecordRequest {
        match (&self.state, request) {
            (State::Fetching(fetch), RecordRequest::Content { number, .. }) => {
                let offset = u32::try_from(fetch.bytes.len()).unwrap_or(u32::MAX);
                RecordRequest::Content { number, offset }
            }
            (_, request) => request,
        }
    }

    pub(super) fn fragment(&mut self, number_low: u16, offset: u32, bytes: &[u8], now: Elapsed) {
        let aborting = self.is_aborting();
        let State::Fetching(fetch) = &mut self.state else { return };
        let place = offset as usize;
        let is_of_it = fetch.entry.number.0.to_le_bytes()[..2] == number_low.to_le_bytes();
        if !is_of_it || place < fetch.bytes.len() {
            return;
        }
        if place > fetch.bytes.len() {
            // What follows a gap can't be used.
            if !aborting {
                self.came_to_nothing(now);
            }
            return;
        }
        let room = (fetch.entry.length as usize).saturating_sub(place);
        fetch.bytes.extend(bytes.iter().take(room));
        self.progress.done += bytes.len().min(room) as u64;
        if fetch.bytes.len() - fetch.kept >= timing::RECORD_PART {
            self.hand_out_part();
            self.outputs.push_back(Output::Progress(self.progress));
        }
        self.got_on(now);
    }

    /// What came since the last time, to be kept before anything is lost.
    pub(super) fn hand_out_part(&mut self) {
        if let State::Fetching(fetch) = &mut self.state
            && fetch.bytes.len() > fetch.kept
        {
            fetch.kept = fetch.bytes.len();
            let (number, bytes) = (fetch.entry.number, fetch.bytes.clone());
            self.outputs.push_back(Output::KeepPart { number, bytes });
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        matches!(&self.state, State::Fetching(fetch) if fetch.bytes.len() == fetch.entry.length as usize)
    }

    /// All bytes are there: is it a record, and the one that was listed?
    pub(super) fn complete(&mut self, now: Elapsed) {
        let State::Fetching(fetch) = &mut self.state else { return };
        let record = self.protocol.record(&fetch.bytes).ok();
        let listed = (fetch.entry.number, fetch.entry.token);
        let Some(record) = record.filter(|record| (record.number, record.token) == listed) else {
            return self.damaged(now);
        };
        let (entry, digest) = (fetch.entry, record.digest);
        let content = std::mem::take(&mut fetch.bytes);
        self.asked = None;
        self.outputs.push_back(Output::Progress(self.progress));
        if self.known.kept.get(&entry.number).is_some_and(|kept| kept.contains(&digest)) {
            self.outputs.push_back(Output::KeptBefore(entry.number));
            return self.delete(entry, digest, true, now);
        }
        self.state = State::Keeping { entry, digest };
        self.outputs.push_back(Output::Keep { content, record: Box::new(record) });
    }

    /// What came is no record: once it may be the way, twice it is what the device has.
    pub(super) fn damaged(&mut self, now: Elapsed) {
        let State::Fetching(fetch) = &mut self.state else { return };
        let number = fetch.entry.number;
        // An earlier part may be of another record of this number.
        self.progress.done = self.progress.done.saturating_sub(fetch.bytes.len() as u64);
        fetch.bytes.clear();
        fetch.kept = 0;
        self.outputs.push_back(Output::KeepPart { number, bytes: Vec::new() });
        if std::mem::replace(&mut fetch.was_damaged, true) {
            self.outputs.push_back(Output::Damaged(number));
            return self.next(now);
        }
        self.ask(RecordRequest::Content { number, offset: 0 }, now);
    }

    pub(super) fn delete(&mut self, entry: RecordEntry, digest: RecordDigest, kept_now: bool, now: Elapsed) {
        self.state = State::Deleting { entry, kept_now };
        self.ask(RecordRequest::Delete { number: entry.number, digest }, now);
    }

    pub(super) fn deleted(&mut self, result: RecordResult, now: Elapsed) {
        let State::Deleting { entry, kept_now, .. } = self.state else { return };
        match result {
            // Gone already: the answer to an earlier try was lost.
            RecordResult::Success | RecordResult::NotFound => {
                self.outputs.push_back(Output::Deleted(entry.number));
                self.next(now);
            }
            // Another record under a number that we know: it was never kept.
            RecordResult::DigestDiffers if !kept_now => self.fetch(entry, now),
            _ => self.not_deleted(entry.number, now),
        }
    }

    fn not_deleted(&mut self, number: RecordNumber, now: Elapsed) {
        self.outputs.push_back(Output::NotDeleted(number));
        self.next(now);
    }
}
