# The check-in of an ordinary day (P26): one question for each measure, with what the ends of its scale stand for. Short,
# because all of it takes a few seconds.

checkin-pain = Pain now
checkin-pain-low = none
checkin-pain-high = the worst that you can think of
checkin-stiffness = Stiffness today
checkin-stiffness-low = none
checkin-stiffness-high = so stiff that nothing moves
checkin-tingling = Tingling or numbness now
checkin-tingling-low = none
checkin-tingling-high = the most that you can think of
checkin-headache = Headaches since yesterday at this time
checkin-twinges = Twinges since yesterday at this time
checkin-sleep = Last night's sleep
checkin-sleep-low = none at all
checkin-sleep-high = as good as it can be
checkin-waking-energy = Energy when you woke up
checkin-waking-energy-low = none
checkin-waking-energy-high = full of it
checkin-posture = Thinking of your posture today
checkin-posture-low = not once
checkin-posture-high = all day long
checkin-range-of-motion = How far your neck moves today
checkin-range-of-motion-low = hardly at all
checkin-range-of-motion-high = as far as ever
checkin-mood = Mood today
checkin-mood-low = very low
checkin-mood-high = very good
checkin-discomfort = Discomfort in the upper back today
checkin-discomfort-low = none
checkin-discomfort-high = the worst that you can think of
checkin-cracking = How often you cracked your neck since yesterday at this time
checkin-tension = Tension today
checkin-tension-low = none
checkin-tension-high = the most that you can think of
checkin-note = Anything else that you want to write down
