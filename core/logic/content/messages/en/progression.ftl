# What the course so far says of the next dose. Nothing here praises or offers more: the permit messages are for the
# screen on which a person opens the dose, and for nothing else.

plan-progression-held-day = You told of more pain on the day after a session. Rest the neck or back from pulling: no session before { $date }. The dose after that is one step lower.
plan-progression-lowered = Pain or discomfort rose, so the dose is one step lower until your provider gives a new plan.
plan-progression-last-dose = Without a current plan from a provider, no dose is above the last one that you had.
plan-progression-two-holds = Pain was higher on two days within one week. Sessions wait until you have talked with a provider and written that down.
plan-progression-no-provider = Ten sessions are done without a provider's plan. Sessions wait until you have talked with a provider and written that down.
plan-progression-not-better = At the review after ten sessions it is not better. Sessions wait until you have talked with a provider and written that down.
plan-progression-review = Ten sessions are done. Look back first: how is it now, next to when you began?
plan-progression-restart = The last session is two weeks ago or more. It starts again with the full form, and at the first dose where no provider's plan holds.
plan-progression-taper = Pain has not gone up for two weeks. If you like, you may try sessions less often. Fewer of them is fine.
plan-progression-one-variable = This plan asks for more in several things at once. Only one thing may change at a time.
plan-progression-not-yet = This plan asks for more than is open to you now. That takes your provider's newer plan.

## Only where the dose is opened

plan-progression-permit-force = Your provider's plan and your last three sessions would allow a pull of { $limit } at most. There is no need to change anything.
plan-progression-permit-level = Your provider's plan and your last three sessions would allow level { $limit } at most. There is no need to change anything.
plan-progression-permit-height = Your provider's plan and your last three sessions would allow the next height at most. There is no need to change anything.
plan-progression-permit-time = Your plan and your last three sessions would allow { $limit } at most. There is no need to change anything.

progression-review-day-10 = Ten days
progression-review-session-6 = Six sessions
progression-review-session-10 = Ten sessions
progression-review-week-4 = Four weeks
