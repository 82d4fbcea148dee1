//! A device in conversation: what it is asked, what it said, and when.

use std::num::NonZeroU32;

use nape_logic::device::link::{Characteristic, LinkEvent, LinkRequest, RequestKind};
use nape_logic::device::profile_v1::{
    CONTROL_POINT, FEATURE, RECORD_ACCESS, SESSION_RECORD, STATUS, STOP, TELEMETRY,
};
use nape_logic::device::status::{DeviceState, Status};
use nape_logic::time::{Elapsed, Millis, Timestamp};
use nape_logic::units::Force;

use super::UnitNames;
use super::feature::FeatureFrame;
use super::frames::{self, Answer};
use super::hearing::{Hearing, hex, name};
use super::pace::Pace;
use crate::link::Link;

/// Given on top of each time of the profile: two ways over the air, and the systems at both ends (own decision `[D]`).
pub(super) const ON_THE_WAY: Millis = Millis(400);
/// From a request to its answer (profile section 8).
pub(super) const ANSWER_WITHIN: Millis = Millis(500);
/// From a Stop to the status after it (profile section 8).
pub(super) const STOP_STATUS_WITHIN: Millis = Millis(200);
/// What a link needs for one request at most (own decision `[D]`).
const REQUEST_WITHIN: Millis = Millis(20_000);
/// How long nothing must come where nothing may: twice the longest answer (own decision `[D]`).
const QUIET_FOR: Millis = Millis(1_000);
/// Least time between heartbeats (profile section 7).
const HEARTBEAT_EVERY: Millis = Millis(1_000);
/// Measured force above the limit by more than this is too much (profile section 7).
const OVER_FORCE_MARGIN: Force = Force::from_millinewtons(5_000);
/// At most this much measured force counts as none (own decision `[D]`).
pub(super) const NO_FORCE: Force = Force::from_millinewtons(2_000);

/// Tokens count on from here: records of an examination are known by them.
const FIRST_TOKEN: u32 = 0x4E41_5000;

/// A new token may begin with any sequence; this one has older ones before it.
const FIRST_SEQUENCE: u16 = 100;

/// Why a requirement is not kept, and whether the next one can be asked for.
#[derive(Debug)]
pub(super) enum Broken {
    /// The device does something else.
    Requirement(String),
    /// There is no connection any more, and none could be made.
    Gone(String),
    /// Nobody wants to know any more.
    Ended,
    /// It was active where it should be at rest, and was told to stop.
    NotAtRest,
}

pub(super) type Kept = Result<(), Broken>;

/// Fails with what was found, unless it holds.
pub(super) fn must(holds: bool, found: impl FnOnce() -> String) -> Kept {
    if holds { Ok(()) } else { Err(Broken::Requirement(found())) }
}

pub(super) fn found<T>(what: impl Into<String>) -> Result<T, Broken> {
    Err(Broken::Requirement(what.into()))
}

/// See the module.
pub(super) struct Talk<'a> {
    link: Box<dyn Link>,
    pace: &'a mut dyn Pace,
    pub(super) hearing: Hearing,
    pub(super) feature: Option<FeatureFrame>,
    pub(super) unit: UnitNames,
    connected: bool,
    /// Records are subscribed to in this connection.
    hears_records: bool,
    token: u32,
    sequence: u16,
    /// The connection is kept alive by heartbeats.
    pub(super) beats: bool,
    last_beat: Elapsed,
    /// The force limit of what runs, in force while something may pull.
    pub(super) limit: Option<Force>,
    /// Answers of the link that nobody took yet.
    answered: Vec<LinkEvent>,
    /// Hears which requirement is asked for, and says whether to go on.
    told: Box<dyn FnMut(u32) -> bool + 'a>,
    told_at: Elapsed,
    requirement: u32,
    ended: bool,
}

/// Whoever waits hears this often that it goes on, and may end it (own decision `[D]`).
const TELL_EVERY: Millis = Millis(250);
/// How long is waited at the end for a device that lets go (own decision `[D]`).
const LEAVE_WITHIN: Millis = Millis(20_000);

impl<'a> Talk<'a> {
    pub(super) fn new(
        link: Box<dyn Link>,
        pace: &'a mut dyn Pace,
        told: Box<dyn FnMut(u32) -> bool + 'a>,
    ) -> Self {
        let last_beat = pace.now();
        Self {
            link,
            pace,
            hearing: Hearing::default(),
            feature: None,
            unit: UnitNames::default(),
            connected: false,
            hears_records: false,
            token: FIRST_TOKEN,
            sequence: 0,
            beats: false,
            last_beat,
            limit: None,
            answered: Vec::new(),
            told,
            told_at: last_beat,
            requirement: 0,
            ended: false,
        }
    }

    /// Says which requirement comes now; `false` where nobody wants to know any more.
    pub(super) fn goes_on_with(&mut self, requirement: u32) -> bool {
        self.requirement = requirement;
        self.tell();
        !self.ended
    }

    fn tell(&mut self) {
        self.told_at = self.pace.now();
        if !self.ended && !(self.told)(self.requirement) {
            self.ended = true;
            self.beats = false;
            self.stop();
        }
    }

    const fn still_wanted(&self) -> Kept {
        if self.ended { Err(Broken::Ended) } else { Ok(()) }
    }

    pub(super) fn now(&self) -> Elapsed {
        self.pace.now()
    }

    pub(super) fn wall(&self) -> Timestamp {
        self.pace.wall()
    }

    /// The token of the session that was begun last.
    pub(super) const fn token(&self) -> u32 {
        self.token
    }

    pub(super) const fn sequence(&self) -> u16 {
        self.sequence
    }

    /// Whether a session of this examination had this token.
    pub(super) const fn is_ours(&self, token: NonZeroU32) -> bool {
        token.get() > FIRST_TOKEN && token.get() <= self.token
    }

    /// When the last heartbeat was written.
    pub(super) const fn last_heartbeat(&self) -> Elapsed {
        self.last_beat
    }

    // What the link does.

    /// Connects, subscribes to what every device has and reads what it is and how it is.
    pub(super) fn connect(&mut self) -> Kept {
        let event = self.ask(LinkRequest::Connect, RequestKind::Connect)?;
        if !matches!(event, LinkEvent::Connected { .. }) {
            return Err(Broken::Gone(format!("no connection: {event:?}")));
        }
        self.connected = true;
        self.hears_records = false;
        for characteristic in [CONTROL_POINT, STATUS, TELEMETRY] {
            self.subscribe(characteristic)?;
        }
        Ok(())
    }

    pub(super) fn subscribe(&mut self, to: Characteristic) -> Kept {
        match self.ask(LinkRequest::Subscribe(to), RequestKind::Subscribe(to))? {
            LinkEvent::Subscribed(_) => Ok(()),
            other => found(format!("{} can't be subscribed to: {}", name(to), words(&other))),
        }
    }

    pub(super) fn read(&mut self, from: Characteristic) -> Result<Vec<u8>, Broken> {
        self.hearing.echoes_until = self.now().plus(REQUEST_WITHIN);
        let answer = self.ask(LinkRequest::Read(from), RequestKind::Read(from));
        self.hearing.echoes_until = self.now().plus(ON_THE_WAY);
        match answer? {
            LinkEvent::ReadDone { value, .. } => Ok(value),
            other => found(format!("{} can't be read: {}", name(from), words(&other))),
        }
    }

    /// Writes with a confirmation, and says whether the device took it.
    pub(super) fn write(&mut self, to: Characteristic, value: Vec<u8>) -> Result<bool, Broken> {
        let request = LinkRequest::Write { characteristic: to, value, with_response: true };
        Ok(matches!(self.ask(request, RequestKind::Write(to))?, LinkEvent::Written(_)))
    }

    /// Ends the connection and makes a new one; the device has been left alone meanwhile for `pause`.
    pub(super) fn reconnect(&mut self, pause: Millis) -> Kept {
        self.beats = false;
        self.disconnect();
        self.listen(pause)?;
        self.reach()
    }

    /// Connects, for some time again and again: a system that is still ending an earlier connection does not let a new one
    /// do what it should for a few seconds.
    pub(super) fn reach(&mut self) -> Kept {
        let until = self.now().plus(REQUEST_WITHIN);
        loop {
            match self.connect() {
                Err(Broken::Ended) => return Err(Broken::Ended),
                Err(_) if self.now() < until => {
                    self.disconnect();
                    self.listen(QUIET_FOR)?;
                }
                result => return result,
            }
        }
    }

    fn disconnect(&mut self) {
        let now = self.now();
        self.link.request(LinkRequest::Disconnect, now);
        let until = now.plus(REQUEST_WITHIN);
        while self.connected && self.now() < until {
            self.turn(until);
        }
        self.connected = false;
        self.answered.clear();
    }

    /// Stops whatever runs, waits until that is off, and disconnects. Answers whether it is; none where nobody is there.
    pub(super) fn leave(&mut self) -> Option<bool> {
        if !self.connected {
            return self.feature.is_some().then_some(false);
        }
        let from = self.hearing.statuses.len();
        self.stop();
        let until = self.now().plus(LEAVE_WITHIN);
        let rests = |talk: &Self| {
            let last = talk.hearing.statuses[from..].last();
            last.is_some_and(|(_, status)| status.state.is_at_rest() && status.measured <= NO_FORCE)
        };
        while self.connected && !rests(self) && self.now() < until {
            self.turn(until);
        }
        // One that is not subscribed to can be read.
        let is_read = |status: Status| status.state.is_at_rest() && status.measured <= NO_FORCE;
        let rested = rests(self) || self.status().is_ok_and(is_read);
        self.disconnect();
        Some(rested)
    }

    fn ask(&mut self, request: LinkRequest, kind: RequestKind) -> Result<LinkEvent, Broken> {
        if !self.connected && kind != RequestKind::Connect {
            self.reach()?;
        }
        self.answered.clear();
        let now = self.now();
        self.link.request(request, now);
        let until = now.plus(REQUEST_WITHIN);
        while self.now() < until {
            self.still_wanted()?;
            self.turn(until);
            if let Some(place) = self.answered.iter().position(|event| answers(event) == Some(kind)) {
                return Ok(self.answered.swap_remove(place));
            }
            if kind != RequestKind::Connect && !self.connected {
                return Err(Broken::Requirement("the connection broke".to_owned()));
            }
        }
        Err(Broken::Gone(format!("no answer of the link within {} s", REQUEST_WITHIN.secs_floor())))
    }

    /// Takes in what has come, or lets time pass once; a heartbeat goes out where one is due.
    fn turn(&mut self, until: Elapsed) {
        let now = self.now();
        if now.since(self.told_at) >= TELL_EVERY {
            self.tell();
        }
        let until = until.min(now.plus(TELL_EVERY));
        if self.beats && self.connected && now.since(self.last_beat) >= HEARTBEAT_EVERY {
            self.last_beat = now;
            let beat = frames::request(frames::HEARTBEAT, 0, self.token, &[]);
            self.link.request(
                LinkRequest::Write { characteristic: CONTROL_POINT, value: beat, with_response: true },
                now,
            );
        }
        let Some(event) = self.link.poll(now) else {
            let beat = self.beats.then(|| self.last_beat.plus(HEARTBEAT_EVERY));
            self.pace.wait(self.link.as_ref(), beat.map_or(until, |beat| beat.min(until)));
            return;
        };
        match event {
            LinkEvent::Notified { characteristic, value } => {
                self.hearing.notified(characteristic, value, now);
                self.watch_force();
            }
            LinkEvent::Disconnected { .. } => self.connected = false,
            other => self.answered.push(other),
        }
    }

    /// More force than the limit: stopped at once, whatever is being asked.
    fn watch_force(&mut self) {
        let Some(limit) = self.limit else { return };
        let last = self.hearing.samples.last().map(|(_, sample)| sample.measured);
        let most = limit.millinewtons().saturating_add(OVER_FORCE_MARGIN.millinewtons());
        if last.is_some_and(|measured| measured.millinewtons() > most) {
            self.stop();
        }
    }

    // What the device does.

    /// A Stop, past everything.
    pub(super) fn stop(&mut self) {
        self.stop_with(vec![1]);
    }

    pub(super) fn stop_with(&mut self, value: Vec<u8>) {
        let now = self.now();
        self.link.request(LinkRequest::Write { characteristic: STOP, value, with_response: false }, now);
    }

    /// Listens for so long.
    pub(super) fn listen(&mut self, time: Millis) -> Kept {
        let until = self.now().plus(time);
        while self.now() < until {
            self.still_wanted()?;
            self.turn(until);
        }
        Ok(())
    }

    /// The first status from now on that is so, with the time that it took; it must come within `time`.
    pub(super) fn status_within(
        &mut self,
        time: Millis,
        what: &str,
        is_it: impl Fn(&Status) -> bool,
    ) -> Result<(Millis, Status), Broken> {
        let (began, from) = (self.now(), self.hearing.statuses.len());
        let until = began.plus(time).plus(ON_THE_WAY);
        let mut seen = from;
        loop {
            self.still_wanted()?;
            if let Some((at, status)) = self.hearing.statuses[seen..].iter().find(|(_, status)| is_it(status))
            {
                return Ok((at.since(began), *status));
            }
            seen = self.hearing.statuses.len();
            if self.now() >= until || !self.connected {
                let last = self.hearing.statuses[from..].last().map(|(_, status)| status.state);
                let last =
                    last.map_or_else(|| "no status came".to_owned(), |state| format!("last {state:?}"));
                return found(format!("{what}: not within {} ms; {last}", time.get()));
            }
            self.turn(until);
        }
    }

    /// Has what the Record Access Control Point says delivered, and the records too.
    pub(super) fn subscribe_records(&mut self) -> Kept {
        if !self.hears_records {
            self.subscribe(SESSION_RECORD)?;
            self.subscribe(RECORD_ACCESS)?;
            self.hears_records = true;
        }
        Ok(())
    }

    /// Asks the Record Access Control Point, and gives its answer; what it reports on the way is in `hearing`. From one frame
    /// to the next it has its time.
    pub(super) fn ask_records(&mut self, request: &[u8]) -> Result<Vec<u8>, Broken> {
        self.subscribe_records()?;
        self.hearing.record_answers.clear();
        if !self.write(RECORD_ACCESS, request.to_vec())? {
            return found(format!("the Record Access Control Point did not take {}", hex(request)));
        }
        let patience = ANSWER_WITHIN.plus(ON_THE_WAY);
        let (mut until, mut heard) = (self.now().plus(patience), self.hearing.record_reports.len());
        loop {
            self.still_wanted()?;
            if let Some(answer) = self.hearing.record_answers.pop_front() {
                return Ok(answer);
            }
            if self.hearing.record_reports.len() != heard {
                heard = self.hearing.record_reports.len();
                until = self.now().plus(patience);
            }
            if self.now() >= until {
                let within = ANSWER_WITHIN.get();
                return found(format!("nothing more to {} within {within} ms", hex(request)));
            }
            self.turn(until);
        }
    }

    /// How the device is now, read.
    pub(super) fn status(&mut self) -> Result<Status, Broken> {
        use nape_logic::device::driver::{Driver as _, Report};
        let bytes = self.read(STATUS)?;
        match nape_logic::device::profile_v1::ProfileV1.decode(STATUS, &bytes) {
            Ok(Report::Status(status)) => Ok(status),
            Ok(_) | Err(_) => found(format!("Status as read makes no sense: {}", hex(&bytes))),
        }
    }

    /// What it says that it is; read once.
    pub(super) fn features(&mut self) -> Result<FeatureFrame, Broken> {
        if let Some(feature) = &self.feature {
            return Ok(feature.clone());
        }
        let bytes = self.read(FEATURE)?;
        let feature = FeatureFrame::read(&bytes)
            .ok_or_else(|| Broken::Requirement(format!("Feature makes no sense: {}", hex(&bytes))))?;
        self.feature = Some(feature.clone());
        Ok(feature)
    }

    /// Writes this to the Control Point and gives the answer, which must come in time.
    pub(super) fn send(&mut self, frame: Vec<u8>) -> Result<Answer, Broken> {
        self.hearing.answers.clear();
        let what = hex(&frame);
        let began = self.now();
        if !self.write(CONTROL_POINT, frame)? {
            return found(format!("the Control Point did not take {what}"));
        }
        let until = self.now().plus(ANSWER_WITHIN).plus(ON_THE_WAY);
        loop {
            self.still_wanted()?;
            if let Some((at, answer)) = self.hearing.answers.pop_front() {
                let took = at.since(began);
                let most = ANSWER_WITHIN.plus(ON_THE_WAY);
                must(took <= most, || format!("{what} was answered after {} ms", took.get()))?;
                return Ok(answer);
            }
            if self.now() >= until {
                return found(format!("no answer to {what} within {} ms", ANSWER_WITHIN.get()));
            }
            self.turn(until);
        }
    }

    /// Writes this to the Control Point, to which nothing may be answered.
    pub(super) fn send_unanswered(&mut self, frame: Vec<u8>) -> Kept {
        self.hearing.answers.clear();
        let what = hex(&frame);
        // Whether such a write is confirmed is the stack's affair.
        self.write(CONTROL_POINT, frame)?;
        self.listen(QUIET_FOR)?;
        match self.hearing.answers.pop_front() {
            Some((_, answer)) => found(format!("{what} was answered: result {}", answer.result)),
            None => Ok(()),
        }
    }

    /// The next command of the session.
    pub(super) fn command(&mut self, opcode: u8, parameters: &[u8]) -> Result<Answer, Broken> {
        self.sequence += 1;
        let answer = self.send(frames::request(opcode, self.sequence, self.token, parameters))?;
        let fits = answer.opcode == opcode && answer.sequence == self.sequence;
        must(fits, || format!("the answer names opcode {} and sequence {}", answer.opcode, answer.sequence))?;
        Ok(answer)
    }

    /// The next command, which must be answered so.
    pub(super) fn must_answer(
        &mut self,
        opcode: u8,
        parameters: &[u8],
        result: u8,
    ) -> Result<Answer, Broken> {
        let answer = self.command(opcode, parameters)?;
        must(answer.result == result, || {
            format!("opcode {opcode:#04X} was answered {}, not {result}", answer.result)
        })?;
        Ok(answer)
    }

    /// Begins a session with a token of its own, from a device at rest without faults.
    pub(super) fn begin(&mut self) -> Kept {
        self.beats = false;
        self.limit = None;
        let status = self.status()?;
        if status.state.is_active() {
            self.stop();
            let stopped =
                self.status_within(Millis(20_000), "at rest after a Stop", |s| s.state.is_at_rest());
            if stopped.is_err() {
                return Err(Broken::NotAtRest);
            }
        }
        self.token += 1;
        self.sequence = FIRST_SEQUENCE - 1;
        self.must_answer(frames::REQUEST_CONTROL, &[], frames::APPLIED)?;
        if self.status()?.state == DeviceState::Fault {
            self.must_answer(frames::CLEAR_FAULT, &[], frames::APPLIED)?;
        }
        let state = self.status()?.state;
        must(state == DeviceState::Idle, || format!("{state:?} after Request Control, not idle"))
    }
}

fn words(event: &LinkEvent) -> String {
    match event {
        LinkEvent::Failed { reason, .. } => format!("{reason:?}"),
        other => format!("{other:?}"),
    }
}

const fn answers(event: &LinkEvent) -> Option<RequestKind> {
    match event {
        LinkEvent::Connected { .. } => Some(RequestKind::Connect),
        LinkEvent::Subscribed(characteristic) => Some(RequestKind::Subscribe(*characteristic)),
        LinkEvent::ReadDone { characteristic, .. } => Some(RequestKind::Read(*characteristic)),
        LinkEvent::Written(characteristic) => Some(RequestKind::Write(*characteristic)),
        LinkEvent::Failed { request, .. } => Some(*request),
        LinkEvent::Notified { .. } | LinkEvent::Disconnected { .. } => None,
    }
}
