# Words of the cards in guide/cards/glossary.toml, in English.

## Words about the pull
guide-glossary-traction-title = Words about the pull
guide-glossary-traction-summary = What the words about traction mean in Nape.
guide-glossary-traction-traction = Traction
guide-glossary-traction-traction-means = A gentle pull on the spine. For the neck it is also called cervical or spinal traction.
guide-glossary-traction-decompression = Decompression
guide-glossary-traction-decompression-means = Another word for taking load off the spine. Pull and rest is one form of it.
guide-glossary-traction-inversion = Inversion
guide-glossary-traction-inversion-means = Being tilted head down, so that gravity pulls. Hanging and inversion are both called spinal traction by some.
guide-glossary-traction-dose = Dose
guide-glossary-traction-dose-means = How strong and how long the pull is, and how it goes on and off.
guide-glossary-traction-hold = Hold and rest
guide-glossary-traction-hold-means = The time with the full pull, and the time in between with less or none.
guide-glossary-traction-release = Release
guide-glossary-traction-release-means = Taking the pull off. It comes before all else.
guide-glossary-traction-ease = Ease off
guide-glossary-traction-ease-means = Making the pull one step lower while the session goes on. Only for too strong a pull, never for a symptom.
guide-glossary-traction-level = Level
guide-glossary-traction-level-means = A step on a maker's own scale. It is not a weight.

## Words that Nape uses
guide-glossary-nape-title = Words that Nape uses
guide-glossary-nape-summary = What Nape means by its own words.
guide-glossary-nape-provider = Provider
guide-glossary-nape-provider-means = Who looks after your neck or back: a doctor, a physical therapist or a chiropractor.
guide-glossary-nape-course = Course
guide-glossary-nape-course-means = All that you do for one trouble, from its start to its end.
guide-glossary-nape-plan = Plan
guide-glossary-nape-plan-means = Your provider's numbers, as you typed them in.
guide-glossary-nape-session = Session
guide-glossary-nape-session-means = One time with traction, at home or at a clinic.
guide-glossary-nape-form = Form
guide-glossary-nape-form-means = The questions before a session. They look for reasons against it.
guide-glossary-nape-clearance = Clearance
guide-glossary-nape-clearance-means = A note that a provider agreed in spite of a reason against it: who, when and for how long. Some reasons cannot be lifted.
guide-glossary-nape-lock = Lock
guide-glossary-nape-lock-means = Sessions stay off until a sign has been looked at. Your journal and this guide stay open.
guide-glossary-nape-stop = Stop
guide-glossary-nape-stop-means = Ends a session at any time. You are never blamed for it.

## Words about the body
guide-glossary-body-title = Words about the body
guide-glossary-body-summary = The parts of the neck and back that the app speaks of.
guide-glossary-body-vertebra = Vertebra (plural: vertebrae)
guide-glossary-body-vertebra-means = One of the bones of the spine.
guide-glossary-body-disc = Disc
guide-glossary-body-disc-means = A soft pad between two of those bones.
guide-glossary-body-cord = Spinal cord
guide-glossary-body-cord-means = The thick bundle of nerves inside the spine.
guide-glossary-body-nerve = Nerve root
guide-glossary-body-nerve-means = A nerve where it leaves the spine, on its way to an arm or leg.
guide-glossary-body-joint = Facet joint
guide-glossary-body-joint-means = A small joint at the back of the spine, two for each pair of bones.
guide-glossary-body-ligament = Ligament
guide-glossary-body-ligament-means = A tough band that holds bones together. A tendon ties a muscle to a bone.
guide-glossary-body-trapezius = Trapezius
guide-glossary-body-trapezius-means = The broad muscle from neck to shoulders and upper back.
guide-glossary-body-cavitation = Cavitation
guide-glossary-body-cavitation-means = Gas bubbles in a joint, thought to make the pop.

## Words a provider may use
guide-glossary-conditions-title = Words a provider may use
guide-glossary-conditions-summary = Names of common troubles, so that you can follow a letter or a talk.
guide-glossary-conditions-herniated = Herniated disc
guide-glossary-conditions-herniated-means = A disc whose soft core has pushed out. People call it a slipped disc.
guide-glossary-conditions-radiculopathy = Radiculopathy
guide-glossary-conditions-radiculopathy-means = A pinched or sore nerve at the spine, with pain, tingling or weakness down an arm or a leg.
guide-glossary-conditions-stenosis = Stenosis
guide-glossary-conditions-stenosis-means = A canal for nerves that has become narrow.
guide-glossary-conditions-sciatica = Sciatica
guide-glossary-conditions-sciatica-means = Pain from the back or hip down the leg, along one long nerve.
guide-glossary-conditions-degenerative = Degenerative disc disease
guide-glossary-conditions-degenerative-means = Discs that have worn with the years.
guide-glossary-conditions-osteoporosis = Osteoporosis
guide-glossary-conditions-osteoporosis-means = Bones that have lost strength and break easily.
guide-glossary-conditions-scoliosis = Scoliosis
guide-glossary-conditions-scoliosis-means = A spine that curves to the side.
guide-glossary-conditions-instability = Spinal instability
guide-glossary-conditions-instability-means = Bones of the spine that move too far against each other.

## Words for signs
guide-glossary-signs-title = Words for signs
guide-glossary-signs-summary = What the form means by the signs it asks about.
guide-glossary-signs-numb = Numb
guide-glossary-signs-numb-means = You feel less there, or nothing, as after an injection at the dentist.
guide-glossary-signs-tingling = Tingling
guide-glossary-signs-tingling-means = Pins and needles, as when a foot falls asleep.
guide-glossary-signs-moving = Pain moving down
guide-glossary-signs-moving-means = Pain that goes further down the arm or leg than before. It is a stop sign.
guide-glossary-signs-dizzy = Dizzy
guide-glossary-signs-dizzy-means = You feel faint, or the room turns.
guide-glossary-signs-double = Double vision
guide-glossary-signs-double-means = You see two of one thing. It is an emergency.
guide-glossary-signs-saddle = Saddle numbness
guide-glossary-signs-saddle-means = No feeling where a saddle would touch you. It is an emergency.
guide-glossary-signs-baseline = Known tingling
guide-glossary-signs-baseline-means = Tingling that a provider has looked at. It is watched, and any rise is a stop.

## Words about numbers and studies
guide-glossary-numbers-title = Words about numbers and studies
guide-glossary-numbers-summary = Scores and study words that stand on cards and reports.
guide-glossary-numbers-nprs = NPRS
guide-glossary-numbers-nprs-means = A pain score from 0, no pain, to 10, the worst.
guide-glossary-numbers-ndi = NDI
guide-glossary-numbers-ndi-means = A score from a form about daily life with neck pain. Your clinic has the form; you can type in the result.
guide-glossary-numbers-psfs = PSFS
guide-glossary-numbers-psfs-means = You name things that are hard for you and score how well you can do them.
guide-glossary-numbers-groc = GROC
guide-glossary-numbers-groc-means = One question: how much better or worse are you than at the start? It goes from -7 to +7.
guide-glossary-numbers-trial = Trial
guide-glossary-numbers-trial-means = A study that puts people into groups by chance and compares them.
guide-glossary-numbers-sham = Sham or placebo
guide-glossary-numbers-sham-means = A treatment that only looks real, to compare with.
guide-glossary-numbers-review = Review
guide-glossary-numbers-review-means = A work that gathers the trials on a question.
guide-glossary-numbers-interval = Likely range
guide-glossary-numbers-interval-means = The span in which the true number may well lie. If it includes zero, there may be no effect.
