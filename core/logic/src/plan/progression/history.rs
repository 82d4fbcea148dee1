//! What a course was, as far as the next dose depends on it. The caller leaves out what does not count: rehearsals,
//! sessions without any pull, simulated ones (E9).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use crate::modality::Modality;
use crate::time::Timestamp;

/// All that was, in any order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The way of traction that is asked about.
    pub modality: Modality,
    /// When the open course began; absent where none is open.
    #[serde(default)]
    pub course_started: Option<Timestamp>,
    /// Sessions of the region, of every way of traction: more pain after one counts for all of them `[D]`.
    #[serde(default)]
    pub sessions: Vec<PastSession>,
    /// Plans of the region as they were accepted.
    #[serde(default)]
    pub plans: Vec<AcceptedPlan>,
    /// Contacts with a provider about the region.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Reviews of the open course.
    #[serde(default)]
    pub reviews: Vec<Reviewed>,
    /// When something of the region was locked.
    #[serde(default)]
    pub locks: Vec<Timestamp>,
    /// Pain told outside sessions.
    #[serde(default)]
    pub pains: Vec<PainTold>,
}

/// A session that ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastSession {
    /// The way of traction.
    pub modality: Modality,
    /// Whether it belongs to the open course: reviews count only those (P1).
    #[serde(default = "yes")]
    pub in_course: bool,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// What it ran; absent where that is not known.
    #[serde(default)]
    pub dose: Option<Amount>,
    /// Whether it ran to its end.
    #[serde(default = "yes")]
    pub completed: bool,
    /// Whether the person eased off.
    #[serde(default)]
    pub eased: bool,
    /// Whether the release was confirmed, or told by the person in time (P21).
    #[serde(default = "yes")]
    pub released_in_time: bool,
    /// The gravest thing felt in it or told right after it.
    #[serde(default)]
    pub felt: Felt,
    /// Pain before it, 0 to 10.
    #[serde(default)]
    pub pain_before: Option<u8>,
    /// Pain after it, 0 to 10.
    #[serde(default)]
    pub pain_after: Option<u8>,
    /// The day after it, where it was told.
    #[serde(default)]
    pub next_day: Option<NextDay>,
}

/// The day after a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextDay {
    /// When it was told.
    pub at: Timestamp,
    /// Pain then, 0 to 10.
    #[serde(default)]
    pub pain: Option<u8>,
    /// The gravest thing told.
    #[serde(default)]
    pub felt: Felt,
}

/// What was felt, the mildest first (section 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Felt {
    /// Nothing.
    #[default]
    Nothing,
    /// Written down only, such as mild soreness.
    Noted,
    /// Too strong, without a symptom.
    TooStrong,
    /// Pain or discomfort rose: the next dose is a step lower.
    Rose,
    /// It has to be looked at: a lock.
    Stopped,
}

/// A plan at the moment when the person accepted it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedPlan {
    /// The way of traction.
    pub modality: Modality,
    /// When.
    pub at: Timestamp,
    /// What it asked for, within every limit of that moment.
    pub dose: Amount,
    /// Whose plan it is; absent for the person's own.
    #[serde(default)]
    pub provider: Option<PlanProvider>,
}

/// The days of a provider's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanProvider {
    /// The day on which it was given.
    pub date: NaiveDate,
    /// The last day on which it holds.
    #[serde(default)]
    pub expires: Option<NaiveDate>,
}

impl PlanProvider {
    /// Whether the plan holds on `day`.
    pub(super) fn holds_on(self, day: NaiveDate) -> bool {
        self.date <= day && self.expires.is_none_or(|expires| day <= expires)
    }
}

/// The person was in contact with a provider, as they entered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// When it was entered.
    pub at: Timestamp,
    /// The day of the contact.
    pub date: NaiveDate,
}

/// A review that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// When.
    pub at: Timestamp,
    /// Which.
    pub kind: ReviewKind,
    /// The global rating of change, -7 to 7.
    #[serde(default)]
    pub groc: Option<i8>,
    /// Pain, 0 to 10.
    #[serde(default)]
    pub pain: Option<u8>,
}

/// The reviews of a course (section 3a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReviewKind {
    /// Ten days after its start (I04).
    #[serde(rename = "day_10")]
    Day10,
    /// After six sessions (I06).
    #[serde(rename = "session_6")]
    Session6,
    /// After ten sessions (I06): no session before it is done.
    #[serde(rename = "session_10")]
    Session10,
    /// Four weeks after its start (section 3a).
    #[serde(rename = "week_4")]
    Week4,
}

impl ReviewKind {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Day10, Self::Session6, Self::Session10, Self::Week4];

    /// Its word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day10 => "day_10",
            Self::Session6 => "session_6",
            Self::Session10 => "session_10",
            Self::Week4 => "week_4",
        }
    }

    /// Whether sessions wait for it.
    pub const fn holds_sessions(self) -> bool {
        matches!(self, Self::Session10)
    }
}

/// Pain as told at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PainTold {
    /// When.
    pub at: Timestamp,
    /// How much, 0 to 10.
    pub value: u8,
}

const fn yes() -> bool {
    true
}
