//! The messages that are built in, language by language. To add a language: docs/translating.md.

/// A language and the files that hold its words.
pub(super) struct Words {
    /// Its BCP 47 tag.
    pub(super) tag: &'static str,
    /// Each file's name and text.
    pub(super) files: &'static [(&'static str, &'static str)],
}

/// English first: it is complete, and every other language falls back to it.
pub(super) const LANGUAGES: &[Words] = &[Words {
    tag: "en",
    files: &[
        ("screening.ftl", include_str!("../../content/messages/en/screening.ftl")),
        ("plan.ftl", include_str!("../../content/messages/en/plan.ftl")),
        ("session.ftl", include_str!("../../content/messages/en/session.ftl")),
        ("units.ftl", include_str!("../../content/messages/en/units.ftl")),
    ],
}];
