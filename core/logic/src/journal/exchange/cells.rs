//! Tables of text (RFC 4180): rows, cells, and what keeps a spreadsheet from taking words for a formula.

use std::borrow::Cow;
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::without_bom;
use crate::document::FieldError;

/// A cell of the person's own words that begins so, perhaps behind space, is taken for a formula somewhere, or for the
/// mark below.
const TAKEN_FOR_A_FORMULA: &[char] =
    &['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', MARK];
/// Stands before such words, and is taken away again where they are read.
const MARK: char = '\'';

/// The person's own words as a cell that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let is_taken = [text, text.trim_start()].iter().any(|text| text.starts_with(TAKEN_FOR_A_FORMULA));
    if is_taken { format!("{MARK}{text}").into() } else { text.into() }
}

/// What [`guarded`] made of words; the ends of lines are the journal's.
pub(super) fn unguarded(cell: &str) -> String {
    cell.strip_prefix(MARK).unwrap_or(cell).replace("\r\n", "\n")
}

/// Cells as a row (RFC 4180), with its end.
pub fn row<'a>(cells: impl IntoIterator<Item = Cow<'a, str>>) -> String {
    let mut row = String::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            row.push(',');
        }
        // Semicolons and tabs divide cells elsewhere.
        if cell.contains([',', '"', '\r', '\n', ';', '\t']) {
            row.push('"');
            row.push_str(&cell.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(&cell);
        }
    }
    row.push_str("\r\n");
    row
}

/// What can divide cells; the one that divides the first row into the most.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Put behind a table: where it is not read as a row of its own, a quote was left open before it.
const END: &[u8] = b"\n\x04\n";

/// The rows of a table behind its first one, which names the columns.
pub(super) struct Cells<'a> {
    reader: csv::Reader<std::io::Chain<&'a [u8], &'static [u8]>>,
    lines: Lines<'a>,
    /// What divides the cells.
    pub(super) delimiter: u8,
    /// The names of the columns, without space around them.
    pub(super) header: Vec<String>,
    ended: bool,
}

/// A row, on the line on which it begins.
pub(super) struct CellRow {
    pub(super) line: u64,
    pub(super) cells: Result<Vec<String>, FieldError>,
}

impl<'a> Cells<'a> {
    /// Reads the first row.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FieldError> {
        let bytes = without_bom(bytes);
        let delimiter = delimiter_of(bytes);
        let reader = builder(delimiter).from_reader(bytes.chain(END));
        let lines = Lines { bytes, at: 0, line: 1 };
        let mut cells = Self { reader, lines, delimiter, header: Vec::new(), ended: false };
        let missing = || FieldError::new("file", "has no row", "a table whose first row names its columns");
        let first = cells.next().ok_or_else(missing)?;
        let named = |error: FieldError| FieldError { field: "file".to_owned(), ..error };
        cells.header = first.cells.map_err(named)?.iter().map(|name| name.trim().to_owned()).collect();
        Ok(cells)
    }

    fn cells_of(&self, record: &ByteRecord) -> Result<Vec<String>, FieldError> {
        let text = |cell: &[u8]| std::str::from_utf8(cell).map(str::to_owned);
        let cells: Vec<String> = record
            .iter()
            .map(text)
            .collect::<Result<_, _>>()
            .map_err(|_| FieldError::new(".", "not text in UTF-8", "a table in UTF-8"))?;
        if !self.header.is_empty() && cells.len() != self.header.len() {
            let message = "has more or fewer cells than there are columns";
            return Err(FieldError::new(".", message, format!("{} cells", self.header.len())));
        }
        Ok(cells)
    }
}

impl Iterator for Cells<'_> {
    type Item = CellRow;

    /// Rows without anything in them are passed over.
    fn next(&mut self) -> Option<CellRow> {
        let mut record = ByteRecord::new();
        while !self.ended {
            let from = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            let line = self.lines.at(from);
            // Bytes in memory can be read, and rows of any length are taken.
            let read = self.reader.read_byte_record(&mut record).unwrap_or(false);
            let reached = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            if !read || reached > self.lines.bytes.len() + 1 {
                self.ended = true;
                if record.iter().eq([&END[1..2]]) {
                    return None;
                }
                let cells =
                    Err(FieldError::new(".", "a quote is not closed", "a quote at both ends of a cell"));
                return Some(CellRow { line, cells });
            }
            if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Some(CellRow { line, cells: self.cells_of(&record) });
            }
        }
        None
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder
}

fn delimiter_of(bytes: &[u8]) -> u8 {
    let cells = |delimiter: u8| {
        let first = builder(delimiter).from_reader(bytes).into_byte_records().next();
        first.and_then(Result::ok).map_or(0, |record| record.len())
    };
    // Of equals the last one stays.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| cells(*delimiter)).unwrap_or(b',')
}

/// Counts lines up to the next row; the reader's own count is one behind after a row that ends in CR and LF.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first row at or behind a byte.
    fn at(&mut self, from: usize) -> u64 {
        let from = from.min(self.bytes.len());
        let ends = self.bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = from + ends;
        while self.at < start {
            let byte = self.bytes[self.at];
            let alone = byte == b'\r' && self.bytes.get(self.at + 1) != Some(&b'\n');
            self.line += u64::from(byte == b'\n' || alone);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let cells = Cells::open(text.as_bytes()).expect("a table");
        cells.map(|row| (row.line, row.cells.expect("cells"))).collect()
    }

    fn wrong(text: &[u8]) -> Vec<(u64, String)> {
        let cells = Cells::open(text).expect("a table");
        cells.filter_map(|row| Some((row.line, row.cells.err()?.message))).collect()
    }

    #[test]
    fn a_row_is_found_on_its_line_whatever_ends_lines_and_stands_between() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{feff}a,b", "1,2", "", "", "\"two", "lines\",3", ",", " 4 ,5"].join(end);
            for text in [text.clone(), text + end] {
                let found = rows(&text);
                let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
                assert_eq!(lines, [2, 5, 8], "{end:?}");
                assert_eq!(found[1].1[0], format!("two{end}lines"));
                assert_eq!(found[2].1, [" 4 ", "5"]);
            }
        }
        assert_eq!(rows("a,b\r1,2\r3,4").iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn commas_semicolons_and_tabs_divide_cells() {
        for delimiter in [",", ";", "\t"] {
            let text = ["a", "\"b,;\t\"", "c\n1", "2", "\"3\"\n"].join(delimiter);
            assert_eq!(rows(&text), [(2, vec!["1".to_owned(), "2".to_owned(), "3".to_owned()])]);
        }
        assert_eq!(rows("a\n1"), [(2, vec!["1".to_owned()])]);
    }

    #[test]
    fn a_row_that_is_cut_or_too_long_or_no_text_is_named() {
        let cut = "a quote is not closed".to_owned();
        assert_eq!(wrong(b"a,b\n1,\"2"), [(2, cut.clone())]);
        assert_eq!(wrong(b"a,b\n1,2\n3,\"4\n5,6\n"), [(3, cut)]);
        assert_eq!(wrong(b"a,b\n1\n1,2,3\n1,2\n").iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(wrong(b"a,b\n1,\xff\n"), [(2, "not text in UTF-8".to_owned())]);
        assert!(wrong(b"a,b\n1,\"2\"").is_empty());
        assert!(wrong(b"a,b\n1,\"2\n\"").is_empty());
        assert_eq!(Cells::open(b"\n\n").err().map(|error| error.field), Some("file".to_owned()));
        assert_eq!(Cells::open(b"\"a,b").err().map(|error| error.field), Some("file".to_owned()));
    }

    #[test]
    fn words_that_a_spreadsheet_would_run_are_marked_and_read_back() {
        for text in [
            "=cmd()",
            "+1",
            "-1",
            "@a",
            "\ta",
            "'a",
            "''",
            "\u{ff1d}1",
            "  =1",
            "  'a",
            "a=b",
            "",
            "a",
            "\"=\"",
        ] {
            let cell = guarded(text);
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']), "{text}");
            assert_eq!(unguarded(&cell), text);
        }
        assert_eq!(guarded("=1"), "'=1");
        assert_eq!(row(["a".into(), "b\"c".into(), "d,e".into()]), "a,\"b\"\"c\",\"d,e\"\r\n");
    }
}
