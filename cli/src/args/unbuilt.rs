//! What the contract names and this version lacks: known words get a clear answer instead of a guess.

/// Groups that are not in this version.
const UNBUILT: &[&str] = &["device", "remind", "report"];

/// The part of the command line that is not in this version, given the word that was not understood.
pub(crate) fn named(word: &str) -> Option<String> {
    UNBUILT.contains(&word).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_group_is_named_and_a_word_that_the_contract_does_not_have_is_not() {
        assert_eq!(named("report").as_deref(), Some("report"));
        assert_eq!(named("sing"), None);
    }
}
