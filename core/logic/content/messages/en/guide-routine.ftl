# Words of the cards in guide/cards/routine.toml, in English.

## One person's routine
guide-routine-example-title = One person's routine
guide-routine-example-summary = One writer's routine has four short parts, and is shown as an example only.
guide-routine-example-plain = It was simple and real, and easy to do again.
guide-routine-example-pull = First came traction for five to ten minutes, by hammock or pulley. Yours follows your own plan and limits.
guide-routine-example-breath = Then breathing, and a reset of posture at a wall.
guide-routine-example-move = Then light stretches for the upper back and shoulders.
guide-routine-example-calm = Last came some quiet, since tension is not only in the body.
guide-routine-example-short = The writer kept it short so as not to burn out.
guide-routine-example-small = Small changes can add up. A day left out is just a day left out.
guide-routine-example-own = You can put together a routine of your own here, with at most two tools. A simple timer guides it.
