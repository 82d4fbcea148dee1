# Why each rule of screening holds, in one sentence, and what to do next, in English. $region is cervical or lumbar,
# $modality the way of traction. Plain words; a medical word never stands without its meaning.

## Emergency and warning signs
screening-rule-brain-sign = Changes in sight, speech, swallowing, feeling in the face or balance can come from the brain or its blood vessels.
screening-rule-two-brain-signs = Two such signs together can mean that too little blood reaches the brain.
screening-rule-sudden-worst-headache = A sudden headache of this kind can come from a torn blood vessel.
screening-rule-spinal-cord-sign = Weak legs, clumsy hands, poor balance, numbness between the legs or trouble with bladder or bowel can come from a squeezed spinal cord.
screening-rule-new-arm-weakness = New weakness in an arm can mean that a nerve is badly pressed.
screening-rule-dizziness-or-nausea = Dizziness or feeling sick can come from too little blood to the brain, so someone should look at it first.
screening-rule-vision-change = A change in how you see can come from the brain or its blood vessels, so someone should look at it first.
screening-rule-new-headache = A new or changed headache can have a cause that no pull helps, so someone should look at it first.
screening-rule-new-numbness = New or stronger numbness or tingling can mean that a nerve is being irritated.
screening-rule-pain-moving-down = { $region ->
    [lumbar] Pain that moves further down the leg can mean that a nerve is being irritated.
   *[cervical] Pain that moves further down the arm can mean that a nerve is being irritated.
 }
screening-rule-worse-pain = New or growing pain can be a sign that something has changed, so someone should look at it first.
screening-rule-sharp-pain = Sharp pain when you move can mean that something is hurt, and it is never a sign in favour of traction.

## Injuries
screening-rule-injury = An injury can hide damage that a pull makes worse, so it has to be examined first.
screening-rule-injury-dangerous = An injury of this kind can break a bone in the neck even where it hurts little.
screening-rule-injury-limb-tingling = Tingling in an arm or leg after an injury can mean that a nerve is hurt.
screening-rule-injury-cannot-turn-head = A neck that cannot turn after an injury may hide a broken bone.
screening-rule-injury-from-age-65 = From the age of 65, bones break more easily in an injury.
screening-rule-injury-knocked-out = Who was dazed or passed out may not feel how badly the neck is hurt.
screening-rule-injury-with-spine-condition = A spine that was ill or had surgery before can be hurt more by the same blow.
screening-rule-sudden-lock = { $region ->
    [lumbar] A back that locks all at once has tight muscles that a pull can make worse.
   *[cervical] A neck that locks all at once has tight muscles that a pull can make worse.
 }
screening-rule-fresh-sprain = A fresh sprain needs time to settle before anything pulls on it.
screening-rule-hurt-since-yesterday = In the first day after an injury, pain and swelling can still grow and hide how bad it is.

## General health
screening-rule-fever = Fever with neck or back pain can come from an infection.
screening-rule-night-sweats = Heavy sweating at night can be a sign of an illness behind the pain.
screening-rule-weight-loss = Weight loss without a reason can be a sign of an illness behind the pain.
screening-rule-night-pain = Pain that no position eases at night can have a cause that traction does not help.
screening-rule-past-cancer = With cancer, now or in the past, a provider should know the cause of the pain first.
screening-rule-injected-drugs = Injected drugs raise the chance of an infection in the spine.
screening-rule-steroid-use = Long use of steroids can make bones thin.

## Conditions
screening-rule-pregnancy = Traction is not for use during pregnancy.
screening-rule-pregnancy-and-other-care = In pregnancy the joints are looser, so your provider should say what suits you.
screening-rule-fear-of-restraint = Traction holds you in place, and fear of that is reason enough not to use it.
screening-rule-fear-of-being-held = In an adjustment someone holds your head or body for a moment, which can frighten you.
screening-rule-past-fusion = Traction is not for a spine with bones joined by surgery.
screening-rule-past-fusion-and-other-care = Where bones are joined by surgery, the joints beside them have to carry what those can not.
screening-rule-recent-spine-surgery = What was cut or joined in surgery can come apart under a pull or a push before it has healed.
screening-rule-older-spine-surgery = After surgery a spine can move in another way, and a provider should say what it can take.
screening-rule-spinal-cord-condition = Where the spinal cord is affected, a pull or a push can do lasting harm.
screening-rule-central-disc-herniation = A disc that presses on the middle of the spine can press on the spinal cord.
screening-rule-spinal-fracture = Where a bone of the spine is or was broken, a pull or a push at home can do harm.
screening-rule-fracture-and-hanging = A bone that is or was broken can give way under the weight of your body.
screening-rule-spinal-instability = Where the spine is unstable, a pull or a push can move bones too far.
screening-rule-upper-neck-instability = Where the top of the neck is loose, a pull or a push can squeeze the spinal cord.
screening-rule-slipped-bone = A bone that has slipped forward can slip further.
screening-rule-spinal-tumour = A growth in or near the spine can weaken its bones or press on its nerves.
screening-rule-spinal-infection = An infection in or near the spine can weaken its bones and can spread.

## Discs and nerves
screening-rule-disc-bulge = A bulging disc can press on a nerve, so a provider should say what suits it.
screening-rule-herniated-disc = A slipped disc can get better or worse under a pull, and only a provider can tell which to expect.
screening-rule-severe-disc-symptoms = A slipped disc that gives strong trouble can get worse under the weight of your body.
screening-rule-pinched-nerve = A pinched nerve can be hurt further, so a provider should find out where and why first.
screening-rule-stenosis = Where nerves have too little room, a wrong move can press on them.
screening-rule-scoliosis = A spine that bends to the side can get worse from a wrong pull or push.
screening-rule-spine-arthritis = Worn joints can swell or hurt more when they are pulled or pushed.
screening-rule-other-spine-problem = Not every problem of the spine suits a treatment that you do by yourself.
screening-rule-long-lasting-pain-and-hanging = Pain that lasts for months has a cause, and hanging can make some causes worse.
screening-rule-long-lasting-pain-and-cracking = Pain that lasts for months has a cause that cracking does not change.
screening-rule-spine-problem-and-routine = With a problem like this, some movements suit you and others do not.
screening-rule-unexplained-numbness = Numbness or tingling without a known cause can come from a pressed nerve or spinal cord.
screening-rule-numbness-is-followed = Your provider knows of the numbness, so it is written down and watched for any rise.

## Bones and joints
screening-rule-weak-bones = Weak bones can break under a pull or a push.
screening-rule-severe-osteoporosis = Very thin bones can break under a pull or a push.
screening-rule-mild-osteoporosis = Thin bones may take less load, so a provider should decide.
screening-rule-thin-bones-and-hanging = Thin or weak bones can break under the weight of your body.
screening-rule-advanced-rheumatoid-arthritis = Advanced rheumatoid arthritis can loosen the joints of the spine.
screening-rule-inflamed-joints = Diseases that inflame joints can weaken what holds the spine together.
screening-rule-hypermobility = Joints that bend too far can be moved too far by a pull or a push.
screening-rule-down-syndrome = With Down syndrome the top joints of the neck are often loose.
screening-rule-ehlers-danlos = With Ehlers-Danlos syndrome joints are loose and blood vessels can tear.
screening-rule-marfan = With Marfan syndrome blood vessels can tear and joints are loose.
screening-rule-other-connective-tissue = These diseases can weaken what holds joints and blood vessels together.

## Heart and blood pressure
screening-rule-uncontrolled-blood-pressure = A strong pull can raise blood pressure, so it has to be under control first.
screening-rule-very-high-reading = A reading from 180 over 110 is far too high, whatever you plan to do.
screening-rule-high-reading = A reading above 140 over 90 is high, and a strong pull can raise it more.
screening-rule-high-blood-pressure-and-hanging = Hanging and lying upside down raise blood pressure, so any high blood pressure speaks against them.
screening-rule-blood-pressure-not-measured = High blood pressure often cannot be felt, so nobody knows yours until it is measured.
screening-rule-heart-disease = A pull can change heartbeat and blood pressure, so a provider should decide.
screening-rule-severe-heart-disease = A badly ill heart may not stand the strain of a pull or a push.
screening-rule-severe-lung-disease = Lying still or strapped in can make it harder to breathe.
screening-rule-stroke = After a stroke, the blood vessels to the brain need care, so a provider should decide.
screening-rule-aortic-aneurysm = A rise in blood pressure can tear a bulge in the main blood vessel.
screening-rule-neck-artery = Moving or pulling the neck can narrow or tear an ill blood vessel to the brain.
screening-rule-heart-or-vessels-and-hanging = Hanging and lying upside down strain the heart and the blood vessels.
screening-rule-neck-vein-clot = Pressure on the neck can loosen a clot in a vein.

## Other conditions
screening-rule-blood-thinners = A medicine that thins the blood makes a small bleed larger.
screening-rule-blood-thinners-and-hanging = Lying upside down or hanging raises the pressure in small vessels, and thin blood makes a bleed there larger.
screening-rule-stomach-ulcer = Belts and strain on the body can make an open ulcer worse.
screening-rule-stiff-lungs = Straps and lying still can make it harder for you to breathe.
screening-rule-severe-anxiety = Being held by a device can set off strong anxiety.
screening-rule-old-age = From the age of 65, bones and blood vessels may take less, so a provider should decide.
screening-rule-worse-with-traction-before = Traction has made your trouble worse before, and it may do so again.
screening-rule-worse-with-adjustment-before = An adjustment has made your trouble worse before, and it may do so again.
screening-rule-jaw-joint-trouble = A strap under the chin presses on the jaw joint.
screening-rule-dentures = A strap under the chin presses on false teeth and on the jaw.
screening-rule-uneven-jaw-or-neck = A strap cannot pull evenly on a jaw or neck with an unusual shape.
screening-rule-jaw-trouble-at-the-clinic = A strap or a hand under the chin presses on the jaw, so your provider should know of it.

## Hanging and lying upside down
screening-rule-glaucoma = Lying upside down doubles the pressure in the eyes, which glaucoma cannot stand.
screening-rule-eye-condition = The pressure in the eyes rises and can harm a weak eye.
screening-rule-red-eye = The pressure in the eyes rises and can make an infected eye worse.
screening-rule-middle-ear-infection = The pressure in the head rises and can make an infected ear worse.
screening-rule-hernia = The weight of your insides presses on a hernia.
screening-rule-extreme-overweight = Great weight strains the joints, the heart and the bar or table.
screening-rule-implant = A device or plate inside the body can shift or loosen under the pull.
screening-rule-diabetes-with-vessels = Blood vessels that diabetes has changed can bleed when the pressure rises.
screening-rule-new-illness-and-hanging = An illness, above all of eye or ear, can get worse when blood runs to the head.
screening-rule-loose-shoulder = The weight of your body can pull a loose shoulder out of its socket.
screening-rule-shoulder-surgery = A shoulder that has not healed may not hold the weight of your body.
screening-rule-wrist-surgery = A wrist that has not healed may not hold the weight of your body.

## Cracking
screening-rule-pain-after-cracking = Cracking should not hurt, so pain after it can mean that something in the neck is injured.
screening-rule-swelling-after-cracking = Cracking should not make anything swell, so swelling can mean a problem in the joint.
screening-rule-needs-big-adjustment = A neck that seems to need a big push should be seen by a provider, not pushed by yourself.
screening-rule-relief-from-cracking-only = If only cracking brings relief, the cause of the pain is still there.
screening-rule-cracking-often = Cracking often can wear the bands that hold the neck together.

## Before you start
screening-rule-under-18 = Nape is for adults; the neck and back of younger people are a matter for a clinic.
screening-rule-provider-not-consulted = Nobody should begin to treat their own neck or back without a talk with a provider.
screening-rule-technique-not-chosen = What suits one person may not suit you, so a provider should choose the way and the device with you.
screening-rule-warnings-not-read = The warnings of your device tell you what can go wrong and how to get out.
screening-rule-not-examined = Only an exam can tell what causes your trouble and whether a pull makes sense for it.
screening-rule-imaging-not-done = Your provider wants to see the scan before they decide.
screening-rule-imaging-not-talked-about = With a disc or nerve problem, a scan may be needed to choose the right treatment.
screening-rule-no-supervised-trial = The first try usually takes place with a provider, who sees how your body takes it.
screening-rule-nobody-follows = Someone who knows your spine should follow how it goes and notice when to stop.
screening-rule-now-not-known = Without a number for how it is now, nobody can see later if it rose.
screening-rule-new-diagnosis = A new health problem can change whether traction suits you.
screening-rule-new-surgery-or-medicine = Surgery or a new medicine can change whether traction suits you.
screening-rule-new-illness = An illness should be over, or looked at, before you go on.
screening-rule-full-form-due = Things may have changed since you last answered the full set of questions.

## What to do next
screening-next-emergency = { $modality ->
    [neck_cracking] Stop, leave your neck alone and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you crack your neck. Do not drive yourself.
    [foam_roller] Stop, leave your neck alone and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you roll your neck. Do not drive yourself.
    [foam_roller_trapezius] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and what you did before. Do not drive yourself.
    [complementary] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and what you did before. Do not drive yourself.
    [professional_adjustment] Stop and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that your neck or back was adjusted. Do not drive yourself.
   *[home_unit] Release the pull and stay with someone if you can. Call your emergency number now: 112 or 911 work in many countries. Say what you feel and that you use neck or back traction. Do not drive yourself.
 }
screening-next-stop-and-see = { $modality ->
    [neck_cracking] Leave your neck alone and tell a provider about this. Call for help at once if it gets worse.
    [foam_roller] Leave the roller and tell a provider about this. Call for help at once if it gets worse.
    [foam_roller_trapezius] Leave the roller and tell a provider about this. Call for help at once if it gets worse.
    [complementary] Leave the routine and tell a provider about this. Call for help at once if it gets worse.
    [professional_adjustment] Have no adjustment and tell a provider about this. Call for help at once if it gets worse.
   *[home_unit] Leave traction off and tell a provider about this. Call for help at once if it gets worse.
 }
screening-next-examine-injury = Have the injury examined first. Keep your neck and back quiet until then.
screening-next-examine-injury-today = Have it examined today, at an emergency department if need be. Keep your neck and back still on the way.
screening-next-let-it-settle = Let it settle: rest and do not force it. If it is not better in a few days, or gets worse, have it looked at.
screening-next-let-illness-pass = Stay off the bar or table until you are well and the full form is answered again.
screening-next-see-provider = Show this to a provider. The page for your visit says what to ask.
screening-next-another-way = Ask your provider for another way to ease your pain; there are ways without a pull that may suit you better.
screening-next-not-hanging = Do not hang or lie upside down. Ask your provider for another way to ease your pain.
screening-next-ask-provider = Ask your provider. If they agree to it for you, write down their name, the date and how long it holds.
screening-next-ask-for-referral = Ask a doctor about it. They can send you to a physical therapist or a chiropractor who makes a plan for you.
screening-next-tell-the-provider = Tell the provider before they begin, and agree on a sign that means stop.
screening-next-no-chin-strap = Use no strap under the chin. Ask your provider for a holder at the back of the head, and whether it suits you.
screening-next-measure-blood-pressure = Have it measured, at a pharmacy for example, and answer this question again.
screening-next-blood-pressure-today = Rest for five minutes and measure again. If it is still so high, call a doctor today; with chest pain, a bad headache or weakness, call your emergency number.
screening-next-gentle-routine = Ask your provider which movements suit you, move gently and stop what hurts.
screening-next-track-numbness = Note how strong it is each time. If it rises or spreads, stop and tell your provider.
screening-next-leave-cracking = Leave your neck alone and have a provider look at it.
screening-next-crack-less = Do it less often, stretch slowly instead, and tell a provider if you cannot leave it.
screening-next-talk-to-provider = Talk with a provider first, and name every health problem that you have. The page for your visit says what to ask.
screening-next-choose-with-provider = Ask a provider which way, which device and how long suit you, before you buy or use one.
screening-next-get-examined = Have a provider examine you first. The page for your visit says what to ask.
screening-next-ask-about-imaging = Ask your provider whether a scan is needed, and have it explained to you.
screening-next-trial-first = Ask for a first try with a physical therapist. If your provider says that you need none, write down their name and the date.
screening-next-find-someone-to-follow = Ask a provider whether they will follow how it goes, and note their phone number.
screening-next-read-warnings = Read them in full, then answer this question again.
screening-next-under-18 = Talk with a doctor or physical therapist about what suits your age.
screening-next-tell-how-it-is = Say how strong each of them is now, from 0 to 10, as well as you can. If you cannot tell what you feel, ask your provider.
screening-next-new-diagnosis = Ask the provider who treats it whether traction still suits you, then answer the full form.
screening-next-full-form = Answer the full form first.
