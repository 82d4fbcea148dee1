//! One request about records at a time, and what happens where nothing comes of it.

use super::{Output, RecordSync, State, SyncEnd};
use crate::device::records::protocol::{RecordRequest, RecordRequestKind, RecordResult};
use crate::device::records::record::RecordEntry;
use crate::device::timing;
use crate::time::Elapsed;

/// What was asked last.
#[derive(Debug)]
pub(super) struct Asked {
    request: RecordRequest,
    /// Nothing more is hoped for from the last request: it is being ended, to be asked again.
    aborting: bool,
    /// So often in a row it came to nothing.
    tries: u8,
    pub(super) until: Elapsed,
}

impl RecordSync {
    pub(super) fn ask(&mut self, request: RecordRequest, now: Elapsed) {
        self.outputs.push_back(Output::Link(self.protocol.ask(&request)));
        let until = now.plus(timing::RECORD_FRAME_DEADLINE);
        self.asked = Some(Asked { request, aborting: false, tries: 0, until });
    }

    /// Something came that was waited for.
    pub(super) fn got_on(&mut self, now: Elapsed) {
        if let Some(asked) = self.asked.as_mut().filter(|asked| !asked.aborting) {
            asked.tries = 0;
            asked.until = now.plus(timing::RECORD_FRAME_DEADLINE);
        }
    }

    pub(super) fn is_aborting(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.aborting)
    }

    /// No answer in time, or none that can be used: what may still be reported is ended, and asked for anew.
    pub(super) fn came_to_nothing(&mut self, now: Elapsed) {
        let Some(asked) = &mut self.asked else { return };
        asked.tries += 1;
        if asked.tries > timing::RECORD_TRIES {
            return self.close(SyncEnd::Stalled, now);
        }
        self.abort(now);
    }

    fn abort(&mut self, now: Elapsed) {
        let Some(asked) = &mut self.asked else { return };
        asked.aborting = true;
        asked.until = now.plus(timing::RECORD_FRAME_DEADLINE);
        self.outputs.push_back(Output::Link(self.protocol.ask(&RecordRequest::Abort)));
    }

    fn ask_again(&mut self, now: Elapsed) {
        let Some(Asked { tries, request, .. }) = self.asked.take() else { return };
        let request = self.continued(request);
        self.ask(request, now);
        if let Some(asked) = &mut self.asked {
            asked.tries = tries;
        }
    }

    /// A request ended. An answer to what was not asked, or was asked before, changes nothing.
    pub(super) fn answered(&mut self, of: RecordRequestKind, result: RecordResult, now: Elapsed) {
        let Some(asked) = &self.asked else { return };
        if of == RecordRequestKind::Abort {
            if asked.aborting {
                if self.is_complete() {
                    return self.complete(now);
                }
                self.ask_again(now);
            }
            return;
        }
        if asked.aborting || of != kind(asked.request) {
            return;
        }
        match (result, of) {
            (RecordResult::Busy, _) => self.close(SyncEnd::Busy, now),
            (RecordResult::NotCompleted | RecordResult::NothingToAbort, _) => self.came_to_nothing(now),
            (result, RecordRequestKind::Delete) => self.deleted(result, now),
            (result, RecordRequestKind::Report) => self.reported(result, now),
            // A number is not answered so.
            (_, RecordRequestKind::Number | RecordRequestKind::Abort) => {
                self.close(SyncEnd::Unintelligible, now);
            }
        }
    }

    fn reported(&mut self, result: RecordResult, now: Elapsed) {
        match (&self.state, result) {
            (State::Listing { announced }, RecordResult::Success | RecordResult::NotFound) => {
                // Entries of earlier tries stay: a record can't go while we are here.
                if self.entries.len() < usize::from(*announced) {
                    self.came_to_nothing(now);
                } else {
                    self.all_listed(now);
                }
            }
            (State::Fetching(_), RecordResult::Success) if self.is_complete() => self.complete(now),
            (State::Fetching(_), RecordResult::Success) => self.came_to_nothing(now),
            (State::Fetching(_), _) => self.damaged(now),
            _ => self.close(SyncEnd::Unintelligible, now),
        }
    }

    pub(super) fn counted(&mut self, number: u16, now: Elapsed) {
        if !matches!(self.state, State::Counting) || self.is_aborting() {
            return;
        }
        if number == 0 {
            return self.all_listed(now);
        }
        self.state = State::Listing { announced: number };
        self.ask(RecordRequest::List, now);
    }

    pub(super) fn listed(&mut self, entry: RecordEntry, now: Elapsed) {
        let has_room = self.entries.len() < usize::from(u16::MAX);
        if matches!(self.state, State::Listing { .. })
            && has_room
            && self.entries.insert(entry.number, entry).is_none()
        {
            self.got_on(now);
        }
    }
}

const fn kind(request: RecordRequest) -> RecordRequestKind {
    match request {
        RecordRequest::Number => RecordRequestKind::Number,
        RecordRequest::List | RecordRequest::Content { .. } => RecordRequestKind::Report,
        RecordRequest::Delete { .. } => RecordRequestKind::Delete,
        RecordRequest::Abort => RecordRequestKind::Abort,
    }
}
