# A plan that came as a file: each field as the person confirms it.

plan-import-modality = The kind of traction: { $value ->
    [manual] by a provider's hands
    [clinic_mechanical] by a machine in a clinic
    [over_door_pulley] over-the-door pulley
    [neck_hammock] neck hammock
    [home_unit] home unit
    [traction_table] traction table
    [hanging_bar] hanging from a bar
    [inversion_table] inversion table
    [neck_cracking] cracking your own neck
    [foam_roller] foam roller under the neck
    [foam_roller_trapezius] foam roller under the upper back
    [professional_adjustment] adjustment by a professional
   *[complementary] other practices
}
plan-import-region = The part of the spine: { $value ->
    [lumbar] the lower back
   *[cervical] the neck
}
plan-import-provider-name = The provider who gave it: { $value }
plan-import-provider-date = The day it was given: { $value }
plan-import-provider-expires = The last day on which it holds: { $value }
plan-import-provider-phone = The provider's phone: { $value }
plan-import-body-weight = Your body weight: { $value }
plan-import-pattern = The pattern: { $value ->
    [intermittent] pull and rest in turn
   *[sustained] one steady pull
}
plan-import-force = The pull: { $value }
plan-import-level = The device's level: { $value }
plan-import-height = The hammock's height above the floor: { $value }
plan-import-body-weight-share = The pull as a share of your body weight (1 is all of it): { $value }
plan-import-duration-ms = The whole session: { $value }
plan-import-hold-ms = One hold: { $value }
plan-import-rest-ms = One rest: { $value }
plan-import-rest-force = The pull of a rest: { $value }
plan-import-ramp-up-ms = The time for the pull to come on: { $value }
plan-import-ramp-down-ms = The time for the pull to go off: { $value }
plan-import-angle-deg = The angle, in degrees: { $value }
plan-import-position = How you lie or sit: { $value ->
    [supine] on your back
    [prone] face down
    [seated] sitting
   *[standing] standing
}
plan-import-sets = Sets: { $value }
plan-import-per-day = Sessions a day, at most: { $value }
plan-import-per-week = Sessions a week, at most: { $value }

# Where it is not confirmed.
plan-import-open = This plan came as a file. Each of its fields needs your own yes; these are open: { $fields }.
plan-import-typed = This plan came as a file. Type how strong the pull is a second time, number and unit, just as the provider's plan says it. It was not typed, or not as the file has it.
