//! The shapes in which questions, rules and symptoms are written: in TOML under `content/screening/`, packed
//! by the build, and in an integrator's additions.
//!
//! The build script reads content with these same types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::scope::{Groups, Scope};
use super::words::{Action, AskIf, AskIfValue, Effect, FormKind, QuestionKind, Stage, StillOpen};
use crate::modality::{Modality, Region, Use};

/// What the content is, which files it has, and what is known of each way of traction.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// A tightened rule raises it, which makes screening due again (P12).
    pub(crate) version: String,
    /// The files in the order in which a form asks.
    pub(crate) files: Vec<String>,
    #[serde(default)]
    pub(crate) groups: Groups,
    pub(crate) modality: Vec<ModalityRow>,
}

/// What is known of one way of traction.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModalityRow {
    pub(crate) id: Modality,
    /// The parts of the spine that it is for; any other is refused (P2).
    pub(crate) regions: Vec<Region>,
    #[serde(rename = "use")]
    pub(crate) used_for: Use,
}

/// All of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    pub(crate) manifest: Manifest,
    pub(crate) questions: Vec<Question>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) symptoms: Vec<SymptomRule>,
    pub(crate) combinations: Vec<Combination>,
    pub(crate) pain_rises: Vec<PainRise>,
}

/// A question. An empty list of regions or modalities means all of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) kind: QuestionKind,
    #[serde(default)]
    pub(crate) options: Vec<String>,
    #[serde(default)]
    pub(crate) unit: Option<String>,
    #[serde(default)]
    pub(crate) min: Option<i64>,
    #[serde(default)]
    pub(crate) max: Option<i64>,
    #[serde(default = "yes")]
    pub(crate) required: bool,
    pub(crate) forms: Vec<FormKind>,
    #[serde(default)]
    pub(crate) modalities: Vec<String>,
    #[serde(default)]
    pub(crate) regions: Vec<Region>,
    #[serde(default)]
    pub(crate) ask_if: Option<AskIf>,
    /// Whether there is a help text.
    #[serde(default)]
    pub(crate) help: bool,
    /// Whether the answer is kept as a value of its own, whatever the rules make of it.
    #[serde(default)]
    pub(crate) stored: bool,
    /// Whether it is never shown with an old answer (P4).
    #[serde(default)]
    pub(crate) afresh: bool,
    pub(crate) sources: Vec<SmolStr>,
    #[serde(skip)]
    pub(crate) scope: Scope,
}

/// A rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: SmolStr,
    pub(crate) effect: Effect,
    pub(crate) when: Condition,
    #[serde(default)]
    pub(crate) modalities: Vec<String>,
    #[serde(default)]
    pub(crate) regions: Vec<Region>,
    /// Whether a provider's clearance can lift it.
    #[serde(default)]
    pub(crate) clearable: bool,
    /// Whether sessions stay locked until somebody has examined it; emergency and stop always do.
    #[serde(default)]
    pub(crate) locks: bool,
    pub(crate) next_step: SmolStr,
    /// What this rule leaves open (P11); what all rules that hold leave open is offered.
    #[serde(default = "all_open")]
    pub(crate) still_open: Vec<StillOpen>,
    pub(crate) sources: Vec<SmolStr>,
    #[serde(skip)]
    pub(crate) scope: Scope,
    /// The key of its words, made once.
    #[serde(skip)]
    pub(crate) text: SmolStr,
}

/// Answers that cannot all be true.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contradiction {
    pub(crate) id: SmolStr,
    pub(crate) when: Condition,
    pub(crate) sources: Vec<SmolStr>,
}

/// When a rule holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Condition {
    /// The answer is, or contains, one of these values.
    Answer(AnswerIs),
    /// The number lies on the wrong side of a bound.
    Number(NumberIs),
    /// The number is not above the other one. For contradictions: it is never a doubt.
    NotAbove(NotAbove),
    /// So many of these values are among the answers together.
    AtLeast {
        /// How many.
        count: usize,
        /// Out of which.
        of: Vec<AnswerIs>,
    },
    /// Every one holds.
    All(Vec<Condition>),
    /// One of them holds.
    Any(Vec<Condition>),
    /// Something that the history says, whatever the answers.
    History(HistoryIs),
}

/// `is` are the values of `question` that count.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerIs {
    pub(crate) question: SmolStr,
    pub(crate) is: Vec<AskIfValue>,
    /// The question's place among all.
    #[serde(skip)]
    pub(crate) at: usize,
}

/// Below one bound, or at least another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberIs {
    pub(crate) question: SmolStr,
    #[serde(default)]
    pub(crate) below: Option<i64>,
    #[serde(default)]
    pub(crate) at_least: Option<i64>,
    /// The question's place among all.
    #[serde(skip)]
    pub(crate) at: usize,
}

/// Two numbers of which the first has to be above the other.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotAbove {
    pub(crate) question: SmolStr,
    pub(crate) other: SmolStr,
    /// The questions' places among all.
    #[serde(skip)]
    pub(crate) at: (usize, usize),
}

/// What a rule may ask of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HistoryIs {
    /// The full form is due again.
    FullFormDue,
}

/// What a symptom does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SymptomRule {
    pub(crate) id: SmolStr,
    pub(crate) action: Action,
    #[serde(default)]
    pub(crate) at: BTreeMap<Stage, Action>,
    #[serde(default)]
    pub(crate) only_if_risen: bool,
    #[serde(default)]
    pub(crate) above: Option<Above>,
    /// What it does where pain rose in an earlier session of the course too (P8).
    #[serde(default)]
    pub(crate) again: Option<Action>,
    pub(crate) sources: Vec<SmolStr>,
}

/// Beyond `value`, `action` holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Above {
    pub(crate) value: u8,
    pub(crate) action: Action,
}

/// Symptoms that mean more together.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Combination {
    pub(crate) id: SmolStr,
    pub(crate) at_least: usize,
    pub(crate) of: Vec<SmolStr>,
    pub(crate) action: Action,
    pub(crate) sources: Vec<SmolStr>,
}

/// What a rise of pain does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PainRise {
    pub(crate) id: SmolStr,
    pub(crate) stages: Vec<Stage>,
    pub(crate) by_at_least: u8,
    pub(crate) action: Action,
    /// What it does where pain rose in an earlier session of the course too (P8).
    #[serde(default)]
    pub(crate) again: Option<Action>,
    /// It holds only where pain rose before.
    #[serde(default)]
    pub(crate) only_again: bool,
    pub(crate) next_step: SmolStr,
    pub(crate) sources: Vec<SmolStr>,
}

const fn yes() -> bool {
    true
}

fn all_open() -> Vec<StillOpen> {
    StillOpen::ALL.to_vec()
}

/// The option of every `choices` list that says "none of these" and stands alone.
pub(crate) const NONE: &str = "none";
/// The answer that is legal for every question and falls to the strict side.
pub(crate) const UNKNOWN: &str = "unknown";

/// `screening-KIND-some-id` for `some_id`.
pub(crate) fn message_key(kind: &str, id: &str) -> String {
    format!("screening-{kind}-{}", id.replace('_', "-"))
}

impl Question {
    pub(crate) fn text_key(&self) -> String {
        message_key("question", &self.id)
    }

    pub(crate) fn help_key(&self) -> String {
        message_key("help", &self.id)
    }

    pub(crate) fn option_key(&self, option: &str) -> String {
        message_key("option", &format!("{}_{option}", self.id))
    }

    pub(crate) fn is_asked(&self, kind: FormKind, modality: Modality, region: Region) -> bool {
        self.forms.contains(&kind) && self.scope.includes(modality, region)
    }
}

impl Rule {
    pub(crate) fn text_key(&self) -> String {
        message_key("rule", &self.id)
    }
}

impl Contradiction {
    pub(crate) fn text_key(&self) -> String {
        message_key("contradiction", &self.id)
    }
}

impl Condition {
    /// The questions it looks at, in order.
    pub(crate) fn questions(&self) -> Vec<&str> {
        match self {
            Self::Answer(answer) => vec![&answer.question],
            Self::Number(number) => vec![&number.question],
            Self::NotAbove(pair) => vec![&pair.question, &pair.other],
            Self::AtLeast { of, .. } => of.iter().map(|answer| answer.question.as_str()).collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::questions).collect(),
            Self::History(_) => Vec::new(),
        }
    }

    /// Whether two numbers are compared in it.
    pub(crate) fn compares(&self) -> bool {
        match self {
            Self::NotAbove(_) => true,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::compares),
            Self::Answer(_) | Self::Number(_) | Self::AtLeast { .. } | Self::History(_) => false,
        }
    }
}
