# Messages of plan, in English.

## Limits and rules: one message for each name in plan/limit.rs

plan-envelope-modality = Nape cannot plan this kind of traction.
plan-envelope-logged = A provider does this with you, so there is no plan for it. Log it afterwards.
plan-envelope-education = Nape only tells you about this and keeps a log of it. There is no plan and no timer.
plan-envelope-routine = This is part of a routine, not a plan of its own.
plan-envelope-region = This kind of traction is not planned for this part of the spine.
plan-envelope-plan-required = This kind of traction runs only on a current plan from a provider, with name and date.
plan-envelope-force-max = Nape's own limit for such a plan is { $limit }.
plan-envelope-height-max = Nape's own limit for the height of such a plan is { $limit }.
plan-envelope-height-min = The lowest height is { $limit } above the floor.
plan-envelope-duration-max = Nape's own limit for one session of such a plan is { $limit }.
plan-envelope-under-load-max = Nape's own limit for all holds of such a session together is { $limit }.
plan-envelope-under-load-min = All holds of such a session together last at least { $limit }.
plan-envelope-pattern = This kind of traction is one steady pull, without rests.
plan-envelope-sets = Such a session may have at most { $limit } sets.
plan-envelope-set-rest = Between two sets, rest at least as long as you hold.
plan-envelope-hold = The length of a hold is outside what this kind of traction allows.
plan-envelope-ratio = The hold is too long or too short beside the rest.
plan-envelope-angle = The angle is outside what this kind of traction allows.
plan-envelope-position = This position is not one for this kind of traction.
plan-envelope-ramp-max = The pull would change too fast: at most { $limit } each second.
plan-envelope-ramp-min = The pull would change too slowly: at least { $limit } each second.
plan-envelope-per-day = Such a plan may have at most { $limit ->
    [one] one session
   *[other] { $limit } sessions
} a day.
plan-envelope-per-week = Such a plan may have at most { $limit } sessions a week.

plan-plan-force = This is not a pull that a plan can ask for.
plan-plan-load = Exactly one field says how strong the pull is.
plan-plan-unfit = This field does not belong to this kind of traction.
plan-plan-level = Levels count from 1.
plan-plan-height = This is not a height that a plan can ask for.
plan-plan-angle = This kind of traction needs an angle.
plan-plan-sets = This session is counted in sets: say how many.
plan-plan-sets-duration = These sets and rests last { $limit } in all, so that is the length of the session.
plan-plan-share = A share of body weight lies above 0 and is at most 1.
plan-plan-duration = A session lasts at least one second.
plan-plan-cycle = An intermittent session needs a hold and a rest; a sustained one has neither.
plan-plan-hold = A hold lasts at least one second and no longer than the session.
plan-plan-rest = A rest lasts at least one second.
plan-plan-rest-force = The pull of a rest is no more than that of a hold.
plan-plan-ramps-fit = The pull cannot rise and be released in this time.

plan-body-weight-range = This is not a body weight that Nape can calculate with.
plan-body-weight-needed = A share of body weight needs the body weight.
plan-body-weight-unknown = Without a known body weight or a provider's plan only the start dose is used: { $limit }.
plan-body-weight-share-10-percent = Without a provider's plan the limit is 10 % of body weight: { $limit }.
plan-body-weight-share-15-percent = This pull is 15 % of body weight or more ({ $limit }). Talk it over with the provider who gave the plan.

plan-provider-needs-name-over-20-lb = From { $limit } on, a provider's name and date are needed.
plan-provider-name = The provider's name is missing.
plan-provider-date = The plan was given on a day that is still to come.
plan-provider-dates-reversed = The plan would end before the day on which it was given.
plan-provider-expired = The provider's plan is no longer valid.

plan-first-dose-force = The first dose, and the one after a long break, pulls at most { $limit }.
plan-first-dose-duration = The first dose, and the one after a long break, lasts at most { $limit }.
plan-first-dose-height = The first dose, and the one after a long break, is at a height of at most { $limit }.
plan-first-dose-under-load = In the first dose, and the one after a long break, all holds together last at most { $limit }.
plan-first-dose-angle = The first dose, and the one after a long break, is at an angle of at most { $limit } degrees.

plan-device-unknown = The device's own limits will be compared once it is connected.
plan-device-modality = The connected device is for another kind of traction.
plan-device-region = The connected device is not for this part of the spine.
plan-device-intermittent = The connected device cannot pull and rest in turn.
plan-device-levels = A level needs a provider's plan, or a connected device that has it. A level is never turned into a force.
plan-device-force-max = The device pulls at most { $limit }.
plan-device-force-min = After all limits the pull would be below the least that the device can hold: { $limit }.
plan-device-force-step = The device sets its pull in steps of { $limit }.
plan-device-duration-max = The device runs at most { $limit }.
plan-device-ramp-max = The device changes its pull by at most { $limit } each second.

## What is allowed in a field

plan-allowed-range = { $from } to { $to }
plan-allowed-milliseconds = { $from } to { $to } milliseconds
plan-allowed-at-least-milliseconds = at least { $from } milliseconds
plan-allowed-at-least = { $from } or more
plan-allowed-nothing-yet = no value, while other limits stand as they are
plan-allowed-absent = leave it out
plan-allowed-words = one of: { $words }
plan-allowed-body-weight = 25 to 300 kg
plan-allowed-provider = a provider with name and date
plan-allowed-text = any text but an empty one
plan-allowed-until = a date up to { $to }
plan-allowed-from = a date from { $from } on
plan-allowed-load = exactly one of: { $words }
plan-allowed-cycle = hold_ms and rest_ms together with intermittent, neither with sustained
