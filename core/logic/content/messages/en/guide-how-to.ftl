# Words of the cards in guide/cards/how-to.toml, in English.

## Before every session
guide-before-every-session-title = Before every session
guide-before-every-session-summary = The same short checklist comes before each pull, every time.
guide-before-every-session-why = One clinic page says that you need not prepare. At home the checklist is always shown all the same.
guide-before-every-session-warnings = Before the first use, read all warnings and the whole guide of your device.
guide-before-every-session-warnings-check = You can say when the maker tells people not to use it.
guide-before-every-session-release = Practise letting go with no pull on: get in, let go, get out.
guide-before-every-session-release-check = You reach the release with one hand, without looking for it.
guide-before-every-session-inspect = Look at cords, straps, valves and hooks as the maker shows.
guide-before-every-session-inspect-check = Nothing is torn, loose or cracked.
guide-before-every-session-place = Shut the door, and see to it that nobody comes through.
guide-before-every-session-place-check = People at home know that the door stays shut. Pets are out.
guide-before-every-session-known = Tell someone what you do and when it ends.
guide-before-every-session-known-check = That person can hear you, or will call when the time is up.
guide-before-every-session-alarm = Check that the end alarm can be heard. People do doze off in a pull.
guide-before-every-session-alarm-check = Sound is on, silent mode is off, and the battery will last. You are not tired, and this is not to help you sleep.
guide-before-every-session-answers = Answer the short form as you feel right now.
guide-before-every-session-answers-check = Nothing in your answers ends the session before it begins.

## How a pull should feel
guide-pull-rules-title = How a pull should feel
guide-pull-rules-summary = A pull is gentle, even and slow, with the head held in line.
guide-pull-rules-gentle = Let the pull come on slowly and stay even. Never jerk, bounce or twist.
guide-pull-rules-head = Keep your head held up and in line with your body. Looking to one side or reaching for a phone breaks that line.
guide-pull-rules-even = With a halter the pressure on the chin and on the back of the head should be the same.
guide-pull-rules-pain = A pull must never hurt. Pain is a reason to let go.
guide-pull-rules-calm = Care and patience count here. Nothing gets better by force.
guide-pull-rules-help = Sources name three things: good form, slow change and a professional who guides you. They also say that a steady habit matters.

## The over-the-door pulley, step by step
guide-over-door-pulley-steps-title = The over-the-door pulley, step by step
guide-over-door-pulley-steps-summary = Letting go first, then the door, the weight, the halter and the pull.
guide-over-door-pulley-steps-let-go = Before any weight is on, learn to let go. Support the weight with one hand and take the halter off with the other.
guide-over-door-pulley-steps-let-go-check = You can take the whole pull off in one slow move, seated, without standing up.
guide-over-door-pulley-steps-door = Hang the bracket as the maker shows. Shut the door, and hang a note on its other side.
guide-over-door-pulley-steps-door-check = The bracket does not move when you tug on it. Nobody will come through.
guide-over-door-pulley-steps-weight = Fill the bag to the mark of your plan, not by feel. Read the mark twice.
guide-over-door-pulley-steps-weight-check = The number on the bag is the number in your plan.
guide-over-door-pulley-steps-sit = Sit or lie as the maker or your provider showed you. Let your shoulders hang.
guide-over-door-pulley-steps-sit-check = Your head is straight, and both feet or your back rest firmly.
guide-over-door-pulley-steps-halter = Put the halter on and close it.
guide-over-door-pulley-steps-halter-check = Chin and back of the head feel the same pressure. Teeth, jaw and ears do not hurt.
guide-over-door-pulley-steps-pull = Let the weight down bit by bit, with your hand under it.
guide-over-door-pulley-steps-pull-check = The pull came slowly, and you can breathe and talk at ease.
guide-over-door-pulley-steps-stay = Stay still until the alarm. If pain, numbness or unease grows, let go at once.
guide-over-door-pulley-steps-stay-check = You could let go this second if you had to.
guide-over-door-pulley-steps-off = At the alarm, lift the weight slowly with one hand. Then take the halter off and confirm it in Nape.
guide-over-door-pulley-steps-off-check = The bag hangs free, and nothing pulls on your head.

## The neck hammock, step by step
guide-neck-hammock-steps-title = The neck hammock, step by step
guide-neck-hammock-steps-summary = Letting go first, then the door, the height, the head and the pull.
guide-neck-hammock-steps-let-go = First practise getting out: both hands under your head, lift it, and slide out toward the door.
guide-neck-hammock-steps-let-go-check = Your head comes out straight, without a twist and without help.
guide-neck-hammock-steps-door = Hook the sling to a closed door as the maker shows.
guide-neck-hammock-steps-door-check = The handle holds when you tug on the sling. Nobody will come through.
guide-neck-hammock-steps-height = Set the lowest height that the maker names.
guide-neck-hammock-steps-height-check = You know the height and have noted it. It is not above your plan.
guide-neck-hammock-steps-lie = Lie down on your back on a mat. Lay your head in the sling, with your neck inside and your ears free.
guide-neck-hammock-steps-lie-check = Your head is held and straight, and your shoulders lie on the floor.
guide-neck-hammock-steps-pull = Let the sling take the weight of your head little by little.
guide-neck-hammock-steps-pull-check = It feels like a soft stretch. Your throat is free and you can talk.
guide-neck-hammock-steps-stay = Lie still until the alarm. Come out at once if pain, numbness or unease grows.
guide-neck-hammock-steps-stay-check = Both hands are free to reach your head.
guide-neck-hammock-steps-off = At the alarm, lift your head out with both hands and lay it down. Confirm it in Nape.
guide-neck-hammock-steps-off-check = Your head rests on the floor, and the sling hangs empty.

## The home unit, step by step
guide-home-unit-steps-title = The home unit, step by step
guide-home-unit-steps-summary = Letting go first, then the plan's settings, the straps and the pull.
guide-home-unit-steps-plan = Have your provider's plan open: force or level, angle, minutes, holds and rests.
guide-home-unit-steps-plan-check = The plan is still in date, has your name on it, and is for this unit.
guide-home-unit-steps-let-go = Find the release: the valve, the stop button or the hand switch. Try it with no pull on.
guide-home-unit-steps-let-go-check = It works, and it lies in your hand before you begin.
guide-home-unit-steps-set = Set the unit to the numbers of the plan. Read them twice.
guide-home-unit-steps-set-check = Each number matches. Nothing is set by feel.
guide-home-unit-steps-lie = Lie down as the maker shows, with the head or the hips well held.
guide-home-unit-steps-lie-check = You lie straight and at ease, and the straps are snug but not tight.
guide-home-unit-steps-start = Start, and let the pull come on slowly.
guide-home-unit-steps-start-check = The gauge or the screen shows no more than the plan.
guide-home-unit-steps-stay = Keep the release in your hand. Let go at once if pain, numbness or unease grows.
guide-home-unit-steps-stay-check = You can feel the switch or valve without looking.
guide-home-unit-steps-off = At the end let all pull go before you undo a strap. Then lie still for five minutes.
guide-home-unit-steps-off-check = The gauge shows nothing, and no strap is under strain.

## The traction table, step by step
guide-traction-table-steps-title = The traction table, step by step
guide-traction-table-steps-summary = Letting go first, then the plan, how to lie, the straps and the pull.
guide-traction-table-steps-plan = Have your provider's plan open, and someone with you who knows the table.
guide-traction-table-steps-plan-check = The plan is in date and names this table. You are not alone.
guide-traction-table-steps-let-go = Try the release with no pull on: the hand switch, and how the other person stops the table.
guide-traction-table-steps-let-go-check = The pull would end from your hand and from theirs.
guide-traction-table-steps-lie = Lie on your back or on your front, as the plan says.
guide-traction-table-steps-lie-check = It is the side that the plan names. Your head is straight.
guide-traction-table-steps-straps = Have the straps put around chest and legs.
guide-traction-table-steps-straps-check = They hold you gently. You can breathe deeply, and being held does not frighten you.
guide-traction-table-steps-start = Start. The table will pull and let go in turns, if the plan says so.
guide-traction-table-steps-start-check = The first pull comes slowly and feels soft.
guide-traction-table-steps-speak = Say so at once if the pull feels too strong. With any pain or numbness, stop.
guide-traction-table-steps-speak-check = The pull can be turned down or off this moment.
guide-traction-table-steps-off = At the end let all pull go. Lie still for five minutes, then get up slowly.
guide-traction-table-steps-off-check = The straps are slack. You do not feel dizzy.

## Hanging from a bar, step by step
guide-hanging-bar-steps-title = Hanging from a bar, step by step
guide-hanging-bar-steps-summary = A way down first, then the bar, the grip, the knees and a short hang.
guide-hanging-bar-steps-let-go = First make sure of the way down. Stand under the bar with your feet on the floor, or on a firm step.
guide-hanging-bar-steps-let-go-check = You can take your weight back on your feet at any time, without a jump.
guide-hanging-bar-steps-bar = Use a bar that is fixed and made to carry a person.
guide-hanging-bar-steps-bar-check = It does not turn, slip or bend when you lean on it with all your weight.
guide-hanging-bar-steps-clock = Set the short time of your plan. Sources begin with as little as 30 seconds.
guide-hanging-bar-steps-clock-check = The alarm is set, and you can hear it.
guide-hanging-bar-steps-hold = Take the bar with both hands, as wide as your shoulders.
guide-hanging-bar-steps-hold-check = Neither wrist nor shoulder hurts.
guide-hanging-bar-steps-knees = Bend your knees a little, to spare your lower back. Let your weight sink slowly; do not swing.
guide-hanging-bar-steps-knees-check = Your back does not arch, and your toes still reach the floor.
guide-hanging-bar-steps-breathe = Breathe calmly. Step down at once with pain, numbness, unease or a dizzy feeling.
guide-hanging-bar-steps-breathe-check = You could stand up this second.
guide-hanging-bar-steps-off = Put your weight back on your feet first, then open your hands.
guide-hanging-bar-steps-off-check = You stand firmly, and nothing tingles.

## The inversion table, step by step
guide-inversion-table-steps-title = The inversion table, step by step
guide-inversion-table-steps-summary = The way up first, then the plan, a helper, the smallest tilt and a slow return.
guide-inversion-table-steps-plan = Have your provider's plan open. Eye disease, high blood pressure, and heart or blood vessel trouble rule it out, among others.
guide-inversion-table-steps-plan-check = The plan is in date and names the angle and the time. Nothing on the list holds for you.
guide-inversion-table-steps-let-go = Learn how to come up before you go down, as the maker shows. Practise with the table level.
guide-inversion-table-steps-let-go-check = You come up by yourself, and your helper can bring you up too.
guide-inversion-table-steps-helper = Have someone in the room for the whole time.
guide-inversion-table-steps-helper-check = That person stays, and knows the emergency number.
guide-inversion-table-steps-ankles = Close the ankle holders as the maker shows, and set the strap that limits the tilt.
guide-inversion-table-steps-ankles-check = Both ankles are held. The table cannot go past the angle of the plan.
guide-inversion-table-steps-tilt = Lean back slowly to the smallest angle of the plan.
guide-inversion-table-steps-tilt-check = You feel no pressure in your eyes or head.
guide-inversion-table-steps-watch = Come up at once if you get dizzy or have a headache, a change in sight or pain.
guide-inversion-table-steps-watch-check = You can talk clearly with your helper.
guide-inversion-table-steps-off = Come up slowly and wait, level, before you stand.
guide-inversion-table-steps-off-check = You are not dizzy while you sit, nor when you stand.

## After the pull
guide-cool-down-title = After the pull
guide-cool-down-summary = After a session without any symptom, rest a little and then move gently.
guide-cool-down-only = This is for a session that ended as planned and without symptoms. After a symptom lie still, answer the questions and do what they say.
guide-cool-down-rest = Lie or sit still for about five minutes.
guide-cool-down-rest-check = You breathe calmly. Nothing is dizzy, numb or sharp.
guide-cool-down-move = Then make small, slow moves: a bit to each side, a bit up and down. Add a light stretch if you like.
guide-cool-down-move-check = Every move is easy. You stop before anything hurts.
guide-cool-down-up = Get up slowly, over your side.
guide-cool-down-up-check = You stand without feeling faint.
guide-cool-down-answer = Answer the three questions: better, same or worse; pain; any symptom.
guide-cool-down-answer-check = It is what you feel, not what you hoped for.
