# Words of the cards in guide/cards/expect.toml, in English.

## When people notice something
guide-expect-when-title = When people notice something
guide-expect-when-summary = People report anything from a few sessions to ten, and some notice nothing.
guide-expect-when-few = A clinic page says that those who do get help often notice it after a few treatments.
guide-expect-when-week = One writer felt a change, with a less stiff upper back, after a week of steady use.
guide-expect-when-third = Another time the same writer noticed it after the third session, and woke up less stiff. These are one person's stories.
guide-expect-when-ten = One article says that it may take 6 to 10 sessions before a real change. So look back at session 6 and at session 10, best with your provider.
guide-expect-when-mixed = After a few sessions some feel great and others the same. Both happen.
guide-expect-when-slow = Tightness that grew over years will hardly go in one night.
guide-expect-when-small = Change is often small at first. A journal shows it better than memory.
guide-expect-when-review = If a course has brought no change by session 10, stop it until you have talked with a provider.

## Sore after the first sessions
guide-expect-soreness-title = Sore after the first sessions
guide-expect-soreness-summary = Mild soreness can happen at first, but any stop sign counts for more.
guide-expect-soreness-report = One writer felt a bit worse after the first two sessions, then better. It is one person's story.
guide-expect-soreness-mild = Mild soreness that is gone within a day can be written down, and the dose stays as it is.
guide-expect-soreness-wins = It is no reason to sit out a warning. Numbness, tingling, dizziness, a headache, and sharp or rising pain end the session.
guide-expect-soreness-day = Pain that is 2 points higher a day later means a day off, then a lower dose.
guide-expect-soreness-twice = If that happens twice in a week, pause, and have a provider look.

## What may play a part in the result
guide-expect-factors-title = What may play a part in the result
guide-expect-factors-summary = The kind of trouble, an early start, other care and your age may each play a part.
guide-expect-factors-kind = How bad it is and what kind of trouble it is.
guide-expect-factors-early = How early care begins.
guide-expect-factors-along = Whether other care goes along with it, such as exercise or work on posture.
guide-expect-factors-age = Your age, and how your spine is in general.
guide-expect-factors-habit = One writer adds a steady habit, a good approach and patience.
guide-expect-factors-unsure = The list comes from one person's article. It cannot tell you how it will go for you.

## What to watch
guide-expect-benchmarks-title = What to watch
guide-expect-benchmarks-summary = A few plain measures, noted often, show a change sooner than memory does.
guide-expect-benchmarks-pain = Pain or unease in neck and upper back: how strong from 0 to 10, and on how many days.
guide-expect-benchmarks-stiff = Stiffness in the morning.
guide-expect-benchmarks-twinges = Short stabs of pain when you turn or lift, and days with a headache. Count them.
guide-expect-benchmarks-nights = How you sleep, and how much energy you wake up with.
guide-expect-benchmarks-day = How often you notice your posture, and how tense you feel at your desk.
guide-expect-benchmarks-mood = Your mood, and how often you take pain tablets.
guide-expect-benchmarks-tingling = Tingling only if a provider knows about it. New or stronger tingling means stop and see a provider.
guide-expect-benchmarks-pattern = One writer saw patterns within ten days of notes.

## How to read your pain numbers
guide-expect-reading-numbers-title = How to read your pain numbers
guide-expect-reading-numbers-summary = One number on one day says little; the mean of a week says more.
guide-expect-reading-numbers-scale = Pain score from 0 to 10
guide-expect-reading-numbers-scale-means = 0 is no pain, 10 is the worst that you can think of. Its short name is NPRS.
guide-expect-reading-numbers-small = 1.3 points: with neck pain from joints and muscles, a drop this big began to matter to people in one study.
guide-expect-reading-numbers-nerve = 2.2 points: the same with a pinched nerve in the neck. A single pair of scores could differ by 4.1 by chance.
guide-expect-reading-numbers-any = 1.5 points was a small change and 3.5 a large one, in a study of 1,708 people with all kinds of joint and muscle pain.
guide-expect-reading-numbers-chance = 4.0 points: in a study of 658 people a single pair of scores could differ this much by chance.
guide-expect-reading-numbers-nape = Take a change as one that matters only from 2 points on, on the mean of 7 days, with notes on 4 of them.
guide-expect-reading-numbers-else = For all other measures it gives a direction only, or says that there is no clear change yet.
