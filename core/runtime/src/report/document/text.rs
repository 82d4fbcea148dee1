//! A document as plain text, for a preview in a terminal or in what a phone shares.

use textwrap::core::display_width;
use textwrap::{Options, WrapAlgorithm};

use super::{Blank, Block, Column, Document, Figure, Holds, Level, NOTHING_KNOWN, Table, printable};

/// The narrowest text that is still read: more is asked for than is there below it.
const NARROWEST: usize = 20;
/// Between two columns of a table.
const BETWEEN: usize = 2;
/// At the left of a warning.
const WARNING: &str = "! ";
const POINT: &str = "- ";
/// What is written on by hand.
const BLANK: char = '_';

impl Document {
    /// The document as plain text in lines of at most `width` columns (at least 20), each ended by `\n`. It says all that
    /// the pages say, in their order; a drawing is said in words. No character in it can speak to a terminal.
    pub fn to_text(&self, width: usize) -> String {
        let mut text = Text { width: width.max(NARROWEST), lines: Vec::new() };
        text.heading(&self.title, '=');
        text.wrapped(&self.subject, "", "");
        for block in &self.blocks {
            text.block(block);
        }
        text.gap();
        text.wrapped(&self.footer, "", "");
        let mut written = text.lines.join("\n");
        written.push('\n');
        written
    }
}

struct Text {
    width: usize,
    lines: Vec<String>,
}

impl Text {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(Level::Section, words) => self.heading(words, '='),
            Block::Heading(Level::Part, words) => self.heading(words, '-'),
            Block::Paragraph(words) | Block::Note(words) => {
                self.gap();
                self.wrapped(words, "", "");
            }
            Block::Warning { title, lines } => {
                self.gap();
                for line in std::iter::once(title).chain(lines) {
                    self.wrapped(line, WARNING, WARNING);
                }
            }
            Block::List(points) => {
                self.gap();
                for point in points {
                    self.wrapped(point, POINT, "  ");
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Form(blanks) => {
                for blank in blanks {
                    self.blank(blank);
                }
            }
        }
    }

    /// An empty line, but none at the start and no two of them.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn wrapped(&mut self, words: &str, first: &str, rest: &str) {
        let indent = display_width(first).max(display_width(rest));
        let lines = wrap(words, self.width - indent);
        for (number, line) in lines.into_iter().enumerate() {
            let indent = if number == 0 { first } else { rest };
            self.lines.push(format!("{indent}{line}"));
        }
    }

    fn heading(&mut self, words: &str, rule: char) {
        let lines = wrap(words, self.width);
        if lines.is_empty() {
            return;
        }
        self.gap();
        let widest = lines.iter().map(|line| display_width(line)).max().unwrap_or(0);
        self.lines.extend(lines);
        self.lines.push(rule.to_string().repeat(widest));
    }

    fn figure(&mut self, Figure { caption, alternative, .. }: &Figure) {
        self.gap();
        self.wrapped(caption, "", "");
        self.wrapped(alternative, "  ", "  ");
    }

    fn blank(&mut self, Blank { label, hint }: &Blank) {
        self.gap();
        self.wrapped(label, "", "");
        if !hint.is_empty() {
            self.wrapped(&format!("({hint})"), "", "");
        }
        self.lines.push(BLANK.to_string().repeat(self.width));
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        self.wrapped(&table.caption, "", "");
        let head: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
        let rows = table.rows.iter().map(|row| cells(row, table.columns.len()));
        let rows: Vec<Vec<&str>> = std::iter::once(head).chain(rows).collect();
        let Some(widths) = widths(&rows, self.width) else { return self.listed(table) };
        for (number, row) in rows.iter().enumerate() {
            self.row(row, &table.columns, &widths);
            if number == 0 {
                let rules = widths.iter().map(|width| "-".repeat(*width));
                self.lines.push(rules.collect::<Vec<_>>().join(&" ".repeat(BETWEEN)));
            }
        }
    }

    fn row(&mut self, row: &[&str], columns: &[Column], widths: &[usize]) {
        let cells: Vec<Vec<String>> =
            row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = String::new();
            for ((cell, column), width) in cells.iter().zip(columns).zip(widths) {
                let words = cell.get(number).map_or("", String::as_str);
                let free = " ".repeat(width.saturating_sub(display_width(words)));
                let placed = match column.holds {
                    Holds::Words => format!("{words}{free}"),
                    Holds::Numbers => format!("{free}{words}"),
                };
                line.push_str(&placed);
                line.push_str(&" ".repeat(BETWEEN));
            }
            self.lines.push(line.trim_end().to_owned());
        }
    }

    /// A table whose columns don't fit beside each other: row by row, each cell with its heading.
    fn listed(&mut self, table: &Table) {
        for row in &table.rows {
            let cells = cells(row, table.columns.len());
            for (number, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
                let indent = if number == 0 { POINT } else { "  " };
                self.wrapped(&format!("{}: {cell}", column.heading), indent, "    ");
            }
        }
    }
}

/// The cells of a row, one for each column.
fn cells(row: &[String], count: usize) -> Vec<&str> {
    let said = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(count);
    said.map(|cell| if cell.trim().is_empty() { NOTHING_KNOWN } else { cell }).collect()
}

fn wrap(words: &str, width: usize) -> Vec<String> {
    let words = printable(words);
    if words.is_empty() {
        return Vec::new();
    }
    // The same lines whatever else of the library another program asks for.
    let options = Options::new(width).wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(&words, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The columns' widths; `None` where words would have to be broken to let all of them stand beside each other. What is
/// narrow stays, what is wide shares what is left.
fn widths(rows: &[Vec<&str>], width: usize) -> Option<Vec<usize>> {
    let count = rows.first().map(Vec::len).filter(|count| *count > 0)?;
    let room = width.checked_sub(BETWEEN * (count - 1))?;
    let of = |column: usize, measure: fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| measure(&printable(cell))).max().unwrap_or(0).max(1)
    };
    let least: Vec<usize> = (0..count).map(|column| of(column, longest_word)).collect();
    let most: Vec<usize> = (0..count).map(|column| of(column, longest_line)).collect();
    if least.iter().sum::<usize>() > room {
        return None;
    }
    let at = |level: usize| least.iter().zip(&most).map(move |(least, most)| (*most).min(level).max(*least));
    let level = (1..=room).rev().find(|level| at(*level).sum::<usize>() <= room).unwrap_or(1);
    Some(at(level).collect())
}

fn longest_word(words: &str) -> usize {
    words.split_whitespace().map(display_width).max().unwrap_or(0)
}

fn longest_line(words: &str) -> usize {
    words.split('\n').map(display_width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
