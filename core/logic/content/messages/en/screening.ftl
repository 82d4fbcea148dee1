# Messages of screening, in English. $region is cervical or lumbar, $modality the way of traction.
# Plain words; a medical word never stands without its meaning.

## What the whole form comes to. The good case is never given a name that sounds like permission.
screening-outcome-emergency = Release the pull. What you told may need help right now.
screening-outcome-blocked = No session. At least one of your answers speaks against traction.
screening-outcome-needs-provider = No session yet. A provider should look at this first.
screening-outcome-missing = No session yet. Some questions are still open.
screening-outcome-clear = Nothing that you answered speaks against this session; this is not an examination.

## Questions: emergency
screening-question-emergency-signs = Do you have any of these now, or are they new since a provider last looked at you?
screening-help-emergency-signs = Each of these can mean that a nerve, the spinal cord or a blood vessel to the brain is in trouble. If you are not sure, we act as if you have it.
screening-option-emergency-signs-double-vision = Seeing double
screening-option-emergency-signs-slurred-speech = Slurred speech, or trouble finding words
screening-option-emergency-signs-trouble-swallowing = Trouble swallowing
screening-option-emergency-signs-sudden-fall = A sudden fall because your legs gave way
screening-option-emergency-signs-jerking-eyes = Eyes that jump or jerk by themselves
screening-option-emergency-signs-numb-face = A numb face
screening-option-emergency-signs-loss-of-balance = Poor balance, or clumsy walking
screening-option-emergency-signs-sudden-worst-headache = A sudden headache, the worst of your life
screening-option-emergency-signs-leg-weakness = A weak leg, or both
screening-option-emergency-signs-clumsy-hands = Clumsy hands: buttons or keys have become hard
screening-option-emergency-signs-numb-between-legs = Numbness between your legs, where a saddle would touch
screening-option-emergency-signs-bladder-or-bowel-change = Trouble passing or holding urine or stool
screening-option-emergency-signs-arm-weakness = A weak arm or hand
screening-option-emergency-signs-none = None of these

screening-question-other-warning-signs = Are any of these new or worse since your last session, or since a provider last looked at you?
screening-help-other-warning-signs = For a first session, think of the last four weeks. Tick only what no provider has looked at yet.
screening-option-other-warning-signs-dizziness = Feeling dizzy or faint
screening-option-other-warning-signs-nausea = Feeling sick, or throwing up
screening-option-other-warning-signs-vision-change = A change in how you see
screening-option-other-warning-signs-new-headache = Headaches that are new or have changed
screening-option-other-warning-signs-new-numbness = Numbness or tingling that is new or stronger
screening-option-other-warning-signs-pain-moving-down = { $region ->
    [lumbar] Pain that moves further down your leg
   *[cervical] Pain that moves further down your arm
 }
screening-option-other-warning-signs-worse-pain = { $region ->
    [lumbar] Back pain that is new, sharp or getting worse
   *[cervical] Neck pain that is new, sharp or getting worse
 }
screening-option-other-warning-signs-none = None of these

## Questions: injury
screening-question-injury = { $region ->
    [lumbar] Have you hurt your back or neck in a fall, a crash or by a blow, without a provider having looked at it since?
   *[cervical] Have you hurt your neck, head or upper back in a fall, a crash or by a blow, without a provider having looked at it since?
 }
screening-help-injury = Small knocks count too. Nape cannot tell a strain from a broken bone.
screening-question-injury-details = What holds for this injury?
screening-option-injury-details-fall-from-height = A fall from higher than one metre (three feet), or down five stairs or more
screening-option-injury-details-blow-to-top-of-head = A blow to the top of the head, as in a dive
screening-option-injury-details-fast-crash = A car crash at more than 100 km/h (60 mph)
screening-option-injury-details-rolled-over-or-thrown-out = The car rolled over, or someone was thrown out of it
screening-option-injury-details-motor-sport-vehicle = A crash on a quad bike, snowmobile or the like
screening-option-injury-details-bicycle = A crash on a bicycle
screening-option-injury-details-limb-tingling = Tingling or numbness in an arm or leg since then
screening-option-injury-details-cannot-turn-head = You cannot turn your head halfway to the left and to the right
screening-option-injury-details-none = None of these

## Questions: general health
screening-question-general-signs = Do you have any of these?
screening-option-general-signs-fever = Fever
screening-option-general-signs-night-sweats = Sweating so much at night that your clothes get wet
screening-option-general-signs-weight-loss = Losing weight without trying
screening-option-general-signs-night-pain = Pain at night that does not ease when you change how you lie
screening-option-general-signs-none = None of these
screening-question-health-history = Does any of these hold for you, now or in the past?
screening-help-health-history = Steroids here means tablets or shots such as prednisone for weeks or longer, not a skin cream.
screening-option-health-history-cancer = Cancer of any kind
screening-option-health-history-injected-drugs = Injecting drugs
screening-option-health-history-steroids = Taking steroids for a long time
screening-option-health-history-none = None of these

## Questions: conditions
screening-question-pregnant = Are you pregnant, or could you be?
screening-question-fear-of-restraint = Does it frighten you to be strapped in or held still, or to be in a tight space?
screening-question-spine-conditions = Have you ever been told that you have, or had, any of these?
screening-option-spine-conditions-fusion = Surgery that joined bones of the neck or back together (fusion)
screening-option-spine-conditions-spinal-cord = Something that presses on or harms the spinal cord, such as myelopathy (a squeezed cord)
screening-option-spine-conditions-fracture = A broken bone in the spine
screening-option-spine-conditions-instability = A spine that is unstable: bones that slip or move too far
screening-option-spine-conditions-tumour = A growth (tumour) in or near the spine
screening-option-spine-conditions-infection = An infection in or near the spine
screening-option-spine-conditions-none = None of these
screening-question-bones-and-joints = Have you been told that you have any of these?
screening-option-bones-and-joints-severe-osteoporosis = Severe osteoporosis: very thin bones, or a bone that broke easily
screening-option-bones-and-joints-mild-osteoporosis = Mild osteoporosis: bones somewhat thinner than they should be
screening-option-bones-and-joints-weak-bones = Anything else that makes bones weak
screening-option-bones-and-joints-advanced-rheumatoid-arthritis = Advanced rheumatoid arthritis: a disease that inflames and harms the joints
screening-option-bones-and-joints-none = None of these
screening-question-heart-and-blood-pressure = Does any of these hold for you?
screening-help-heart-and-blood-pressure = If you have never had your blood pressure taken, answer that you do not know.
screening-option-heart-and-blood-pressure-uncontrolled-blood-pressure = High blood pressure that is not kept down by treatment
screening-option-heart-and-blood-pressure-none = None of these

## Questions: before you start
screening-question-age = How old are you?
screening-question-provider-consulted = { $modality ->
    [over_door_pulley] Have you talked with a health care provider about using an over-door pulley at home?
   *[home_unit] Have you talked with a health care provider about using this traction unit at home?
 }
screening-question-warnings-read = { $modality ->
    [over_door_pulley] Have you read the maker's instructions and all warnings that came with your pulley?
   *[home_unit] Have you read the maker's instructions and all warnings that came with your unit?
 }

## Questions: today
screening-question-changes-since-last = Has any of this happened since your last session?
screening-help-changes-since-last = Leave out what a provider has already looked at since then.
screening-option-changes-since-last-injury = A fall, crash or blow that hurt your neck, head or back
screening-option-changes-since-last-new-diagnosis = A provider told you about a new health problem
screening-option-changes-since-last-illness = You fell ill, have a fever or lost weight without trying
screening-option-changes-since-last-pregnancy = You are or could be pregnant
screening-option-changes-since-last-none = None of these
screening-question-pain-now = { $region ->
    [lumbar] How strong is the pain in your back now, from 0 (none) to 10 (the worst you can think of)?
   *[cervical] How strong is the pain in your neck now, from 0 (none) to 10 (the worst you can think of)?
 }
screening-question-arm-symptoms-now = How strong are pain or other feelings in your arm or hand now, from 0 (none) to 10?
screening-question-leg-symptoms-now = How strong are pain or other feelings in your leg or foot now, from 0 (none) to 10?
screening-question-tingling-now = { $region ->
    [lumbar] How strong is tingling or numbness in your legs or feet now, from 0 (none) to 10?
   *[cervical] How strong is tingling or numbness in your arms or hands now, from 0 (none) to 10?
 }

## What each rule says when it holds
screening-rule-brain-sign = Changes in sight, speech, swallowing, feeling in the face or balance can come from the brain or its blood vessels.
screening-rule-two-brain-signs = Two such signs together can mean that too little blood reaches the brain.
screening-rule-sudden-worst-headache = A sudden headache of this kind can come from a torn blood vessel.
screening-rule-spinal-cord-sign = Weak legs, clumsy hands, poor balance, numbness between the legs or trouble with bladder or bowel can come from a squeezed spinal cord.
screening-rule-new-arm-weakness = New weakness in an arm can mean that a nerve is badly pressed.
screening-rule-dizziness-or-nausea = Dizziness or feeling sick must be looked at before any traction.
screening-rule-vision-change = A change in how you see must be looked at before any traction.
screening-rule-new-headache = A new or changed headache must be looked at before any traction.
screening-rule-new-numbness = New or stronger numbness or tingling can mean that a nerve is being irritated.
screening-rule-pain-moving-down = { $region ->
    [lumbar] Pain that moves further down the leg can mean that a nerve is being irritated.
   *[cervical] Pain that moves further down the arm can mean that a nerve is being irritated.
 }
screening-rule-worse-pain = New, sharp or growing pain needs a look before more traction.
screening-rule-injury = After an injury, traction has to wait until a provider has examined you.
screening-rule-injury-dangerous = An injury of this kind can break a bone in the neck even where it hurts little.
screening-rule-injury-limb-tingling = Tingling in an arm or leg after an injury can mean that a nerve is hurt.
screening-rule-injury-cannot-turn-head = A neck that cannot turn after an injury may hide a broken bone.
screening-rule-injury-from-age-65 = From the age of 65, bones break more easily in an injury.
screening-rule-fever = Fever with neck or back pain can come from an infection.
screening-rule-night-sweats = Heavy sweating at night can be a sign of an illness behind the pain.
screening-rule-weight-loss = Weight loss without a reason can be a sign of an illness behind the pain.
screening-rule-night-pain = Pain that no position eases at night can have a cause that traction does not help.
screening-rule-past-cancer = With cancer, now or in the past, a provider should know the cause of the pain first.
screening-rule-injected-drugs = Injected drugs raise the chance of an infection in the spine.
screening-rule-steroid-use = Long use of steroids can make bones thin.
screening-rule-pregnancy = Traction is not for use during pregnancy.
screening-rule-fear-of-restraint = Traction holds you in place, and fear of that is reason enough not to use it.
screening-rule-past-fusion = Traction is not for a spine with bones joined by surgery.
screening-rule-weak-bones = Weak bones can be harmed by a pull.
screening-rule-spinal-cord-condition = Where the spinal cord is affected, a pull can do harm.
screening-rule-spinal-fracture = Where a bone of the spine is or was broken, a pull at home can do harm.
screening-rule-spinal-instability = Where the spine is unstable, a pull can move bones too far.
screening-rule-severe-osteoporosis = Very thin bones can break under a pull.
screening-rule-mild-osteoporosis = With thin bones, a provider should decide about traction.
screening-rule-spinal-tumour = With a growth in or near the spine, a pull can do harm.
screening-rule-spinal-infection = With an infection in or near the spine, a pull can do harm.
screening-rule-advanced-rheumatoid-arthritis = Advanced rheumatoid arthritis can loosen the joints of the spine.
screening-rule-uncontrolled-blood-pressure = Blood pressure has to be under control before traction.
screening-rule-under-18 = Nape is for adults; traction in younger people belongs in a clinic.
screening-rule-provider-not-consulted = Nobody should begin traction at home without a talk with a provider.
screening-rule-warnings-not-read = The warnings of your device come before its first use.
screening-rule-new-diagnosis = A new health problem can change whether traction suits you.
screening-rule-new-illness = An illness should be over, or looked at, before the next session.
screening-rule-full-form-due = The full set of questions is due again.

## What to do next
screening-next-emergency = Release the pull and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you use neck or back traction. Do not drive yourself.
screening-next-stop-and-see = Leave traction off and tell a provider about this. Call for help at once if it gets worse.
screening-next-examine-injury = Have the injury examined before any traction. Keep your neck and back quiet until then.
screening-next-examine-injury-today = Have it examined today, at an emergency department if need be. Keep your neck and back still on the way.
screening-next-see-provider = Show this to a provider. The page for your visit says what to ask.
screening-next-another-way = Ask your provider for another way to ease your pain; there are ways without a pull.
screening-next-ask-provider = Ask your provider. If they agree to traction for you, write down their name, the date and how long it holds.
screening-next-talk-to-provider = Talk with a provider first. The page for your visit says what to ask.
screening-next-read-warnings = Read them in full, then answer this question again.
screening-next-under-18 = Talk with a doctor or physical therapist about what suits your age.
screening-next-new-diagnosis = Ask the provider who told you whether traction still suits you, then answer the full form.
screening-next-full-form = Answer the full form before the next session.

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
screening-symptom-more-pain = More pain than before
screening-symptom-more-discomfort = More discomfort than before
screening-symptom-too-strong = The pull feels too strong, and nothing else is wrong
screening-symptom-mild-soreness = Mildly sore muscles
screening-symptom-pain-moving-up = Pain that draws back from the arm or leg towards the spine
screening-symptom-two-brain-signs = Two signs together that can come from the brain
screening-symptom-pain-rose-in-session = The pain is stronger than before the session
screening-symptom-pain-still-higher = The pain is still clearly stronger than before the last session

screening-symptom-next-emergency = Release the pull and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you use neck or back traction. Do not drive yourself.
screening-symptom-next-stop-and-see = Release the pull and end the session. No more sessions until a provider has looked at this.
screening-symptom-next-end-and-lower = Release the pull and end the session. If it settles within a day, the next one is a step lower.
screening-symptom-next-lower = Lower the pull by one step.
screening-symptom-next-hold-then-lower = No session today. The next one is a step lower.
screening-symptom-next-note = It is written down. Your dose stays as it is.
