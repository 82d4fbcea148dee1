//! The string literals of a source file in Rust, Swift or Kotlin.

/// A string and the line on which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Its words; a value put into it (`{name}`, `\(name)`, `${name}`) is shown as `{}`.
    pub text: String,
    /// Where it stands.
    pub line: usize,
}

/// The string literals of `source`, in their order; comments and characters are no strings.
pub fn literals(source: &str) -> Vec<Literal> {
    let mut reader = Reader { rest: source, line: 1 };
    let mut found = Vec::new();
    let mut in_word = false;
    while let Some(next) = reader.rest.chars().next() {
        let line = reader.line;
        let raw = if in_word { None } else { raw_hashes(reader.rest) };
        if reader.rest.starts_with("//") {
            reader.take_until("\n");
        } else if reader.rest.starts_with("/*") {
            reader.take_until("*/");
        } else if let Some(hashes) = raw {
            reader.take_until("\"");
            let text = reader.take_until(&format!("\"{}", "#".repeat(hashes)));
            found.push(Literal { text: text.to_owned(), line });
        } else if reader.rest.starts_with("\"\"\"") {
            reader.skip(3);
            let text = reader.take_until("\"\"\"");
            found.push(Literal { text: text.to_owned(), line });
        } else if next == '"' {
            reader.skip(1);
            found.push(Literal { text: reader.string(), line });
        } else if next == '\'' {
            reader.character();
        } else {
            reader.skip(next.len_utf8());
        }
        in_word = next.is_alphanumeric() || next == '_';
    }
    found
}

/// How many `#` a raw string of Rust that begins here has.
fn raw_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = after.chars().take_while(|c| *c == '#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn skip(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    /// What stands before `end`, which is read too; all of the rest where it has no end.
    fn take_until(&mut self, end: &str) -> &'a str {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        let taken = self.skip(at);
        self.skip(end.len().min(self.rest.len()));
        taken
    }

    /// The rest of a string whose opening quote was read.
    fn string(&mut self) -> String {
        let mut text = String::new();
        while let Some(next) = self.rest.chars().next() {
            if next == '"' {
                self.skip(1);
                break;
            } else if self.rest.starts_with("\\(") {
                self.skip_value('(', ')');
                text += "{}";
            } else if self.rest.starts_with("${") || (next == '{' && self.rest.contains('}')) {
                self.skip_value('{', '}');
                text += "{}";
            } else if next == '\\' {
                self.skip(1);
                text.push(self.escaped());
            } else {
                text.push(next);
                self.skip(next.len_utf8());
            }
        }
        text
    }

    fn escaped(&mut self) -> char {
        let next = self.rest.chars().next().unwrap_or(' ');
        self.skip(next.len_utf8().min(self.rest.len()));
        match next {
            '\n' => {
                // A line that goes on in the next one, which is indented.
                let indent = self.rest.len() - self.rest.trim_start().len();
                self.skip(indent);
                ' '
            }
            'n' | 't' | 'r' => ' ',
            other => other,
        }
    }

    fn skip_value(&mut self, open: char, close: char) {
        let mut depth = 0;
        while let Some(next) = self.rest.chars().next() {
            self.skip(next.len_utf8());
            depth += i32::from(next == open) - i32::from(next == close);
            if depth == 0 && next == close {
                return;
            }
        }
    }

    /// A character, or the mark of a lifetime.
    fn character(&mut self) {
        self.skip(1);
        let mut ahead = self.rest.chars();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), Some(escaped)) => {
                self.skip(1 + escaped.len_utf8());
                self.take_until("'");
            }
            (Some(one), Some('\'')) => {
                self.skip(one.len_utf8() + 1);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        literals(source).into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn strings_are_found_and_comments_and_characters_are_not() {
        let source =
            "// \"no\"\n/* \"no\" */ let a: &'a str = \"one\"; let c = ('\"', '\\'', 'x'); f(\"two\")";
        assert_eq!(texts(source), ["one", "two"]);
    }

    #[test]
    fn raw_and_long_strings_are_found() {
        assert_eq!(texts("r#\"a \"b\" c\"# \"d\""), ["a \"b\" c", "d"]);
        assert_eq!(texts("\"\"\"\nlong \"quoted\" one\"\"\" \"next\""), ["\nlong \"quoted\" one", "next"]);
        assert_eq!(texts("for \"x\""), ["x"]);
    }

    #[test]
    fn a_value_inside_a_string_is_left_out() {
        assert_eq!(texts("\"about \\(minutes(left)) left\""), ["about {} left"]);
        assert_eq!(texts("\"about ${left(\"x\")} left\" \"on\""), ["about {} left", "on"]);
        assert_eq!(texts("\"key-{name}-end\""), ["key-{}-end"]);
    }

    #[test]
    fn escapes_and_lines_that_go_on_are_read() {
        assert_eq!(texts("\"a \\\"b\\\" c\""), ["a \"b\" c"]);
        let literal = &literals("\n\"one \\\n    two\"")[0];
        assert_eq!((literal.text.as_str(), literal.line), ("one  two", 2));
    }
}
