//! What went wrong, in words, as JSON and as an exit status.

use std::borrow::Cow;

use nape::api::{FieldProblem, NapeError};
use nape_logic::document::FieldError;
use serde::Serialize;

use crate::hints;
use crate::output::{self, Output};
use crate::status::Status;

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The core said no.
    Core(NapeError),
    /// The core refused a plan; the field that the deciding rule is about, and what is allowed there.
    Plan { error: NapeError, at: Box<PlanField> },
    /// The command line is not understood.
    CommandLine(String),
    /// The contract has it, this version does not.
    Unbuilt { verb: String },
    /// A signal came, and nothing was left running.
    Interrupted,
    /// Standard output was closed, and nothing was left running.
    OutputClosed,
}

/// A field of a plan, and what is allowed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanField {
    pub(crate) field: String,
    pub(crate) allowed: String,
    /// Every further field that is wrong.
    pub(crate) also: Vec<FieldProblem>,
}

/// `{"error":{...}}`
#[derive(Serialize)]
struct Document<'a> {
    error: Body<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    kind: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<Cow<'a, [String]>>,
    /// Every further field that is wrong.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also: &'a [FieldProblem],
}

impl Failure {
    /// Something handed in is not as it must be.
    pub(crate) fn bad_input(
        field: impl Into<String>,
        detail: impl Into<String>,
        allowed: impl Into<String>,
    ) -> Self {
        Self::Core(NapeError::BadInput {
            field: field.into(),
            detail: detail.into(),
            allowed: Some(allowed.into()),
            also: Vec::new(),
        })
    }

    /// A refusal with the fields that are wrong, the first one foremost: field, what is wrong, what is allowed.
    pub(crate) fn of_fields(
        error: NapeError,
        mut fields: impl Iterator<Item = (String, String, String)>,
    ) -> Self {
        let Some((field, _, allowed)) = fields.next() else {
            return error.into();
        };
        let problem = |(field, detail, allowed)| FieldProblem { field, detail, allowed: Some(allowed) };
        Self::Plan { error, at: Box::new(PlanField { field, allowed, also: fields.map(problem).collect() }) }
    }

    /// A refusal because of one field.
    pub(crate) fn of_field(error: NapeError, field: impl Into<String>, allowed: impl Into<String>) -> Self {
        let at = PlanField { field: field.into(), allowed: allowed.into(), also: Vec::new() };
        Self::Plan { error, at: Box::new(at) }
    }

    /// A fault of the program's own.
    pub(crate) fn internal(detail: &str) -> Self {
        Self::Core(NapeError::Internal { detail: detail.to_owned() })
    }

    /// A file of the program's own could not be read or written.
    pub(crate) fn storage(detail: impl Into<String>) -> Self {
        Self::Core(NapeError::Storage { detail: detail.into() })
    }

    /// The exit status that says so.
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Core(error) | Self::Plan { error, .. } => match error {
                NapeError::BadInput { .. } | NapeError::NotFound { .. } => Status::BadInput,
                NapeError::Refused { .. } | NapeError::SessionRunning => Status::Refused,
                NapeError::WrongKey
                | NapeError::Damaged { .. }
                | NapeError::ErasureBegun
                | NapeError::Storage { .. }
                | NapeError::Backup { .. } => Status::Storage,
                NapeError::Device { .. } => Status::Device,
                NapeError::Closed | NapeError::StoppedFirst => Status::Interrupted,
                NapeError::Internal { .. } => Status::Fault,
            },
            Self::CommandLine(_) | Self::Unbuilt { .. } => Status::BadInput,
            Self::Interrupted | Self::OutputClosed => Status::Interrupted,
        }
    }

    /// Says it: as JSON on standard output where JSON was asked for, else in words on standard error.
    pub(crate) fn tell(&self, output: Output) -> Status {
        if output.is_json() {
            // Where standard output is closed nobody is left to tell.
            let _ = output::json_line(&Document { error: self.body() });
        } else if let Self::CommandLine(help) = self {
            output::note(help.trim_end());
        } else {
            output::note(&self.text());
            for hint in self.hints(output.can_ask()) {
                output::note(hint);
            }
        }
        self.status()
    }

    fn text(&self) -> String {
        let Body { message, field, allowed, rules, also, .. } = self.body();
        let mut text = String::from("nape: ");
        if let Some(field) = field {
            text += &format!("{field}: ");
        }
        text += &message;
        if let Some(allowed) = allowed {
            text += &format!(" (allowed: {allowed})");
        }
        if let Some(rules) = rules {
            text += &format!(" [{}]", rules.join(", "));
        }
        for problem in also {
            text += &format!("\nnape: {}: {}", problem.field, problem.detail);
            if let Some(allowed) = &problem.allowed {
                text += &format!(" (allowed: {allowed})");
            }
        }
        text
    }

    /// What can be done about it.
    fn hints(&self, asks: bool) -> Vec<&'static str> {
        let rules = self.body().rules.unwrap_or_default();
        let mut hints: Vec<_> = rules.iter().filter_map(|rule| hints::of(rule, asks)).collect();
        hints.dedup();
        hints
    }

    fn body(&self) -> Body<'_> {
        let mut body = Body {
            kind: self.kind(),
            message: self.message(),
            field: None,
            allowed: None,
            rules: None,
            also: &[],
        };
        match self {
            Self::Core(NapeError::BadInput { field, allowed, also, .. }) => {
                body.field = Some(field);
                body.allowed = allowed.as_deref();
                body.also = also;
            }
            Self::Core(NapeError::Refused { rules, .. }) => body.rules = Some(Cow::Borrowed(rules)),
            Self::Core(NapeError::SessionRunning) => {
                body.rules = Some(Cow::Owned(vec!["gate.session_running".to_owned()]));
            }
            Self::Plan { error, at } => {
                body.field = Some(&at.field);
                body.allowed = Some(&at.allowed);
                body.also = &at.also;
                if let NapeError::Refused { rules, .. } = error {
                    body.rules = Some(Cow::Borrowed(rules));
                }
            }
            _ => {}
        }
        body
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Core(error) | Self::Plan { error, .. } => match error {
                NapeError::BadInput { .. } => "bad_input",
                NapeError::Refused { .. } => "refused",
                NapeError::SessionRunning => "session_running",
                NapeError::Device { .. } => "device",
                NapeError::NotFound { .. } => "not_found",
                NapeError::WrongKey => "wrong_key",
                NapeError::Damaged { .. } => "damaged",
                NapeError::ErasureBegun => "erasure_begun",
                NapeError::Storage { .. } => "storage",
                NapeError::Backup { .. } => "backup",
                NapeError::Closed | NapeError::StoppedFirst => "interrupted",
                NapeError::Internal { .. } => "internal",
            },
            Self::CommandLine(_) => "bad_input",
            Self::Unbuilt { .. } => "not_in_this_version",
            Self::Interrupted | Self::OutputClosed => "interrupted",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Core(NapeError::BadInput { detail, .. }) => detail.clone(),
            Self::Core(error) | Self::Plan { error, .. } => error.to_string(),
            Self::CommandLine(text) => {
                let text = text.strip_prefix("error: ").unwrap_or(text);
                text.split("\n\n").next().unwrap_or(text).trim().to_owned()
            }
            Self::Unbuilt { verb } => format!("`{verb}` is not in this version"),
            Self::Interrupted => "interrupted; no session was running".to_owned(),
            Self::OutputClosed => "the output was closed; no session was running".to_owned(),
        }
    }
}

impl From<NapeError> for Failure {
    fn from(error: NapeError) -> Self {
        Self::Core(error)
    }
}

impl From<FieldError> for Failure {
    fn from(error: FieldError) -> Self {
        Self::Core(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_has_the_contracts_fields_and_no_empty_ones() {
        let failure = Failure::bad_input("force.value", "wrong type or value", "a number");
        let json = serde_json::to_string(&Document { error: failure.body() }).expect("json");
        assert_eq!(
            json,
            r#"{"error":{"kind":"bad_input","message":"wrong type or value","field":"force.value","allowed":"a number"}}"#
        );
    }

    #[test]
    fn every_core_error_has_its_status() {
        let status = |error| Failure::Core(error).status();
        assert_eq!(status(NapeError::WrongKey), Status::Storage);
        assert_eq!(status(NapeError::SessionRunning), Status::Refused);
        assert_eq!(status(NapeError::NotFound { detail: String::new() }), Status::BadInput);
        assert_eq!(status(NapeError::Internal { detail: String::new() }), Status::Fault);
    }
}
