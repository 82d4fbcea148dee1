//! The words that the guide's content is written in: topics, kinds of parts and of sources, ranks.
//!
//! The build script reads content with these same types, so nothing here may need more than serde.

use serde::{Deserialize, Serialize};

use crate::modality::words;

words! {
    /// What a card is about, in the order in which cards are listed.
    Topic {
        /// What a way of traction is and is not.
        Modality = "modality",
        /// How to set up and do it.
        HowTo = "how_to",
        /// How much, how long, how often.
        Dose = "dose",
        /// What to expect, and when.
        Expect = "expect",
        /// Sayings and the truth.
        Myths = "myths",
        /// What often goes wrong.
        Mistakes = "mistakes",
        /// At home beside at the clinic.
        HomeAndClinic = "home_and_clinic",
        /// What it may do for a person.
        Benefits = "benefits",
        /// What it may do to a person.
        SideEffects = "side_effects",
        /// Practices beside traction.
        Practices = "practices",
        /// A day's and a week's routine.
        Routine = "routine",
        /// Words and their meanings.
        Glossary = "glossary",
        /// What studies found.
        Evidence = "evidence",
        /// When to stop and whom to see.
        Safety = "safety",
        /// What Nape is for and is not.
        About = "about",
    }
}

words! {
    /// What a part of a card is, and so what its second text says.
    PartKind {
        /// A paragraph.
        Text = "text",
        /// A thing to do; second, the check that it is right.
        Step = "step",
        /// A saying; second, the truth.
        Myth = "myth",
        /// The home side; second, the clinic side.
        Compare = "compare",
        /// A word; second, its meaning.
        Term = "term",
        /// A number from a study.
        Figure = "figure",
    }
}

words! {
    /// What a source is.
    SourceKind {
        /// One of the articles that Nape started from; only these are ranked (X14).
        Article = "article",
        /// A trial.
        Trial = "trial",
        /// A review of trials.
        Review = "review",
        /// A guideline.
        Guideline = "guideline",
        /// A maker's manual.
        Manual = "manual",
        /// General knowledge, or a decision of Nape's own.
        Note = "note",
    }
}

words! {
    /// What a card stands on (X14), the strongest article first.
    Rank {
        /// A clinic's own page.
        ClinicPage = "clinic_page",
        /// An article that a professional reviewed.
        ReviewedArticle = "reviewed_article",
        /// An article without a named reviewer.
        WebArticle = "web_article",
        /// One person's account.
        PersonalAccount = "personal_account",
        /// No article: studies, guidelines or manuals.
        Literature = "literature",
        /// No article and no study: general knowledge, or Nape's own decision.
        Note = "note",
    }
}

/// Whether a source's text was read for Nape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tag {
    /// Retrieved and read.
    R,
    /// Known in general; the text was not retrieved.
    M,
}

impl PartKind {
    /// The end of the key of the second text, where there is one.
    pub(crate) const fn second_key(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Figure => None,
            Self::Step => Some("check"),
            Self::Myth => Some("truth"),
            Self::Compare => Some("clinic"),
            Self::Term => Some("means"),
        }
    }
}
