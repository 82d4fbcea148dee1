# Messages of screening, in English: what it all comes to, and symptoms. $region is cervical or lumbar, $modality
# the way of traction. Plain words; a medical word never stands without its meaning.
# Questions are in screening-questions.ftl, rules and next steps in screening-rules.ftl.

## What the whole form comes to. The good case is never given a name that sounds like permission (P10), and what is
## no session is not called one: a provider's treatment, cracking (told about and logged only), a routine.
screening-outcome-emergency = { $modality ->
    [manual] Tell your provider to let go. What you told may need help right now.
    [professional_adjustment] Stop. What you told may need help right now.
    [neck_cracking] Stop. What you told may need help right now.
    [foam_roller] Stop. What you told may need help right now.
    [foam_roller_trapezius] Stop. What you told may need help right now.
    [complementary] Stop. What you told may need help right now.
   *[home_unit] Release the pull. What you told may need help right now.
 }
screening-outcome-blocked = { $modality ->
    [manual] At least one of your answers speaks against traction. Tell your provider before the next visit.
    [clinic_mechanical] At least one of your answers speaks against traction. Tell your provider before the next visit.
    [professional_adjustment] At least one of your answers speaks against an adjustment. Tell your provider before the next visit.
    [neck_cracking] Leave your neck alone. At least one of your answers speaks against cracking it.
    [foam_roller] Leave the roller. At least one of your answers speaks against rolling your neck.
    [foam_roller_trapezius] Leave the roller. At least one of your answers speaks against rolling.
    [complementary] Leave this routine. At least one of your answers speaks against it.
   *[home_unit] No session. At least one of your answers speaks against traction.
 }
screening-outcome-needs-provider = { $modality ->
    [manual] Your provider should know of this before the next visit.
    [clinic_mechanical] Your provider should know of this before the next visit.
    [professional_adjustment] Your provider should know of this before the next visit.
    [neck_cracking] Leave your neck alone for now. A provider should look at this first.
    [foam_roller] Leave the roller for now. A provider should look at this first.
    [foam_roller_trapezius] Leave the roller for now. A provider should look at this first.
    [complementary] Leave this routine for now. A provider should look at this first.
   *[home_unit] No session yet. A provider should look at this first.
 }
screening-outcome-missing = { $modality ->
    [manual] Some questions are still open.
    [clinic_mechanical] Some questions are still open.
    [professional_adjustment] Some questions are still open.
    [neck_cracking] Some questions are still open.
    [foam_roller] Some questions are still open.
    [foam_roller_trapezius] Some questions are still open.
    [complementary] Some questions are still open.
   *[home_unit] No session yet. Some questions are still open.
 }
screening-outcome-clear = { $modality ->
    [manual] Nothing that you answered speaks against the visit; this is not an examination.
    [clinic_mechanical] Nothing that you answered speaks against the visit; this is not an examination.
    [professional_adjustment] Nothing that you answered speaks against the visit; this is not an examination.
    [neck_cracking] This is not an examination, and no advice to crack your neck: that can do harm, and Nape does not guide it.
    [foam_roller] This is not an examination, and no advice to roll your neck: that can do harm, and Nape does not guide it.
    [foam_roller_trapezius] Nothing that you answered speaks against this routine; this is not an examination.
    [complementary] Nothing that you answered speaks against this routine; this is not an examination.
   *[home_unit] Nothing that you answered speaks against this session; this is not an examination.
 }

## Answers that cannot both be true
screening-contradiction-pregnant-and-under-12 = A pregnancy and an age under 12 cannot both be right.
screening-contradiction-upper-number-not-above-lower = The upper number of a blood pressure is larger than the lower one.
screening-contradiction-never-high-and-not-under-control = Blood pressure that was never high cannot be high without control.
screening-contradiction-not-told-high-and-not-under-control = Blood pressure that nobody called high cannot be high without control.

## Symptoms around a session
screening-symptom-double-vision = Seeing double
screening-symptom-slurred-speech = Slurred speech, or trouble finding words
screening-symptom-trouble-swallowing = Trouble swallowing
screening-symptom-sudden-fall = A sudden fall because your legs gave way
screening-symptom-jerking-eyes = Eyes that jump or jerk by themselves
screening-symptom-numb-face = A numb face
screening-symptom-loss-of-balance = Poor balance, or clumsy walking
screening-symptom-sudden-worst-headache = A sudden headache, the worst of your life
screening-symptom-leg-weakness = A weak leg, or both
screening-symptom-clumsy-hands = Clumsy hands
screening-symptom-numb-between-legs = Numbness between your legs
screening-symptom-bladder-or-bowel-change = Trouble passing or holding urine or stool
screening-symptom-arm-weakness = A weak arm or hand
screening-symptom-chest-pain = Chest pain, or trouble breathing
screening-symptom-passed-out = You passed out, even for a moment
screening-symptom-dizziness = Feeling dizzy or faint
screening-symptom-nausea = Feeling sick, or throwing up
screening-symptom-vision-change = A change in how you see
screening-symptom-headache = Headache
screening-symptom-sharp-pain = Sharp pain
screening-symptom-pain-in-a-new-place = Pain in a new place
screening-symptom-pain-moving-down = Pain that moves further down the arm or leg
screening-symptom-numbness-or-tingling = Numbness or tingling
screening-symptom-arm-symptoms = Pain or other feelings in the arm or hand
screening-symptom-leg-symptoms = Pain or other feelings in the leg or foot
screening-symptom-jaw-pain = Pain in the jaw or in front of the ear
screening-symptom-shoulder-or-wrist-pain = Pain in a shoulder or wrist
screening-symptom-eye-pressure = Pressure or pain in the eyes, or a red eye
screening-symptom-pain-after-cracking = Pain or an ache after the neck was cracked
screening-symptom-swelling = Swelling, heat or redness at the neck or back
screening-symptom-more-pain = More pain than before
screening-symptom-pull-hurts = The pull itself hurts
screening-symptom-more-discomfort = More discomfort than before
screening-symptom-too-strong = The pull feels too strong, and nothing else is wrong
screening-symptom-mild-soreness = Mildly sore muscles
screening-symptom-pain-moving-up = Pain that draws back from the arm or leg towards the spine
screening-symptom-two-brain-signs = Two signs together that can come from the brain
screening-symptom-pain-rose-in-session = The pain is stronger than before the session
screening-symptom-pain-did-not-settle = The pain that rose has not settled within a day
screening-symptom-pain-still-higher = The pain is still clearly stronger than before the last session

screening-symptom-next-emergency = { $modality ->
    [neck_cracking] Stop, leave your neck alone and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you crack your neck. Do not drive yourself.
    [foam_roller] Stop, leave your neck alone and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you roll your neck. Do not drive yourself.
    [foam_roller_trapezius] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and what you did before. Do not drive yourself.
    [complementary] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and what you did before. Do not drive yourself.
    [professional_adjustment] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that your neck or back was adjusted. Do not drive yourself.
   *[home_unit] Release the pull and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you use neck or back traction. Do not drive yourself.
 }
screening-symptom-next-stop-and-see = { $modality ->
    [manual] Have it stopped. No more of it until a provider has looked at this.
    [clinic_mechanical] Have it stopped. No more of it until a provider has looked at this.
    [professional_adjustment] Have it stopped. No more of it until a provider has looked at this.
    [neck_cracking] Stop and leave your neck alone until a provider has looked at this.
    [foam_roller] Stop and leave the roller until a provider has looked at this.
    [foam_roller_trapezius] Stop and leave the roller until a provider has looked at this.
    [complementary] Stop and leave the routine until a provider has looked at this.
   *[home_unit] Release the pull and end the session. No more sessions until a provider has looked at this.
 }
screening-symptom-next-end-and-lower = { $modality ->
    [manual] Have it stopped, and tell your provider before the next visit.
    [clinic_mechanical] Have it stopped, and tell your provider before the next visit.
    [professional_adjustment] Have it stopped, and tell your provider before the next visit.
    [neck_cracking] Stop and leave your neck alone. If it does not settle within a day, have it looked at.
    [foam_roller] Stop and leave the roller. If it does not settle within a day, have it looked at.
    [foam_roller_trapezius] Stop for today. If it settles within a day, do less of it the next time.
    [complementary] Stop for today. If it settles within a day, do less of it the next time.
   *[home_unit] Release the pull and end the session. If it settles within a day, the next one is a step lower.
 }
screening-symptom-next-lower = { $modality ->
    [manual] Ask for less pull, and say why.
    [clinic_mechanical] Ask for less pull, and say why.
    [professional_adjustment] Ask for less, and say why.
    [neck_cracking] Leave your neck alone today.
    [foam_roller] Leave the roller today.
    [foam_roller_trapezius] Do less of it.
    [complementary] Do less of it.
   *[home_unit] Lower the pull by one step.
 }
screening-symptom-next-hold-then-lower = { $modality ->
    [manual] Tell your provider before the next visit.
    [clinic_mechanical] Tell your provider before the next visit.
    [professional_adjustment] Tell your provider before the next visit.
    [neck_cracking] Leave your neck alone today.
    [foam_roller] Leave the roller today.
    [foam_roller_trapezius] None today. Do less of it the next time.
    [complementary] None today. Do less of it the next time.
   *[home_unit] No session today. The next one is a step lower.
 }
screening-symptom-next-note = { $modality ->
    [over_door_pulley] It is written down. Your dose stays as it is.
    [neck_hammock] It is written down. Your dose stays as it is.
    [home_unit] It is written down. Your dose stays as it is.
    [traction_table] It is written down. Your dose stays as it is.
    [hanging_bar] It is written down. Your dose stays as it is.
    [inversion_table] It is written down. Your dose stays as it is.
   *[manual] It is written down.
 }
