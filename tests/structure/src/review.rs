//! A translation's record of review, `content/messages/<language>/REVIEWED.toml`.

use serde::Deserialize;
use toml::value::Datetime;

/// Who has read every medical text of a language and stands for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    reviewer: String,
    role: String,
    date: Datetime,
    content_version: String,
}

/// What speaks against a record; nothing where it stands for the content of `content_version`.
pub fn problem(record: &str, content_version: &str) -> Option<String> {
    let review: Review = match toml::from_str(record) {
        Ok(review) => review,
        Err(error) => return Some(error.message().to_owned()),
    };
    if review.reviewer.split_whitespace().count() < 2 {
        return Some("reviewer: a person's full name".to_owned());
    }
    if review.role.trim().is_empty() {
        return Some("role: what makes this person able to judge medical text in this language".to_owned());
    }
    if review.date.date.is_none() || review.date.time.is_some() {
        return Some("date: a day, as 2026-11-21".to_owned());
    }
    (review.content_version != content_version).then(|| {
        format!(
            "content_version: reviewed at {}, the content is at {content_version}",
            review.content_version
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "reviewer = \"Ada Example\"\nrole = \"physiotherapist\"\ndate = 2026-11-21\ncontent_version = \"1\"\n";

    #[test]
    fn a_named_review_of_this_content_stands() {
        assert_eq!(problem(RECORD, "1"), None);
    }

    #[test]
    fn a_review_of_other_content_or_by_nobody_does_not() {
        assert!(problem(RECORD, "2").is_some_and(|why| why.starts_with("content_version")));
        for (part, instead) in [
            ("Ada Example", "Ada"),
            ("Ada Example", ""),
            ("physiotherapist", " "),
            ("2026-11-21", "\"soon\""),
            ("role", "rank"),
        ] {
            assert!(problem(&RECORD.replace(part, instead), "1").is_some(), "{instead}");
        }
        assert!(problem("", "1").is_some());
    }
}
