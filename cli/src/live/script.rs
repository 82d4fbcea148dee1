//! Inputs written down beforehand: one JSON object a line, read strictly and whole before anything starts.

use std::path::Path;

use nape::api::{ScriptAct, ScriptLine, SymptomWords};
use nape_logic::document;
use serde::Deserialize;

use crate::failure::Failure;
use crate::input;

/// Without a terminal nobody can press Stop in a rehearsal, so the program does it after this session time.
const REHEARSAL_STOP_MS: u64 = 5_000;

/// The script that presses Stop in a rehearsal.
pub(crate) fn rehearsal_stop() -> Vec<ScriptLine> {
    vec![ScriptLine { at_ms: REHEARSAL_STOP_MS, act: ScriptAct::Stop { why: None } }]
}

/// Reads a script file.
pub(crate) fn read(file: &Path) -> Result<Vec<ScriptLine>, Failure> {
    parse(&input::bytes(file)?)
}

/// A line of a script file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    at_ms: u64,
    input: Option<Input>,
    symptom: Option<String>,
    why: Option<String>,
    fault: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Input {
    SetupDone,
    Pause,
    Resume,
    EaseOff,
    Stop,
    Symptom,
    Released,
    Acknowledge,
}

/// Reads a script, whose lines stand in the order of their times; equal times in the file's order. Empty lines are skipped.
fn parse(bytes: &[u8]) -> Result<Vec<ScriptLine>, Failure> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Failure::bad_input("script", "not text", "one JSON object a line, in UTF-8"))?;
    let mut lines: Vec<ScriptLine> = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let read = parse_line(number, line)?;
        let earliest = lines.last().map_or(0, |before| before.at_ms);
        if read.at_ms < earliest {
            let allowed = format!("{earliest} or more, as in the line before");
            return Err(Failure::bad_input(path(number, "at_ms"), "out of order", allowed));
        }
        lines.push(read);
    }
    Ok(lines)
}

fn parse_line(number: u32, line: &str) -> Result<ScriptLine, Failure> {
    let read: Line = document::from_json(line.as_bytes()).map_err(|mut error| {
        error.field = path(number, &error.field);
        error
    })?;
    let at_ms = read.at_ms;
    let act = act(read)
        .map_err(|(field, detail, allowed)| Failure::bad_input(path(number, field), detail, allowed))?;
    Ok(ScriptLine { at_ms, act })
}

fn path(number: u32, field: &str) -> String {
    if field == "." { format!("line {number}") } else { format!("line {number}: {field}") }
}

/// Field, what is wrong, what is allowed.
type Complaint = (&'static str, &'static str, &'static str);

fn act(line: Line) -> Result<ScriptAct, Complaint> {
    const SYMPTOM_ONLY: Complaint = ("symptom", "does not belong here", "only with input symptom");
    const STOP_ONLY: Complaint = ("why", "does not belong here", "only with input stop");
    let Line { input, symptom, why, fault, .. } = line;
    if symptom.is_some() && input != Some(Input::Symptom) {
        return Err(SYMPTOM_ONLY);
    }
    if why.is_some() && input != Some(Input::Stop) {
        return Err(STOP_ONLY);
    }
    match (input, fault) {
        (Some(_), Some(_)) => Err(("fault", "does not belong here", "either input or fault")),
        (None, None) => Err(("input", "missing", "input or fault")),
        (None, Some(name)) => Ok(ScriptAct::Fault { name }),
        (Some(input), None) => Ok(match input {
            Input::SetupDone => ScriptAct::SetupDone,
            Input::Pause => ScriptAct::Pause,
            Input::Resume => ScriptAct::Resume,
            Input::EaseOff => ScriptAct::EaseOff,
            Input::Stop => ScriptAct::Stop { why },
            Input::Released => ScriptAct::Released,
            Input::Acknowledge => ScriptAct::Acknowledge,
            Input::Symptom => {
                let id = symptom.ok_or(("symptom", "missing", "a symptom's id; see nape screen symptoms"))?;
                ScriptAct::Symptom { id }
            }
        }),
    }
}

/// Refuses a symptom that nobody knows before anything starts, rather than in the middle of a session.
pub(crate) fn known_symptoms(script: &[ScriptLine], known: &[SymptomWords]) -> Result<(), Failure> {
    for line in script {
        if let ScriptAct::Symptom { id } = &line.act
            && !known.iter().any(|symptom| symptom.id == *id)
        {
            let ids: Vec<_> = known.iter().map(|symptom| symptom.id.as_str()).collect();
            return Err(Failure::bad_input("symptom", "no such symptom", ids.join(", ")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nape::api::NapeError;

    fn field(script: &str) -> String {
        match parse(script.as_bytes()) {
            Err(Failure::Core(NapeError::BadInput { field, .. })) => field,
            other => panic!("must be bad input: {other:?}"),
        }
    }

    #[test]
    fn lines_stand_in_the_order_of_their_times_and_equal_times_in_the_files_order() {
        let script = r#"{"at_ms":1000,"input":"ease_off"}

{"at_ms":2000,"fault":"link_lost"}
{"at_ms":5000,"input":"pause"}
{"at_ms":5000,"input":"stop","why":"the doorbell"}
"#;
        let acts: Vec<_> =
            parse(script.as_bytes()).expect("valid").into_iter().map(|line| (line.at_ms, line.act)).collect();
        let expected = vec![
            (1000, ScriptAct::EaseOff),
            (2000, ScriptAct::Fault { name: "link_lost".to_owned() }),
            (5000, ScriptAct::Pause),
            (5000, ScriptAct::Stop { why: Some("the doorbell".to_owned()) }),
        ];
        assert_eq!(acts, expected);
    }

    #[test]
    fn a_line_that_is_earlier_than_the_one_before_is_refused() {
        let script = "{\"at_ms\":5000,\"input\":\"pause\"}\n\n{\"at_ms\":4999,\"input\":\"resume\"}\n";
        assert_eq!(field(script), "line 3: at_ms");
    }

    #[test]
    fn every_wrong_line_is_named_with_its_number_and_field() {
        let good = "{\"at_ms\":0,\"input\":\"pause\"}\n";
        for (bad, expected) in [
            (r#"{"input":"stop"}"#, "line 2: at_ms"),
            (r#"{"at_ms":1}"#, "line 2: input"),
            (r#"{"at_ms":"1","input":"stop"}"#, "line 2: at_ms"),
            (r#"{"at_ms":-1,"input":"stop"}"#, "line 2: at_ms"),
            (r#"{"at_ms":1,"input":"jump"}"#, "line 2: input"),
            (r#"{"at_ms":1,"input":"stop","loud":true}"#, "line 2: loud"),
            (r#"{"at_ms":1,"input":"stop""#, "line 2"),
            (r#"{"at_ms":1,"input":"symptom"}"#, "line 2: symptom"),
            (r#"{"at_ms":1,"input":"stop","symptom":"dizziness"}"#, "line 2: symptom"),
            (r#"{"at_ms":1,"input":"pause","why":"x"}"#, "line 2: why"),
            (r#"{"at_ms":1,"input":"pause","fault":"link_lost"}"#, "line 2: fault"),
        ] {
            assert_eq!(field(&format!("{good}{bad}\n")), expected, "{bad}");
        }
    }
}
