"""The device as a central sees it: what can be read, written and subscribed to, and how time passes."""

from dataclasses import dataclass

from device.access import Access
from device.commands import ControlPoint
from device.layout import Characteristic, present
from device.links import Bonds, Level, Link
from device.machine import Machine
from device.names import MOVING, AttError, Cause, Event, Phase, Refused, State, StatusFlag
from device.programme import Forces, Times
from device.records import Memory, Recording
from device.traits import Traits
from device.wire import below_65536, number, sealed, u8, u16, u32, u48, unsealed

# How finely time passes inside the unit, in milliseconds.
STEP = 10
STATUS_EVERY = 1000
TELEMETRY_MOVING, TELEMETRY_AT_REST = 200, 1000


@dataclass(frozen=True)
class Outgoing:
    """A notification or an indication, for one link."""

    link: Link
    characteristic: Characteristic
    frame: bytes


class Unit:
    """One device with power. Records, bonds and the number of starts outlive `restart`, all else is new after it."""

    def __init__(self, traits=None, boot=1, frames_per_step=8):
        self.traits = traits or Traits()
        self.memory = Memory(self.traits.records)
        self.bonds = Bonds()
        self.links = []
        self.boot = boot
        self._frames_per_step = frames_per_step
        self._outgoing = []
        self._owed = 0
        self._power_on(battery=80)

    def _power_on(self, battery):
        self.machine = Machine(self.traits, battery, self._begin_record, self.memory.keep)
        self.control = ControlPoint(self.traits, self.machine)
        self.access = Access(self.memory, self.machine, self._say, self._frames_per_step)
        self._status_number = 0
        self._sample = 0
        self._status_at = self._telemetry_at = 0
        self._told = self._tellable()
        # What the clock was set to, less the milliseconds since the start at that moment.
        self._epoch = None

    @property
    def state(self):
        return self.machine.state

    def restart(self):
        """All links are gone with it."""
        self.machine.power_off()
        self.links.clear()
        self._outgoing.clear()
        self.boot = self.boot % 0xFFFF + 1
        self._power_on(self.machine.battery)

    # Links.

    def connect(self, peer):
        link = Link(peer)
        self.links.append(link)
        return link

    def disconnect(self, link):
        if link not in self.links:
            return
        self.links.remove(link)
        self._outgoing = [one for one in self._outgoing if one.link is not link]
        self.access.disconnected(link)
        if self.control.session is link:
            self.control.session = None
            self.machine.session_lost()
        self._settle()

    def pair(self, link, level):
        """The link was paired to this level just now; makes a bond."""
        link.level = level
        link.bond = self.bonds.make(link.peer, level)

    def encrypt(self, link):
        """Encrypts by the bond of that peer; False where there is none (PIN or key missing)."""
        bond = self.bonds.get(link.peer)
        if bond is None:
            return False
        link.bond, link.level = bond
        return True

    # What a central does.

    def read(self, link, characteristic):
        """Raises Refused. Nothing that can be read needs a secured link."""
        readers = {
            Characteristic.FEATURE: self.traits.feature,
            Characteristic.STATUS: self.status,
            Characteristic.CLOCK: lambda: self._clock(link),
            Characteristic.BATTERY_LEVEL: lambda: u8(self.machine.battery),
            Characteristic.MANUFACTURER_NAME: self.traits.manufacturer.encode,
            Characteristic.MODEL_NUMBER: self.traits.model.encode,
            Characteristic.SERIAL_NUMBER: self.traits.serial.encode,
            Characteristic.FIRMWARE_REVISION: self.traits.firmware.encode,
        }
        if characteristic not in readers or characteristic not in present(self.traits):
            raise Refused(AttError.READ_NOT_PERMITTED)
        return readers[characteristic]()

    def write(self, link, characteristic, frame):
        """Raises Refused. What the write brings about is in `take_outgoing` at once."""
        if characteristic == Characteristic.STOP:
            self.machine.stop()
            self._settle(always=True)
        elif characteristic == Characteristic.CONTROL_POINT:
            self._command(link, frame)
        elif characteristic == Characteristic.CLOCK and self.traits.keeps_records:
            link.require(Level.AUTHENTICATED)
            self._set_clock(frame)
        elif characteristic == Characteristic.RECORD_ACCESS and self.traits.keeps_records:
            self.access.handle(frame, link)
        else:
            raise Refused(AttError.WRITE_NOT_PERMITTED)

    def subscribe(self, link, characteristic, on=True):
        """Raises Refused where the link is secured too little for it."""
        if characteristic not in present(self.traits) or not characteristic.shape.tells:
            raise Refused(AttError.WRITE_NOT_PERMITTED)
        if on:
            of_records = characteristic == Characteristic.SESSION_RECORD
            link.require(Level.AUTHENTICATED if of_records else Level.ENCRYPTED)
            link.subscribed.add(characteristic)
            return
        link.subscribed.discard(characteristic)
        if characteristic == Characteristic.SESSION_RECORD:
            self.access.interrupt()

    def take_outgoing(self):
        """What is to be sent, in its order."""
        outgoing, self._outgoing = self._outgoing, []
        return outgoing

    # What happens at the unit.

    def set_battery(self, percent):
        self.machine.battery = percent
        self._say_all(Characteristic.BATTERY_LEVEL, u8(percent))

    def press_hand_switch(self, pressed):
        self.machine.press_hand_switch(pressed)
        self._settle()

    def press_start_button(self, pressed):
        if self.machine.press_start_button(pressed):
            self.control.drop_session()
            self.access.interrupt()
        self._settle()

    def preload(self, count, seconds, first_instant):
        """Fills the memory with records of programmes that an earlier start ran, three hours apart.

        `first_instant` in milliseconds since 1970. Returns how many there was room for.
        """
        made = 0
        while made < count and not self.memory.is_full:
            self.memory.keep(self._made_up(seconds, first_instant + made * 3 * 3_600_000).close(5_000 + seconds * 1000))
            made += 1
        return made

    # Time.

    def advance(self, milliseconds):
        """Lets so much time pass, in whole steps; what is left of one is carried over."""
        steps, self._owed = divmod(self._owed + milliseconds, STEP)
        for _ in range(steps):
            self.machine.step(STEP)
            self.access.step()
            self._settle()

    def clock_now(self):
        """Milliseconds since 1970, or None where no central set the clock since the start."""
        return None if self._epoch is None else self._epoch + self.machine.now

    def status(self):
        """The Status frame; its number is that of the latest notification."""
        machine, control = self.machine, self.control
        return sealed(
            bytes([machine.state, machine.phase, machine.faults, machine.battery])
            + u16(self.boot)
            + u16(control.applied)
            + u8(control.result)
            + u8(self._flags())
            + u16(below_65536(machine.measured))
            + u16(machine.pull.target)
            + u16(below_65536(machine.clock // 1000))
            + u16(self._status_number)
        )

    def _telemetry(self):
        machine = self.machine
        return sealed(
            u16(self._sample)
            + u32(machine.now & 0xFFFFFFFF)
            + u16(below_65536(machine.measured))
            + u16(machine.pull.target)
            + bytes([machine.state, machine.phase, machine.cycle, self._flags()])
        )

    def _flags(self):
        flags = {
            StatusFlag.HAND_SWITCH: self.machine.hand_switch,
            StatusFlag.SIMULATED: self.traits.simulated,
            StatusFlag.START_BUTTON: self.machine.start_button,
            StatusFlag.MEMORY_FULL: self.traits.keeps_records and self.memory.is_full,
        }
        return sum(flag for flag, is_set in flags.items() if is_set)

    def _tellable(self):
        """What a Status is sent for when it changes."""
        return self.machine.state, self.machine.phase, self.machine.faults, self._flags()

    def _settle(self, always=False):
        """Sends Status and Telemetry where it is time for them, or reason."""
        now = self.machine.now
        if always or self._told != self._tellable() or now - self._status_at >= STATUS_EVERY:
            self._told, self._status_at = self._tellable(), now
            if self._anyone_hears(Characteristic.STATUS):
                self._status_number = (self._status_number + 1) & 0xFFFF
                self._say_all(Characteristic.STATUS, self.status())
        every = TELEMETRY_MOVING if self.state in MOVING else TELEMETRY_AT_REST
        if now - self._telemetry_at >= every:
            self._telemetry_at = now
            if self._anyone_hears(Characteristic.TELEMETRY):
                self._say_all(Characteristic.TELEMETRY, self._telemetry())
                self._sample = (self._sample + 1) & 0xFFFF

    def _command(self, link, frame):
        before, applied = self.state, self.control.times_applied
        response = self.control.handle(frame, link)
        if response is not None:
            self._say(link, Characteristic.CONTROL_POINT, response)
        if before == State.ARMED and self.state == State.RUNNING:
            self.access.interrupt()
        self._settle(always=self.control.times_applied != applied)

    def _clock(self, link):
        return sealed(
            u16(self.boot) + u48(self.machine.now) + u48(self.clock_now() or 0) + u16(link.bond)
            + u8(self.traits.keeps_time) + u8(0)
        )

    def _set_clock(self, frame):
        body = unsealed(frame)
        if body is not None and len(body) == 6 and any(body):
            self._epoch = number(body) - self.machine.now

    def _begin_record(self, machine, token, bond):
        if not self.traits.keeps_records or self.memory.is_full:
            return None
        return Recording(
            boot=self.boot,
            number=self.memory.next_number(),
            bond=bond,
            token=token,
            began=machine.now,
            instant=self.clock_now(),
            forces=machine.programme.forces.given,
            times=machine.programme.times.given,
            simulated=self.traits.simulated,
        )

    def _made_up(self, seconds, instant):
        """A sustained pull of 50.0 N at ramps of 10.0 N/s that was let run to its end."""
        forces = Forces.read(b"".join(map(u16, (500, 0, 100, 100, 500))))
        times = Times.read(u16(seconds) + u16(seconds) + u16(0) + bytes([0, 15]))
        record_number = self.memory.next_number()
        recording = Recording(
            boot=max(self.boot - 1, 1),
            number=record_number,
            bond=1,
            token=0x4E610000 + record_number,
            began=5_000,
            instant=instant,
            forces=forces.given,
            times=times.given,
            simulated=self.traits.simulated,
            cause=Cause.DONE,
        )
        for at, kind, value in (
            (0, Event.STATE, State.RUNNING),
            (0, Event.PHASE, Phase.RAMP_UP),
            (5_000, Event.PHASE, Phase.HOLD),
            (max(seconds - 5, 0) * 1000, Event.STATE, State.RELEASING),
        ):
            recording.tell(recording.began + at, kind, value)
        for second in range(seconds):
            recording.measure(recording.began + 1000 * second, min(100 * second, 498, 100 * (seconds - second)))
        return recording

    def _anyone_hears(self, characteristic):
        return any(characteristic in link.subscribed for link in self.links)

    def _say_all(self, characteristic, frame):
        for link in self.links:
            self._say(link, characteristic, frame)

    def _say(self, link, characteristic, frame):
        if link in self.links and characteristic in link.subscribed:
            self._outgoing.append(Outgoing(link, characteristic, frame))
