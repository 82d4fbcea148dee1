//! Tables whose lines stay short enough for a diff.

/// The last column is broken into further rows beyond this many characters.
const WIDTH: usize = 76;

/// A table; the last column is a list and may go on in rows whose other cells are empty.
#[derive(Clone, Debug)]
pub struct Table {
    text: String,
    columns: usize,
}

impl Table {
    /// A table with these headers.
    pub fn new(headers: &[&str]) -> Self {
        let text = format!("| {} |\n|{}\n", headers.join(" | "), "---|".repeat(headers.len()));
        Self { text, columns: headers.len() }
    }

    /// A row: a cell for each column but the last, then the last one's parts.
    pub fn row(&mut self, cells: &[&str], last: &[String]) {
        debug_assert_eq!(cells.len() + 1, self.columns, "a cell for each column");
        for (index, line) in packed(last).iter().enumerate() {
            for cell in cells {
                self.text.extend(["| ", if index == 0 { cell } else { "" }, " "]);
            }
            self.text.extend(["| ", line, " |\n"]);
        }
    }

    /// The table with an empty line behind it.
    pub fn finish(self) -> String {
        self.text + "\n"
    }
}

/// The parts, joined by commas into lines of at most [`WIDTH`]; one line where there are none.
fn packed(parts: &[String]) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 0 && line + 2 + part.chars().count() > WIDTH {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                *line += ", ";
            }
            *line += part;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_goes_on_in_further_rows_and_loses_nothing() {
        let parts: Vec<String> = (0..20).map(|part| format!("part number {part}")).collect();
        let mut table = Table::new(&["id", "carried by"]);
        table.row(&["A01"], &parts);
        let text = table.finish();
        assert!(text.lines().all(|line| line.chars().count() < WIDTH + 20), "{text}");
        assert!(parts.iter().all(|part| text.contains(part.as_str())), "{text}");
        assert_eq!(text.matches("A01").count(), 1);
    }

    #[test]
    fn an_empty_list_is_still_a_row() {
        let mut table = Table::new(&["id", "carried by"]);
        table.row(&["A01"], &[]);
        assert!(table.finish().contains("| A01 |  |"));
    }
}
