# What a person sees and hears around a session. Each moment has words for the screen and, under "-spoken",
# shorter ones for the ear.

session-moment-setup = Get into place. The pull starts after the countdown.
session-moment-setup-spoken = Get into place.
session-moment-setup-by-hand = Get into place. When the countdown ends, put the pull on slowly.
session-moment-setup-by-hand-spoken = Get into place.
session-moment-ramp = The pull is changing slowly.
session-moment-ramp-spoken = Changing.
session-moment-ramp-eased-by-hand = Change the pull slowly, to no more than you eased off to.
session-moment-ramp-eased-by-hand-spoken = Change it slowly. No more than you eased off to.
session-moment-hold-eased-by-hand = Hold, round { $round }. Where the pull is off, put it on slowly, no stronger than you eased off to.
session-moment-hold-eased-by-hand-spoken = Hold. No stronger than you eased off to.
session-moment-resumed-eased-by-hand = Going on. Put the pull back slowly, no stronger than you eased off to.
session-moment-resumed-eased-by-hand-spoken = Going on. Slowly, no stronger than you eased off to.
session-moment-ramp-by-hand = Change the pull slowly, as you planned.
session-moment-ramp-by-hand-spoken = Change it slowly.
session-moment-hold = Hold, round { $round }.
session-moment-hold-spoken = Hold.
session-moment-hold-by-hand = Hold, round { $round }. Where the pull is off, put it on slowly.
session-moment-hold-by-hand-spoken = Hold.
session-moment-rest = Rest, round { $round }.
session-moment-rest-spoken = Rest.
session-moment-rest-by-hand = Rest, round { $round }. Let the pull down slowly.
session-moment-rest-by-hand-spoken = Rest. Let the pull down.
session-moment-release = The pull goes down to nothing now.
session-moment-release-spoken = Letting go.
session-moment-release-by-hand = Take the pull off now, slowly.
session-moment-release-by-hand-spoken = Take the pull off, slowly.
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
session-moment-release-now-stopped = Take the pull off now, slowly, then confirm that it is off.
session-moment-release-now-stopped-spoken = Take the pull off now.
session-moment-release-overdue = { $minutes ->
    [0] Time has been up for a short while.
    [one] Time has been up for one minute.
   *[other] Time has been up for { $minutes } minutes.
} Take the pull off now, slowly, then confirm that it is off.
session-moment-release-overdue-spoken = Time has been up for a while. Take the pull off now.
session-moment-check-release = The time is up. The device should have let go by itself: check that the pull is off.
session-moment-check-release-spoken = Time is up. Check that the pull is off.
session-moment-paused = Paused. The pull is coming off.
session-moment-paused-spoken = Paused.
session-moment-paused-by-hand = Paused. Take the pull off now, slowly.
session-moment-paused-by-hand-spoken = Paused. Take the pull off.
session-moment-resumed = Going on. The pull comes back slowly.
session-moment-resumed-spoken = Going on.
session-moment-resumed-by-hand = Going on. Put the pull back slowly.
session-moment-resumed-by-hand-spoken = Going on. Slowly.
session-moment-eased-off = Lowered by one step.
session-moment-eased-off-spoken = Lowered.
session-moment-eased-off-by-hand = Let the pull down a little now.
session-moment-eased-off-by-hand-spoken = Let the pull down a little.
session-moment-over-limit = The gauge shows more than your limit. Ease off by hand now.
session-moment-over-limit-spoken = Too strong. Ease off by hand.
session-moment-within-limit = The gauge shows no more than your limit now.
session-moment-within-limit-spoken = Not over the limit now.
session-moment-gauge-silent = The gauge can't be heard. Nobody measures the pull now: go by what you feel, or stop.
session-moment-gauge-silent-spoken = The gauge is lost. Nobody measures the pull.
session-moment-gauge-heard = The gauge can be heard again.
session-moment-gauge-heard-spoken = The gauge is back.
session-device-not-reached = The device can't be reached. Nothing pulls. Look whether it is on and near, then start again.
session-device-other-version = The device speaks a version of the protocol that is not known here. Nothing pulls.
session-device-unintelligible = What the device says of itself makes no sense. Nothing pulls.
session-moment-device-silent = Nothing is heard from the device. Be ready to let go by hand.
session-moment-device-silent-spoken = The device is silent. Be ready to let go by hand.
session-moment-device-heard = The device is heard again.
session-moment-device-heard-spoken = The device is back.
session-moment-stopping = Stopping. The pull is coming off.
session-moment-stopping-spoken = Stopping.
session-moment-stopping-by-hand = Stopping. Take the pull off now, slowly.
session-moment-stopping-by-hand-spoken = Stop. Take the pull off now.
session-moment-stopping-symptom = Stopping because of what you felt. The pull is coming off. Lie still.
session-moment-stopping-symptom-spoken = Stopping. Lie still.
session-moment-stopping-symptom-by-hand = Stopping because of what you felt. Take the pull off now, slowly. Then lie still.
session-moment-stopping-symptom-by-hand-spoken = Stop. Take the pull off now.
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
session-moment-stopping-pause-by-hand = The pause was too long, so the session ends. Leave the pull off.
session-moment-stopping-pause-by-hand-spoken = The session ends. Leave the pull off.
session-moment-stopping-over-limit = The pull is over your limit, so the session ends. Let go by hand now, slowly.
session-moment-stopping-over-limit-spoken = Too strong. Let go by hand now.
session-moment-stopping-storage = The journal can't be written, so the session ends. The pull is coming off.
session-moment-stopping-storage-spoken = The session ends.
session-moment-stopping-storage-by-hand = The journal can't be written, so the session ends. Take the pull off now, slowly.
session-moment-stopping-storage-by-hand-spoken = The session ends. Take the pull off now.
session-moment-let-go-by-hand = The release is not confirmed. Let go by hand now.
session-moment-let-go-by-hand-spoken = Let go by hand now.
session-moment-done = Done. Stay where you are: what to do next comes now.
session-moment-done-spoken = Done.
session-moment-done-unreleased = The session is over, but nobody said that the pull is off. Check it by hand now.
session-moment-done-unreleased-spoken = Check by hand that the pull is off.
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

# What to check before the clock starts.
session-setup-instructions-read = I have read the maker's steps and warnings, and I follow them.
session-setup-door-holds = The door is shut and holds. Nobody will come through it.
session-setup-head-in-line = My head rests on its support and is in line with my body.
session-setup-side-as-shown = I lie face up or face down, just as my provider showed me.
session-setup-straps-hold = The straps are around my chest and legs. They hold and do not pinch.
session-setup-bar-holds = The bar is fixed and holds my weight.
session-setup-knees-bent = I will keep my knees a little bent.
session-setup-feet-reach = My feet can reach the floor or a step at any time.
session-setup-ankles-locked = My ankles are locked in, and the table turns freely.
session-setup-someone-near = Someone is in the room and can bring me back up.
session-setup-release-in-reach = I can reach what takes the pull off, with either hand.
session-setup-someone-knows = Someone knows what I am doing now.
session-setup-awake = I am awake. I do not use this to fall asleep.

# How a pull that no device takes off comes off, step by step.
session-release-pulley-weight-down = Hold the rope. Let the weight down slowly until nothing pulls.
session-release-pulley-head-out = Then take your head out of the strap.
session-release-hammock-lift-head = Hold your head with both hands. Lift it slowly until nothing pulls.
session-release-hammock-slip-out = Then slip your head out.
session-release-unit-let-go = Let the pull go down slowly until nothing pulls.
session-release-unit-head-out = Then take your head out.
session-release-unit-straps-off = Then open the straps.
session-release-table-let-go = Let the pull go down slowly until nothing pulls.
session-release-table-straps-off = Then open the straps.
session-release-bar-feet-down = Put your feet down. Take your weight on your legs.
session-release-bar-hands-off = Then let go of the bar.
session-release-inversion-come-up = Come up slowly. Stop when you are level and wait until your head feels clear.
session-release-inversion-ankles-last = Come up the rest of the way. Free your ankles last.

# What comes after a session.
session-after-check-release = Check by hand that the pull is off. Then say so here.
session-after-emergency-card = Look at the emergency card now.
session-after-lie-still = Lie still. Do not stretch or move your neck.
session-after-rest-a-moment = Stay where you are until it feels right to get up.
session-after-stay-lying = Stay lying for five minutes.
session-after-move-gently = Move or stretch lightly and slowly, as far as it feels easy.
session-after-after-check = Say how it was: better, same or worse, how much pain, and anything you felt.
session-after-next-step = Read what your answers mean for the next session before you plan one.

# Why a session may not start (gate).
session-gate-lock = A symptom that you reported has to be looked at first. Sessions stay locked until that is written down.
session-gate-full-form = The full form is due before this session.
session-gate-full-form-outcome = The full form, as you answered it, leaves no session now: a question is open or an answer speaks against it.
session-gate-short-form = The short form is due: it holds for one hour.
session-gate-short-form-outcome = The short form, as you answered it, leaves no session now: a question is open or an answer speaks against it.
session-gate-plan = There is no plan in force for this.
session-gate-held-day = You told of more pain on the day after a session. The next one can be on { $date }, one step lower.
session-gate-paused = Sessions wait until you have talked with a provider and written that down.
session-gate-review = Sessions wait for the review after ten of them.
session-gate-cap = The number of sessions for this day or week is reached. What was missed is not made up for.
session-gate-gap = The last session is too short a time ago. The next one can start at { $time }.
session-gate-rehearsal = The first time is a rehearsal without any pull: get in, press Stop, get out.
session-gate-setup = The set-up has to be checked and confirmed first.
session-gate-audible = The end of the session has to be heard. Confirm sound and notifications first.
session-hearing-volume = The volume of alarms is too low. Turn it up.
session-hearing-silent-mode = Silent mode is on. Turn it off, or let the alarms of this app through.
session-hearing-focus = A focus or do-not-disturb mode is on. Turn it off, or let the alarms of this app through.
session-hearing-notifications = Notifications of this app are turned off. Allow them.
session-hearing-battery = The battery is low. Charge the phone first, or leave it at its charger.
session-gate-presence = Something here needs your own yes: the dose was lowered by a limit, or it is a rehearsal.

# After a launch that found a session left open.
session-clock-behind = The clock shows less than it did when the journal was last written, at { $time }. Until it shows that time again, days and waits are counted from there.
session-recovery-interrupted = The last session was cut off. Check by hand that the pull is off.
session-recovery-passive = The last session was cut off while a pull was on. It is assumed to be on still: its time runs on. Let go by hand if you are not in it.

session-recovery-passive-wall = The last session was cut off while a pull was on, and your phone was started anew. The pull is assumed to be on still. How long it has been on is taken from the time of day. Let go by hand if you are not in it.
session-recovery-passive-unknown = The last session was cut off while a pull was on. Your phone was started anew and its clock was turned back, so nobody knows how long the pull has been on. Take it off now.

# What the program says of itself.
about-intended-use = Nape times, logs and reminds of traction sessions that you and your provider chose. It does not diagnose, it does not recommend traction, and it never raises force, time or frequency by itself.
about-not-reviewed = No clinician has signed off the limits and rules of this version.

# Locks, clearances and the person's own yes.
presence-missing = This needs your own yes on this device. Nothing was changed.
presence-lock = You enter that { $name } examined you on { $date }. Is that right?
presence-clearance = You enter that { $name } said yes to this on { $date }: { $rules }. Is that right?
presence-plan = This plan asks for more than the one in force: { $fields }. Do you say yes to it yourself?
presence-erasure = All that this journal holds will be erased, and its key too. Only a backup can bring it back. Do you want that?
presence-erasure-again = This can't be undone. Erase everything now?
lock-present-sign = Your last answers still tell of a sign of an emergency. Nobody can lift a lock while the sign is there. Answer the full form again first.
clearance-never = What you name can't be lifted by anyone's yes.
additions-loosens = What is added to Nape can only make it stricter; this would not: { $field }.
