# Words of routines: practices, what is wrong with a routine, and what the timer says. The practices are in
# routine/practices.toml, the examples in routine/examples.toml.

## Practices

routine-belly-breathing-name = Belly breathing
routine-belly-breathing-how = Lie or sit at ease, one hand on your belly. Breathe slowly, so that the hand moves.
routine-quiet-time-name = Quiet time
routine-quiet-time-how = Lie or sit still and let your thoughts come and go. Tension is not only in the body.
routine-warm-rest-name = Warm rest
routine-warm-rest-how = Lie still with a warm pad. Keep a cloth between the pad and your skin.
routine-warmth-name = Warmth
routine-warmth-how = Put a warm pad on your upper back or shoulders. Keep a cloth between the pad and your skin.
routine-cold-pack-name = Cold pack
routine-cold-pack-how = Put a cold pack on the tired muscle. Wrap it in a cloth first.
routine-foam-roller-trapezius-name = Roller for the shoulder muscle
routine-foam-roller-trapezius-how = Lean the big muscle between neck and shoulder on the roller, and roll slowly.
routine-back-cushion-name = Cushion for the lower back
routine-back-cushion-how = Sit or lie with a cushion behind your lower back. The upper back may relax.
routine-posture-reset-name = Posture reset
routine-posture-reset-how = Sit or stand tall. Let your shoulders sink, and bring your head back over them.
routine-wall-drill-name = Wall drill
routine-wall-drill-how = Stand with hips, shoulders and head near a wall. Slide your arms up and down, slowly.
routine-look-down-and-up-name = Look down and up
routine-look-down-and-up-how = Look down, then up, as slowly as you can. Go only as far as it feels easy.
routine-upper-back-stretch-name = Upper back stretch
routine-upper-back-stretch-how = Stretch your upper back and shoulders lightly, and keep breathing.
routine-upper-back-yoga-name = Yoga for the upper back
routine-upper-back-yoga-how = Take a light pose that you know, for the upper back and shoulders.
routine-shoulder-blade-strength-name = Strength for the shoulder blades
routine-shoulder-blade-strength-how = Draw your shoulder blades back and down, hold for a breath, and let go.
routine-core-strength-name = Strength for belly and back
routine-core-strength-how = Do an exercise for belly and back that you know. Keep your neck long and at ease.
routine-nerve-movement-name = Nerve movement
routine-nerve-movement-how = Do the movement just as your provider showed it to you.

routine-caution-light-headed = Breathe as usual again if you feel light-headed.
routine-caution-burn = Warm, not hot: take it off if your skin gets hot or red. Leave it out where your skin feels numb.
routine-caution-stay-awake = Do not fall asleep on it.
routine-caution-frost = Take it off if your skin hurts or turns white. Leave it out where your skin feels numb.
routine-caution-not-under-neck = Never under the neck.
routine-caution-no-pain = Leave it out if it hurts.
routine-caution-slow = Slowly, without a jerk.
routine-caution-breathe-on = Do not hold your breath.
routine-caution-as-shown = Stop if tingling or pain rises, and tell your provider.

## Told about and written down, never a step

routine-log-only-foam-roller = A roller under the neck is nothing that Nape guides. You can write it down.
routine-log-only-neck-cracking = Cracking your neck is nothing that Nape guides. You can write it down.
routine-log-only-oils = Nape does not recommend CBD or scented oils. You can write them down.

## Examples

routine-example-short-evening-name = A short evening
routine-example-short-evening-about = An example after one person's routine: breathing, a drill, a stretch and some quiet. Yours may look different.
routine-example-desk-break-name = A break at the desk
routine-example-desk-break-about = An example for a minute or two between long hours of work.

## What is wrong with a routine

routine-problem-name = The name is empty, too long, or has signs that can't be shown.
routine-problem-steps = A routine that is too long is hard to keep up; one without steps is none.
routine-problem-practice = There is no such practice.
routine-problem-no-pull = A routine never pulls. Traction has its own plan and its own sessions.
routine-problem-moves-neck = This moves the neck. Your answers or an open lock leave that out until someone has looked at you.
routine-problem-not-open = Your answers or an open lock leave this out for now.
routine-problem-measure = A step is either seconds, or sets and repetitions.
routine-problem-not-so = This practice is not measured so.
routine-problem-seconds = Too short or too long for this practice.
routine-problem-sets = Too few or too many sets for this practice.
routine-problem-repetitions = Too few or too many repetitions for this practice.
routine-problem-rest = The rest is too long.
routine-problem-per-side = This practice is not done on one side and then the other.
routine-problem-shown = Only as your provider showed it to you.
routine-problem-tools = Too many tools at once. Pick one or two.
routine-problem-heat-first = Warmth comes first, and never after a cold pack: cold skin does not feel a burn.
routine-problem-cold-last = Cold comes last, after the effort.

routine-form-due = Answer the questions first. Until then only quiet breathing and rest are open.
routine-running = A routine is running. Stop it first.

routine-allowed-name = 1 to 60 characters in one line
routine-allowed-range = { $from } to { $to }
routine-allowed-words = { $words }
routine-allowed-nothing = leave it out
routine-allowed-still = what moves nothing: belly breathing, quiet time
routine-allowed-posture = breathing, quiet time and posture drills
routine-allowed-measure = seconds alone, or sets and repetitions together
routine-allowed-heat = before the first effort and before any cold pack
routine-allowed-cold = after the last effort

## What the timer says

routine-cue-set = Set { $set }.
routine-cue-other-side = Now the other side.
routine-cue-rest = Rest.
routine-cue-breathe-in = Breathe in.
routine-cue-breathe-out = Breathe out.
routine-cue-last-seconds = Five seconds left.
routine-cue-paused = Paused. Take your time.
routine-cue-resumed = Going on.
routine-cue-completed = That was the last step.
routine-cue-stopped = Stopped.
routine-cue-interrupted = The program had to end, and the routine with it.

routine-amount-times = { $count ->
    [one] Once, then say that you are done.
   *[other] { $count } times, then say that you are done.
 }
routine-amount-seconds = { $count ->
    [one] One second.
   *[other] { $count } seconds.
 }
routine-amount-minutes = { $count ->
    [one] One minute.
   *[other] { $count } minutes.
 }
