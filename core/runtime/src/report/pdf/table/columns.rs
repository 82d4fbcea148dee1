//! How wide is each column?
//!
//! As wide as its widest line where all of them fit, heads broken first; what is left over goes to the columns of words.
//! Where they don't fit, short columns keep their width and the long ones share the rest evenly, none narrower than its
//! widest word. Where not even the words fit, words are broken.

use crate::report::document::{Holds, Table};
use crate::report::pdf::wrap::Words;

/// Between two columns, and what is more where numbers end beside words that begin.
const BETWEEN: f32 = 10.0;
const NUMBERS_BEFORE_WORDS: f32 = 8.0;
/// How much of the page's width the gaps between many columns may take.
const MOST_BETWEEN: f32 = 0.2;
/// A word as long as this does not push the other columns away.
const LONGEST_WORD: f32 = 110.0;

/// The columns of a table, in points.
pub(super) struct Columns {
    widths: Vec<f32>,
    /// Behind each.
    gaps: Vec<f32>,
}

impl Columns {
    /// Where each begins, and how wide it is.
    pub(super) fn places(&self) -> Vec<(f32, f32)> {
        let place = |left: &mut f32, (width, gap): (&f32, &f32)| {
            let place = (*left, *width);
            *left += width + gap;
            Some(place)
        };
        self.widths.iter().zip(&self.gaps).scan(0.0, place).collect()
    }
}

/// What a column asks for.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// The width of its widest word.
    least: f32,
    /// The width of its widest line below the head.
    body: f32,
    /// The width of its widest line.
    most: f32,
    /// Whether it takes what is left over.
    stretches: bool,
}

/// The columns of a table that is `width` wide.
pub(super) fn columns(table: &Table, head: &[Words], rows: &[Vec<Words>], width: f32) -> Columns {
    let gaps = gaps(table, width);
    let room = width - gaps.iter().sum::<f32>();
    let wishes: Vec<Wish> = table
        .columns
        .iter()
        .enumerate()
        .map(|(number, column)| {
            let head = || head.get(number).into_iter();
            let cells = || rows.iter().filter_map(move |row| row.get(number));
            let least = head().chain(cells()).map(Words::widest_word).fold(1.0, f32::max).min(LONGEST_WORD);
            let body = cells().map(Words::widest_line).fold(least, f32::max);
            let most = head().map(Words::widest_line).fold(body, f32::max);
            Wish { least, body, most, stretches: column.holds == Holds::Words }
        })
        .collect();
    Columns { widths: shared(&wishes, room), gaps }
}

fn gaps(table: &Table, width: f32) -> Vec<f32> {
    let holds = |number: usize| table.columns.get(number).map(|column| column.holds);
    let gap = |number: usize| match (holds(number), holds(number + 1)) {
        (_, None) => 0.0,
        (Some(Holds::Numbers), Some(Holds::Words)) => BETWEEN + NUMBERS_BEFORE_WORDS,
        _ => BETWEEN,
    };
    let gaps: Vec<f32> = (0..table.columns.len()).map(gap).collect();
    let all: f32 = gaps.iter().sum();
    let share = if all > 0.0 { (width * MOST_BETWEEN / all).min(1.0) } else { 1.0 };
    gaps.into_iter().map(|gap| gap * share).collect()
}

fn shared(wishes: &[Wish], room: f32) -> Vec<f32> {
    let sum = |of: &dyn Fn(&Wish) -> f32| wishes.iter().map(of).sum::<f32>();
    let (least, body, most) = (sum(&|wish| wish.least), sum(&|wish| wish.body), sum(&|wish| wish.most));
    if least > room {
        return wishes.iter().map(|wish| wish.least * room / least).collect();
    }
    if body > room {
        let level = level(wishes, room);
        return wishes.iter().map(|wish| wish.up_to(level)).collect();
    }
    let of_heads = if most > body { ((room - body) / (most - body)).min(1.0) } else { 1.0 };
    let stretching = |wish: &Wish| if wish.stretches { wish.most } else { 0.0 };
    let (over, all) = (room - most, sum(&stretching));
    let share = if over > 0.0 && all > 0.0 { over / all } else { 0.0 };
    let width = |wish: &Wish| wish.body + (wish.most - wish.body) * of_heads + stretching(wish) * share;
    wishes.iter().map(width).collect()
}

impl Wish {
    fn up_to(&self, level: f32) -> f32 {
        self.body.min(level).max(self.least)
    }
}

/// The width that no column is wider than, so that all of them fill the room.
fn level(wishes: &[Wish], room: f32) -> f32 {
    let (mut low, mut high) = (0.0, room);
    // A halving for each bit of what a point of a page is told apart by.
    for _ in 0..20 {
        let middle = f32::midpoint(low, high);
        let filled: f32 = wishes.iter().map(|wish| wish.up_to(middle)).sum();
        if filled > room { high = middle } else { low = middle }
    }
    low
}
