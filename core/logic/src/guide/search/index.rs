//! Which word stands where, and the ranking: title before synonyms before summary before body, rare words
//! before frequent ones, whole phrases before single words; then by id, so that the order is always the same.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::fold::{each_word, stem, telling, words};
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
        let mut found: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut phrases = Vec::new();
        for (number, card) in cards.iter().enumerate() {
            for (place, text) in texts(card) {
                if matches!(place, FoundIn::Title | FoundIn::Synonym) {
                    phrases.push(Phrase { card: number, place, stems: stems(&words(&text)) });
                }
                each_word(&text, |word| stands(&mut found, word, Posting { card: number, place }));
            }
        }
        let lexicon = Lexicon::new(found.keys());
        Self { lexicon, postings: found.into_values().collect(), phrases, cards: cards.len() }
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

/// Notes that `word` stands there. Card after card, so that the last posting of a word is this card's, if any.
fn stands(found: &mut BTreeMap<String, Vec<Posting>>, word: &str, posting: Posting) {
    // Nearly every word is known already, and needs no copy.
    let Some(postings) = found.get_mut(word) else {
        found.insert(word.to_owned(), vec![posting]);
        return;
    };
    match postings.last_mut().filter(|last| last.card == posting.card) {
        Some(last) => last.place = last.place.min(posting.place),
        None => postings.push(posting),
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

/// The card's texts as each of its regions has them; one that is the same for all of them once.
fn texts(card: &Card) -> Vec<(FoundIn, String)> {
    let synonyms: BTreeSet<&SmolStr> = card.synonyms.iter().collect();
    let mut texts: Vec<(FoundIn, String)> =
        synonyms.into_iter().map(|synonym| (FoundIn::Synonym, synonym.to_string())).collect();
    let mut say = |place: FoundIn, message: &dyn Fn(Region) -> Option<Message>| {
        let said: BTreeSet<String> = card
            .regions
            .iter()
            .filter_map(|&region| message(region))
            .map(|message| render(&message))
            .collect();
        texts.extend(said.into_iter().map(|text| (place, text)));
    };
    say(FoundIn::Title, &|region| Some(card.title(region)));
    say(FoundIn::Summary, &|region| Some(card.summary(region)));
    for part in &card.parts {
        say(FoundIn::Body, &|region| Some(part.text(region)));
        say(FoundIn::Body, &|region| part.second(region));
    }
    texts
}
