# What a person sees and hears around a session. Each moment has words for the screen and, under "-spoken",
# shorter ones for the ear.

session-moment-setup = Get into place. The pull starts after the countdown.
session-moment-setup-spoken = Get into place.
session-moment-ramp = The pull is changing slowly.
session-moment-ramp-spoken = Changing.
session-moment-hold = Hold, round { $cycle }.
session-moment-hold-spoken = Hold.
session-moment-rest = Rest, round { $cycle }.
session-moment-rest-spoken = Rest.
session-moment-release = The pull goes down to nothing now.
session-moment-release-spoken = Letting go.
session-moment-minutes-left = { $minutes ->
    [one] One minute left.
   *[other] { $minutes } minutes left.
}
session-moment-minutes-left-spoken = { $minutes ->
    [one] One minute left.
   *[other] { $minutes } minutes left.
}
session-moment-last-seconds = Ten seconds left.
session-moment-last-seconds-spoken = Ten seconds.
session-moment-release-now = Time is up. Take the pull off now, slowly, then confirm that it is off.
session-moment-release-now-spoken = Time is up. Take the pull off now.
session-moment-paused = Paused. The pull is coming off.
session-moment-paused-spoken = Paused.
session-moment-resumed = Going on. The pull comes back slowly.
session-moment-resumed-spoken = Going on.
session-moment-eased-off = Lowered by one step.
session-moment-eased-off-spoken = Lowered.
session-moment-stopping = Stopping. The pull is coming off.
session-moment-stopping-spoken = Stopping.
session-moment-stopping-symptom = Stopping because of what you felt. The pull is coming off. Lie still.
session-moment-stopping-symptom-spoken = Stopping. Lie still.
session-moment-stopping-device-fault = The device reports a fault. The pull is coming off.
session-moment-stopping-device-fault-spoken = Device fault. Stopping.
session-moment-stopping-link-lost = The device can't be reached. It lets go by itself. Be ready to let go by hand.
session-moment-stopping-link-lost-spoken = Device lost. Be ready to let go by hand.
session-moment-stopping-low-battery = The device's battery is nearly empty. The pull is coming off.
session-moment-stopping-low-battery-spoken = Battery low. Stopping.
session-moment-stopping-hand-switch = Your hand switch was pressed. The pull is coming off.
session-moment-stopping-hand-switch-spoken = Hand switch. Stopping.
session-moment-stopping-pause = The pause was too long, so the session ends. The pull stays off.
session-moment-stopping-pause-spoken = The session ends.
session-moment-stopping-storage = The journal can't be written, so the session ends. The pull is coming off.
session-moment-stopping-storage-spoken = The session ends.
session-moment-let-go-by-hand = The release is not confirmed. Let go by hand now.
session-moment-let-go-by-hand-spoken = Let go by hand now.
session-moment-done = Done. Stay lying for five minutes, then move your neck gently.
session-moment-done-spoken = Done.
session-moment-done-stopped = Ended. Stay where you are until it feels right to get up.
session-moment-done-stopped-spoken = Ended.
session-moment-done-emergency = Ended. Look at the emergency card now.
session-moment-done-emergency-spoken = Look at the emergency card now.
session-moment-done-interrupted = The session was interrupted. Check that the pull is off.
session-moment-done-interrupted-spoken = Interrupted. Check that the pull is off.
session-moment-done-uncertain = It is not known whether the pull is off. Let go by hand.
session-moment-done-uncertain-spoken = Let go by hand.
session-moment-rehearsed = That was the rehearsal: you know how to get in, how to stop and how to get out.
session-moment-rehearsed-spoken = Rehearsal done.
session-moment-rehearsed-without-stop = The rehearsal ended without Stop. Try it again: get in, press Stop, get out.
session-moment-rehearsed-without-stop-spoken = Rehearsal over. Try again, with Stop.

# Why a session may not start (gate).
session-gate-lock = A symptom that you reported has to be looked at first. Sessions stay locked until that is written down.
session-gate-full-form = The full form is due before this session.
session-gate-full-form-outcome = What you answered in the full form speaks against a session now.
session-gate-short-form = The short form is due: it holds for one hour.
session-gate-short-form-outcome = What you answered just now speaks against a session.
session-gate-plan = There is no plan in force for this.
session-gate-held-day = You told of more pain on the day after a session. The next one can be on { $date }, one step lower.
session-gate-paused = Sessions wait until you have talked with a provider and written that down.
session-gate-review = Sessions wait for the review after ten of them.
session-gate-cap = The number of sessions for this day or week is reached. What was missed is not made up for.
session-gate-gap = The last session is too short a time ago. The next one can start at { $time }.
session-gate-rehearsal = The first time is a rehearsal without any pull: get in, press Stop, get out.
session-gate-setup = The set-up has to be checked and confirmed first.
session-gate-audible = The end of the session has to be heard. Confirm sound and notifications first.
session-gate-presence = Something here needs your own yes: the dose was lowered by a limit, or it is a rehearsal.

# After a launch that found a session left open.
session-recovery-interrupted = The last session was cut off. Check by hand that the pull is off.
session-recovery-passive = The last session was cut off while a pull was on. It is assumed to be on still: its time runs on. Let go by hand if you are not in it.

# What the program says of itself.
about-intended-use = Nape times, logs and reminds of traction sessions that you and your provider chose. It does not diagnose, it does not recommend traction, and it never raises force, time or frequency by itself.
about-not-reviewed = No clinician has signed off the limits and rules of this version.

# Locks, clearances and the person's own yes.
presence-missing = This needs your own yes on this device. Nothing was changed.
presence-lock = You enter that { $name } examined you on { $date }. Is that right?
presence-clearance = You enter that { $name } said yes to this on { $date }: { $rules }. Is that right?
presence-plan = This plan asks for more than the one in force: { $fields }. Do you say yes to it yourself?
lock-present-sign = Your last answers still tell of a sign of an emergency. Nobody can lift a lock while the sign is there. Answer the full form again first.
clearance-never = What you name can't be lifted by anyone's yes.
additions-loosens = What is added to Nape can only make it stricter; this would not: { $field }.
