# Words of the cards in guide/cards/evidence.toml, in English.

## What is known, in short
guide-evidence-in-short-title = What is known, in short
guide-evidence-in-short-summary = Studies of neck traction disagree, and none shows that it helps everyone.
guide-evidence-in-short-mixed = One trial found a benefit. Another of about the same size found none next to a sham pull.
guide-evidence-in-short-reviews = Reviews range from no clear answer to some help beside other care.
guide-evidence-in-short-arm = The trial with a benefit was about a pinched nerve in the neck. It says little about plain neck pain.
guide-evidence-in-short-clinic = In that trial a clinic's machine did better than a device over a door.
guide-evidence-in-short-back = All of these studies are about the neck. Nape has none to show for the lower back.
guide-evidence-in-short-person = No study can tell how it will go for you.

## Trials of neck traction
guide-evidence-neck-trials-title = Trials of neck traction
guide-evidence-neck-trials-summary = Four trials: one with a benefit, two without, and one that still runs.
guide-evidence-neck-trials-fritz = 86 people with a pinched nerve, 4 weeks (Fritz, 2014). After 6 months a clinic machine came out 13.3 points of 100 better than exercise on a score of daily life. Likely range: 5.6 to 21.0.
guide-evidence-neck-trials-door = 8.1 points: so much better did the machine do than an over-door device in that trial. Likely range: 0.8 to 15.3.
guide-evidence-neck-trials-year = 9.8 points was the gap to exercise after 12 months. Likely range: 0.2 to 19.4, so it may be close to none.
guide-evidence-neck-trials-young = 81 people, about 2 visits a week for 4 weeks (Young, 2009). There was no clear gap between traction and a sham pull.
guide-evidence-neck-trials-home = 20 women, 10 sessions of steady home over-door traction (Bagheripour, 2016). There was no clear gap to usual physical therapy.
guide-evidence-neck-trials-running = 206 people are to take part in a hospital trial that runs until 2027 (TracCerv2). It had no results when this card was written.

## Reviews and a guideline
guide-evidence-reviews-title = Reviews and a guideline
guide-evidence-reviews-summary = Reviews of many trials give no single answer.
guide-evidence-reviews-graham = 7 trials with 958 people (Graham, 2008). Only one of them had a low risk of bias. Steady traction next to placebo: -0.16 on a standard scale, likely range -0.59 to 0.27. It speaks neither for nor against.
guide-evidence-reviews-romeo = -0.85 on a standard scale for pain soon after, likely range -1.63 to -0.06 (Romeo, 2018). Here a machine was added to physical therapy. Less than zero means less pain.
guide-evidence-reviews-later = -1.17 for pain some months on, likely range -2.25 to -0.10, and -1.05 for daily life, in the same review.
guide-evidence-reviews-colombo = Another review found a gap in pain that shows in the sums, yet is too small to matter to a patient (Colombo, 2020).
guide-evidence-reviews-guideline = A guideline for physical therapists (Blanpied, 2017) gives a middle grade to pull and rest along with exercise and hands-on care. It is about long-lasting neck pain with arm pain. Nape knows its wording only at second hand.

## Can one tell whom it helps?
guide-evidence-who-responds-title = Can one tell whom it helps?
guide-evidence-who-responds-summary = One study tried to find out, and Nape does not use its rule.
guide-evidence-who-responds-group = 30 of 68 people, 44 percent, did well after 6 sessions in 3 weeks (Raney, 2009). It was the first study of this rule.
guide-evidence-who-responds-signs = Five signs were more common in those who did well. Four of the five need an exam by a clinician.
guide-evidence-who-responds-derived = Such a rule has to be tried on new people. A later trial backed it on one score at one time only.
guide-evidence-who-responds-not = So Nape does not work it out, and asks nothing for it. Your provider may know it.

## Blood pressure and eyes
guide-evidence-pressure-title = Blood pressure and eyes
guide-evidence-pressure-summary = A strong pull and a head-down tilt both change blood pressure.
guide-evidence-pressure-tsai = 96 people (Tsai, 2011): a pull of 10 to 20 percent of body weight left blood pressure as it was. 30 percent made it go up, and is to be avoided.
guide-evidence-pressure-chang = 180 people (Chang, 2012): 5 percent changed nothing, while 15 and 25 percent made blood pressure go up. Heart patients need care.
guide-evidence-pressure-akinbo = 30 people (Akinbo, 2004): at 7.5 percent it went down, and 9 of them had an unwanted reaction.
guide-evidence-pressure-high = 168 people with high blood pressure (Myśliwiec, 2014): no threat was seen. Nape stays strict: high pressure that is not under control rules traction out.
guide-evidence-pressure-eyes = 16.4 to 34 mmHg in one study and 14.1 to 35.6 in another: so far eye pressure rose head down (LeMarr, 1984; Friberg, 1985). mmHg is the unit of a blood pressure cuff.
guide-evidence-pressure-tilt = 110/77 to 130/90 was the rise of blood pressure head down in 26 people (LeMarr, 1984).
guide-evidence-pressure-bleed = 1 of 11 people had a bleed in the eye in a chair that turns head down (Pacific University, 1986). Blood pressure rose from 117/79 to 140/107.

## Lying or sitting
guide-evidence-position-title = Lying or sitting
guide-evidence-position-summary = One study favours lying down; it cannot say how you will feel.
guide-evidence-position-fater = 13.6 kg for 5 minutes at 15 degrees (Fater, 2008): the backs of the neck bones moved apart in people who lay, but not in people who sat.
guide-evidence-position-lying = A clinic's own rules prefer lying down too (2004).
guide-evidence-position-fresh = The same rules ask for at least 24 hours after a fresh injury. Nape asks for an exam first.
guide-evidence-position-not = That weight was a study's, not a goal. Your own plan and limits hold.
