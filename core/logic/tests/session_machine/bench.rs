//! A machine with its clock, and all that came out of it.

use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Dose, Load, Pattern};
use nape_logic::session::{
    Away, AwayClock, DeviceEvent, DeviceRequest, Drive, Fact, Finished, Input, Machine, MomentKind, Output,
    Phase, Started, State,
};
use nape_logic::time::{Elapsed, Millis};
use nape_logic::units::Force;

pub(crate) const TOP: Force = Force::from_millinewtons(80_000);

pub(crate) fn started(drive: Drive) -> Started {
    Started {
        modality: Modality::HomeUnit,
        region: Region::Cervical,
        dose: Dose {
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            pattern: Pattern::Intermittent,
            load: Load::Force(TOP),
            rest_force: Force::from_millinewtons(40_000),
            duration: Millis::from_mins(4),
            hold: Millis::from_secs(60),
            rest: Millis::from_secs(20),
            ramp_up: Millis::from_secs(16),
            ramp_down: Millis::from_secs(8),
            angle_deg: Some(15.0),
            sets: None,
        },
        limited_by: vec![],
        get_in: Millis::ZERO,
        drive,
        rehearsal: false,
        simulated: false,
    }
}

/// A machine with its clock, and all that came out of it.
pub(crate) struct Bench {
    machine: Machine,
    /// Closed after a kill: there is no machine any more, only what the journal says.
    closed: Option<State>,
    pub(crate) now: Elapsed,
    pub(crate) facts: Vec<(Fact, Elapsed)>,
    pub(crate) requests: Vec<DeviceRequest>,
    pub(crate) moments: Vec<MomentKind>,
    pub(crate) finished: Option<Finished>,
    /// In the order they came out, to see what goes first.
    pub(crate) order: Vec<&'static str>,
}

impl Bench {
    pub(crate) fn new(started: Started) -> Self {
        let now = Elapsed(1_000_000);
        let machine = Machine::start(started, now).expect("starts");
        let mut bench = Self {
            machine,
            closed: None,
            now,
            facts: vec![],
            requests: vec![],
            moments: vec![],
            finished: None,
            order: vec![],
        };
        bench.drain();
        bench
    }

    pub(crate) fn running_with_device() -> Self {
        let mut bench = Self::new(started(Drive::Device));
        bench.input(Input::Device(DeviceEvent::Armed));
        bench.input(Input::SetupDone);
        bench.input(Input::Device(DeviceEvent::Started));
        assert_eq!(bench.phase(), Phase::Running);
        bench
    }

    pub(crate) fn running_by_hand() -> Self {
        let mut bench = Self::new(started(Drive::Person));
        bench.input(Input::SetupDone);
        assert_eq!(bench.phase(), Phase::Running);
        bench
    }

    fn drain(&mut self) {
        while let Some(output) = self.machine.poll_output() {
            match output {
                Output::Fact(fact) => {
                    self.order.push("fact");
                    self.facts.push((fact, self.now));
                }
                Output::Device(request) => {
                    self.order.push("device");
                    self.requests.push(request);
                }
                // They follow each end cue.
                Output::Moment(moment) if moment.kind == MomentKind::ReleaseStep => {}
                Output::Moment(moment) => self.moments.push(moment.kind),
                Output::Finished(finished) => {
                    assert!(self.finished.is_none(), "a session ends once");
                    self.finished = Some(finished);
                }
            }
        }
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.order.clear();
        if self.closed.is_some() {
            return;
        }
        self.machine.handle(input, self.now);
        self.drain();
    }

    /// Lets time pass the way an engine does: from one timeout to the next.
    pub(crate) fn pass(&mut self, millis: u64) {
        let end = self.now.plus(Millis(millis));
        while let Some(due) = self.poll_timeout().filter(|due| *due <= end) {
            self.now = due.max(self.now);
            self.machine.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
    }

    /// Lets the phone sleep: the clock leaps and only then the machine is called.
    pub(crate) fn sleep(&mut self, millis: u64) {
        self.now = self.now.plus(Millis(millis));
        if self.closed.is_none() {
            self.machine.handle_timeout(self.now);
            self.drain();
        }
    }

    /// Kills the program and starts it again so much later. After a reboot the clock begins anew.
    pub(crate) fn kill(&mut self, millis: u64, reboot: bool) {
        let later = self.now.plus(Millis(millis));
        let last = self.facts.last().map_or(later, |(_, at)| *at);
        let by = if reboot { AwayClock::Wall } else { AwayClock::Elapsed };
        let away = Away { time: later.since(last), by };
        self.now = if reboot { Elapsed(7_000) } else { later };
        let state = self.fold();
        if state.phase == Phase::Ended {
            return;
        }
        if state.goes_on() {
            self.machine = Machine::recover(state, away, self.now);
            self.drain();
            return;
        }
        for fact in Machine::close_interrupted(&state, away, self.now) {
            if let Fact::Finished(finished) = &fact {
                self.finished = Some(*finished);
            }
            self.facts.push((fact, self.now));
        }
        self.closed = Some(self.fold());
    }

    fn fold(&self) -> State {
        State::fold(self.facts.iter().map(|(fact, at)| (fact, *at))).expect("begins with its start")
    }

    /// When the machine wants to be called next.
    pub(crate) fn poll_timeout(&self) -> Option<Elapsed> {
        self.machine.poll_timeout().filter(|_| self.closed.is_none())
    }

    pub(crate) fn state(&self) -> &State {
        self.closed.as_ref().unwrap_or_else(|| self.machine.state())
    }

    pub(crate) fn phase(&self) -> Phase {
        self.state().phase
    }
}
