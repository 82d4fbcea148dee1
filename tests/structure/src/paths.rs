//! Which modules of its own crate a source file names, as paths from the crate's root.

use crate::tokens::{Kind, Token, tokens};

/// A path that a file names, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// From the crate's root: `crate::plan::Dose` is `["plan", "Dose"]`; a glob ends in `"*"`.
    pub path: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// Every path in `source` that begins with `crate`, `self`, `super` or the crate's own name, in imports and in
/// code alike, tests included. `module` is where the file stands: `plan/dose.rs` is `["plan", "dose"]`.
pub fn references(module: &[String], own_name: &str, source: &str) -> Vec<Reference> {
    let tokens = tokens(source);
    let mut walk =
        Walk { own_name, module: module.to_vec(), inline: Vec::new(), depth: 0, found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = walk.step(&tokens, at);
    }
    walk.found
}

struct Walk<'a> {
    own_name: &'a str,
    /// The module whose code is being read, inline ones included.
    module: Vec<String>,
    /// The brace depth at which each inline module began.
    inline: Vec<usize>,
    depth: usize,
    found: Vec<Reference>,
}

impl Walk<'_> {
    /// Reads what stands at `at`; returns where to read on.
    fn step(&mut self, tokens: &[Token], at: usize) -> usize {
        match &tokens[at].kind {
            Kind::Word(word) if word == "mod" && mark(tokens, at + 2) == Some('{') => {
                self.module.push(word_at(tokens, at + 1).unwrap_or_default().to_owned());
                self.inline.push(self.depth);
                self.depth += 1;
                at + 3
            }
            Kind::Word(word) if separator(tokens, at + 1) && !(at > 0 && separator(tokens, at - 1)) => {
                match self.base(word) {
                    Some(base) => self.tree(tokens, at + 2, base),
                    None => at + 1,
                }
            }
            Kind::Mark('{') => {
                self.depth += 1;
                at + 1
            }
            Kind::Mark('}') => {
                self.depth = self.depth.saturating_sub(1);
                if self.inline.last() == Some(&self.depth) {
                    self.inline.pop();
                    self.module.pop();
                }
                at + 1
            }
            _ => at + 1,
        }
    }

    /// What a path's first word stands for; nothing for a child module or another crate.
    fn base(&self, word: &str) -> Option<Vec<String>> {
        match word {
            "crate" => Some(Vec::new()),
            "self" => Some(self.module.clone()),
            "super" => Some(parent(&self.module)),
            _ => (word == self.own_name).then(Vec::new),
        }
    }

    /// Reads on behind a `::`, into every branch of an import's braces.
    fn tree(&mut self, tokens: &[Token], at: usize, mut path: Vec<String>) -> usize {
        match tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => {
                match word.as_str() {
                    "super" => path = parent(&path),
                    "self" => {}
                    _ => path.push(word.clone()),
                }
                if separator(tokens, at + 1) {
                    return self.tree(tokens, at + 2, path);
                }
                self.record(path, tokens[at].line);
                at + 1
            }
            Some(Kind::Mark('{')) => self.branches(tokens, at + 1, &path),
            Some(Kind::Mark('*')) => {
                path.push("*".to_owned());
                self.record(path, tokens[at].line);
                at + 1
            }
            // A turbofish, or the end of the file.
            _ => {
                let line = tokens.get(at.saturating_sub(1)).map_or(0, |token| token.line);
                self.record(path, line);
                at
            }
        }
    }

    fn branches(&mut self, tokens: &[Token], mut at: usize, path: &[String]) -> usize {
        while at < tokens.len() {
            match &tokens[at].kind {
                Kind::Mark('}') => return at + 1,
                Kind::Mark(',') => at += 1,
                Kind::Word(word) if word == "as" => at += 2,
                _ => at = self.tree(tokens, at, path.to_vec()).max(at + 1),
            }
        }
        at
    }

    fn record(&mut self, path: Vec<String>, line: usize) {
        self.found.push(Reference { path, line });
    }
}

fn parent(module: &[String]) -> Vec<String> {
    module[..module.len().saturating_sub(1)].to_vec()
}

fn separator(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == Kind::PathSeparator)
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    }
}

fn word_at(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(module: &str, source: &str) -> Vec<String> {
        let module: Vec<String> =
            module.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        references(&module, "nape_logic", source)
            .into_iter()
            .map(|reference| reference.path.join("::"))
            .collect()
    }

    #[test]
    fn an_import_and_a_path_in_code_count_alike() {
        assert_eq!(
            named("plan", "use crate::units::Force; fn f() -> crate::time::Elapsed {}"),
            ["units::Force", "time::Elapsed"]
        );
    }

    #[test]
    fn every_branch_of_braces_is_followed() {
        let source = "use crate::{\n    plan::{Dose, envelope::{self, Envelope as E}},\n    session,\n};";
        assert_eq!(
            named("device", source),
            ["plan::Dose", "plan::envelope", "plan::envelope::Envelope", "session"]
        );
    }

    #[test]
    fn super_climbs_from_where_the_file_stands() {
        assert_eq!(
            named("plan/dose", "use super::Plan; use super::super::session::X;"),
            ["plan::Plan", "session::X"]
        );
    }

    #[test]
    fn super_in_an_inline_module_means_the_file() {
        let source = "mod tests { use super::*; mod deeper { use super::super::x; } } use super::journal;";
        assert_eq!(named("plan", source), ["plan::*", "plan::x", "journal"]);
    }

    #[test]
    fn the_crates_own_name_is_its_root() {
        assert_eq!(named("plan", "use nape_logic::session::X;"), ["session::X"]);
    }

    #[test]
    fn other_crates_and_methods_are_no_references() {
        assert!(
            named("plan", "use std::fmt; use serde::crate_like::x; self.x; Self::new(); a::<B>::c()")
                .is_empty()
        );
    }

    #[test]
    fn a_turbofish_ends_a_path() {
        assert_eq!(named("plan", "crate::text::parse::<u8>(x)"), ["text::parse"]);
    }
}
