# What a reminder says. Neutral and short: nothing counts what was missed, nothing asks to catch up (E03). On a locked screen
# only the first two are shown, unless the person wants more (P32).

reminder-discreet = Nape
reminder-discreet-body = Something that you wanted to be reminded of.
reminder-refresh = Nape
reminder-refresh-body = Open Nape once, so that it can plan what comes next.
reminder-next-day-check = The day after
reminder-next-day-check-body = How was it in the day after your session?
reminder-session = Session
reminder-session-body = The time that you chose for a session.
reminder-medication = { $title }
reminder-medication-body = The time that you chose for it.
reminder-plan-expiry = Your plan
reminder-plan-expiry-body = Your provider's plan ends in a week.
reminder-review = Review
reminder-review-body = A look back at how it goes is due.
reminder-rescreening = Questions
reminder-rescreening-body = The long list of questions is due before the next session.
reminder-device-battery = Your unit
reminder-device-battery-body = Its battery was low when you last used it.
reminder-device-sync = Your unit
reminder-device-sync-body = It may have a record of a session that is not in your journal yet.
reminder-symptom-check = How is it?
reminder-symptom-check-body = A number from 0 to 10 is enough.
reminder-custom = { $title }
reminder-custom-body = You wanted to be reminded of this.
reminder-breathing = Breathing
reminder-breathing-body = A few quiet breaths.
reminder-posture-break = A short break
reminder-posture-break-body = Get up and move a little.
