//! What the contract names and this version lacks: known words get a clear answer instead of a guess.

use std::ffi::OsString;

/// Group and verbs that are not in this version; no verbs where the whole group is missing.
const UNBUILT: &[(&str, &[&str])] =
    &[("journal", &["export", "import"]), ("device", &[]), ("remind", &[]), ("report", &[])];

/// The part of the command line that is not in this version, given the word that was not understood.
pub(crate) fn named_in(arguments: &[OsString], word: &str) -> Option<String> {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let at = words.iter().position(|found| found == word)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    UNBUILT.iter().find_map(|(group, verbs)| {
        if verbs.is_empty() {
            (*group == word).then(|| (*group).to_owned())
        } else {
            (before.is_some_and(|before| before == group) && verbs.contains(&word))
                .then(|| format!("{group} {word}"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(line: &str, word: &str) -> Option<String> {
        let arguments: Vec<_> = line.split(' ').map(OsString::from).collect();
        named_in(&arguments, word)
    }

    #[test]
    fn a_missing_group_and_a_missing_verb_are_named() {
        assert_eq!(named("nape --json report pdf", "report").as_deref(), Some("report"));
        assert_eq!(named("nape journal export x", "export").as_deref(), Some("journal export"));
    }

    #[test]
    fn a_word_that_the_contract_does_not_have_is_not_named() {
        assert_eq!(named("nape journal sing", "sing"), None);
        assert_eq!(named("nape plan add", "add"), None);
    }
}
