//! What this journal decides by: the built-in questions, rules and limits, or those with an integrator's
//! additions, which can only make them stricter (P38).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use nape_logic::document::{self, FieldError};
use nape_logic::guide::{self, Guide};
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{self, AddedLimit, Caps, CheckContext, Envelope, LimitError, Plan, PlanCheck};
use nape_logic::screening::{
    AdditionError, Additions, AnswerSheet, Clearance, Fired, Form, FormKind, History, Outcome, Screening,
    SymptomOutcome, SymptomReport,
};
use nape_logic::text::Message;
use nape_logic::time::Timestamp;
use nape_logic::units::Force;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::calls::screening_error;
use super::error::EngineError;

/// See the module.
pub(super) struct Knowledge {
    screening: Cow<'static, Screening>,
    envelope: Cow<'static, Envelope>,
    /// The guide with an integrator's cards; none where the built-in one serves, which is read when it is asked for.
    guide: Option<Arc<Guide>>,
}

/// An integrator's document. Its parts are read strictly, each by those who use it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    name: String,
    version: String,
    #[serde(default)]
    screening: Map<String, Value>,
    guide: Option<guide::Additions>,
    #[serde(default)]
    limits: Vec<AddedLimit>,
}

impl Knowledge {
    /// What ships with Nape, with `additions` where there are any.
    pub(super) fn with(additions: Option<&[u8]>) -> Result<Self, EngineError> {
        match additions {
            None => Ok(Self {
                screening: Cow::Borrowed(Screening::built_in().map_err(screening_error)?),
                envelope: Cow::Borrowed(Envelope::built_in()),
                guide: None,
            }),
            Some(document) => with_additions(document),
        }
    }

    /// The guide, where it is not the built-in one.
    pub(super) fn own_guide(&self) -> Option<Arc<Guide>> {
        self.guide.clone()
    }

    /// How often, where there is no plan.
    pub(super) fn caps_without_a_plan(&self) -> Caps {
        self.envelope.caps_without_a_plan()
    }

    pub(super) fn content_version(&self) -> &str {
        self.screening.content_version()
    }

    pub(super) fn form(
        &self,
        kind: FormKind,
        modality: Modality,
        region: Region,
    ) -> Result<Form, EngineError> {
        self.screening.form(kind, modality, region).map_err(screening_error)
    }

    /// What a sheet comes to with the journal's clearances, and with the days on which rules came up anew.
    pub(super) fn check(
        &self,
        sheet: &AnswerSheet,
        clearances: Vec<Clearance>,
        raised: BTreeMap<String, NaiveDate>,
        now: Timestamp,
    ) -> Result<Outcome, EngineError> {
        // A rule that older content had is nobody's any more. Who has travelled west can be a day behind the
        // journal: what was given "tomorrow" is not in force yet.
        let today = now.date();
        let known = raised.into_iter().filter(|(rule, _)| self.knows_rule(rule));
        let raised = known.map(|(rule, day)| (rule, day.min(today))).collect();
        let mut clearances = clearances;
        clearances.retain(|clearance| clearance.date <= today);
        for clearance in &mut clearances {
            clearance.rules.retain(|rule| self.knows_rule(rule));
        }
        // Whether the full form is due is the gate's to say.
        let history = Some(History { raised, last_full: Some(now), ..History::default() });
        let sheet = AnswerSheet { clearances, history, ..sheet.clone() };
        self.screening.check(&sheet, now).map_err(screening_error)
    }

    pub(super) fn symptom(&self, report: &SymptomReport) -> Result<SymptomOutcome, EngineError> {
        self.screening.symptom(report).map_err(screening_error)
    }

    /// The ids of all symptoms that can be told.
    pub(super) fn symptoms(&self) -> BTreeSet<String> {
        self.screening.symptoms().into_iter().map(|symptom| symptom.id).collect()
    }

    /// What a sheet comes to together with symptoms that it tells.
    pub(super) fn joined(&self, sheet: &AnswerSheet, outcome: Outcome, symptoms: SymptomOutcome) -> Outcome {
        self.screening.joined(sheet, outcome, symptoms)
    }

    /// The rules of an outcome that lock sessions.
    pub(super) fn locking<'a>(&self, outcome: &'a Outcome) -> Vec<&'a Fired> {
        self.screening.locking(outcome)
    }

    pub(super) fn knows_rule(&self, rule: &str) -> bool {
        self.screening.knows_rule(rule)
    }

    /// Whether a provider's clearance can lift the rule.
    pub(super) fn is_clearable(&self, rule: &str) -> bool {
        self.screening.is_clearable(rule)
    }

    /// The most that any plan of this may pull, where that is known as a force.
    pub(super) fn greatest_force(&self, modality: Modality, region: Region) -> Option<Force> {
        let row = self.envelope.row(modality, region)?;
        row.with_provider.force_max.as_ref().map(|figure| figure.value)
    }

    pub(super) fn check_plan(&self, plan: &Plan, context: &CheckContext) -> PlanCheck {
        plan::check_within(&self.envelope, plan, context)
    }
}

/// The built-in guide.
pub(super) fn built_in_guide() -> Result<&'static Guide, EngineError> {
    Guide::built_in().map_err(|_| EngineError::Internal("the built-in guide is damaged"))
}

fn with_additions(bytes: &[u8]) -> Result<Knowledge, EngineError> {
    let Document { name, version, mut screening, guide, limits } =
        document::from_json(bytes).map_err(|error| inside("additions", error))?;
    // One name and version for all parts; they mark the version of the content too, so that other additions
    // make screening due (P12).
    for (field, value) in [("name", name), ("version", version)] {
        if screening.insert(field.to_owned(), Value::String(value)).is_some() {
            let field = format!("additions.screening.{field}");
            return Err(FieldError::new(field, "unknown field", "the document's own name and version").into());
        }
    }
    let part = Value::Object(screening).to_string();
    let part: Additions =
        document::from_json(part.as_bytes()).map_err(|error| inside("additions.screening", error))?;
    let screening = Screening::with(&part).map_err(not_added)?;
    let envelope = Envelope::built_in().lowered(&limits).map_err(not_lowered)?;
    let guide = match guide {
        None => None,
        Some(cards) => Some(Arc::new(built_in_guide()?.with(&cards).map_err(card_not_added)?)),
    };
    Ok(Knowledge { screening: Cow::Owned(screening), envelope: Cow::Owned(envelope), guide })
}

fn card_not_added(error: guide::AdditionError) -> EngineError {
    match error {
        guide::AdditionError::Replaces { field } => loosens(format!("additions.guide.{field}"), None),
        guide::AdditionError::BadInput(error) => inside("additions.guide", error).into(),
    }
}

fn not_added(error: AdditionError) -> EngineError {
    match error {
        AdditionError::Loosens { field } => loosens(format!("additions.screening.{field}"), None),
        AdditionError::BadInput(error) => inside("additions.screening", error).into(),
        AdditionError::Content(_) => EngineError::Internal("the built-in questions are damaged"),
    }
}

fn not_lowered(error: LimitError) -> EngineError {
    match error {
        LimitError::Loosens { field, allowed } => loosens(format!("additions.{field}"), Some(allowed)),
        LimitError::BadInput(error) => inside("additions", error).into(),
    }
}

fn loosens(field: String, allowed: Option<String>) -> EngineError {
    let mut reasons = vec![Message::new("additions-loosens").text("field", field)];
    reasons.extend(allowed.map(Message::as_given));
    EngineError::Refused { rules: vec!["additions.loosens".to_owned()], reasons }
}

/// The field as it is called in the whole document.
fn inside(part: &str, error: FieldError) -> FieldError {
    let field = if error.field == "." { part.to_owned() } else { format!("{part}.{}", error.field) };
    FieldError { field, ..error }
}
