"""The actuator and the force sensor: simple physics, and the troubles that a test can cause.

Inside, force is counted in thousandths of 0.1 N: a ramp in 0.1 N per second times milliseconds is then a whole number.
"""

FINE = 1000


class Pull:
    def __init__(self, greatest_ramp):
        self._greatest_ramp = greatest_ramp
        self._target = 0
        self._tension = 0
        # Of a hundred parts of the cable's force this many reach the sensor; 0 is a cable that came off.
        self.grip = 100
        # Force that something else adds, in 0.1 N: a person who leans into the sling.
        self.added = 0
        # The actuator no longer follows.
        self.is_stuck = False

    @property
    def target(self):
        """What the unit asks of itself now, 0.1 N."""
        return self._target // FINE

    @property
    def measured(self):
        """What the sensor says, 0.1 N. Three parts of a thousand are lost on the way: it is not just the target."""
        return self._tension * 997 * self.grip // (1000 * 100 * FINE) + self.added

    @property
    def is_slack(self):
        return self._target == 0 and self._tension == 0 and self.measured == 0

    def is_at(self, force):
        return self._target == force * FINE

    def is_below(self, force):
        return self._target < force * FINE

    def move(self, goal, ramp, milliseconds):
        """Takes the target towards the goal by the ramp, and the cable after it as fast as it can."""
        self._target = _towards(self._target, goal * FINE, ramp * milliseconds)
        if not self.is_stuck:
            self._tension = _towards(self._tension, self._target, self._greatest_ramp * milliseconds)

    def cut(self):
        """The power is gone, and the force with it."""
        self._target = self._tension = 0


def _towards(now, goal, step):
    return min(now + step, goal) if now < goal else max(now - step, goal)
