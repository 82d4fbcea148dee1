//! Where do the lines of a text break?

use std::iter::Peekable;
use std::vec;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::readable::{Stretch, readable};
use super::shape::{Part, Run, Typesetter};
use super::style::Type;

/// A text between whose words lines may break.
pub(super) struct Words {
    all: Vec<Word>,
    space: Run,
    letters: Type,
}

struct Word {
    run: Run,
    /// Whether a space parts it from the next one.
    space: bool,
    /// Whether a line ends with it, whatever room there is.
    ends_line: bool,
}

/// A line of text. A space at its end is drawn where the text goes on, and does not count.
#[derive(Debug, Clone)]
pub(super) struct TextLine {
    pub(super) run: Run,
    /// In points.
    pub(super) width: f32,
}

impl Words {
    /// A text in its words.
    pub(super) fn of(text: &str, letters: Type, typesetter: &mut Typesetter) -> Self {
        let stretches = readable(text, typesetter.fonts);
        let truth: String = stretches.iter().map(Stretch::truth).collect();
        let mut pieces = Pieces { stretches: stretches.into_iter().peekable(), ahead: 0 };
        let mut words = Vec::new();
        let mut start = 0;
        for (end, opportunity) in linebreaks(&truth).filter(|_| !truth.is_empty()) {
            let piece = truth.get(start..end).unwrap_or_default();
            let word = piece.trim_end_matches([' ', '\n']);
            let run = pieces.take(word.len(), letters, typesetter);
            pieces.skip(piece.len() - word.len());
            let ends_line = opportunity == BreakOpportunity::Mandatory;
            words.push(Word { run, space: piece.ends_with(' '), ends_line });
            start = end;
        }
        let space = run_of(&typesetter.word(" ", letters.weight));
        Self { all: words, space, letters }
    }

    /// Whether nothing of the text can be seen.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The width of its widest word, in points.
    pub(super) fn widest_word(&self) -> f32 {
        let widest = self.all.iter().map(|word| word.run.width).fold(0.0, f32::max);
        widest * self.letters.size
    }

    /// Its width in points where no line breaks that need not.
    pub(super) fn widest_line(&self) -> f32 {
        self.lines(f32::MAX).iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// Its lines in a column of this width in points; none of an empty text. A word that is wider is broken.
    pub(super) fn lines(&self, width: f32) -> Vec<TextLine> {
        // Widths were added up in another order: a hair more room.
        let width = width / self.letters.size + 0.001;
        let mut lines = Vec::new();
        let mut open = Run::default();
        // Where the word before was parted from the next one by a space.
        let mut after_space = false;
        for word in &self.all {
            let gap = if after_space { self.space.width } else { 0.0 };
            if !open.parts.is_empty() && open.width + gap + word.run.width > width {
                self.close(&mut open, after_space, &mut lines);
                after_space = false;
            }
            if after_space {
                open.push(&self.space);
            }
            if word.run.width > width {
                self.break_word(&word.run, width, &mut open, &mut lines);
            } else {
                open.push(&word.run);
            }
            after_space = word.space;
            if word.ends_line {
                self.close(&mut open, false, &mut lines);
                after_space = false;
            }
        }
        lines.into_iter().map(|run| TextLine { width: run.width * self.letters.size, run }).collect()
    }

    fn close(&self, open: &mut Run, goes_on: bool, lines: &mut Vec<Run>) {
        let mut line = std::mem::take(open);
        let width = line.width;
        if goes_on {
            // So that what copies or reads the lines keeps the words apart.
            line.push(&self.space);
            line.width = width;
        }
        lines.push(line);
    }

    fn break_word(&self, word: &Run, width: f32, open: &mut Run, lines: &mut Vec<Run>) {
        for letter in word.letters() {
            if !open.parts.is_empty() && open.width + letter.width > width {
                self.close(open, false, lines);
            }
            open.push(&letter);
        }
    }
}

impl Stretch {
    fn truth(&self) -> &str {
        self.truth.as_deref().unwrap_or(&self.shown)
    }
}

/// Stretches that are taken bit by bit, by the length of what they say.
struct Pieces {
    stretches: Peekable<vec::IntoIter<Stretch>>,
    /// How much was taken before it was asked for: what is stood in for is not taken apart.
    ahead: usize,
}

impl Pieces {
    fn take(&mut self, length: usize, letters: Type, typesetter: &mut Typesetter) -> Run {
        let mut run = Run::default();
        let mut length = self.still_to_take(length);
        while length > 0 {
            let Some(stretch) = self.next(length) else { break };
            let Stretch { shown, truth } = stretch;
            let word = typesetter.word(&shown, letters.weight);
            let taken = truth.as_ref().map_or(shown.len(), String::len);
            self.ahead += taken.saturating_sub(length);
            length = length.saturating_sub(taken);
            run.push(&run_of(&Part { truth, ..(*word).clone() }));
        }
        run
    }

    /// Leaves out spaces and ends of lines, which are always plain.
    fn skip(&mut self, length: usize) {
        let length = self.still_to_take(length);
        if length > 0 {
            self.next(length);
        }
    }

    fn still_to_take(&mut self, length: usize) -> usize {
        let taken = self.ahead.min(length);
        self.ahead -= taken;
        length - taken
    }

    /// The next stretch, at most this long where it is a plain one.
    fn next(&mut self, length: usize) -> Option<Stretch> {
        let next = self.stretches.peek_mut()?;
        if next.truth.is_some() || next.shown.len() <= length {
            return self.stretches.next();
        }
        let rest = next.shown.split_off(next.shown.floor_char_boundary(length));
        Some(Stretch { shown: std::mem::replace(&mut next.shown, rest), truth: None })
    }
}

fn run_of(part: &Part) -> Run {
    Run { width: part.width, parts: vec![part.clone()] }
}
