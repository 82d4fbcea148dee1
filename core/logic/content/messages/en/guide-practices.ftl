# Words of the cards in guide/cards/practices.toml, in English.

## A wider plan
guide-practices-plan-title = A wider plan
guide-practices-plan-summary = Traction is at most one piece of a wider plan.
guide-practices-plan-core = One writer wants it watched over by someone, and paired with training of belly and back muscles.
guide-practices-plan-posture = What lasts is said to come mostly from strength, stretching and better posture.
guide-practices-plan-pair = Stretches, yoga and hands-on care often go along with it.
guide-practices-plan-plan = It is often one part of a plan without surgery.
guide-practices-plan-nerve = Nerve movements, such as for sciatica, only as your provider showed you.
guide-practices-plan-stop = Leave out any move that hurts. After an injury or a warning sign, nothing that moves the neck.

## Movement and strength
guide-practices-movement-title = Movement and strength
guide-practices-movement-summary = Gentle yoga, posture drills and strength for the shoulder blades are what one writer added.
guide-practices-movement-yoga = Light yoga stretches for the upper back and shoulders, slow and without pain.
guide-practices-movement-strong = Training for the muscles of neck, shoulders and shoulder blades, so that tension may return less.
guide-practices-movement-wall = Posture drills at a wall: back of the head, shoulders and hips near the wall, and slow breaths.
guide-practices-movement-leave = These move the neck and shoulders. Leave them if your answers speak against moving the neck.

## Desk, chair and breaks
guide-practices-posture-title = Desk, chair and breaks
guide-practices-posture-summary = A good chair, a good desk and short breaks may take load off the neck.
guide-practices-posture-work = Mind your posture when you work for a long time.
guide-practices-posture-chair = A chair that holds your back, and a desk set up for you, may help.
guide-practices-posture-breaks = Get up now and then. A reminder can help.
guide-practices-posture-small = Small changes can add up.

## Breathing and calm
guide-practices-breathing-title = Breathing and calm
guide-practices-breathing-summary = Slow belly breaths and some quiet time need no pull at all.
guide-practices-breathing-belly = Lie or sit at ease, one hand on your belly. Breathe slowly, so that the hand moves.
guide-practices-breathing-belly-check = The hand on your belly moves more than your chest does.
guide-practices-breathing-long = One writer uses breathing to feel how the back lines up.
guide-practices-breathing-calm = Tension is not only in the muscles. Some quiet or mindful time may help.
guide-practices-breathing-warm = Lying still on a warm heating pad is another way. Take care not to burn your skin or doze off on it.

## Tools, at most two
guide-practices-tools-title = Tools, at most two
guide-practices-tools-summary = Some people use warmth, cold, a roller or a cushion; pick one or two at most.
guide-practices-tools-roller = A foam roller for the big muscle of neck and shoulders, before or after. Not under the neck.
guide-practices-tools-cushion = A cushion for the lower back. With the lower back held, the upper back may relax.
guide-practices-tools-warm = Warmth before traction.
guide-practices-tools-cold = Cold packs after hard work or sport.
guide-practices-tools-oils = Some use CBD or scented oils. Nape does not recommend them.
guide-practices-tools-two = Do not start them all at once. Pick one or two at most.
