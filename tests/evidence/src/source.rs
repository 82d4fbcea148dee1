//! What content and constants name as their source: one short text, the same everywhere.

use std::fmt;

/// How well a source is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// Published text, retrieved and read.
    Read,
    /// General knowledge, text not retrieved.
    General,
    /// Our own decision, which waits for a clinician's signature.
    Decision,
}

/// A source as it is written: `A12`, `X4`, `P8`, `P14 [D]`, `section 7 [D]`, `own decision [D]`, `profile section 8`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A fact or a conflict of the notes; whether it exists, [`crate::facts`] knows.
    Fact(String),
    /// A product rule, P1 to P41, and whether its number is our own decision.
    Rule(u8, bool),
    /// A section of the notes.
    Section(String, Tag),
    /// A decision that stands nowhere else.
    Own,
    /// A section of `docs/device-profile.md`, which is normative.
    Profile(u8),
}

const LAST_RULE: u8 = 41;
const SECTIONS: &[&str] = &["1", "2", "3", "3a", "4", "5", "6", "7"];

impl Source {
    /// Reads one source; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, tag) = split_tag(text)?;
        if let Some(section) = name.strip_prefix("section ") {
            let known = SECTIONS.contains(&section);
            return tag.filter(|_| known).map(|tag| Self::Section(section.to_owned(), tag));
        }
        if let Some(section) = name.strip_prefix("profile section ") {
            return number(section).filter(|_| tag.is_none()).map(Self::Profile);
        }
        let decision = tag == Some(Tag::Decision);
        match (name.split_at_checked(1)?, tag) {
            (("o", "wn decision"), Some(Tag::Decision)) => Some(Self::Own),
            (("P", rule), None | Some(Tag::Decision)) => number(rule)
                .filter(|rule| (1..=LAST_RULE).contains(rule))
                .map(|rule| Self::Rule(rule, decision)),
            ((letter, digits), None) => {
                let letter = letter.chars().next().filter(|letter| matches!(letter, 'A'..='O' | 'X'))?;
                let width = if letter == 'X' { 1..=2 } else { 2..=2 };
                (width.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()))
                    .then(|| Self::Fact(name.to_owned()))
            }
            _ => None,
        }
    }

    /// The fact's id, where it is one.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Fact(id) => Some(id),
            _ => None,
        }
    }

    /// Whether it waits for a clinician's signature.
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Own | Self::Rule(_, true) | Self::Section(_, Tag::Decision))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(id) => f.write_str(id),
            Self::Rule(rule, decision) => write!(f, "P{rule}{}", if *decision { " [D]" } else { "" }),
            Self::Section(section, tag) => write!(f, "section {section} [{tag}]"),
            Self::Own => f.write_str("own decision [D]"),
            Self::Profile(section) => write!(f, "profile section {section}"),
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "R",
            Self::General => "M",
            Self::Decision => "D",
        })
    }
}

impl Tag {
    /// The tag of one letter.
    pub fn parse(letter: &str) -> Option<Self> {
        [Self::Read, Self::General, Self::Decision].into_iter().find(|tag| tag.to_string() == letter)
    }
}

/// `section 7 [D]` into `section 7` and its tag; nothing where the tag is none.
fn split_tag(text: &str) -> Option<(&str, Option<Tag>)> {
    match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")) {
        Some((name, letter)) => Some((name, Some(Tag::parse(letter)?))),
        None => Some((text, None)),
    }
}

/// A whole number without a sign, a space or a leading zero.
fn number(digits: &str) -> Option<u8> {
    digits.parse().ok().filter(|number: &u8| number.to_string() == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_said_again() {
        for text in [
            "A12",
            "X4",
            "X14",
            "P8",
            "P14 [D]",
            "section 3a [D]",
            "section 5 [R]",
            "own decision [D]",
            "profile section 8",
        ] {
            assert_eq!(Source::parse(text).map(|source| source.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_names_nothing_is_no_source() {
        for text in [
            "",
            "Z01",
            "A1",
            "A001",
            "P0",
            "P42",
            "P08",
            "section 7",
            "section 8 [D]",
            "section 7 [Q]",
            "A12 [D]",
            "own decision",
            "see above",
        ] {
            assert_eq!(Source::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_carries_a_d_waits_for_a_clinician() {
        let waits = |text| Source::parse(text).is_some_and(|source| source.is_decision());
        assert!(waits("own decision [D]") && waits("P21 [D]") && waits("section 5 [D]"));
        assert!(!waits("A12") && !waits("P8") && !waits("section 5 [R]") && !waits("profile section 7"));
    }
}
