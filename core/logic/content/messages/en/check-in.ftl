# The check-in of an ordinary day (P26): one question for each measure, with what the ends of its scale stand for. Short,
# because all of it takes a few seconds.

check-in-pain = Pain now
check-in-pain-low = none
check-in-pain-high = the worst that you can think of
check-in-stiffness = Stiffness today
check-in-stiffness-low = none
check-in-stiffness-high = so stiff that nothing moves
check-in-tingling = Tingling or numbness now
check-in-tingling-low = none
check-in-tingling-high = the most that you can think of
check-in-headache = Headaches since yesterday at this time
check-in-twinges = Twinges since yesterday at this time
check-in-sleep = Last night's sleep
check-in-sleep-low = none at all
check-in-sleep-high = as good as it can be
check-in-waking-energy = Energy when you woke up
check-in-waking-energy-low = none
check-in-waking-energy-high = full of it
check-in-posture = Thinking of your posture today
check-in-posture-low = not once
check-in-posture-high = all day long
check-in-range-of-motion = How far your neck moves today
check-in-range-of-motion-low = hardly at all
check-in-range-of-motion-high = as far as ever
check-in-mood = Mood today
check-in-mood-low = very low
check-in-mood-high = very good
check-in-discomfort = Discomfort in the upper back today
check-in-discomfort-low = none
check-in-discomfort-high = the worst that you can think of
check-in-cracking = How often you cracked your neck since yesterday at this time
check-in-tension = Tension today
check-in-tension-low = none
check-in-tension-high = the most that you can think of
check-in-note = Anything else that you want to write down
