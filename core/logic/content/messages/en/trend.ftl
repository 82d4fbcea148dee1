# What may be said of entries over days and weeks. A direction at most, and "clear" of pain alone (P30). Nothing here
# says what caused a change, praises one, or offers anything.

trend-why-no-full-week = A trend needs at least seven days. Ask for seven or more.
trend-why-one-week = There is only one week to look at. There is nothing to compare it with yet.
trend-why-few-days = Too few days have an entry. The first and the last seven days need entries on { $limit } days each.
trend-why-new-course = Your course is in its first week. Later weeks are held against that one, once it is over.
trend-why-no-clear-change = { $direction ->
    [lower] On average, the last seven days are lower than the first seven. No clear change yet.
    [higher] On average, the last seven days are higher than the first seven. No clear change yet.
   *[same] On average, the last seven days are the same as the first seven. No clear change yet.
}
trend-why-no-clear-change-in-course = { $direction ->
    [lower] On average, the last seven days are lower than the first week of your course. No clear change yet.
    [higher] On average, the last seven days are higher than the first week of your course. No clear change yet.
   *[same] On average, the last seven days are the same as the first week of your course. No clear change yet.
}
trend-why-meaningful = { $direction ->
    [higher] On average, pain is higher by { $limit } points or more than at the start. This is a clear change. It does not show what caused it. Tell your provider about it.
   *[lower] On average, pain is lower by { $limit } points or more than at the start. This is a clear change. It does not show what caused it.
}
trend-note-medicine = The days are those on which you wrote anything down. Change a medicine only with the person who gave it to you.

## The benchmarks, one line each

trend-benchmark-pain = Pain
trend-benchmark-discomfort-days = Days with discomfort in the upper back
trend-benchmark-discomfort = How strong that discomfort is
trend-benchmark-posture = Thinking of your posture
trend-benchmark-twinges = Twinges when you turn or lift
trend-benchmark-sleep = Sleep
trend-benchmark-tension = Tension at the desk
trend-benchmark-headache = Headaches
trend-benchmark-waking-energy = Energy when you wake up
trend-benchmark-stiffness = Stiffness in the morning
trend-benchmark-tingling = Tingling
trend-benchmark-medication = Taking a medicine
trend-benchmark-range-of-motion = How far your neck moves
trend-benchmark-mood = Mood
trend-benchmark-frequency = Sessions with a pull

## How often there were sessions

trend-frequency-too-soon = There are not yet two weeks to compare.
trend-frequency-none = There were no sessions in the first or in the last seven days.
trend-frequency-same = There were as many sessions in the last seven days as in the first seven.
trend-frequency-higher = There were fewer sessions in the first seven days than in the last seven. A higher number is not read as good.
trend-frequency-fewer-held = There were fewer sessions in the last seven days than in the first seven. Pain and stiffness did not go up in that time. Needing it less often may be a good sign.
trend-frequency-fewer-trouble = There were fewer sessions in the last seven days than in the first seven. A session was stopped, locked or held in that time, so this is not read as good.
trend-frequency-fewer-rose = There were fewer sessions in the last seven days than in the first seven. Pain or stiffness went up in that time, so this is not read as good.
trend-frequency-fewer-unknown = There were fewer sessions in the last seven days than in the first seven. Pain or stiffness has too few entries to say if that is good.

## What is worth a look

trend-observation-cracking-rises = You wrote down cracking your neck { $from } times in one week and { $to } times in the next. It should not be overdone. If you feel the need for it more and more, ask a provider. This does not name a cause or an illness.
trend-observation-cracking-relief = In the last two weeks pain went down by { $limit } points or more within a day { $count } times. Each time, you had cracked your neck in between. If that is what helps you most, think of seeing a physical therapist or chiropractor. This does not name a cause or an illness.
