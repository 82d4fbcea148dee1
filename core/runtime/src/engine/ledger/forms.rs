//! Forms as answered: the last one of each kind, when each rule came up anew, and whether a sign of an emergency
//! was told that no later full form denies.

use std::collections::{BTreeMap, BTreeSet};

use nape_logic::modality::{Modality, Region};
use nape_logic::screening::{Answer, AnswerSheet, FormKind, Verdict};
use nape_logic::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::fact::ScreeningFact;

type Key = (u8, Modality, Region);

/// A form as answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::engine) struct FormRecord {
    pub(in crate::engine) at: Timestamp,
    /// What it came to then; what it comes to now is screening's to say again.
    pub(in crate::engine) outcome: Verdict,
    pub(in crate::engine) rules: Vec<String>,
    pub(in crate::engine) content_version: String,
    pub(in crate::engine) sheet: AnswerSheet,
    /// When each rule came up anew.
    pub(in crate::engine) raised: Raised,
    pub(in crate::engine) held: Held,
    /// Which form of all it was, in the order of the journal.
    pub(in crate::engine) number: u64,
}

/// When rules came up anew, by their ids.
pub(in crate::engine) type Raised = BTreeMap<String, Timestamp>;

/// The rules that hold on a form, by their ids, each with whether only an "unknown" made it hold.
pub(in crate::engine) type Held = BTreeMap<String, bool>;

/// Whether a rule that holds now comes as news after a form: it did not hold there, or was only in doubt.
pub(in crate::engine) fn is_news(before: &Held, rule: &str, unsure: bool) -> bool {
    before.get(rule).is_none_or(|was_unsure| *was_unsure && !unsure)
}

/// How it stood before a session, as the short form told (P5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Before {
    /// Pain, 0 to 10.
    pub pain: Option<u8>,
    /// Symptoms in the arm, or in the leg, 0 to 10.
    pub limb: Option<u8>,
    /// Tingling, 0 to 10.
    pub tingling: Option<u8>,
}

/// See the module.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::engine) struct Forms {
    #[serde(with = "pairs")]
    last: BTreeMap<Key, FormRecord>,
    /// Regions with a sign of an emergency that no later full form denies (P9).
    present_signs: BTreeSet<Region>,
    /// When, and on which form of all, a short form last told of something that speaks against a session.
    news: Option<(Timestamp, u64)>,
    count: u64,
}

impl Forms {
    /// Takes in a form; `decided` is the later of its time and every fact before it.
    pub(super) fn answered(&mut self, form: &ScreeningFact, at: Timestamp, decided: Timestamp) {
        self.count += 1;
        if form.outcome == Verdict::Emergency {
            self.present_signs.insert(form.region);
        } else if form.form == FormKind::Full && form.missing.is_empty() {
            self.present_signs.remove(&form.region);
        }
        if form.form == FormKind::Short && form.outcome != Verdict::Clear && !form.rules.is_empty() {
            self.news = Some((at, self.count));
        }
        let held: Held = form
            .rules
            .iter()
            .chain(&form.lifted)
            .map(|rule| (rule.clone(), form.unsure.contains(rule)))
            .collect();
        let record = FormRecord {
            at,
            outcome: form.outcome,
            rules: form.rules.clone(),
            content_version: form.content_version.clone(),
            sheet: form.sheet.clone(),
            raised: self.raised_with(form.form, form.modality, form.region, &held, decided),
            held,
            number: self.count,
        };
        self.last.insert(key(form.form, form.modality, form.region), record);
    }

    pub(in crate::engine) fn last(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> Option<&FormRecord> {
        self.last.get(&key(kind, modality, region))
    }

    /// When each rule that holds on a form of `now` came up anew: where it did not hold on the form before, or a doubt
    /// became a certainty. What held from the first form on never came up anew.
    pub(in crate::engine) fn raised_with(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
        held: &Held,
        now: Timestamp,
    ) -> Raised {
        let Some(before) = self.last(kind, modality, region) else {
            return Raised::new();
        };
        held.iter()
            .filter_map(|(rule, unsure)| {
                let news = is_news(&before.held, rule, *unsure);
                Some((rule.clone(), if news { now } else { *before.raised.get(rule)? }))
            })
            .collect()
    }

    /// The full forms, of whatever way of traction, that were answered after another one, in their order.
    pub(in crate::engine) fn full_after(&self, form: &FormRecord) -> Vec<&FormRecord> {
        let later = |other: &&FormRecord| other.sheet.form == FormKind::Full && other.number > form.number;
        let mut later: Vec<&FormRecord> = self.last.values().filter(later).collect();
        later.sort_by_key(|form| form.number);
        later
    }

    /// A sign of an emergency that was told elsewhere than on a form (P9).
    pub(super) fn sign_told(&mut self, region: Option<Region>) {
        let all = || Region::ALL.iter().copied();
        self.present_signs.extend(all().filter(|one| region.is_none_or(|region| region == *one)));
    }

    /// When a short form told of something new that no full form of this kind has taken up since. One person has
    /// one health, so that it counts for every way of traction.
    pub(in crate::engine) fn news(&self, modality: Modality, region: Region) -> Option<Timestamp> {
        let full = self.last(FormKind::Full, modality, region);
        let (at, number) = self.news?;
        // By the order of the journal: a clock that was turned back takes up nothing.
        full.is_none_or(|full| number > full.number).then(|| full.map_or(at, |full| at.max(full.at)))
    }

    /// Whether the last forms tell of a sign of an emergency; a full form without one says that it has passed.
    pub(in crate::engine) fn sign_is_present(&self, region: Option<Region>) -> bool {
        region.map_or(!self.present_signs.is_empty(), |region| self.present_signs.contains(&region))
    }

    /// The last full form of any way of traction: there is one health profile (P4).
    pub(in crate::engine) fn last_full(&self) -> Option<&FormRecord> {
        self.last.values().filter(|form| form.sheet.form == FormKind::Full).max_by_key(|form| form.number)
    }

    /// The short forms that were answered after the last full one.
    pub(in crate::engine) fn short_since_full(&self) -> impl Iterator<Item = &FormRecord> {
        let full = self.last_full().map_or(0, |form| form.number);
        self.last.values().filter(move |form| form.sheet.form == FormKind::Short && form.number > full)
    }

    /// How it stands before a session that starts now.
    pub(in crate::engine) fn before(&self, modality: Modality, region: Region) -> Option<Before> {
        self.last(FormKind::Short, modality, region).map(|form| Before::told(&form.sheet))
    }

    /// How it stood when it was told last for a part of the spine, before whatever way of traction. Where that never was,
    /// numbness that the last full form denies stood at nothing.
    pub(in crate::engine) fn told_last(&self, region: Region) -> Option<Before> {
        let of_region = |kind| {
            let forms = self.last.values().filter(move |form| form.sheet.form == kind);
            forms.filter(|form| form.sheet.region == region).max_by_key(|form| form.number)
        };
        if let Some(short) = of_region(FormKind::Short) {
            return Some(Before::told(&short.sheet));
        }
        let denied = Answer::Word("no".to_owned());
        let full = of_region(FormKind::Full)?;
        let none = full.sheet.answers.get("known_numbness") == Some(&denied);
        none.then_some(Before { tingling: Some(0), ..Before::default() })
    }
}

impl Before {
    /// What a short form tells.
    pub(in crate::engine) fn told(sheet: &AnswerSheet) -> Self {
        let scale = |question: &str| match sheet.answers.get(question) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked to be 0 to 10"
            )]
            Some(Answer::Number(value)) if (0.0..=10.0).contains(value) => Some(*value as u8),
            _ => None,
        };
        let limb = match sheet.region {
            Region::Cervical => "arm_symptoms_now",
            Region::Lumbar => "leg_symptoms_now",
        };
        Self { pain: scale("pain_now"), limb: scale(limb), tingling: scale("tingling_now") }
    }
}

fn key(kind: FormKind, modality: Modality, region: Region) -> Key {
    (u8::from(kind == FormKind::Short), modality, region)
}

/// A map whose keys are no texts, as a list of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}
