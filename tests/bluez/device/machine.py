"""The states of section 3, the programme that runs, and what the unit does by itself (section 7)."""

from device.names import AT_REST, FAULTS_AT_REST, MOVING, Cause, Event, Fault, Phase, State
from device.programme import Forces, Programme, Times, programme_hash
from device.pull import Pull
from device.wire import u8, u16

DEAD_MAN = 3000
OVER_FORCE_BY, OVER_FORCE_FOR = 50, 300
SLIP_FROM, SLIP_FOR = 200, 1000
BATTERY_FAULT, BATTERY_START = 5, 10
BY_A_CENTRAL = 1


class Machine:
    """Everything that a restart forgets. `begin_record` makes a Recording or None, `keep_record` takes it closed."""

    def __init__(self, traits, battery, begin_record, keep_record):
        self._traits = traits
        self._begin_record = begin_record
        self._keep_record = keep_record
        self.now = 0
        self.state = State.IDLE
        self.faults = Fault.NONE
        self.battery = battery
        self.pull = Pull(traits.greatest_ramp)
        self.forces = None
        self.times = None
        self.programme = None
        # Milliseconds of the programme that were pulled; stands while paused.
        self.clock = 0
        self.hand_switch = False
        self.start_button = False
        # Defects that a test causes: sensor, actuator, internal.
        self.defects = Fault.NONE
        self.recording = None
        self._sign_of_life = 0
        # A programme of the unit's own has no session and so no dead man.
        self._is_own = False
        self._is_done = False
        self._release_ramp = 0
        self._over_force_since = None
        self._slip_since = None
        self._told_phase = Phase.NONE

    @property
    def phase(self):
        if self.state == State.RELEASING:
            return Phase.RELEASE
        if self.state == State.PAUSED:
            return Phase.NONE if self.pull.is_at(0) else Phase.RAMP_DOWN
        if self.state != State.RUNNING:
            return Phase.NONE
        goal = self.programme.goal_at(self.clock)
        if not self.pull.is_at(goal):
            return Phase.RAMP_UP if self.pull.is_below(goal) else Phase.RAMP_DOWN
        return Phase.REST if self.programme.rests_at(self.clock) else Phase.HOLD

    @property
    def cycle(self):
        return self.programme.cycle_at(self.clock) if self.state in (State.RUNNING, State.PAUSED) else 0

    @property
    def measured(self):
        return self.pull.measured

    # What commands do. Whoever calls has checked that the state allows it.

    def drop_programme(self):
        self.forces = self.times = self.programme = None
        self.clock = 0

    def take_control(self):
        self.drop_programme()
        if self.state in AT_REST:
            self._enter(State.IDLE)

    def store(self, half):
        if isinstance(half, Forces):
            self.forces = half
        else:
            self.times = half
        self._enter(State.PROGRAMMED if self.forces and self.times else State.IDLE)

    def hash(self):
        return programme_hash(self.forces, self.times)

    def arm(self):
        self._enter(State.ARMED)

    def start(self, token, bond):
        self._run(self.forces, self.times, token, bond)

    def pause(self):
        self._enter(State.PAUSED)

    def resume(self):
        self._enter(State.RUNNING)

    def adjust(self, hold_force):
        self.programme.adjust(hold_force)
        self._tell(Event.FORCE_ADJUSTED, hold_force)

    def clear_fault(self):
        """What still has its cause stays."""
        self.faults &= self._causes()
        self._tell(Event.FAULT, self.faults)
        if not self.faults:
            self._enter(State.IDLE)

    def stop(self, by=BY_A_CENTRAL):
        self._tell(Event.STOP, by)
        if self.state in MOVING:
            self._release(self._traits.greatest_ramp, Cause.STOP)
        elif self.state in (State.PROGRAMMED, State.ARMED):
            self.drop_programme()
            self._enter(State.IDLE)

    def heard(self):
        """The session's central gave a sign of life."""
        self._sign_of_life = self.now

    def session_lost(self):
        """The session's central is disconnected."""
        if self.state in (State.RUNNING, State.PAUSED) and not self._is_own:
            self._fail(Fault.HEARTBEAT_LOST)

    # What people do at the unit.

    def press_hand_switch(self, pressed):
        if self.hand_switch != pressed:
            self.hand_switch = pressed
            self._tell(Event.HAND_SWITCH, int(pressed))
        self._watch()

    def press_start_button(self, pressed):
        """Returns whether it started the unit's own programme."""
        if self.start_button == pressed:
            return False
        self.start_button = pressed
        self._tell(Event.START_BUTTON, int(pressed))
        if not pressed:
            return False
        if self._is_own and self.state in (State.RUNNING, State.PAUSED):
            self._release(self._traits.greatest_ramp, Cause.START_BUTTON)
        elif self.state == State.IDLE and not self.hand_switch and self.battery >= BATTERY_START:
            self._run(*_own_programme(self._traits), token=0, bond=0)
            return True
        return False

    # Time.

    def step(self, milliseconds):
        """One short step of time; a few hundredths of a second at most."""
        self.now += milliseconds
        # The force first, by the clock as it stood: what begins now moves from the next step on.
        self._move(milliseconds)
        if self.state == State.RUNNING or self._is_done:
            self.clock += milliseconds
        if self.state == State.RUNNING and self.clock >= self.programme.release_at:
            self._is_done = True
            self._release(self.programme.forces.ramp_down, Cause.DONE)
        self._watch()
        self._tell_phase()
        if self.state == State.RELEASING and self.pull.is_slack:
            self._come_to_rest()
        elif self.recording:
            self.recording.measure(self.now, None if self.faults & Fault.SENSOR else self.measured)

    def _move(self, milliseconds):
        goal, ramp = 0, self._traits.greatest_ramp
        if self.state == State.RUNNING:
            goal = self.programme.goal_at(self.clock)
            forces = self.programme.forces
            ramp = forces.ramp_up if self.pull.is_below(goal) else forces.ramp_down
        elif self.state == State.PAUSED:
            ramp = self.programme.forces.ramp_down
        elif self.state == State.RELEASING:
            ramp = self._release_ramp
        self.pull.move(goal, ramp, milliseconds)

    def _watch(self):
        """Looks for each fault of section 7."""
        is_guarded = self.state in (State.RUNNING, State.PAUSED) and not self._is_own
        if is_guarded and self.now - self._sign_of_life >= DEAD_MAN:
            self._fail(Fault.HEARTBEAT_LOST)
        if self.state in MOVING:
            over = self.measured > self.programme.forces.limit + OVER_FORCE_BY
            self._over_force_since = self._lasts(over, self._over_force_since, OVER_FORCE_FOR, Fault.OVER_FORCE)
            steady = self.state == State.RUNNING and self.phase in (Phase.HOLD, Phase.REST)
            slips = steady and self.pull.target >= SLIP_FROM and 2 * self.measured < self.pull.target
            self._slip_since = self._lasts(slips, self._slip_since, SLIP_FOR, Fault.SLIP)
        for fault in Fault:
            if fault & self._causes() and (self.state in MOVING or fault & FAULTS_AT_REST):
                self._fail(fault)

    def _lasts(self, is_so, since, long_enough, fault):
        if not is_so:
            return None
        since = self.now if since is None else since
        if self.now - since >= long_enough:
            self._fail(fault)
        return since

    def _causes(self):
        """The faults whose cause is there now."""
        causes = self.defects
        if self.battery <= BATTERY_FAULT:
            causes |= Fault.BATTERY
        if self.hand_switch:
            causes |= Fault.HAND_SWITCH
        return causes

    def _fail(self, fault):
        if self.faults & fault:
            return
        self.faults |= fault
        if self.recording:
            self.recording.faults |= fault
        self._tell(Event.FAULT, self.faults)
        if self.state in MOVING:
            self._release(self._traits.greatest_ramp, Cause.FAULT)
        elif self.state in AT_REST:
            self.drop_programme()
            self._enter(State.FAULT)

    def _run(self, forces, times, token, bond):
        self.programme = Programme(forces, times)
        self.clock = 0
        self._is_own = token == 0
        self._is_done = False
        self._over_force_since = self._slip_since = None
        self.heard()
        self.recording = self._begin_record(self, token, bond)
        self._enter(State.RUNNING)
        self._tell_phase()
        if self.recording:
            self.recording.measure(self.now, self.measured)

    def _release(self, ramp, cause):
        # A release by the programme's own ramp is hastened by a Stop or a fault, never slowed down again.
        self._release_ramp = max(ramp, self._release_ramp) if self.state == State.RELEASING else ramp
        if cause != Cause.DONE:
            self._is_done = False
        if self.recording:
            self.recording.end_by(cause)
        self._enter(State.RELEASING)

    def _come_to_rest(self):
        self._is_done = self._is_own = False
        self.drop_programme()
        self._enter(State.FAULT if self.faults else State.IDLE)
        self._tell_phase()
        self.close_record()

    def close_record(self):
        recording, self.recording = self.recording, None
        if recording:
            self._keep_record(recording.close(self.now))

    def power_off(self):
        """Releases the force before anything else, then closes what was being written."""
        self.pull.cut()
        if self.recording:
            self.recording.end_by(Cause.RESTART)
        self.close_record()

    def _enter(self, state):
        if state != self.state:
            self.state = state
            self._tell(Event.STATE, state)

    def _tell_phase(self):
        if self.phase != self._told_phase:
            self._told_phase = self.phase
            self._tell(Event.PHASE, self._told_phase)

    def _tell(self, kind, value):
        if self.recording:
            self.recording.tell(self.now, kind, int(value))


def _own_programme(traits):
    """What a unit with a start button runs by itself: its least force for at most five minutes."""
    force, ramp = traits.least_force, min(traits.greatest_ramp, 50)
    seconds = min(traits.longest_programme, 300)
    forces = Forces.read(b"".join(map(u16, (force, 0, ramp, ramp, force))))
    region = 0 if traits.has_region(0) else 1
    return forces, Times.read(u16(seconds) + u16(seconds) + u16(0) + u8(region) + u8(0))
