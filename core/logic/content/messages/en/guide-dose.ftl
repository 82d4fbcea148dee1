# Words of the cards in guide/cards/dose.toml, in English.

## How long, to begin with
guide-dose-first-sessions-title = How long, to begin with
guide-dose-first-sessions-summary = For home beginners one source names five to ten minutes; Nape begins with five.
guide-dose-first-sessions-beginners = 5 to 10 minutes a session is what one article gives for beginners at home.
guide-dose-first-sessions-first = 5 minutes was that writer's own first time in a hammock.
guide-dose-first-sessions-routine = 5 to 10 minutes with a hammock or a pulley is part of the same writer's routine.
guide-dose-first-sessions-nape = In Nape the first session, and the first after two idle weeks, lasts 5 minutes. A current plan from a provider may say otherwise.
guide-dose-first-sessions-often = How often is up to your provider. The clinic page leaves that number to them, and so does Nape.
guide-dose-first-sessions-clinic = Times from a clinic are no measure for home. They count only as part of a provider's plan.

## Short and regular; enough is enough
guide-dose-short-and-regular-title = Short and regular; enough is enough
guide-dose-short-and-regular-summary = Short and regular is what one source found best, and a missed session is not made up for.
guide-dose-short-and-regular-regular = One writer got further with a short time each day than with one long time each week. It is one person's view.
guide-dose-short-and-regular-missed = A session that you missed stays missed. The next one is as long as any other.
guide-dose-short-and-regular-more = With the spine, a larger amount is not always a better one.
guide-dose-short-and-regular-overdone = The same writer names overdoing it as a first mistake.
guide-dose-short-and-regular-less = Needing it less often can be good news, if pain and stiffness held steady, with no stop and no lock.
guide-dose-short-and-regular-hold = The ways on are to hold, to lower or to taper off. Taper means fewer sessions, bit by bit.

## What a clinic or a plan sets
guide-dose-clinic-title = What a clinic or a plan sets
guide-dose-clinic-summary = In a clinic, time, weight and angle are set for one person by a trained eye.
guide-dose-clinic-length = 20 to 30 minutes is a usual time for a clinic session of pull and rest. It is not a time for home without a plan.
guide-dose-clinic-cycle = The machine goes back and forth between pull and release, by the clock.
guide-dose-clinic-settings = The therapist can change three things: the weight, the angle and the length of each round of pull and rest.
guide-dose-clinic-during = The pull can be turned down while you lie there. Say so if it feels too strong.
guide-dose-clinic-levels = Home units often have a few fixed levels. Nape keeps a level as a level and never turns it into a force.
guide-dose-clinic-plan = Ask for your own numbers in writing. The page for your visit has a blank sheet for them.

## How long people hang
guide-dose-hanging-title = How long people hang
guide-dose-hanging-summary = Sources speak of seconds up to a few minutes, and no longer.
guide-dose-hanging-start = 30 seconds to 2 minutes a session is where one article has people begin.
guide-dose-hanging-sets = 2 to 4 hangs of 10 to 60 seconds is what one physical therapy site gives.
guide-dose-hanging-comfort = The article allows a slow change, and only while you are at ease. Nape never asks you for it.
guide-dose-hanging-limit = A few minutes a session is the limit that it names, to keep the risk down. Anything longer is for a provider's plan to say.
guide-dose-hanging-inversion = On an inversion table only your provider's plan counts, at the smallest angle.

## The limits that Nape keeps
guide-dose-limits-title = The limits that Nape keeps
guide-dose-limits-summary = Nape keeps to the lowest of several limits, and no clinician has signed off its own ones yet.
guide-dose-limits-lowest = The lowest limit wins: Nape's own, your provider's, or that of the device.
guide-dose-limits-day = Without a provider's plan it is one session a day at most, with six hours between two. Clinic sessions count too.
guide-dose-limits-pulley = 10 percent of body weight, or 20 lb if that is less, is the limit for a pulley without a provider's plan. So is 10 minutes.
guide-dose-limits-who = Home units, tables and inversion run only on a current provider's plan.
guide-dose-limits-after = If pain is clearly worse a day later, the next session waits. Then it is one step lower.
guide-dose-limits-break = After two weeks without a session you begin again at the first dose, with the full form.
guide-dose-limits-unsigned = These limits are Nape's own choice from the sources. A clinician still has to check them.
