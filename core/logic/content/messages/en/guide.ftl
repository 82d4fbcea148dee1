# Words of the guide's frame, in English: what stands around a card. The cards' own words are in guide-*.ftl.

## What a card is about

guide-topic-modality = What it is
guide-topic-how-to = How to do it
guide-topic-dose = How much and how often
guide-topic-expect = What to expect
guide-topic-myths = Myths
guide-topic-mistakes = Common mistakes
guide-topic-home-and-clinic = At home and at the clinic
guide-topic-benefits = What it may do for you
guide-topic-side-effects = Side effects
guide-topic-practices = Other practices
guide-topic-routine = Routine
guide-topic-glossary = Words and their meanings
guide-topic-evidence = What studies found
guide-topic-safety = When to stop and whom to see
guide-topic-about = About Nape

## What stands before a part's texts

guide-kind-step = Step
guide-kind-step-check = Check
guide-kind-myth = You may hear
guide-kind-myth-truth = In truth
guide-kind-compare = At home
guide-kind-compare-clinic = At the clinic
guide-kind-term = Word
guide-kind-term-means = Means
guide-kind-figure = A number from a study

## What is said beside some cards

guide-notice-education = This is here so that you know about it. Nape does not guide it or time it.
guide-notice-added = This app added this card. It is not one of Nape's own.

## What a card stands on, the strongest first

guide-rank-clinic-page = Drawn from a clinic's own page.
guide-rank-reviewed-article = Drawn from an article that a health professional reviewed.
guide-rank-web-article = Drawn from an article on the web. No reviewer is named.
guide-rank-personal-account = Drawn from one person's own account. Others may find it different.
guide-rank-literature = Drawn from studies, guidelines or makers' manuals.
guide-rank-note = General knowledge, or a choice that Nape made. It stands on no study.

## Sources

guide-source-kind-article = Article
guide-source-kind-trial = Trial
guide-source-kind-review = Review of trials
guide-source-kind-guideline = Guideline
guide-source-kind-manual = Maker's manual
guide-source-kind-note = Note
guide-source-dated = { $dated }
guide-source-undated = no date given
guide-source-ageing = Last reviewed { $dated }: newer findings may be missing.
guide-source-read = The text was read.
guide-source-not-read = Known in general; the text itself was not read.

## Emergency

guide-emergency-release = First, release the pull. Then get out slowly of what holds you.
guide-emergency-call = Call { $call } now.
guide-emergency-call-either = Call { $first } now. If that does not connect, call { $second }.
guide-emergency-country = This is for { guide-country }. If you are in another country, use its number.
guide-emergency-country-not-listed = Nape does not know the number for { guide-country }. 112 or 911 work in many countries; if you know the local number, use that.
guide-emergency-country-unknown = Nape does not know which country you are in. 112 or 911 work in many countries; if you know the local number, use that.
guide-emergency-say = Say what you feel and that you used neck or back traction.
guide-emergency-wait = Do not drive yourself. Stay with someone if you can, and keep your neck and back still.
guide-emergency-by-hand = Nape calls nobody and sends nothing. You make the call.

# The name of a country in the list of emergency numbers.
guide-country = { $country ->
    [AD] Andorra
    [AE] United Arab Emirates
    [AG] Antigua and Barbuda
    [AI] Anguilla
    [AL] Albania
    [AM] Armenia
    [AR] Argentina
    [AS] American Samoa
    [AT] Austria
    [AU] Australia
    [AW] Aruba
    [AX] Åland
    [AZ] Azerbaijan
    [BA] Bosnia and Herzegovina
    [BB] Barbados
    [BD] Bangladesh
    [BE] Belgium
    [BG] Bulgaria
    [BH] Bahrain
    [BL] Saint Barthélemy
    [BM] Bermuda
    [BN] Brunei
    [BR] Brazil
    [BS] Bahamas
    [BT] Bhutan
    [BW] Botswana
    [BY] Belarus
    [BZ] Belize
    [CA] Canada
    [CH] Switzerland
    [CI] Côte d’Ivoire
    [CL] Chile
    [CM] Cameroon
    [CN] China
    [CO] Colombia
    [CR] Costa Rica
    [CU] Cuba
    [CV] Cabo Verde
    [CW] Curaçao
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DK] Denmark
    [DM] Dominica
    [DO] Dominican Republic
    [DZ] Algeria
    [EC] Ecuador
    [EE] Estonia
    [EG] Egypt
    [ES] Spain
    [FI] Finland
    [FJ] Fiji
    [FK] Falkland Islands
    [FO] Faroe Islands
    [FR] France
    [GB] United Kingdom
    [GD] Grenada
    [GE] Georgia
    [GF] French Guiana
    [GG] Guernsey
    [GH] Ghana
    [GI] Gibraltar
    [GL] Greenland
    [GP] Guadeloupe
    [GR] Greece
    [GU] Guam
    [GY] Guyana
    [HK] Hong Kong
    [HN] Honduras
    [HR] Croatia
    [HU] Hungary
    [ID] Indonesia
    [IE] Ireland
    [IL] Israel
    [IM] Isle of Man
    [IN] India
    [IR] Iran
    [IS] Iceland
    [IT] Italy
    [JE] Jersey
    [JM] Jamaica
    [JO] Jordan
    [JP] Japan
    [KE] Kenya
    [KG] Kyrgyzstan
    [KH] Cambodia
    [KN] Saint Kitts and Nevis
    [KR] South Korea
    [KW] Kuwait
    [KY] Cayman Islands
    [KZ] Kazakhstan
    [LA] Laos
    [LB] Lebanon
    [LC] Saint Lucia
    [LI] Liechtenstein
    [LK] Sri Lanka
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MA] Morocco
    [MC] Monaco
    [MD] Moldova
    [ME] Montenegro
    [MF] Saint Martin
    [MK] North Macedonia
    [MM] Myanmar
    [MN] Mongolia
    [MO] Macao
    [MP] Northern Mariana Islands
    [MQ] Martinique
    [MT] Malta
    [MU] Mauritius
    [MV] Maldives
    [MX] Mexico
    [MY] Malaysia
    [NC] New Caledonia
    [NG] Nigeria
    [NI] Nicaragua
    [NL] Netherlands
    [NO] Norway
    [NP] Nepal
    [NZ] New Zealand
    [OM] Oman
    [PA] Panama
    [PE] Peru
    [PF] French Polynesia
    [PH] Philippines
    [PK] Pakistan
    [PL] Poland
    [PM] Saint Pierre and Miquelon
    [PR] Puerto Rico
    [PS] Palestine
    [PT] Portugal
    [PW] Palau
    [PY] Paraguay
    [QA] Qatar
    [RE] Réunion
    [RO] Romania
    [RS] Serbia
    [RU] Russia
    [RW] Rwanda
    [SA] Saudi Arabia
    [SE] Sweden
    [SG] Singapore
    [SI] Slovenia
    [SK] Slovakia
    [SM] San Marino
    [SN] Senegal
    [SV] El Salvador
    [TC] Turks and Caicos Islands
    [TH] Thailand
    [TJ] Tajikistan
    [TL] Timor-Leste
    [TO] Tonga
    [TR] Türkiye
    [TT] Trinidad and Tobago
    [TW] Taiwan
    [UA] Ukraine
    [UG] Uganda
    [US] United States
    [UY] Uruguay
    [UZ] Uzbekistan
    [VA] Vatican City
    [VC] Saint Vincent and the Grenadines
    [VE] Venezuela
    [VG] British Virgin Islands
    [VI] United States Virgin Islands
    [VN] Vietnam
    [WS] Samoa
    [YT] Mayotte
    [ZA] South Africa
    [ZW] Zimbabwe
   *[other] { $country }
}
