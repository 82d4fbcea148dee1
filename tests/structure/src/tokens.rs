//! A source file as a few kinds of token; comments, strings and characters are left out.

/// What the search for paths needs to tell apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Word(String),
    /// `::`
    PathSeparator,
    /// Any other single character.
    Mark(char),
}

/// A token and its line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub line: usize,
}

/// The tokens of `source`, in their order.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source.chars().collect(), at: 0, line: 1 };
    let mut found = Vec::new();
    while let Some(next) = reader.peek(0) {
        let line = reader.line;
        if let Some(kind) = reader.token(next) {
            found.push(Token { kind, line });
        }
    }
    found
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, wanted)| self.peek(ahead) == Some(wanted))
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == Some('\n') {
                self.line += 1;
            }
            self.at += 1;
        }
    }

    /// Reads one token, or nothing where comment, string or space stands.
    fn token(&mut self, next: char) -> Option<Kind> {
        if self.starts_with("//") {
            self.skip_until("\n");
        } else if self.starts_with("/*") {
            self.skip_block_comment();
        } else if next == '"' {
            self.skip_string();
        } else if next == '\'' {
            self.skip_character_or_lifetime();
        } else if let Some(hashes) = self.raw_string_hashes() {
            self.skip_until("\"");
            self.skip_until(&format!("\"{}", "#".repeat(hashes)));
        } else if is_word(next) {
            return Some(self.word());
        } else if self.starts_with("::") {
            self.skip(2);
            return Some(Kind::PathSeparator);
        } else {
            self.skip(1);
            return (!next.is_whitespace()).then_some(Kind::Mark(next));
        }
        None
    }

    /// Up to and with the next `end`, or to the end of the file.
    fn skip_until(&mut self, end: &str) {
        while self.peek(0).is_some() && !self.starts_with(end) {
            self.skip(1);
        }
        self.skip(end.chars().count());
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        while self.peek(0).is_some() {
            if self.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if self.starts_with("*/") {
                depth -= 1;
                self.skip(2);
            } else {
                self.skip(1);
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.skip(1);
        while let Some(next) = self.peek(0) {
            self.skip(if next == '\\' { 2 } else { 1 });
            if next == '"' {
                return;
            }
        }
    }

    /// `'a'` and `'\n'` are characters; `'a` alone is a lifetime, whose name then reads as a word of no path.
    fn skip_character_or_lifetime(&mut self) {
        if self.peek(1) == Some('\\') {
            self.skip(3);
            self.skip_until("'");
        } else if self.peek(2) == Some('\'') {
            self.skip(3);
        } else {
            self.skip(1);
        }
    }

    /// For `r"`, `r#"`, `br##"` and their like: how many `#` close the string.
    fn raw_string_hashes(&self) -> Option<usize> {
        let prefix = if self.starts_with("br") || self.starts_with("cr") { 2 } else { 1 };
        if self.peek(prefix - 1) != Some('r') {
            return None;
        }
        let mut hashes = 0;
        while self.peek(prefix + hashes) == Some('#') {
            hashes += 1;
        }
        (self.peek(prefix + hashes) == Some('"')).then_some(hashes)
    }

    fn word(&mut self) -> Kind {
        if self.starts_with("r#") {
            self.skip(2);
        }
        let mut word = String::new();
        while let Some(next) = self.peek(0).filter(|&next| is_word(next)) {
            word.push(next);
            self.skip(1);
        }
        Kind::Word(word)
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        tokens(source)
            .into_iter()
            .filter_map(|token| if let Kind::Word(word) = token.kind { Some(word) } else { None })
            .collect()
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(words("one // crate::plan\n/* two /* three */ four */ five"), ["one", "five"]);
    }

    #[test]
    fn strings_and_characters_are_left_out() {
        let source = r##"one("crate::\"plan") r#"two " three"# b"four" r"\" '"' '\'' five"##;
        assert_eq!(words(source), ["one", "b", "five"]);
    }

    #[test]
    fn a_lifetime_does_not_swallow_what_follows() {
        assert_eq!(words("fn f<'a>(x: &'a str) -> u8"), ["fn", "f", "a", "x", "a", "str", "u8"]);
    }

    #[test]
    fn a_raw_name_is_its_name() {
        assert_eq!(words("crate::r#type::x"), ["crate", "type", "x"]);
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        assert_eq!(tokens("\"a\nb\" /*\n*/\nlast").last().map(|token| token.line), Some(4));
    }
}
