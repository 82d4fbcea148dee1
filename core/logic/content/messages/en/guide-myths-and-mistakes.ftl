# Words of the cards in guide/cards/myths-and-mistakes.toml, in English.

## Sayings about traction
guide-myths-traction-title = Sayings about traction
guide-myths-traction-summary = Some things that people say about traction, and what the sources say.
guide-myths-traction-disc = It is said that traction can click a slipped disc into its old place.
guide-myths-traction-disc-truth = It is no reset button. The pull may take some pressure off, so that a little disc tissue may ease off a nerve. That is slow and gentle.
guide-myths-traction-exercise = It is said that those who do traction can drop their exercises.
guide-myths-traction-exercise-truth = It is at most a helper. What lasts mostly comes from a strong middle, stretching and posture.
guide-myths-traction-one = It is said that everyone feels better after one session.
guide-myths-traction-one-truth = Most people who notice a change need several sessions. Some notice none.
guide-myths-traction-more = It is said that a long and strong pull does a lot of good.
guide-myths-traction-more-truth = Too much is a known mistake. Nape never asks for more.

## Sayings about pops
guide-myths-pops-title = Sayings about pops
guide-myths-pops-summary = What people say about cracking, and what is known.
guide-myths-pops-pop = It is said that the more it pops, the better it works.
guide-myths-pops-pop-truth = Pops say little about whether neck pain gets better. The sound is thought to be gas in a joint.
guide-myths-pops-harm = It is said that cracking always ruins the neck.
guide-myths-pops-harm-truth = Now and then, done well, it is not thought to do lasting harm in general. Too much or badly done, it may stretch or tear the bands that hold the joints.
guide-myths-pops-solve = It is said that cracking solves neck pain.
guide-myths-pops-solve-truth = The effect is mild and short at best.
guide-myths-pops-health = It is said that the pop itself does the body good.
guide-myths-pops-health-truth = A few studies hint at a slight effect in some patients. The article itself calls that weak.

## Habits that undo it
guide-mistakes-habits-title = Habits that undo it
guide-mistakes-habits-summary = What you do in the other hours of the day counts too.
guide-mistakes-habits-hunched = Using traction, then bending over a desk for the rest of the day.
guide-mistakes-habits-couch = Lying on the couch with the head pushed forward over a phone. People call this text neck or tech neck.
guide-mistakes-habits-desk = Sitting at a desk for hours with no break. A reminder to get up can help.
guide-mistakes-habits-moving = Leaving out the moves and stretches. Muscles stay loose only when they move.
guide-mistakes-habits-breath = Breathing high up in the chest. A tight upper back and shallow breath often come as a pair.
guide-mistakes-habits-unseen = Some posture habits work unseen. Write down what you did before it hurt.

## Too much, too fast
guide-mistakes-overdoing-title = Too much, too fast
guide-mistakes-overdoing-summary = Haste and large amounts are the mistakes that sources name most.
guide-mistakes-overdoing-rush = Rushing. What took years to build up takes time to ease.
guide-mistakes-overdoing-hang = Hanging too long, or with too much force.
guide-mistakes-overdoing-tools = Starting every tool at once. Then nobody can tell what helped and what hurt.
guide-mistakes-overdoing-magic = Hoping for magic. Expect little, and see what comes.
guide-mistakes-overdoing-crack = Rubbing or cracking your neck again and again for brief relief. If it becomes a pattern, tell a provider.
