//! What the contract names and this version lacks: known words get a clear answer instead of a guess.

use std::ffi::OsString;

/// Verbs that are not in this version, by their groups.
const VERBS: &[(&str, &[&str])] = &[("report", &["fhir"])];

/// The part of the command line that is not in this version, given the word that was not understood and all words.
pub(crate) fn named(word: &str, arguments: &[OsString]) -> Option<String> {
    let said = |group: &str| arguments.iter().any(|argument| argument == group);
    let verb = VERBS.iter().find(|(group, verbs)| said(group) && verbs.contains(&word));
    verb.map(|(group, _)| format!("{group} {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &[&str]) -> Option<String> {
        let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        super::named(words.last().expect("a word"), &arguments)
    }

    #[test]
    fn what_is_missing_is_named_and_a_word_that_the_contract_does_not_have_is_not() {
        assert_eq!(named(&["report", "fhir"]).as_deref(), Some("report fhir"));
        assert_eq!(named(&["remind", "watch"]), None);
        assert_eq!(named(&["course", "list"]), None);
        assert_eq!(named(&["sing"]), None);
    }
}
