# A person's own reasons for a course, in English (guide/reasons.toml).

guide-reason-neck-sore = My neck hurts, or feels tense and under pressure.
guide-reason-neck-stiff = My neck is stiff.
guide-reason-desk = My neck aches after hours at a desk or computer.
guide-reason-screen-posture = My head sinks forward over phones and screens.
guide-reason-after-sport = My neck is stiff after sport.
guide-reason-tension-headache = I get tension headaches that a provider knows about.
guide-reason-shoulder-blades = It aches or feels tight between my shoulder blades.
guide-reason-stays-tight = My neck or upper back stays tight, even after massage and stretching.
guide-reason-moves-less = My upper back and shoulders move less than they used to.
guide-reason-narrow-canal = A provider treats me for a narrow canal in my neck and chose this with me.
guide-reason-lower-back-sore = My lower back hurts.
guide-reason-lower-back-tight = My back muscles are tight, and I want to move with more ease.
guide-reason-back-disc = A provider found a disc problem in my lower back and chose this with me.
guide-reason-back-worn = A provider told me that my discs are worn, and my back is stiff.
guide-reason-back-joints = A provider told me that small joints in my back are sore.
guide-reason-leg-pain = I have pain down my leg that a provider has looked at.
