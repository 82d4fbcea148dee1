# One page to take along to a visit (P33): what was told, what to ask, and a blank plan for the provider to fill in.

visit-title = For the visit
visit-subject = What to talk over with a provider, and a blank plan to fill in.
visit-told = What was told
visit-told-none = In these days no rule spoke against a session. That is what was told; it is not an examination.
visit-questions = Questions to ask
visit-question-cause = What is the likely cause of my complaint, and does traction suit it?
visit-question-told = Does what stands above have to be examined before the next session?
visit-question-dose = Which technique, how strong, at which angle, how long, how often?
visit-question-stop = When do I stop at once, and whom do I call then?
visit-question-review = How do we see whether it helps, and when do we look at it again?
visit-plan = Plan for traction, to be filled in by the provider
visit-plan-technique = Technique and device
visit-plan-technique-hint = by hand, pulley, hammock, home unit, table, bar, inversion table
visit-plan-load = Force or level
visit-plan-load-hint = N, kg or lb; or the maker's level
visit-plan-angle = Angle and position
visit-plan-angle-hint = degrees; lying or sitting
visit-plan-minutes = Minutes a session
visit-plan-cycle = Cycle
visit-plan-cycle-hint = hold and rest in seconds, or one steady pull
visit-plan-often = How often
visit-plan-often-hint = a day, a week
visit-plan-stop = When to stop
visit-plan-review = Next review, valid until
visit-plan-provider = Name, phone, date
