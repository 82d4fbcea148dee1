//! The guide as a screen needs it: cards, search, the emergency card, reasons for a course. Every text is in
//! words already.

use nape_logic::document::FieldError;
use nape_logic::guide::{self as core, Guide};
use serde::{Deserialize, Serialize};

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::language::render;
use super::words::{Modality, Region};

/// The longest text that is searched for, in characters.
const LONGEST_QUERY: usize = 200;
/// The most hits of a search.
const MOST_HITS: u32 = 50;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuideTopic {
    /// What a way of traction is and is not.
    Modality,
    /// How to set up and do it.
    HowTo,
    /// How much, how long, how often.
    Dose,
    /// What to expect, and when.
    Expect,
    /// Sayings and the truth.
    Myths,
    /// What often goes wrong.
    Mistakes,
    /// At home beside at the clinic.
    HomeAndClinic,
    /// What it may do for a person.
    Benefits,
    /// What it may do to a person.
    SideEffects,
    /// Practices beside traction.
    Practices,
    /// A day's and a week's routine.
    Routine,
    /// Words and their meanings.
    Glossary,
    /// What studies found.
    Evidence,
    /// When to stop and whom to see.
    Safety,
    /// What Nape is for and is not.
    About,
}

/// A card in a list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GuideCardSummary {
    /// The card's id.
    pub id: String,
    /// What it is about.
    pub topic: GuideTopic,
    /// The topic in words.
    pub topic_text: String,
    /// Every way of traction that it is for; never empty.
    pub modalities: Vec<Modality>,
    /// Every part of the spine that it is for; never empty.
    pub regions: Vec<Region>,
    /// What it is called.
    pub title: String,
    /// What it says, in one sentence.
    pub summary: String,
    /// False where it is for education only: show no timer, no count, no streak beside it.
    pub guided: bool,
    /// Whether the app added it; false for Nape's own.
    pub added: bool,
}

/// A card to read.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GuideCard {
    /// The card's id.
    pub id: String,
    /// What it is about.
    pub topic: GuideTopic,
    /// The topic in words.
    pub topic_text: String,
    /// Every way of traction that it is for; never empty.
    pub modalities: Vec<Modality>,
    /// Every part of the spine that it is for; never empty.
    pub regions: Vec<Region>,
    /// The part of the spine that its words speak of.
    pub region: Region,
    /// What it is called.
    pub title: String,
    /// What it says, in one sentence.
    pub summary: String,
    /// False where it is for education only: it has no steps; show no timer, no count, no streak beside it.
    pub guided: bool,
    /// Whether the app added it; false for Nape's own.
    pub added: bool,
    /// What is to be said beside it, such as that it is for education only; shown with the card.
    pub notices: Vec<String>,
    /// The parts in reading order; never empty.
    pub parts: Vec<GuidePart>,
    /// What it stands on.
    pub evidence: EvidenceRank,
    /// What it stands on, in words; shown with the card.
    pub evidence_text: String,
    /// The sources that it was drawn from; shown with the card.
    pub sources: Vec<GuideSource>,
    /// The day on which it was last read against its sources (`YYYY-MM-DD`).
    pub reviewed: String,
}

/// One part of a card.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GuidePart {
    /// Its id within the card.
    pub id: String,
    /// What it is.
    pub kind: GuidePartKind,
    /// What stands before the text; absent for a paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The text; of a myth the saying, of a comparison the home side, of a term the word.
    pub text: String,
    /// What stands before the second text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_label: Option<String>,
    /// A step's check, a myth's truth, the clinic side, a term's meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// The ids of the facts or sources that it rests on.
    pub sources: Vec<String>,
}

/// What a part of a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GuidePartKind {
    /// A paragraph.
    Text,
    /// A thing to do, with the check that it is right.
    Step,
    /// A saying, with the truth.
    Myth,
    /// The home side, with the clinic side.
    Compare,
    /// A word, with its meaning.
    Term,
    /// A number from a study.
    Figure,
}

/// What a card stands on, the strongest article first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceRank {
    /// A clinic's own page.
    ClinicPage,
    /// An article that a professional reviewed.
    ReviewedArticle,
    /// An article without a named reviewer.
    WebArticle,
    /// One person's account.
    PersonalAccount,
    /// No article: studies, guidelines or manuals.
    Literature,
    /// No article and no study: general knowledge, or Nape's own decision.
    Note,
}

/// A source that a card was drawn from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GuideSource {
    /// Its id.
    pub id: String,
    /// What it is, in words.
    pub kind_text: String,
    /// Who wrote or reviewed it.
    pub credit: String,
    /// A year (`YYYY`) or a day (`YYYY-MM-DD`); absent where the source names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// Its date, or that it has none, in words.
    pub dated_text: String,
    /// Whether its text was read, in words.
    pub read_text: String,
    /// Where it is old, what to say of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ageing: Option<String>,
}

/// A card that was found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct GuideHit {
    /// The card's id.
    pub card: String,
    /// What it is called.
    pub title: String,
    /// Where what was looked for weighs most.
    pub where_found: FoundIn,
}

/// A place in a card, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundIn {
    /// The title.
    Title,
    /// Another word for it.
    Synonym,
    /// The summary.
    Summary,
    /// A part.
    Body,
}

/// What to do in an emergency. Nothing on it is ever dialled or sent by itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct EmergencyCard {
    /// The country that the numbers are for (ISO 3166); absent where its number is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The country's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
    /// Whom to call, the first to try first; never empty.
    pub numbers: Vec<EmergencyNumber>,
    /// What to do, in order; the first line is to release the pull.
    pub lines: Vec<String>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct EmergencyNumber {
    /// The digits to dial.
    pub call: String,
    /// Where it is known to work (ISO 3166): the card's country, or every one that is listed with it.
    pub countries: Vec<String>,
}

/// A reason that a person may give for a course; their own, never a diagnosis.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, Serialize)]
pub struct CourseReason {
    /// Its id.
    pub id: String,
    /// In words.
    pub text: String,
    /// The ids of the facts that it comes from.
    pub sources: Vec<String>,
}

/// The built-in cards, in reading order.
#[uniffi::export]
pub fn guide_cards() -> Result<Vec<GuideCardSummary>, NapeError> {
    Ok(summaries(guide()?))
}

/// A built-in card to read, in the words of `region` where it is for it; without one, of the first that it is for.
#[uniffi::export(default(region = None))]
pub fn guide_card(id: String, region: Option<Region>) -> Result<GuideCard, NapeError> {
    find(guide()?, &id, region)
}

/// The built-in cards that speak of `text` (1 to 200 characters), the best first, at most `limit` (1 to 50).
/// Forgives slips, and finds a last word that is still being typed.
#[uniffi::export]
pub fn guide_search(text: String, limit: u32) -> Result<Vec<GuideHit>, NapeError> {
    search(guide()?, &text, limit)
}

/// The guide of a journal that was opened with an integrator's cards: theirs stand behind the built-in ones.
#[uniffi::export]
impl Nape {
    /// All cards, in reading order.
    pub fn guide_cards(&self) -> Result<Vec<GuideCardSummary>, NapeError> {
        Ok(summaries(self.engine.guide()?))
    }

    /// A card to read, like the free call of the same name.
    #[uniffi::method(default(region = None))]
    pub fn guide_card(&self, id: String, region: Option<Region>) -> Result<GuideCard, NapeError> {
        find(self.engine.guide()?, &id, region)
    }

    /// The cards that speak of `text`, like the free call of the same name.
    pub fn guide_search(&self, text: String, limit: u32) -> Result<Vec<GuideHit>, NapeError> {
        search(self.engine.guide()?, &text, limit)
    }
}

fn summaries(guide: &Guide) -> Vec<GuideCardSummary> {
    guide.cards().iter().map(convert::card_summary).collect()
}

fn find(guide: &Guide, id: &str, region: Option<Region>) -> Result<GuideCard, NapeError> {
    let Some(card) = guide.card(id) else {
        return Err(FieldError::new("id", "there is no such card", "an id from the list of cards").into());
    };
    Ok(convert::card(card, region.unwrap_or(Region::Cervical).into()))
}

fn search(guide: &Guide, text: &str, limit: u32) -> Result<Vec<GuideHit>, NapeError> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > LONGEST_QUERY {
        let detail = if length > LONGEST_QUERY { "too long" } else { "empty" };
        return Err(FieldError::new("text", detail, format!("1 to {LONGEST_QUERY} characters")).into());
    }
    if !(1..=MOST_HITS).contains(&limit) {
        return Err(FieldError::new("limit", "out of range", format!("1 to {MOST_HITS}")).into());
    }
    Ok(guide.search(text, limit as usize).into_iter().map(convert::hit).collect())
}

/// Whom to call. The country of the phone's network wins; else the one that the person told; without either,
/// 112 and 911, and the card says that it does not know. Countries are ISO 3166 codes of two letters.
#[uniffi::export]
pub fn emergency_card(
    network_country: Option<String>,
    told_country: Option<String>,
) -> Result<EmergencyCard, NapeError> {
    let network = convert::country("network_country", network_country)?;
    let told = convert::country("told_country", told_country)?;
    Ok(convert::emergency_card(core::emergency_card(network, told)))
}

/// The reasons that a person may give for a course of this part of the spine.
#[uniffi::export]
pub fn course_reasons(region: Region) -> Result<Vec<CourseReason>, NapeError> {
    let reason = |reason: core::Reason| CourseReason {
        id: reason.id,
        text: render(&reason.text),
        sources: reason.sources.into_iter().map(String::from).collect(),
    };
    Ok(guide()?.reasons(region.into()).into_iter().map(reason).collect())
}

fn guide() -> Result<&'static Guide, NapeError> {
    Guide::built_in().map_err(|error| NapeError::Internal { detail: error.to_string() })
}
