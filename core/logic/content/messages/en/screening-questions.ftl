# What screening asks, in English: questions, options and the help beside them. $region is cervical or lumbar,
# $modality the way of traction. Plain words; a medical word never stands without its meaning.

## Emergency
screening-question-emergency-signs = Do you have any of these now, or have you had one that nobody has examined since?
screening-help-emergency-signs = Each of these can mean that a nerve, the spinal cord or a blood vessel to the brain is in trouble. A sign that has gone away counts too, until someone has looked at it. If you are not sure, we act as if you have it.
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
screening-option-other-warning-signs-sharp-pain = { $region ->
    [lumbar] Sharp pain when you bend or twist your back
   *[cervical] Sharp pain when you turn your head or look down
 }
screening-option-other-warning-signs-none = None of these

## Injury
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
screening-option-injury-details-knocked-out = You passed out, or were dazed or confused
screening-option-injury-details-limb-tingling = Tingling or numbness in an arm or leg since then
screening-option-injury-details-cannot-turn-head = You cannot turn your head halfway to the left and to the right
screening-option-injury-details-none = None of these
screening-question-recent-strain = Does any of these hold right now, even if someone has looked at it?
screening-option-recent-strain-sudden-lock = { $region ->
    [lumbar] A back that locked all at once and will not straighten
   *[cervical] A neck that locked all at once, so that your head is stuck to one side
 }
screening-option-recent-strain-fresh-sprain = { $region ->
    [lumbar] A fresh sprain or pulled muscle in your back that has not settled
   *[cervical] A fresh sprain or pulled muscle in your neck that has not settled
 }
screening-option-recent-strain-hurt-since-yesterday = A fall, crash or blow to your neck, head or back, today or yesterday
screening-option-recent-strain-none = None of these

## General health
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

## About you
screening-question-age = How old are you?
screening-help-age = Answer for yourself alone. What suits one person can hurt another, so please do not pass your answers or your plan on: each person answers for themselves.
screening-question-pregnant = Are you pregnant, or could you be?
screening-question-fear-of-restraint = Does it frighten you to be strapped in or held still, or to be in a tight space?

## The spine
screening-question-spine-conditions = Have you ever been told that you have, or had, any of these?
screening-option-spine-conditions-fusion = Surgery that joined bones of the neck or back together (fusion)
screening-option-spine-conditions-recent-spine-surgery = Other surgery on the spine in the last year, or one that has not healed
screening-option-spine-conditions-older-spine-surgery = Other surgery on the spine, longer ago
screening-option-spine-conditions-spinal-cord = Something that presses on or harms the spinal cord, such as myelopathy (a squeezed cord)
screening-option-spine-conditions-central-disc-herniation = A disc that bulges or slipped towards the middle, where the spinal cord runs (central herniation)
screening-option-spine-conditions-fracture = A broken bone in the spine
screening-option-spine-conditions-instability = A spine that is unstable: bones that slip or move too far
screening-option-spine-conditions-upper-neck-instability = Loose joints between the top two bones of the neck
screening-option-spine-conditions-slipped-bone = A bone of the spine that has slipped forward (spondylolisthesis)
screening-option-spine-conditions-tumour = A growth (tumour) in or near the spine
screening-option-spine-conditions-infection = An infection in or near the spine, its bones or its discs
screening-option-spine-conditions-none = None of these
screening-question-spine-problems = Do you have any of these?
screening-option-spine-problems-disc-bulge = A bulging disc: a cushion between two bones of the spine that sticks out
screening-option-spine-problems-herniated-disc = A slipped (herniated) disc: such a cushion that has torn and leaks out
screening-option-spine-problems-pinched-nerve = { $region ->
    [lumbar] A pinched nerve in the back, or sciatica (nerve pain down the leg)
   *[cervical] A pinched nerve in the neck, or nerve pain down the arm
 }
screening-option-spine-problems-stenosis = Spinal stenosis: too little room for the nerves in the spine
screening-option-spine-problems-scoliosis = Scoliosis: a spine that is bent to the side
screening-option-spine-problems-spine-arthritis = Arthritis (worn joints) in the neck or back
screening-option-spine-problems-long-lasting-pain = { $region ->
    [lumbar] Back pain that has lasted three months or longer
   *[cervical] Neck or back pain that has lasted three months or longer
 }
screening-option-spine-problems-other-problem = Another problem of the spine that a provider has named
screening-option-spine-problems-none = None of these
screening-question-severe-disc-symptoms = Does the slipped disc give you strong trouble, such as bad pain, numbness, or pain that shoots into an arm or leg?
screening-question-known-numbness = { $region ->
    [lumbar] Do you have numbness or tingling in your legs or feet?
   *[cervical] Do you have numbness or tingling in your arms or hands?
 }
screening-help-known-numbness = It matters whether a provider knows of it and has found its cause.
screening-option-known-numbness-no = No
screening-option-known-numbness-looked-at = Yes; a provider knows of it and has looked for the cause
screening-option-known-numbness-not-looked-at = Yes; no provider has looked at it yet

## Bones and joints
screening-question-bones-and-joints = Have you been told that you have any of these?
screening-option-bones-and-joints-severe-osteoporosis = Severe osteoporosis: very thin bones, or a bone that broke easily
screening-option-bones-and-joints-mild-osteoporosis = Mild osteoporosis: bones somewhat thinner than they should be
screening-option-bones-and-joints-weak-bones = Anything else that makes bones weak
screening-option-bones-and-joints-advanced-rheumatoid-arthritis = Advanced rheumatoid arthritis: a disease that inflames and harms the joints
screening-option-bones-and-joints-inflamed-joints = Earlier rheumatoid arthritis, or another disease that inflames the joints or the spine
screening-option-bones-and-joints-hypermobility = Joints that bend much further than most people's (hypermobility)
screening-option-bones-and-joints-none = None of these
screening-question-connective-tissue = Were you born with, or have you been told of, any of these?
screening-option-connective-tissue-down-syndrome = Down syndrome
screening-option-connective-tissue-ehlers-danlos = Ehlers-Danlos syndrome (stretchy skin, loose joints)
screening-option-connective-tissue-marfan = Marfan syndrome (weak vessels, long limbs)
screening-option-connective-tissue-other-connective-tissue = Another disease of the tissue that holds the body together, such as lupus
screening-option-connective-tissue-none = None of these

## Heart and blood pressure
screening-question-heart-and-blood-pressure = Does any of these hold for you?
screening-help-heart-and-blood-pressure = If you cannot tell whether any of these holds, answer that you do not know.
screening-option-heart-and-blood-pressure-uncontrolled-blood-pressure = High blood pressure that is not kept down by treatment
screening-option-heart-and-blood-pressure-heart-disease = Heart disease, or a problem of the blood vessels
screening-option-heart-and-blood-pressure-severe-heart-disease = Severe heart disease: out of breath or chest pain with little effort
screening-option-heart-and-blood-pressure-severe-lung-disease = Severe lung disease: out of breath with little effort, or oxygen at home
screening-option-heart-and-blood-pressure-stroke = A stroke, or a short one that passed
screening-option-heart-and-blood-pressure-aortic-aneurysm = A bulge in the body's main blood vessel (aortic aneurysm)
screening-option-heart-and-blood-pressure-neck-artery = A narrow, blocked or torn blood vessel in the neck that feeds the brain
screening-option-heart-and-blood-pressure-neck-vein-clot = A blood clot in a vein of the neck, or a raised risk of one
screening-option-heart-and-blood-pressure-none = None of these
screening-question-blood-pressure-known = Do you know a reading of your blood pressure from the last four weeks?
screening-help-blood-pressure-known = A reading is two numbers, such as 120 over 80.
screening-question-systolic = What was the upper number?
screening-help-systolic = The first and larger of the two numbers. Take the highest reading if there were more.
screening-question-diastolic = What was the lower number?
screening-question-told-blood-pressure-is-high = Have you ever been told that your blood pressure is high, or do you take a medicine for it?
screening-question-blood-pressure-words = What have you been told about your blood pressure?
screening-option-blood-pressure-words-never-high = It was measured, and nobody said that it is high
screening-option-blood-pressure-words-high-under-control = It is high, but treatment keeps it down
screening-option-blood-pressure-words-high-not-under-control = It is high, and nothing keeps it down
screening-option-blood-pressure-words-not-measured = It has not been measured in the last year

## Other conditions
screening-question-blood-thinners = Do you take a medicine that thins the blood? Aspirin counts.
screening-question-other-conditions = Do you have any of these?
screening-option-other-conditions-stomach-ulcer = A stomach ulcer that is not healed
screening-option-other-conditions-stiff-lungs = A lung or chest disease that keeps you from breathing in fully
screening-option-other-conditions-severe-anxiety = Anxiety so strong that it gets in the way of daily life
screening-option-other-conditions-none = None of these
screening-question-worse-with-it-before = { $modality ->
    [professional_adjustment] Has an adjustment ever made your pain, numbness or other trouble worse?
   *[home_unit] Has traction ever made your pain, numbness or other trouble worse?
 }
screening-question-jaw = Does any of these hold for your jaw or neck?
screening-option-jaw-jaw-joint = Pain, clicking or locking of the jaw joint
screening-option-jaw-dentures = Dentures (false teeth)
screening-option-jaw-uneven-jaw-or-neck = A jaw or neck that is crooked or has an unusual shape
screening-option-jaw-none = None of these

## Hanging and lying upside down
screening-question-eyes-and-ears = Do you have any of these?
screening-option-eyes-and-ears-glaucoma = Glaucoma: too much pressure in the eye
screening-option-eyes-and-ears-eye-condition = Any other eye disease, such as a torn or loose retina (the back of the eye)
screening-option-eyes-and-ears-red-eye = A red, sticky eye (conjunctivitis)
screening-option-eyes-and-ears-middle-ear-infection = An infection inside the ear
screening-option-eyes-and-ears-none = None of these
screening-question-body = Does any of these hold for you?
screening-option-body-hiatal-hernia = A part of the stomach that slides up into the chest (hiatal hernia)
screening-option-body-other-hernia = A soft bulge in the belly or groin (hernia)
screening-option-body-extreme-overweight = Very great overweight: a body mass index of 40 or more, or more than the maker allows
screening-option-body-implant = A pin, plate, pump, pacemaker or other device inside your body
screening-option-body-recent-fracture = A bone broken in the last year, or one that has not healed
screening-option-body-diabetes-with-vessels = Diabetes (high blood sugar) that has changed your blood vessels or eyes
screening-option-body-none = None of these
screening-question-shoulders-and-wrists = Does any of these hold for your shoulders or wrists?
screening-option-shoulders-and-wrists-loose-shoulder = A shoulder that is loose or has come out of its socket
screening-option-shoulders-and-wrists-shoulder-surgery = Shoulder surgery in the last year, or not healed
screening-option-shoulders-and-wrists-wrist-surgery = Wrist or hand surgery in the last year, or not healed
screening-option-shoulders-and-wrists-none = None of these

## Cracking
screening-question-cracking = { $modality ->
    [foam_roller] What do you know from rolling or cracking your neck?
   *[neck_cracking] What do you know from cracking your neck?
 }
screening-option-cracking-pain-after = It has left me with pain or an ache
screening-option-cracking-swelling-after = It has left me with swelling, heat or redness
screening-option-cracking-needs-big-adjustment = My neck feels as if it needs one big push
screening-option-cracking-only-relief = It is the only thing that eases my neck
screening-option-cracking-many-times-a-day = I do it many times a day
screening-option-cracking-none = None of these

## Before you start
screening-question-provider-consulted = { $modality ->
    [over_door_pulley] Have you talked with a health care provider about using an over-door pulley at home?
    [neck_hammock] Have you talked with a health care provider about using a neck hammock at home?
    [traction_table] Have you talked with a health care provider about using a traction table at home?
    [hanging_bar] Have you talked with a health care provider about hanging from a bar?
    [inversion_table] Have you talked with a health care provider about lying on an inversion table?
    [neck_cracking] Have you talked with a health care provider about cracking your own neck?
    [foam_roller] Have you talked with a health care provider about putting a roller under your neck?
   *[home_unit] Have you talked with a health care provider about using this traction unit at home?
 }
screening-question-technique-chosen = { $modality ->
    [hanging_bar] Did a provider choose with you how and for how long you hang?
    [inversion_table] Did a provider choose with you this table, and how you use it?
   *[home_unit] Did a provider choose with you this kind of device, and how you use it?
 }
screening-question-warnings-read = { $modality ->
    [over_door_pulley] Have you read the maker's instructions and all warnings that came with your pulley?
    [neck_hammock] Have you read the maker's instructions and all warnings that came with your hammock?
    [traction_table] Have you read the maker's instructions and all warnings that came with your table?
    [inversion_table] Have you read the maker's instructions and all warnings that came with your table?
    [hanging_bar] Have you read the maker's instructions and all warnings that came with your bar?
   *[home_unit] Have you read the maker's instructions and all warnings that came with your unit?
 }
screening-question-examined = Has a provider examined you and told you what causes your trouble?
screening-question-imaging = Has a provider talked with you about a scan, such as an MRI or an X-ray?
screening-help-imaging = Many people need no scan. With a disc or nerve problem, a provider should decide.
screening-option-imaging-done = Yes, and it was done and explained to me
screening-option-imaging-not-wanted = Yes, and none is needed
screening-option-imaging-not-done = Yes, but it is not done or not explained yet
screening-option-imaging-not-talked-about = No, we have not talked about it
screening-question-supervised-trial = Was a provider beside you the first time you did this kind of traction?
screening-question-supervised-trial-date = On which day was that?
screening-question-provider-follows = Is there a provider who follows how it goes and whom you can call?

## Today
screening-question-changes-since-last = Has any of this happened since your last session?
screening-help-changes-since-last = Leave out what a provider has already looked at since then.
screening-option-changes-since-last-injury = A fall, crash or blow that hurt your neck, head or back
screening-option-changes-since-last-new-diagnosis = A provider told you about a new health problem
screening-option-changes-since-last-illness = { $modality ->
    [hanging_bar] You fell ill, have a fever, an eye or ear infection, or lost weight without trying
    [inversion_table] You fell ill, have a fever, an eye or ear infection, or lost weight without trying
   *[home_unit] You fell ill, have a fever or lost weight without trying
 }
screening-option-changes-since-last-pregnancy = You are or could be pregnant
screening-option-changes-since-last-surgery-or-medicine = You had surgery, or began a new medicine such as a blood thinner
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
