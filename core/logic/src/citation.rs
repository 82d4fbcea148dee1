//! What content may name as the ground it stands on: facts, conflicts, product rules and sections of the
//! clinical notes that Nape was built from. `docs/evidence.md` lists them all. The crate and its build script share it.

/// How many facts each letter has.
const FACTS: &[(char, u8)] = &[
    ('A', 21),
    ('B', 28),
    ('C', 16),
    ('D', 28),
    ('E', 17),
    ('F', 21),
    ('G', 28),
    ('H', 41),
    ('I', 20),
    ('J', 15),
    ('K', 24),
    ('L', 11),
    ('M', 7),
    ('N', 7),
    ('O', 9),
];
const CONFLICTS: u8 = 14;
const PRODUCT_RULES: u8 = 41;
/// The sections beyond the facts; each carries a tag for how well it is known.
const SECTIONS: &[&str] = &["3", "3a", "4", "5", "6", "7"];
const TAGS: &[&str] = &["[R]", "[M]", "[D]"];

/// Whether there is such a thing to cite: `A12`, `X4`, `P8`, `section 3a [D]`.
pub(crate) fn exists(citation: &str) -> bool {
    if let Some(section) = citation.strip_prefix("section ") {
        return section
            .split_once(' ')
            .is_some_and(|(number, tag)| SECTIONS.contains(&number) && TAGS.contains(&tag));
    }
    let mut letters = citation.chars();
    let Some(letter) = letters.next() else {
        return false;
    };
    let digits = letters.as_str();
    match letter {
        'X' => number(digits).is_some_and(|number| number <= CONFLICTS),
        'P' => number(digits).is_some_and(|number| number <= PRODUCT_RULES),
        _ => FACTS.iter().any(|&(known, count)| {
            known == letter && digits.len() == 2 && counted(digits).is_some_and(|number| number <= count)
        }),
    }
}

/// `1`, `41`; not `01`.
fn number(digits: &str) -> Option<u8> {
    if digits.starts_with('0') { None } else { counted(digits) }
}

/// A number from 1, written in digits alone.
fn counted(digits: &str) -> Option<u8> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok().filter(|&number| number > 0) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_are_as_many_as_the_notes_have() {
        assert_eq!(FACTS.iter().map(|&(_, count)| u32::from(count)).sum::<u32>(), 293);
    }

    #[test]
    fn what_is_in_the_notes_can_be_cited() {
        for citation in ["A01", "B28", "O09", "X1", "X14", "P1", "P41", "section 3a [D]", "section 4 [R]"] {
            assert!(exists(citation), "{citation}");
        }
    }

    #[test]
    fn what_is_not_in_the_notes_cannot_be_cited() {
        for citation in [
            "",
            "A",
            "A1",
            "A00",
            "A22",
            "O10",
            "Q01",
            "a01",
            "A001",
            "A+1",
            "X0",
            "X01",
            "X15",
            "P0",
            "P42",
            "P+4",
            "section 2 [R]",
            "section 3a",
            "section 3a [X]",
            "section  3a [D]",
            "é01",
            "section 3a [D] ",
        ] {
            assert!(!exists(citation), "{citation}");
        }
    }
}
