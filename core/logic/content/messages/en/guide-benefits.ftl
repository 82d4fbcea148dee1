# Words of the cards in guide/cards/benefits.toml, in English.

## What people try it for
guide-tried-for-title = What people try it for
guide-tried-for-summary = People use traction for many kinds of neck and back trouble, mostly with a provider's lead.
guide-tried-for-neck = For a sore or stiff neck, and for muscles and nerves around the spine.
guide-tried-for-narrow = For a narrow spinal canal in the neck. That is for a provider to decide and lead.
guide-tried-for-desk = For the ache after hours at a computer, a head held forward, or stiffness after sport.
guide-tried-for-shoulder = For tension headaches or aching shoulder blades. For tightness that rubbing does not ease, or an upper back that moves little.
guide-tried-for-back = For an aching or tight lower back.
guide-tried-for-disc = For discs that bulge or wear, or small joints of the spine. Ask a specialist first. A slipped disc with bad symptoms rules out hanging.
guide-tried-for-leg = For sciatica, a pain down the leg. One writer thinks that it may do more for fresh nerve trouble than for long wear.
guide-tried-for-warn = None of these is a sign that traction will help you.

## What neck traction may do
guide-benefits-neck-title = What neck traction may do
guide-benefits-neck-summary = It may ease pain and stiffness for some people, and the relief may not last.
guide-benefits-neck-pain = Some people report less pain.
guide-benefits-neck-tight = Some feel less stiff and less tense in the neck.
guide-benefits-neck-move = Neck muscles may bend more easily. Along with stretches and exercises from a therapist the neck may move further, but not in everyone. You can note how far it moves.
guide-benefits-neck-last = Its effects over a long time have hardly been studied. Trouble may come back.
guide-benefits-neck-short = The relief may be brief.
guide-benefits-neck-none = It may not work for you at all.

## What pull and rest may do
guide-benefits-intermittent-title = What pull and rest may do
guide-benefits-intermittent-summary = Claims about pull and rest are mostly beliefs, and its effect may fade without exercise.
guide-benefits-intermittent-belief = It is believed to help blood flow, calm cramps and bring discs in line. The source names no study for it.
guide-benefits-intermittent-flow = The change of pull and rest is thought to bring more blood to the tissue.
guide-benefits-intermittent-mobile = Those in favour of it speak of easier movement and less pressure on nerves.
guide-benefits-intermittent-gentle = There is no needle and no surgery in it.
guide-benefits-intermittent-fade = What it does may fade unless the muscles around the spine get stronger.
guide-benefits-intermittent-all = It does not work for all. One writer's friend felt hardly any change.
guide-benefits-intermittent-disc = At most, the pressure drops a little and some disc tissue may ease off a nerve.

## What hanging may do
guide-benefits-hanging-title = What hanging may do
guide-benefits-hanging-summary = One article lists hopes for hanging; only brief relief is what people report.
guide-benefits-hanging-pressure = A gentle stretch may take some load off discs and nerves.
guide-benefits-hanging-posture = It may help you stand a little straighter with time. This is a claim, not a measured result.
guide-benefits-hanging-muscles = Tight back muscles may ease.
guide-benefits-hanging-blood = More blood might reach the discs. The article names no study for it.
guide-benefits-hanging-brief = Many people report some relief for a while after a short hang.
guide-benefits-hanging-healthy = The article thinks that healthy people mostly do all right with it. It still names risks, and says that it is not for everyone.

## What traction may do to you
guide-side-effects-traction-title = What traction may do to you
guide-side-effects-traction-summary = Some people feel sore or worse after traction, and some signs mean stop.
guide-side-effects-traction-few = The clinic page finds few risks in a gentle pull. It adds that a pull must never hurt.
guide-side-effects-traction-unease = Some feel more discomfort after it.
guide-side-effects-traction-sore = Some get sore muscles.
guide-side-effects-traction-head = Some get a headache. A new or changed headache means stop, and see a provider.
guide-side-effects-traction-study = 9 of 30 people in one small study had some unwanted reaction.
guide-side-effects-traction-bones = With weak bones, a loose spine or some joint diseases, traction might do harm.
guide-side-effects-traction-teach = A home machine may come without the teaching that it needs. That is why Nape explains each step.

## What hanging may do to you
guide-side-effects-hanging-title = What hanging may do to you
guide-side-effects-hanging-summary = Hanging loads hands, shoulders and back, and head down it loads heart and eyes.
guide-side-effects-hanging-joints = Too long or too hard a hang can strain shoulders, wrists or the back.
guide-side-effects-hanging-disc = A hurt disc may get worse if the back is stretched too far.
guide-side-effects-hanging-dizzy = Head down you may get dizzy or faint, as blood pressure changes. Come up at once.
guide-side-effects-hanging-eyes = The pressure inside the eyes about doubled in small studies of people hung head down.
guide-side-effects-hanging-limits = A slow start and only a few minutes keep the risk lower. They do not take it away.
guide-side-effects-hanging-everyone = It does not suit everyone.

## The risks of cracking your neck
guide-cracking-risks-title = The risks of cracking your neck
guide-cracking-risks-summary = Twisting your own neck can hurt bands, joints and even an artery.
guide-cracking-risks-bands = It may weaken or tear the bands that hold the neck, mostly when done a lot or badly.
guide-cracking-risks-pain = Done wrongly, it can bring on sudden pain in neck or back.
guide-cracking-risks-curve = With a curved spine (scoliosis) it can make the pain and the curve worse.
guide-cracking-risks-wear = It may wear the neck bones.
guide-cracking-risks-artery = After people twisted their own necks, a tear in a neck artery has been reported. Such a tear can cause a stroke.
guide-cracking-risks-twist = One article tells how to twist the head by hand, and warns of going too far. Nape does not teach that.
guide-cracking-risks-stretch = The article also asks for slow, soft stretching, looking down and up, before anything else.
guide-cracking-risks-call = A sudden, very bad headache with neck pain, trouble with sight, speech, swallowing or balance: call for help at once.

## What to do in place of cracking
guide-cracking-instead-title = What to do in place of cracking
guide-cracking-instead-summary = If you often feel the need to crack your neck, let someone look at it.
guide-cracking-instead-relief = Is cracking what helps you most? Then think of seeing a physical therapist or chiropractor.
guide-cracking-instead-plan = They can make a plan for you. It may ease pain for longer, with fewer injuries.
guide-cracking-instead-big = If it feels as if the neck needs a big adjustment, ask to be sent to someone. Do not do it yourself.
guide-cracking-instead-known = With scoliosis, arthritis (worn or sore joints) or a narrow spinal canal, talk with a doctor first. You may have to leave cracking alone.
guide-cracking-instead-swell = It should never hurt or swell. If a joint aches or swells after it, something else may be wrong: see a doctor.
guide-cracking-instead-effect = Tell a provider about any bad effect.
guide-cracking-instead-ongoing = Neck pain that stays needs a visit, not one more crack.
