//! How wide is each column?
//!
//! As wide as its widest line where all of them fit; what is left over goes to the columns of words. Where they don't fit,
//! each gets its widest word and a share of the rest by what it lacks. Where not even the words fit, words are broken.

use crate::report::document::{Holds, Table};
use crate::report::pdf::wrap::Words;

/// Between two columns.
const BETWEEN: f32 = 10.0;
/// How much of the page's width the gaps between many columns may take.
const MOST_BETWEEN: f32 = 0.2;
/// A word as long as this does not push the other columns away.
const LONGEST_WORD: f32 = 110.0;

/// The columns of a table, in points.
pub(super) struct Columns {
    widths: Vec<f32>,
    between: f32,
}

impl Columns {
    /// Where each begins, and how wide it is.
    pub(super) fn places(&self) -> Vec<(f32, f32)> {
        let place = |left: &mut f32, width: &f32| {
            let place = (*left, *width);
            *left += width + self.between;
            Some(place)
        };
        self.widths.iter().scan(0.0, place).collect()
    }
}

/// What a column asks for.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// The width of its widest word.
    least: f32,
    /// The width of its widest line.
    most: f32,
    /// Whether it takes what is left over.
    stretches: bool,
}

/// The columns of a table that is `width` wide.
pub(super) fn columns(table: &Table, head: &[Words], rows: &[Vec<Words>], width: f32) -> Columns {
    let count = f32::from(u16::try_from(table.columns.len()).unwrap_or(u16::MAX));
    let between = BETWEEN.min(width * MOST_BETWEEN / count);
    let room = width - between * (count - 1.0);
    let wishes: Vec<Wish> = table
        .columns
        .iter()
        .enumerate()
        .map(|(number, column)| {
            let cells = || head.get(number).into_iter().chain(rows.iter().filter_map(move |row| row.get(number)));
            let least = cells().map(Words::widest_word).fold(1.0, f32::max);
            let most = cells().map(Words::widest_line).fold(least, f32::max);
            Wish { least: least.min(LONGEST_WORD), most, stretches: column.holds == Holds::Words }
        })
        .collect();
    Columns { widths: shared(&wishes, room), between }
}

fn shared(wishes: &[Wish], room: f32) -> Vec<f32> {
    let sum = |of: fn(&Wish) -> f32| wishes.iter().map(of).sum::<f32>();
    let (least, most) = (sum(|wish| wish.least), sum(|wish| wish.most));
    if most <= room {
        let stretching = |wish: &Wish| if wish.stretches { wish.most } else { 0.0 };
        let all: f32 = wishes.iter().map(stretching).sum();
        let share = if all > 0.0 { (room - most) / all } else { 0.0 };
        return wishes.iter().map(|wish| wish.most + stretching(wish) * share).collect();
    }
    if least <= room {
        let lacking = (room - least) / (most - least);
        return wishes.iter().map(|wish| wish.least + (wish.most - wish.least) * lacking).collect();
    }
    wishes.iter().map(|wish| wish.least * room / least).collect()
}
