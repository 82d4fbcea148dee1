//! A second session, as plain as can be: it counts whole seconds one by one and looks at each what is to be done. It
//! shares no arithmetic and no number with the machine; its numbers are those of the documents.

use nape_logic::plan::{Dose, Pattern};
use nape_logic::session::{
    DeviceEvent, DeviceRequest, Drive, End, Fact, Gauge, Input, Phase, Reason, Release, Started, StopCause,
    SymptomAction,
};
use nape_logic::units::Force;

const PAUSE_LIMIT: u64 = 120;
const CONFIRMATION_LIMIT: u64 = 300;
const INSIST_EVERY: u64 = 15;
const DEVICE_START_LIMIT: u64 = 30;
const RELEASE_WATCH: u64 = 20;
const END_SLACK: u64 = 5;
const REHEARSAL: u64 = 60;
const TOLERANCE: u32 = 5_000;
const OVER_LIMIT_ENDS: u64 = 10;
const GAUGE_SILENT: u64 = 5;

/// What happened, as far as the two are compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Happened {
    SetupDone,
    LoadStarted,
    Paused,
    Resumed,
    EasedOff(Option<u32>),
    Symptom(SymptomAction),
    ReleaseBegan(Option<Reason>),
    Acknowledged,
    Settled(Release, u64),
    Finished(End, Option<Reason>, Release, bool),
    FoundOpen(u64),
    GaugeUsed,
    OverLimit(u32),
    WithinLimit,
    GaugeSilent,
    GaugeHeard,
}

impl Happened {
    /// What a fact says; none for the first one.
    pub(crate) fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Started(_) | Fact::ReleasedAfter => return None,
            Fact::SetupDone => Self::SetupDone,
            Fact::LoadStarted => Self::LoadStarted,
            Fact::Paused => Self::Paused,
            Fact::Resumed => Self::Resumed,
            Fact::EasedOff { to, .. } => Self::EasedOff(to.map(Force::millinewtons)),
            Fact::Symptom { action, .. } => Self::Symptom(*action),
            Fact::ReleaseBegan { reason, .. } => Self::ReleaseBegan(*reason),
            Fact::Acknowledged => Self::Acknowledged,
            Fact::ReleaseSettled { release, late } => Self::Settled(*release, late.get()),
            Fact::Finished(end) => Self::Finished(end.end, end.reason, end.release, end.eased),
            Fact::FoundOpen(away) => Self::FoundOpen(away.time.get()),
            Fact::GaugeUsed(_) => Self::GaugeUsed,
            Fact::OverLimit { measured, .. } => Self::OverLimit(measured.millinewtons()),
            Fact::WithinLimit => Self::WithinLimit,
            Fact::GaugeSilent => Self::GaugeSilent,
            Fact::GaugeHeard => Self::GaugeHeard,
        })
    }
}

/// What is known of the gauge.
struct OnGauge {
    limit: Option<u32>,
    unheard: u64,
    silent: bool,
    /// Seconds since too much was told, until the limit is reached again.
    told_for: Option<u64>,
    /// The last that was heard of was too much.
    too_much: bool,
    pulled: bool,
}

pub(crate) struct Model {
    device: bool,
    rehearsal: bool,
    /// The pull wanted at each second after the countdown, in newtons; none where it is no force.
    pulls: Option<Vec<f64>>,
    top: Option<u32>,
    get_in: u64,
    total: u64,

    pub(crate) phase: Phase,
    /// Seconds on the timeline; goes past the end while nobody is there to end it.
    position: u64,
    waited: u64,
    since_last_fact: u64,
    pub(crate) cap: Option<u32>,
    eased: bool,
    emergency: bool,
    pub(crate) loaded: bool,
    armed: bool,
    asked: bool,
    acknowledged: bool,
    /// Seconds until the end cue comes again.
    insist_in: Option<u64>,
    overdue: u64,
    reason: Option<Reason>,
    gauge: Option<OnGauge>,

    pub(crate) happened: Vec<Happened>,
    pub(crate) requests: Vec<DeviceRequest>,
    /// How often the person was told to take the pull off.
    pub(crate) end_cues: usize,
}

impl Model {
    pub(crate) fn new(started: &Started) -> Self {
        let dose = &started.dose;
        let device = started.drive == Drive::Device && !started.rehearsal;
        let get_in = if started.rehearsal { REHEARSAL } else { started.get_in.secs_floor() };
        let load = if started.rehearsal { 0 } else { dose.duration.secs_floor() };
        Self {
            device,
            rehearsal: started.rehearsal,
            pulls: pulls(dose).filter(|_| !started.rehearsal),
            top: dose.load.force().map(Force::millinewtons),
            get_in,
            total: get_in + load,
            phase: Phase::Setup,
            position: 0,
            waited: 0,
            since_last_fact: 0,
            cap: None,
            eased: false,
            emergency: false,
            loaded: false,
            armed: false,
            asked: false,
            acknowledged: false,
            insist_in: None,
            overdue: 0,
            reason: None,
            gauge: None,
            happened: vec![],
            requests: if device { vec![DeviceRequest::Prepare] } else { vec![] },
            end_cues: 0,
        }
    }

    /// A second with somebody there.
    pub(crate) fn second(&mut self) {
        self.slept_second();
        self.look();
    }

    /// A second in which nobody looks.
    pub(crate) fn slept_second(&mut self) {
        self.waited += 1;
        self.since_last_fact += 1;
        if matches!(self.phase, Phase::Ready | Phase::Running) {
            self.position += 1;
            if self.device && self.phase == Phase::Ready {
                self.position = self.position.min(self.get_in);
            }
        }
        self.insist_in = self.insist_in.map(|left| left.saturating_sub(1));
        if let Some(gauge) = &mut self.gauge {
            gauge.unheard += 1;
            gauge.told_for = gauge.told_for.map(|seconds| seconds + 1);
        }
    }

    /// What a kill and the next start do; the seconds between have been slept.
    pub(crate) fn found_open(&mut self) {
        if self.phase == Phase::Ended {
            return;
        }
        self.fact(Happened::FoundOpen(self.since_last_fact * 1000));
        if let Some(gauge) = &mut self.gauge {
            gauge.unheard = 0;
            gauge.told_for = gauge.told_for.map(|_| 0);
            gauge.too_much = gauge.told_for.is_some();
        }
        let may_pull = self.loaded || self.device && self.phase != Phase::Setup;
        if self.device || self.rehearsal || self.phase == Phase::Setup {
            if self.phase != Phase::Releasing {
                self.fact(Happened::ReleaseBegan(Some(Reason::Killed)));
                (self.reason, self.overdue, self.waited) = (Some(Reason::Killed), 0, 0);
            }
            return self.settle(if may_pull { Release::Unknown } else { Release::ByPerson });
        }
        self.insist_in = (self.phase == Phase::Releasing && !self.acknowledged).then_some(0);
        self.look();
    }

    /// Where on the timeline, for the screen.
    pub(crate) fn shown_position(&self) -> u64 {
        let limit = if self.loaded || self.rehearsal { self.total } else { self.get_in };
        self.position.min(limit)
    }

    /// The pull wanted now, in newtons.
    #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
    pub(crate) fn target(&self) -> Option<f64> {
        let pulls = self.pulls.as_ref()?;
        if self.phase != Phase::Running || self.position >= self.total {
            return Some(0.0);
        }
        let wanted = pulls[(self.position - self.get_in) as usize];
        Some(wanted.min(self.cap.map_or(f64::MAX, f64::from)))
    }

    /// Whether what the gauge measures matters now.
    fn is_watched(&self) -> bool {
        matches!(self.phase, Phase::Ready | Phase::Running | Phase::Paused)
    }

    fn look_at_gauge(&mut self) {
        let watched = self.is_watched();
        let Some(gauge) = self.gauge.as_mut().filter(|_| watched) else { return };
        if gauge.too_much && gauge.told_for >= Some(OVER_LIMIT_ENDS) {
            self.release(Some(Reason::OverLimit));
        } else if !gauge.silent && gauge.unheard >= GAUGE_SILENT {
            gauge.silent = true;
            self.fact(Happened::GaugeSilent);
        }
    }

    fn measured(&mut self, force: u32) {
        let watched = self.is_watched();
        let Some(gauge) = self.gauge.as_mut().filter(|_| watched) else { return };
        gauge.unheard = 0;
        let was_silent = std::mem::take(&mut gauge.silent);
        let limit = gauge.limit.unwrap_or(1_000_000);
        gauge.too_much = force > limit + TOLERANCE;
        let far = gauge.too_much && force * 5 >= limit * 6;
        let tells = gauge.too_much && gauge.told_for.is_none() || far;
        let back = force <= limit && gauge.told_for.is_some();
        if tells {
            gauge.pulled = true;
            gauge.told_for = gauge.told_for.or(Some(0));
        } else if back {
            gauge.told_for = None;
        }
        if was_silent {
            self.fact(Happened::GaugeHeard);
        }
        if tells {
            self.fact(Happened::OverLimit(force));
        }
        if back {
            self.fact(Happened::WithinLimit);
        }
        if far {
            self.release(Some(Reason::OverLimit));
        }
    }

    fn use_gauge(&mut self, gauge: Gauge) {
        if self.device || self.rehearsal || self.gauge.is_some() || self.phase == Phase::Releasing {
            return;
        }
        let limit = gauge.limit.map(Force::millinewtons);
        let (told_for, too_much, pulled) = (None, false, false);
        self.gauge = Some(OnGauge { limit, unheard: 0, silent: false, told_for, too_much, pulled });
        self.fact(Happened::GaugeUsed);
    }

    fn pulled(&self) -> bool {
        self.loaded || self.gauge.as_ref().is_some_and(|gauge| gauge.pulled)
    }

    fn look(&mut self) {
        self.look_at_gauge();
        if self.phase == Phase::Ready && self.waited >= self.get_in {
            if self.rehearsal {
                self.release(Some(Reason::PauseTimeout));
            } else if !self.device {
                self.load_started();
            } else if self.waited >= self.get_in + DEVICE_START_LIMIT {
                self.release(Some(Reason::DeviceFault));
            } else if self.armed && !self.asked {
                self.asked = true;
                self.requests.push(DeviceRequest::Start);
            }
        }
        if self.phase == Phase::Running && self.position >= self.total {
            self.release(None);
        } else if self.phase == Phase::Paused && self.waited >= PAUSE_LIMIT {
            self.release(Some(Reason::PauseTimeout));
        } else if self.phase == Phase::Releasing && self.device {
            if self.waited >= RELEASE_WATCH {
                self.settle(Release::Unconfirmed);
            }
        } else if self.phase == Phase::Releasing {
            if self.insist_in == Some(0) {
                self.end_cues += 1;
                self.insist_in = Some(INSIST_EVERY);
            }
            if self.waited >= CONFIRMATION_LIMIT {
                self.settle(Release::Unknown);
            }
        }
    }

    pub(crate) fn input(&mut self, input: &Input) {
        if self.phase == Phase::Ended {
            return;
        }
        match input {
            Input::SetupDone if self.phase == Phase::Setup => {
                if let Some(gauge) = &mut self.gauge {
                    gauge.unheard = 0;
                }
                self.fact(Happened::SetupDone);
                self.enter(Phase::Ready);
            }
            Input::Pause if self.phase == Phase::Running => {
                self.request(DeviceRequest::Pause);
                self.fact(Happened::Paused);
                self.enter(Phase::Paused);
            }
            Input::Pause if self.phase == Phase::Paused && self.asked => {
                self.asked = false;
                self.request(DeviceRequest::Pause);
            }
            Input::Resume if self.phase == Phase::Paused && !self.asked => {
                if self.device {
                    self.asked = true;
                    self.request(DeviceRequest::Resume);
                } else {
                    self.resumed();
                }
            }
            Input::EaseOff => self.ease_off(),
            Input::Stop(StopCause::Person) => self.release(Some(Reason::Person)),
            Input::Stop(StopCause::Signal) => self.release(Some(Reason::Signal)),
            Input::Stop(StopCause::Storage) => self.release(Some(Reason::Storage)),
            Input::Symptom { action, .. } => self.symptom(*action),
            Input::Released if !self.device => {
                if self.phase != Phase::Releasing {
                    self.begin_release(Some(Reason::Person));
                }
                if self.phase == Phase::Releasing {
                    self.settle(Release::ByPerson);
                }
            }
            Input::Acknowledge if self.phase == Phase::Releasing && !self.acknowledged => {
                self.acknowledged = true;
                self.insist_in = None;
                self.fact(Happened::Acknowledged);
            }
            Input::Device(event) if self.device => self.device(*event),
            Input::Gauge(gauge) => self.use_gauge(*gauge),
            Input::Measured(force) => self.measured(force.millinewtons()),
            _ => {}
        }
        self.look();
    }

    fn device(&mut self, event: DeviceEvent) {
        let trouble = match event {
            DeviceEvent::Armed => {
                self.armed = true;
                return;
            }
            DeviceEvent::Started if self.phase == Phase::Ready && self.asked => return self.load_started(),
            DeviceEvent::Resumed if self.phase == Phase::Paused && self.asked => return self.resumed(),
            // Pulling unasked: told to let go, in every state.
            DeviceEvent::Started | DeviceEvent::Resumed => return self.release(Some(Reason::DeviceFault)),
            DeviceEvent::Release(release) => {
                if self.phase == Phase::Releasing {
                    self.settle(release);
                }
                return;
            }
            DeviceEvent::AtRest if !self.loaded || self.position + END_SLACK >= self.total => return,
            DeviceEvent::Silent | DeviceEvent::Heard => return,
            DeviceEvent::HandSwitch => Reason::HandSwitch,
            DeviceEvent::LowBattery => Reason::LowBattery,
            DeviceEvent::LinkLost => Reason::LinkLost,
            _ => Reason::DeviceFault,
        };
        if self.phase != Phase::Releasing {
            self.release(Some(trouble));
        }
    }

    fn load_started(&mut self) {
        self.asked = false;
        self.loaded = true;
        self.fact(Happened::LoadStarted);
        self.enter(Phase::Running);
        if self.device {
            self.position = self.get_in;
        }
    }

    fn resumed(&mut self) {
        self.asked = false;
        self.fact(Happened::Resumed);
        self.enter(Phase::Running);
    }

    fn ease_off(&mut self) {
        if !matches!(self.phase, Phase::Running | Phase::Paused) {
            return;
        }
        if let Some(top) = self.top {
            let step = (top / 10).max(1000);
            let to = self.cap.unwrap_or(top).saturating_sub(step);
            if to < step {
                return self.release(Some(Reason::Person));
            }
            self.cap = Some(to);
            self.request(DeviceRequest::Lower(Force::from_millinewtons(to)));
        }
        self.eased = true;
        self.fact(Happened::EasedOff(self.cap));
    }

    fn symptom(&mut self, action: SymptomAction) {
        let ends = !matches!(action, SymptomAction::Lower | SymptomAction::Note);
        if action == SymptomAction::Lower {
            self.ease_off();
        }
        if ends {
            self.request(DeviceRequest::Release);
        }
        self.emergency |= action == SymptomAction::Emergency;
        self.fact(Happened::Symptom(action));
        if ends && self.phase != Phase::Releasing {
            self.begin_release(Some(Reason::Symptom));
        }
    }

    fn release(&mut self, reason: Option<Reason>) {
        self.request(DeviceRequest::Release);
        if self.phase != Phase::Releasing {
            self.begin_release(reason);
        } else if reason == Some(Reason::Signal)
            && self.pulled()
            && !(self.device && (self.asked || self.loaded))
        {
            self.settle(Release::Unknown);
        }
    }

    fn begin_release(&mut self, reason: Option<Reason>) {
        self.overdue = if reason.is_none() { self.position - self.total } else { 0 };
        self.position = self.shown_position();
        self.reason = reason;
        self.fact(Happened::ReleaseBegan(reason));
        self.enter(Phase::Releasing);
        if self.device && (self.asked || self.loaded) {
            return;
        }
        if !self.pulled() {
            return self.settle(Release::ByPerson);
        }
        self.end_cues += 1;
        self.insist_in = Some(INSIST_EVERY);
        if reason == Some(Reason::Signal) {
            self.settle(Release::Unknown);
        }
    }

    fn settle(&mut self, release: Release) {
        self.fact(Happened::Settled(release, (self.overdue + self.waited) * 1000));
        let end = match self.reason {
            _ if release == Release::Unconfirmed => End::Uncertain,
            _ if self.emergency => End::Emergency,
            None => End::Completed,
            Some(Reason::Person) if self.rehearsal => End::Completed,
            Some(Reason::Signal | Reason::Killed | Reason::Storage) => End::Interrupted,
            Some(_) => End::Stopped,
        };
        self.fact(Happened::Finished(end, self.reason, release, self.eased));
        self.enter(Phase::Ended);
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.waited = 0;
    }

    fn fact(&mut self, happened: Happened) {
        self.since_last_fact = 0;
        self.happened.push(happened);
    }

    fn request(&mut self, request: DeviceRequest) {
        if self.device {
            self.requests.push(request);
        }
    }
}

/// The pull at each second, by moving it a second's worth towards where it should be.
fn pulls(dose: &Dose) -> Option<Vec<f64>> {
    let top = f64::from(dose.load.force()?.millinewtons());
    let low = f64::from(dose.rest_force.millinewtons());
    let seconds = |millis: nape_logic::time::Millis| millis.secs_floor();
    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    let rate = |full: u64| top / full as f64;
    let (total, down) = (seconds(dose.duration), seconds(dose.ramp_down));
    let release_from = total - down;
    let mut pulls = vec![0.0];
    let mut pull: f64 = 0.0;
    for second in 0..total {
        if second >= release_from {
            #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
            let from: f64 = pulls[release_from as usize];
            #[allow(clippy::cast_precision_loss, reason = "small numbers")]
            let left = (total - second - 1) as f64 / down as f64;
            pull = from * left;
        } else {
            let into = second % (seconds(dose.hold) + seconds(dose.rest)).max(1);
            let holds = dose.pattern == Pattern::Sustained || into < seconds(dose.hold);
            let goal = if holds { top } else { low };
            pull = if goal > pull {
                (pull + rate(seconds(dose.ramp_up))).min(goal)
            } else {
                (pull - rate(down)).max(goal)
            };
        }
        pulls.push(pull);
    }
    Some(pulls)
}
