# What a report for the provider says. It speaks of the person to somebody else, and of what they told: no praise, no blame,
# no cause, no advice to pull. Dates are written as YYYY-MM-DD, so that they mean the same everywhere.

report-title = Traction report
report-subject = { $from } to { $to }, as the person's own journal tells it.
report-footer = Nape { $version } · { $who } · { $from } to { $to } · told by the person, not an examination
report-page = Page { $page } of { $pages }
report-demonstration = Made for demonstration
report-demonstration-why = Nothing in this journal happened. It was made to try the program.
report-who-name = { $name }
report-who-born = born { $date }
report-who-number = record number { $number }
report-who-journal = journal { $id }

## Words for values

report-modality = { $modality ->
    [manual] By a provider's hands
    [clinic_mechanical] Machine in a clinic
    [over_door_pulley] Over-the-door pulley
    [neck_hammock] Neck hammock
    [home_unit] Home unit
    [traction_table] Traction table
    [hanging_bar] Hanging bar
    [inversion_table] Inversion table
    [neck_cracking] Cracking the neck
    [foam_roller] Foam roller
    [foam_roller_trapezius] Foam roller, trapezius
    [professional_adjustment] Adjustment by a professional
   *[complementary] Complementary practice
}
report-modality-lumbar = { $modality }, lower back
report-outcome = { $outcome ->
    [emergency] emergency: help needed now
    [blocked] no session
    [needs_provider] provider first
   *[clear] nothing told against it
}
report-action = { $action ->
    [emergency] emergency
    [stop_and_see] stopped, to be looked at
    [end_and_lower] ended, next dose lower
    [lower] lowered by a step
   *[note] written down
}
report-end = { $end ->
    [completed] to the end
    [stopped] stopped
    [emergency] stopped: emergency
    [interrupted] interrupted
   *[uncertain] end not known
}
report-end-eased = { $end }, eased off
report-end-rehearsal = rehearsal, no pull
report-end-logged = told afterwards
report-end-open = not finished
report-review = { $review ->
    [day_10] Review after 10 days
    [session_6] Review after 6 sessions
    [session_10] Review after 10 sessions
   *[week_4] Review after 4 weeks
}
report-minutes = { $minutes } min
report-level = level { $level }
report-body-weight = own weight
report-sets = { $sets } × { $hold } s
report-cycle = { $hold } s hold, { $rest } s rest
report-sustained = one steady pull
report-unknown = not told

## The first page: what has to be seen first (P34)

report-stops = Stops and locks
report-locked-now = Sessions are locked: nobody has looked at this yet
report-locked-since = Since { $date }: { $what }
report-no-stops = In these days no session was stopped because of a symptom, and nothing is locked now. That is what was told; it is not an examination.
report-no-lock-now = Nothing is locked now.
report-stops-caption = Sessions that ended before their time
report-locks-caption = Locks, and who looked at them, as entered by the person
report-column-date = Date
report-column-when = When
report-column-how = Way of traction
report-column-felt = Symptoms
report-column-ended = How it ended
report-column-why = Why, in the person's words
report-column-what = What was told
report-column-examined = Looked at
report-not-examined = nobody yet
report-examined = { $date }, { $by }: { $advice }
report-overdue = Reviews that are due
report-overdue-since = { $review }: due since { $date }
report-no-overdue = No review is due.
report-prescribed = Prescribed and delivered
report-prescribed-by = { $how }: plan of { $name }, { $date }, as entered by the person
report-prescribed-own = { $how }: the person's own plan, without a provider
report-no-plan = { $how }: no plan
report-column-measure = What
report-column-prescribed = Prescribed
report-column-delivered = Delivered
report-row-sessions = Sessions
report-row-load = Pull
report-row-time = Length
report-row-cycle = Cycle
report-at-most-day = at most { $day } a day
report-at-most-week = at most { $day } a day, { $week } a week
report-sessions-done = { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
} on { $days ->
    [one] 1 day
   *[other] { $days } days
} of { $of }
report-sessions-ended = { $completed } to the end, { $short } before their time
report-load-range = { $least } to { $most }
report-time-range = { $least } to { $most } min under the pull
report-time-all = { $most } min under the pull
report-limited = Lowered by: { $limits }
report-expired = The plan's last day was { $date }.

## Session by session

report-sessions = Session by session
report-sessions-caption = Dose, pain from 0 to 10, and symptoms
report-sessions-some = The last { $shown } of { $all } sessions. A report as tables has all of them.
report-no-sessions = No session was done in these days.
report-months-caption = Month by month
report-column-month = Month
report-column-year = Year
report-column-sessions = Sessions
report-column-short = Before their time
report-column-dose = Dose
report-column-under = Under the pull
report-column-pain-before = Pain before
report-column-pain-after = after
report-column-pain-day = a day later
report-column-end = End
report-pain-means = Pain before and after are means of what was told.

## Pain and other measures

report-measures = Pain and other measures
report-measures-caption = The first week beside the last one
report-column-first = First week
report-column-last = Last week
report-column-days = Days with an entry
report-column-said = What may be said
report-measure = { $kind ->
    [pain] Pain, 0 to 10
    [stiffness] Stiffness in the morning, 0 to 10
    [tingling] Tingling, 0 to 10
    [headache] Headaches a day
    [sleep] Sleep, 0 to 10
    [discomfort] Discomfort in the upper back, 0 to 10
    [twinges] Twinges a day
    [tension] Tension at the desk, 0 to 10
    [waking_energy] Energy on waking, 0 to 10
    [posture] Awareness of posture, 0 to 10
    [mood] Mood, 0 to 10
    [range_of_motion] Range of motion
    [medication] Medicines taken a day
   *[other] Other
}
report-chart-alternative = { $what }. { $days } of { $of } days have an entry. { $weeks }
report-chart-weeks = The mean of the first week ({ $first-from } to { $first-to }) is { $first }, that of the last one ({ $last-from } to { $last-to }) { $last }. { $said }
report-chart-few = The first or the last week has too few entries for a mean. { $said }
report-key-day = a day
report-key-mean = mean of seven days
report-key-unchanged = less than { $points } points from the first week
report-key-gap = no entry
report-said = { $reason ->
    [meaningful] { $direction ->
        [higher] Higher by { $points } points or more.
       *[lower] Lower by { $points } points or more.
    } This does not show what caused it.
    [no_clear_change] { $direction ->
        [higher] Higher; no clear change yet.
        [lower] Lower; no clear change yet.
       *[same] The same.
    }
   *[other] Too few days to compare.
}
report-no-measures = Nothing was written down that can be drawn.

## Screening and what else was told

report-screening = Screening
report-screening-count = { $forms ->
    [one] 1 form was answered
   *[other] { $forms } forms were answered
}; { $spoke ->
    [0] none of them spoke against a session.
    [one] 1 of them spoke against a session.
   *[other] { $spoke } of them spoke against a session.
}
report-screening-caption = Forms that spoke against a session
report-screening-some = The last { $shown } of { $all }.
report-column-outcome = Outcome
report-column-rules = What held
report-unanswered = Questions were left open.
report-symptoms = Symptoms outside sessions
report-symptoms-caption = What was told, and what followed
report-contacts = Contacts, clearances, reviews
report-contact = { $date }: contact with { $who }, as entered by the person
report-contact-about = { $date }: contact with { $who } about { $about }, as entered by the person
report-clearance = { $date }: clearance by { $name } for { $how }, as entered by the person ({ $rules })
report-clearance-withdrawn = { $clearance }; withdrawn { $date }
report-reviewed = { $date }: { $review }, change as felt { $groc }, pain { $pain }
report-notes = Notes
report-note = { $date }: { $note }
report-notes-some = The last { $shown } of { $all } notes.
report-about = About this report
report-about-source = Everything here was told by the person or measured by their device; plans and clearances are as entered by the person, not orders. Simulated sessions are left out. Questions and rules: version { $version }.
report-about-limits = Where Nape has limits of its own, they come from published articles and clinical studies, and some are its makers' own decisions; docs/evidence.md of the project lists each with its source. Studies of neck traction disagree, and none shows that it helps everyone.
report-journal-id = The journal's number, { $id }, stands for the person where no name does.
