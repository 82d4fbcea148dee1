//! Which word stands where, and the ranking: title before synonyms before summary before body, rare words
//! before frequent ones, whole phrases before single words; then by id, so that the order is always the same.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{stem, telling, words};
use super::near::Lexicon;
use super::{FoundIn, Hit};
use crate::guide::Card;
use crate::modality::Region;
use crate::text::{Message, render};

/// So many words of a query are looked for; more never made a better one.
const MOST_WORDS: usize = 12;

/// Beyond what single words can come to, so that a title typed out comes first.
const WHOLE_PHRASE: u32 = 1_000_000;
/// For each word of a title or synonym that the query contains whole, one after the other.
const PHRASE_WORD: u32 = 3_000;

/// Where a word stands in a card, the weightiest place only.
#[derive(Debug, Clone, Copy)]
struct Posting {
    card: usize,
    place: FoundIn,
}

/// A title or synonym, as stems.
#[derive(Debug, Clone)]
struct Phrase {
    card: usize,
    place: FoundIn,
    stems: Vec<String>,
}

/// The words of all cards.
#[derive(Debug, Clone)]
pub(in crate::guide) struct Index {
    lexicon: Lexicon,
    /// By the place of the word in the lexicon.
    postings: Vec<Vec<Posting>>,
    phrases: Vec<Phrase>,
    cards: usize,
}

/// How well a card answers.
#[derive(Debug, Clone, Copy)]
struct Score {
    points: u32,
    /// The most that one place gave, and which it was.
    best: u32,
    place: FoundIn,
}

impl Index {
    pub(in crate::guide) fn new(cards: &[Card]) -> Self {
        let mut found: BTreeMap<String, BTreeMap<usize, FoundIn>> = BTreeMap::new();
        let mut phrases = Vec::new();
        for (number, card) in cards.iter().enumerate() {
            for (place, text) in texts(card) {
                let words = words(&text);
                if matches!(place, FoundIn::Title | FoundIn::Synonym) {
                    phrases.push(Phrase { card: number, place, stems: stems(&words) });
                }
                for word in words {
                    let best = found.entry(word).or_default().entry(number).or_insert(place);
                    *best = place.min(*best);
                }
            }
        }
        let lexicon = Lexicon::new(found.keys());
        let postings = found
            .into_values()
            .map(|cards| cards.into_iter().map(|(card, place)| Posting { card, place }).collect())
            .collect();
        Self { lexicon, postings, phrases, cards: cards.len() }
    }

    pub(in crate::guide) fn search(&self, text: &str, cards: &[Card], limit: usize) -> Vec<Hit> {
        let typed = words(text);
        let mut scores: BTreeMap<usize, Score> = BTreeMap::new();
        self.score_words(&typed, &mut scores);
        self.score_phrases(&stems(&typed), &mut scores);
        let mut ranked: Vec<(Score, &Card)> = scores
            .into_iter()
            .filter_map(|(number, score)| cards.get(number).map(|card| (score, card)))
            .collect();
        ranked.sort_by(|(score, card), (other, than)| {
            other.points.cmp(&score.points).then_with(|| card.id.cmp(&than.id))
        });
        let hit = |(score, card): (Score, &Card)| Hit {
            card: card.id.clone(),
            title: card.title(card.region(Region::Cervical)),
            where_found: score.place,
        };
        ranked.into_iter().take(limit).map(hit).collect()
    }

    fn score_words(&self, typed: &[String], scores: &mut BTreeMap<usize, Score>) {
        // The last word may still be typed.
        let last = typed.last();
        for word in telling(typed.to_vec()).iter().take(MOST_WORDS) {
            for (card, (points, place)) in self.best_of(word, Some(word) == last) {
                add(scores, card, points, place);
            }
        }
    }

    /// For each card the points of the best that it has for one typed word, and where that stands.
    fn best_of(&self, word: &str, open: bool) -> BTreeMap<usize, (u32, FoundIn)> {
        let mut best: BTreeMap<usize, (u32, FoundIn)> = BTreeMap::new();
        for (place, quality) in self.lexicon.meant(word, open) {
            let postings = self.postings.get(place).map_or(&[][..], Vec::as_slice);
            let rarity = self.rarity(postings.len());
            for posting in postings {
                let points = quality * posting.place.weight() * rarity;
                let known = best.entry(posting.card).or_insert((points, posting.place));
                if points > known.0 {
                    *known = (points, posting.place);
                }
            }
        }
        best
    }

    /// 1 for a word of every card, more by 1 each time half as many have it.
    fn rarity(&self, cards: usize) -> u32 {
        1 + self.cards.checked_div(cards).and_then(usize::checked_ilog2).unwrap_or(0)
    }

    fn score_phrases(&self, typed: &[String], scores: &mut BTreeMap<usize, Score>) {
        for phrase in self.phrases.iter().filter(|phrase| !phrase.stems.is_empty()) {
            if phrase.stems == typed {
                add(scores, phrase.card, WHOLE_PHRASE, phrase.place);
            } else if phrase.stems.len() > 1 && contains(typed, &phrase.stems) {
                let length = u32::try_from(phrase.stems.len()).unwrap_or(u32::MAX);
                add(scores, phrase.card, PHRASE_WORD.saturating_mul(length), phrase.place);
            }
        }
    }

    #[cfg(test)]
    pub(in crate::guide) fn knows(&self, word: &str) -> bool {
        words(word).iter().all(|word| self.lexicon.knows(word))
    }
}

fn add(scores: &mut BTreeMap<usize, Score>, card: usize, points: u32, place: FoundIn) {
    let score = scores.entry(card).or_insert(Score { points: 0, best: 0, place });
    score.points = score.points.saturating_add(points);
    if points > score.best {
        score.best = points;
        score.place = place;
    }
}

fn contains(words: &[String], phrase: &[String]) -> bool {
    words.windows(phrase.len()).any(|window| window == phrase)
}

fn stems(words: &[String]) -> Vec<String> {
    words.iter().map(|word| stem(word)).collect()
}

/// The card's texts as each of its regions has them.
fn texts(card: &Card) -> BTreeSet<(FoundIn, String)> {
    let mut texts: BTreeSet<(FoundIn, String)> =
        card.synonyms.iter().map(|synonym| (FoundIn::Synonym, synonym.clone())).collect();
    for &region in &card.regions {
        let mut say = |place: FoundIn, message: &Message| {
            texts.insert((place, render(message)));
        };
        say(FoundIn::Title, &card.title(region));
        say(FoundIn::Summary, &card.summary(region));
        for part in &card.parts {
            say(FoundIn::Body, &part.text(region));
            if let Some(second) = part.second(region) {
                say(FoundIn::Body, &second);
            }
        }
    }
    texts
}
