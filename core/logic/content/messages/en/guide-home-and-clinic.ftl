# Words of the cards in guide/cards/home-and-clinic.toml, in English.

## Home and clinic, side by side
guide-home-and-clinic-compare-title = Home and clinic, side by side
guide-home-and-clinic-compare-summary = A clinic gives trained eyes and exact settings; home gives freedom and leaves more to you.
guide-home-and-clinic-compare-who = You do it yourself, so you have to learn how first.
guide-home-and-clinic-compare-who-clinic = Trained people do it and watch you.
guide-home-and-clinic-compare-settings = Fixed levels and few settings.
guide-home-and-clinic-compare-settings-clinic = Settings made exactly for what was found in you.
guide-home-and-clinic-compare-time = At home, at a time of your choice.
guide-home-and-clinic-compare-time-clinic = By appointment, which takes time.
guide-home-and-clinic-compare-cost = You pay once, and it can be a lot.
guide-home-and-clinic-compare-cost-clinic = Insurance pays in some cases.
guide-home-and-clinic-compare-guidance = A device may come with little teaching.
guide-home-and-clinic-compare-guidance-clinic = A plan is best watched over by someone trained.
guide-home-and-clinic-compare-neither = Clinic times and forces are not meant to be copied at home.

## Before you buy a device
guide-before-buying-title = Before you buy a device
guide-before-buying-summary = Have your trouble looked at before you spend money on a device.
guide-before-buying-check = Let a professional look at your trouble before you buy.
guide-before-buying-fitting = A provider can name the technique, and the kind of device if there is to be one. Write down who said so.
guide-before-buying-own = Not every spine trouble does well with self-care.
guide-before-buying-scan = A scan, such as an MRI, may be needed to make the plan. Ask if that holds for you.
guide-before-buying-supervised = As a rule a trial with a physical therapist comes first.
guide-before-buying-relatives = Do not buy on the word of a friend, and do not hand your own plan on. Each person answers for their own body.
