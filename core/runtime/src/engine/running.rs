//! The running session: its machine, its device, and what passes between them.
//!
//! Everything here is done at one instant, `now`, until nothing more is to be done. What may pull leaves as an
//! [`Effect`] behind its facts; what lowers or releases goes to the device right here (E1).

use std::collections::VecDeque;

use nape_logic::id::SessionId;
use nape_logic::session::{DeviceEvent, DeviceRequest, Input, Machine, MomentKind, Output, Phase, State};
use nape_logic::time::{Elapsed, Millis, Now};
use nape_logic::units::Force;

use super::commits::{Effect, Pass};
use super::device_side::{DeviceSide, Measurement, News};
use super::event::{DeviceStanding, Happening};
use super::recorder::Recorder;
use super::snapshot::View;
use super::start::ScriptLine;
use crate::store::fact::{About, CommandFact, DeviceBattery, Fact};
use crate::store::{Lease, NewPage};

/// Telemetry summaries come this often unless a screen asks for more (E4).
pub(super) const SUMMARY_EVERY: Millis = Millis::from_secs(2);

/// See the module.
pub(super) struct Running {
    pub(super) id: SessionId,
    pub(super) about: About,
    started: Elapsed,
    /// Session time before `started`, where the program was killed in between.
    before: Millis,
    machine: Machine,
    device: Option<DeviceSide>,
    recorder: Recorder,
    script: VecDeque<ScriptLine>,
    /// The start of the segment that was last told.
    told_segment: Option<Millis>,
    summary_at: Elapsed,
    summary_every: Millis,
    /// Held until the session is over, so that no second one starts.
    _lease: Lease,
}

impl Running {
    pub(super) fn new(
        about: About,
        id: SessionId,
        machine: Machine,
        device: Option<DeviceSide>,
        script: VecDeque<ScriptLine>,
        lease: Lease,
        now: Elapsed,
    ) -> Self {
        Self {
            id,
            about,
            started: now,
            before: Millis::ZERO,
            machine,
            device,
            recorder: Recorder::new(id, now),
            script,
            told_segment: None,
            summary_at: now,
            summary_every: SUMMARY_EVERY,
            _lease: lease,
        }
    }

    /// Goes on after so much session time.
    pub(super) fn after(mut self, before: Millis) -> Self {
        self.before = before;
        self
    }

    pub(super) fn state(&self) -> &State {
        self.machine.state()
    }

    pub(super) fn view(&self, now: Elapsed) -> View {
        View::of(self.id, self.state(), self.device.as_ref(), now)
    }

    /// Whether a device is pulling, or could; a gauge can't.
    pub(super) fn device_pulls(&self) -> bool {
        self.state().device_pulls()
    }

    /// Session time since Start.
    pub(super) fn elapsed(&self, now: Elapsed) -> Millis {
        self.before.plus(now.since(self.started))
    }

    pub(super) fn summaries_every(&mut self, every: Millis) {
        self.summary_every = every;
    }

    pub(super) fn input(&mut self, input: Input, now: &Now, pass: &mut Pass) {
        self.machine.handle(input, now.elapsed);
        self.turn(now, pass);
    }

    /// A request that waited for its facts.
    pub(super) fn ask_device(&mut self, request: DeviceRequest, now: &Now, pass: &mut Pass) {
        let news = self.device.as_mut().map(|device| device.request(request, now.elapsed));
        self.all_news(news.unwrap_or_default(), now, pass);
        self.turn(now, pass);
    }

    pub(super) fn journalled(
        &mut self,
        sequence: nape_logic::device::command::Sequence,
        now: &Now,
        pass: &mut Pass,
    ) {
        let news = self.device.as_mut().map(|device| device.journalled(sequence, now.elapsed));
        self.all_news(news.unwrap_or_default(), now, pass);
        self.turn(now, pass);
    }

    pub(super) fn inject(&mut self, fault: &str, now: Elapsed) {
        if let Some(device) = &mut self.device {
            device.inject(fault, now);
        }
    }

    /// Does these inputs at their times from now on; those whose time is past come at once.
    pub(super) fn follow(&mut self, script: Vec<ScriptLine>) {
        self.script = script.into();
    }

    /// The next line of the script that is due.
    pub(super) fn due_line(&mut self, now: Elapsed) -> Option<ScriptLine> {
        let elapsed = self.elapsed(now);
        self.script.pop_front_if(|line| line.at <= elapsed)
    }

    /// Does all that is to be done at `now`.
    pub(super) fn turn(&mut self, now: &Now, pass: &mut Pass) {
        let at = now.elapsed;
        loop {
            if self.state().gauge.is_some()
                && let Some(device) = &mut self.device
            {
                device.guide(self.machine.state().target(at).unwrap_or_default(), at);
            }
            let news = self.device.as_mut().map(|device| device.advance(at)).unwrap_or_default();
            let mut quiet = news.is_empty();
            self.all_news(news, now, pass);
            if self.machine.poll_timeout().is_some_and(|due| due <= at) {
                self.machine.handle_timeout(at);
            }
            while let Some(output) = self.machine.poll_output() {
                quiet = false;
                self.output(output, now, pass);
            }
            if quiet {
                break;
            }
        }
        self.tell_segment(at, pass);
        self.tell_summary(at, pass);
        pass.pages.extend(self.recorder.take_page(at, false));
    }

    /// When [`Running::turn`] wants to be called next.
    pub(super) fn poll_timeout(&self) -> Option<Elapsed> {
        let script = self.script.front().map(|line| self.started.plus(line.at.minus(self.before)));
        let device = self.device.as_ref().and_then(DeviceSide::poll_timeout);
        script.into_iter().chain(device).chain(self.machine.poll_timeout()).min()
    }

    /// The last page of telemetry and the end of the connection.
    pub(super) fn finish(&mut self, now: Elapsed) -> Option<NewPage> {
        if let Some(device) = &mut self.device {
            device.disconnect(now);
        }
        self.recorder.take_page(now, true)
    }

    fn output(&mut self, output: Output, now: &Now, pass: &mut Pass) {
        match output {
            Output::Fact(fact) => {
                let happening = Happening::Fact(self.id, Box::new(fact.clone()));
                pass.fact(self.about, Fact::Session(fact));
                self.publish(happening, now.elapsed, pass);
            }
            Output::Device(request) if request.may_pull() => pass.effects.push(Effect::Device(request)),
            Output::Device(request) => {
                if request == DeviceRequest::Release {
                    pass.cancel_pulls();
                }
                let news = self.device.as_mut().map(|device| device.request(request, now.elapsed));
                self.all_news(news.unwrap_or_default(), now, pass);
            }
            Output::Moment(moment) => {
                if matches!(moment.kind, MomentKind::Segment(_)) {
                    self.tell_segment(now.elapsed, pass);
                }
                let lets_go = moment.kind.lets_go();
                let happening = Happening::Moment(Box::new(moment));
                if lets_go {
                    pass.at_once.push(Effect::Publish(self.elapsed(now.elapsed), happening));
                } else {
                    self.publish(happening, now.elapsed, pass);
                }
            }
            Output::Finished(_) => {
                pass.pages.extend(self.recorder.take_page(now.elapsed, true));
                if let Some(percent) = self.device.as_ref().and_then(DeviceSide::battery) {
                    pass.fact(self.about, Fact::DeviceBattery(DeviceBattery { percent }));
                }
                pass.effects.push(Effect::Finish(self.id));
            }
        }
    }

    fn all_news(&mut self, news: Vec<News>, now: &Now, pass: &mut Pass) {
        for news in news {
            self.news(news, now, pass);
        }
    }

    fn news(&mut self, news: News, now: &Now, pass: &mut Pass) {
        match news {
            News::Event(event) => self.machine.handle(Input::Device(event), now.elapsed),
            News::NotReady(_) => self.machine.handle(Input::Device(DeviceEvent::Refused), now.elapsed),
            News::Standing(standing) => self.publish(Happening::Device(standing), now.elapsed, pass),
            News::Issued(record, journal_first) => {
                let (sequence, command) = (record.sequence, record.command);
                pass.fact(self.about, Fact::Command(CommandFact::Issued { sequence, command }));
                if journal_first {
                    pass.effects.push(Effect::Journalled(sequence));
                }
            }
            News::Settled(sequence, outcome) => {
                pass.fact(self.about, Fact::Command(CommandFact::Settled { sequence, outcome }));
            }
            News::Measured(measurement) => self.measured(measurement, now.elapsed),
            News::Missing(count) => self.recorder.missing(count),
            News::Stale(age) => self.publish(Happening::Stale(age), now.elapsed, pass),
        }
    }

    /// A gauge knows nothing of what is wanted; the session does, and decides by every sample (E8).
    fn measured(&mut self, measurement: Measurement, now: Elapsed) {
        if self.state().gauge.is_none() {
            return self.recorder.measured(measurement);
        }
        let target = self.state().target(now).unwrap_or_default();
        self.recorder.measured(Measurement { target, ..measurement });
        self.machine.handle(Input::Measured(measurement.measured), now);
    }

    fn publish(&self, happening: Happening, now: Elapsed, pass: &mut Pass) {
        let is_fact = matches!(happening, Happening::Fact(..));
        if self.state().phase == Phase::Ended && !is_fact && !matches!(happening, Happening::Moment(_)) {
            // What the device says after the end is of no interest to a screen: the end is the last event.
            return;
        }
        pass.effects.push(Effect::Publish(self.elapsed(now), happening));
    }

    fn tell_segment(&mut self, now: Elapsed, pass: &mut Pass) {
        if self.state().phase == Phase::Paused {
            return;
        }
        let segment = self.state().place(now).map(|place| place.segment);
        if let Some(segment) = segment
            && self.told_segment != Some(segment.start)
        {
            self.told_segment = Some(segment.start);
            let segment = self.state().capped(segment);
            self.publish(Happening::Segment(segment), now, pass);
        }
    }

    fn tell_summary(&mut self, now: Elapsed, pass: &mut Pass) {
        let Some(Measurement { at, measured, .. }) =
            self.device.as_ref().and_then(DeviceSide::last_measurement)
        else {
            return;
        };
        let ended = self.state().phase == Phase::Ended;
        if ended
            || at < self.summary_at
            || self.device.as_ref().is_some_and(|d| d.standing() == DeviceStanding::Lost)
        {
            return;
        }
        self.summary_at = now.plus(self.summary_every);
        let target = self.state().target(now).unwrap_or(Force::ZERO);
        let position = self.state().position(now);
        self.publish(Happening::Telemetry { position, measured, target }, now, pass);
    }
}
