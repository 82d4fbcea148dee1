# Words of the cards in guide/cards/safety.toml, in English.

## When to stop at once
guide-stop-now-title = When to stop at once
guide-stop-now-summary = Let go first, then look at what you feel.
guide-stop-now-release = Let go of the pull first. For help call your emergency number; 112 or 911 work in many countries.
guide-stop-now-pain = A pull must never hurt. Stop if pain comes, or grows.
guide-stop-now-numb = Stop if you get numb or feel pins and needles, if that grows, or if pain moves down an arm or leg.
guide-stop-now-unease = Stop if you feel dizzy or faint, get a headache, see less well, or feel more and more unwell.
guide-stop-now-call = Call for help at once with double vision, slurred speech, trouble swallowing or a numb face. The same goes for a sudden fall, eyes that jump, or poor balance.
guide-stop-now-spine = Call at once too with a new weak arm or leg, or clumsy hands. So too if you are numb between the legs, or cannot pass or hold urine or stool.
guide-stop-now-head = A sudden headache, the worst of your life, is an emergency.
guide-stop-now-strong = If the pull is only too strong, with no symptom, ease off or stop. Say it early if you feel pulls keenly.

## When to see a provider
guide-see-provider-title = When to see a provider
guide-see-provider-summary = Some signs mean no traction until a provider has looked at them.
guide-see-provider-pain = Pain that is new, or that gets worse.
guide-see-provider-numb = Numb or tingling arms, hands, legs or toes, above all if nobody knows why.
guide-see-provider-sight = A change in how you see.
guide-see-provider-head = Headaches that are new, changed or frequent, such as those from the base of the skull.
guide-see-provider-sharp = A sharp pain when you turn or bend your head.
guide-see-provider-conflict = One article counts the last two among signs that traction might help. Nape does not: they call for a provider.
guide-see-provider-more = Such signs may need further tests.
guide-see-provider-stays = Neck pain that goes on and on is a reason to go, too.

## When traction is ruled out
guide-who-should-not-title = When traction is ruled out
guide-who-should-not-summary = With these conditions Nape starts no session, and the form asks about more of them.
guide-who-should-not-body = Pregnancy, fear of being held or of tight spaces, or an age under 18.
guide-who-should-not-surgery = A past fusion (bones joined by surgery) of the neck.
guide-who-should-not-bones = Very weak bones. If yours are only a little weak, a provider decides; hanging stays ruled out.
guide-who-should-not-break = A broken bone in the spine. Hospitals use traction for some breaks; that is never for home.
guide-who-should-not-cord = Trouble of the spinal cord, or bones of the spine that move too far.
guide-who-should-not-disease = A growth or an infection in the spine. Also advanced rheumatoid arthritis, a disease that attacks the joints.
guide-who-should-not-pressure = High blood pressure that is not under control.
guide-who-should-not-hang = For hanging or head down: any weak bones, a break, or a slipped disc with bad symptoms. Also any high blood pressure, or heart trouble.

## When a provider has to say yes first
guide-ask-first-title = When a provider has to say yes first
guide-ask-first-summary = With these, a provider decides before any pull.
guide-ask-first-disc = A bulging or slipped disc. See a specialist first; with bad symptoms, no hanging at all.
guide-ask-first-injury = A recent injury of the neck or upper back. Have it examined first.
guide-ask-first-grave = Growths, infections, breaks, very weak bones or a loose spine. Some articles only say to ask. Nape says no.
guide-ask-first-back = Any spine trouble or long-lasting back pain, before you hang.
guide-ask-first-crack = A curved spine, arthritis or a narrow canal: talk about it before any neck cracking.
guide-ask-first-technique = A physical therapist or chiropractor can set how and how long for your case.

## What a provider does first
guide-provider-visit-title = What a provider does first
guide-provider-visit-summary = A provider finds out what is wrong before anyone pulls.
guide-provider-visit-talk = Never begin by yourself. A talk with a provider comes first, for every device.
guide-provider-visit-cause = They find the cause first. For pull and rest, one writer calls that essential.
guide-provider-visit-exam = They check by an exam whether traction makes sense for you at all.
guide-provider-visit-risks = Name every risk and every condition you have.
guide-provider-visit-plan = They name the technique, the device and the times. Write down who said it, and when.
guide-provider-visit-trial = As a rule a trial under a physical therapist's eyes comes before home use.
guide-provider-visit-scan = Sometimes a scan such as an MRI is needed.
guide-provider-visit-watched = A plan should be looked after by someone. Agree on the next visit.

## When the answer is no
guide-after-a-no-title = When the answer is no
guide-after-a-no-summary = A no has reasons, and there are other ways on.
guide-after-a-no-why = Some conditions make traction risky, and with some it does nothing. So a no may spare you both.
guide-after-a-no-other = Ask your provider for another way that is made for you. There are ways without any pull.
guide-after-a-no-open = Your journal, the guide and the page for your visit stay open. So do breathing and posture breaks, where your answers allow.
guide-after-a-no-still = After an injury or an emergency sign, leave out all that moves the neck.
guide-after-a-no-family = Do not hand your plan to family or friends. One writer did so, and it was wrong for that person. Each person answers the form alone.
guide-after-a-no-again = If your health changes, answer the full form again. Answer as it is, not as you wish.
