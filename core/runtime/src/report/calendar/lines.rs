//! Content lines (RFC 5545, section 3.1): escaped, folded at 75 octets, ended with CRLF.

/// Octets of a line without its end.
const LINE: usize = 75;

/// Lines one below the other.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A property whose value is written as it is.
    pub(super) fn add(&mut self, property: &str, value: &str) {
        self.fold(&format!("{property}:{value}"));
    }

    /// A property whose value is a person's text.
    pub(super) fn text(&mut self, property: &str, value: &str) {
        self.add(property, &escaped(value));
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// A line that is too long goes on behind a space on the next one; no letter is cut in two.
    fn fold(&mut self, line: &str) {
        let mut room = LINE;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }
}

/// What would end a text or a line stands behind a backslash; what no text may hold is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            control if control.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(property: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(property, text);
        lines.into_text()
    }

    #[test]
    fn a_text_can_end_neither_its_value_nor_its_line() {
        assert_eq!(lines("SUMMARY", "a;b,c\\d\ne\r\nf\rg\u{7}"), "SUMMARY:a\\;b\\,c\\\\d\\ne\\nfg\r\n");
    }

    #[test]
    fn long_lines_are_folded_at_75_octets_and_between_letters() {
        for text in ["x".repeat(300), "\u{e9}".repeat(200), "\u{1f9d8}".repeat(100)] {
            let folded = lines("SUMMARY", &text);
            assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
            assert!(folded.split("\r\n").any(|line| line.len() > 71), "and not much earlier");
            assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
        let fits = "x".repeat(75 - "SUMMARY:".len());
        assert_eq!(lines("SUMMARY", &fits), format!("SUMMARY:{fits}\r\n"));
    }
}
