# Words of the cards in guide/cards/about.toml, in English.

## What Nape is, and is not
guide-about-use-title = What Nape is, and is not
guide-about-use-summary = Nape times, logs and explains what you and your provider chose; it does not decide for you.
guide-about-use-not = It does not take the place of a provider's advice, exam or treatment, and it does not tell you what you have.
guide-about-use-ask = Put any question or worry to your doctor.
guide-about-use-care = Take care, talk with someone who knows your spine, and heed what your body tells you.
guide-about-use-never = By itself Nape may hold or lower a dose, never the other way. It never asks you for more.
guide-about-use-clear = When nothing in your answers speaks against a session, that is all it means. It is not an exam.
guide-about-use-unsigned = No clinician has signed off Nape's own limits yet.

## Who is behind the cards
guide-about-sources-title = Who is behind the cards
guide-about-sources-summary = Each card names its sources, and the day on which it was last read against them.
guide-about-sources-rank = A clinic's own page ranks highest, then an article reviewed by a physical therapist, then a web article. Personal stories rank lowest.
guide-about-sources-clinic = Cleveland Clinic's page was last reviewed on 19 May 2022.
guide-about-sources-reviewed = The article on neck cracking is by a writer and a physical therapist, Abby Perry and Dr. Juliana Bruner. It is from October 2019, so it is getting old.
guide-about-sources-personal = Two articles are by Camellia Wulansari. She is a medical assistant and tells her own story.
guide-about-sources-unnamed = The article on hanging names no author.
guide-about-sources-studies = Studies and guidelines are named with their author and year.
guide-about-sources-second = Where Nape knows a study only at second hand, the card says so.

## Opinions that Nape leaves out
guide-about-opinions-title = Opinions that Nape leaves out
guide-about-opinions-summary = Some claims in the sources are opinions, and Nape does not take them over.
guide-about-opinions-home = One writer thinks that regular home use with good form does no harm. This is an opinion, and Nape does not adopt it.
guide-about-opinions-size = The same writer says that it is not for everyone. That part Nape does take over.
guide-about-opinions-pops = A claim that pops do the body good rests on weak evidence, as its own source says.
guide-about-opinions-steady = That a person who needs it less has a firmer spine is a claim. Nape has no way to see that.
guide-about-opinions-strict = Where sources disagree, Nape takes the stricter one.
