# Words of the cards in guide/cards/modalities.toml, in English.

## What traction is
guide-what-traction-is-title = What traction is
guide-what-traction-is-summary = Traction is a gentle pull that is meant to give the bones of the spine a little more room.
guide-what-traction-is-pull = In neck traction a light pull on the head draws the neck bones slightly apart. Some people call it spinal traction.
guide-what-traction-is-aim = The hope is to take some pressure and tightness away. Whether that helps differs from person to person.
guide-what-traction-is-settings = It is done in three settings: at a provider's office, as part of physical therapy, or by yourself at home.
guide-what-traction-is-home = Home devices come in many shapes, such as a pulley, a hammock, an air pump unit or a bar. Each has its own rules.
guide-what-traction-is-not = Traction is a helper beside other care. It does not find out what is wrong, and it is not a treatment plan by itself.
guide-what-traction-is-first = Talk with a provider before any pull on your head, neck or back. That holds for every device here.

## The three parts of the spine
guide-spine-sections-title = The three parts of the spine
guide-spine-sections-summary = Nape names the neck, the upper back and the lower back by the part of the spine that lies there.
guide-spine-sections-neck = Cervical spine
guide-spine-sections-neck-means = Your neck: the bones from the base of the skull down to the top of the back.
guide-spine-sections-upper = Thoracic spine
guide-spine-sections-upper-means = Your upper back: it begins where the neck ends and goes down as far as your lowest ribs.
guide-spine-sections-lower = Lumbar spine
guide-spine-sections-lower-means = Your lower back, below the ribs.
guide-spine-sections-why = A plan is for the neck or for the lower back, never for both. Limits for the neck are not used for the back.

## Steady pull, or pull and rest
guide-sustained-and-intermittent-title = Steady pull, or pull and rest
guide-sustained-and-intermittent-summary = A pull can stay the same all the time, or come and go in turns.
guide-sustained-and-intermittent-sustained = Sustained traction
guide-sustained-and-intermittent-sustained-means = The pull stays the same from start to end. It is also called continuous.
guide-sustained-and-intermittent-intermittent = Intermittent traction
guide-sustained-and-intermittent-intermittent-means = The pull comes and goes: a hold, then a rest, timed by a clock. It counts as one form of spinal decompression.
guide-sustained-and-intermittent-who = Pull and rest can be done by a therapist's hands or by a machine, whichever suits what was found.
guide-sustained-and-intermittent-belief = The change is believed to move more blood and calm cramped muscles. That is a belief, not a measured result.
guide-sustained-and-intermittent-nape = With a passive device, such as a hammock, you start and end the pull by hand. With a unit, the clock turns it on and off.

## Traction by a provider's hands
guide-manual-what-title = Traction by a provider's hands
guide-manual-what-summary = A provider holds your head and draws it gently away from your body.
guide-manual-what-what = You lie still while the provider takes your head in both hands and pulls lightly.
guide-manual-what-angle = They may tilt or bend your neck in several ways while they pull. You can note the position in your journal.
guide-manual-what-length = It is often shorter than traction by machine, because hands get tired.
guide-manual-what-not = It is not something for a friend or partner to try. Nape does not guide it.
guide-manual-what-count = A logged session counts with the others of that day.

## Traction by machine at a clinic
guide-clinic-mechanical-what-title = Traction by machine at a clinic
guide-clinic-mechanical-what-summary = At a clinic you lie down and a machine pulls, set up by a trained person.
guide-clinic-mechanical-what-what = Your head and neck, or your hips, are held in a device. It pulls softly and evenly.
guide-clinic-mechanical-what-kinds = There are several kinds of devices. Ask for the name of yours, and write it down.
guide-clinic-mechanical-what-length = A machine can go on longer than a person's hands.
guide-clinic-mechanical-what-extras = Some clinics add heat, or small electric pulses on the skin. Those are part of clinic care and are not part of Nape.
guide-clinic-mechanical-what-not = What a clinic sets is not a recipe for home. It counts with the other sessions of that day.

## The over-the-door pulley
guide-over-door-pulley-what-title = The over-the-door pulley
guide-over-door-pulley-what-summary = A cord runs over a door from a head halter to a weight, often a bag of water.
guide-over-door-pulley-what-what = The halter holds your chin and the back of your head. The weight on the other end does the pulling.
guide-over-door-pulley-what-bag = On one common water bag the marks go from 2 to 20 lb. Always read the mark; never guess.
guide-over-door-pulley-what-line = One health insurer wants a doctor's order for home traction of 20 lb or more. Nape asks for a provider's name and date there too.
guide-over-door-pulley-what-jaw = The chin strap presses on the jaw. With jaw joint trouble or dentures, ask first; a strap behind the head may be used in its place.
guide-over-door-pulley-what-passive = The pull does not stop by itself when time is up. You take it off by hand when the alarm sounds.

## The neck hammock
guide-neck-hammock-what-title = The neck hammock
guide-neck-hammock-what-summary = A sling on a door handle carries your head while you lie on the floor.
guide-neck-hammock-what-what = You hook the sling to a door knob or the like. Your head lies in it, and its own weight does the pulling.
guide-neck-hammock-what-height = Makers speak of a sling 2 to 4 inches above the floor. The height changes how strong the pull is.
guide-neck-hammock-what-unknown = Nobody knows the exact pull of a sling. Nape notes the height and never turns it into a force.
guide-neck-hammock-what-passive = It does not let go by itself. You lift your head out when the alarm sounds.

## The home traction unit
guide-home-unit-what-title = The home traction unit
guide-home-unit-what-summary = A home unit pulls with an air pump or a motor, for the neck or for the lower back.
guide-home-unit-what-what = Some machines are sold for use at home. They can cost a lot.
guide-home-unit-what-levels = Many have fixed levels and few other settings. A level is only a number of that maker.
guide-home-unit-what-guidance = A unit may come without the teaching that you need to use it well. So a provider's plan comes first.
guide-home-unit-what-limit = The book of one unit names 50 lb as the most it can pull. That is what the machine can do, not what a neck needs.
guide-home-unit-what-plan = Nape runs such a unit only on a current plan from a provider.

## The traction table
guide-traction-table-what-title = The traction table
guide-traction-table-what-summary = On a traction table you lie held by straps while the table or a machine pulls.
guide-traction-table-what-what = Most tables are padded and can be set in many ways. One writer feared a torture rack and found it calm.
guide-traction-table-what-lie = You lie on your back or on your front; that follows from the part that is treated.
guide-traction-table-what-straps = Straps go around your chest and legs and hold you gently.
guide-traction-table-what-not = It is not a tool to try alone. Nape runs it only on a current plan from a provider.

## Hanging from a bar
guide-hanging-bar-what-title = Hanging from a bar
guide-hanging-bar-what-summary = In hanging, your own body weight stretches your back while your hands hold a bar.
guide-hanging-bar-what-what = It is one of the things that people mean by spinal traction. The stretch comes from your own weight.
guide-hanging-bar-what-tools = A bar that is fixed well is the usual tool. Some use a device made for it.
guide-hanging-bar-what-not = It does not suit everyone, and it calls for care. Hands, wrists and shoulders carry the load too.
guide-hanging-bar-what-full = With your feet off the floor your whole weight pulls. So keep the floor within reach of your feet.
guide-hanging-bar-what-reasons = Weak bones, a break, a slipped disc with bad symptoms, high blood pressure or heart trouble each rule it out.

## The inversion table
guide-inversion-table-what-title = The inversion table
guide-inversion-table-what-summary = An inversion table tilts you back until your head is lower than your feet.
guide-inversion-table-what-what = The ankles are held and gravity pulls. Some call this inversion therapy.
guide-inversion-table-what-pressure = Head down, blood pressure and the pressure inside the eyes go up. Some people get dizzy.
guide-inversion-table-what-not = It is not for anyone with high blood pressure, heart or blood vessel disease, or any eye disease.
guide-inversion-table-what-plan = Nape runs it only on a current plan from a provider.
guide-inversion-table-what-company = Someone has to be there who can bring you up again.

## Cracking your own neck
guide-neck-cracking-what-title = Cracking your own neck
guide-neck-cracking-what-summary = Cracking means moving the neck until it pops; Nape explains it, and does not teach it.
guide-neck-cracking-what-sound = The pop is thought to come from gas bubbles in a joint. This is called cavitation. Tendons and bands around a joint can click too.
guide-neck-cracking-what-short = It may loosen a stiff neck for a short while. Studies saw only mild effects.
guide-neck-cracking-what-count = How many pops you hear says little about whether pain gets better. So Nape does not count them as good.
guide-neck-cracking-what-often = It should not be overdone. If you do it more and more, that is a reason to ask a provider.
guide-neck-cracking-what-risk = A torn neck artery has been reported after people twisted their own necks. See the card on its risks.
guide-neck-cracking-what-lasting = It does not solve a neck problem for long. In Nape you can read about it and write it down, and nothing more.

## A foam roller under the neck
guide-foam-roller-what-title = A foam roller under the neck
guide-foam-roller-what-summary = Rolling the neck on a foam roller is described in one article; Nape does not teach it.
guide-foam-roller-what-reported = The article puts a roller under the neck of someone who lies face down. That position makes no clear sense, so it may be a slip.
guide-foam-roller-what-not = Because the source is unclear, Nape shows no steps and sets no timer for it.
guide-foam-roller-what-risk = Weight on the neck while it bends back may hurt joints and bands. New pain is a reason to stop and ask.
guide-foam-roller-what-other = A roller on the muscle of the upper back is another thing. It has a card of its own.
guide-foam-roller-what-ask = Ask a physical therapist which way of loosening your neck suits you.

## A foam roller for the upper back muscle
guide-foam-roller-trapezius-what-title = A foam roller for the upper back muscle
guide-foam-roller-trapezius-what-summary = Some people roll the big muscle between neck and shoulder blades to loosen it.
guide-foam-roller-trapezius-what-what = Trapezius, or traps
guide-foam-roller-trapezius-what-what-means = The broad muscle from the neck over the shoulders down to the middle of the back.
guide-foam-roller-trapezius-what-when = One writer does it before or after traction.
guide-foam-roller-trapezius-what-where = Stay on the muscle of the upper back. Leave the neck itself alone.
guide-foam-roller-trapezius-what-stop = It must not hurt. Stop if pain comes or grows.

## An adjustment by a professional
guide-professional-adjustment-what-title = An adjustment by a professional
guide-professional-adjustment-what-summary = A chiropractor or physical therapist moves a joint of your spine by hand.
guide-professional-adjustment-what-what = It belongs in the hands of someone trained for it, after an exam. Nape does not guide it.
guide-professional-adjustment-what-refer = If your neck seems to need a big adjustment, ask a provider to send you to someone. Do not try it yourself.
guide-professional-adjustment-what-plan = They can also make a plan for you. Such a plan may ease pain for longer and with fewer injuries than cracking alone.
guide-professional-adjustment-what-pops = A loud pop is not a sign that it worked.
guide-professional-adjustment-what-tell = Tell Nape about any sign that comes after it. It is looked at like one after traction.

## Practices beside traction
guide-complementary-what-title = Practices beside traction
guide-complementary-what-summary = Breathing, posture, movement and heat are often done along with traction, or without it.
guide-complementary-what-plan = Traction is mostly one part of a wider plan without surgery. Stretching, yoga and hands-on care are other parts.
guide-complementary-what-alone = Many of these need no pull at all. They stay open when traction is not an option, as far as your answers allow.
guide-complementary-what-steps = In a routine each step has a time, or a number of turns for each side.
guide-complementary-what-not = They are not a treatment plan. A provider can tell you which suit you.
