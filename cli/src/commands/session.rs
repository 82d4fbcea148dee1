//! `nape session timeline|list|show|log|after|followup`. For `run` see `run`.

use nape::api::{
    self, AfterCheck, FactLine, ForceUnit, LoggedSession, NextDayCheck, SessionDetail, SessionLogged,
    SessionSummary, Timeline,
};
use serde::Serialize;
use serde_json::Value;

use super::{plan, screen};
use crate::args::SessionVerb;
use crate::chart;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::shell::Shell;
use crate::words::{at_force, force, instant, minutes, word};

/// `{"sessions":[...]}`
#[derive(Serialize)]
struct Sessions {
    sessions: Vec<SessionSummary>,
}

pub(super) async fn run(shell: &Shell, verb: SessionVerb) -> Result<(), Failure> {
    match verb {
        SessionVerb::Timeline { plan } => {
            let timeline = api::compile_timeline(plan::read(&plan)?, shell.now())?;
            shell.output.document(&timeline, |timeline| timeline_text(timeline, shell.units()))
        }
        SessionVerb::List { limit } => {
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let units = shell.units_of(nape).await?;
            let sessions = Sessions { sessions: nape.sessions(limit).await? };
            shell.output.document(&sessions, |sessions| list_text(&sessions.sessions, units))
        }
        SessionVerb::Show { id } => {
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let units = shell.units_of(nape).await?;
            let detail = nape.session(id).await?;
            show(shell.output, &detail, units)
        }
        SessionVerb::Log { file } => {
            // Read first: a bad file must not even make a journal.
            let told = api::logged_session_from_json(input::bytes(&file)?, shell.now())?;
            let journal = shell.open().await?;
            let logged = journal.nape.log_session(told).await?;
            shell.output.document(&logged, logged_text)
        }
        SessionVerb::After { id, file } => {
            let check: AfterCheck = input::document(&file)?;
            let journal = shell.open().await?;
            let nape = &journal.nape;
            let outcome = nape.record_after_check(id, check).await?;
            shell.output.document(&outcome, screen::symptom_text)
        }
        SessionVerb::Followup { id, file } => {
            let check: NextDayCheck = input::document(&file)?;
            let journal = shell.open().await?;
            let outcome = journal.nape.record_next_day(id, check).await;
            shell.output.document(&outcome?, screen::symptom_text)
        }
        SessionVerb::Run(_) => Err(Failure::internal("a running session is not a short command")),
    }
}

/// The document of `session show`.
pub(super) fn show(output: Output, detail: &SessionDetail, units: ForceUnit) -> Result<(), Failure> {
    let document = with_readable_facts(detail)?;
    output.document(&document, |_| detail_text(detail, units))
}

/// The door hands a fact's payload over as text; in a JSON document it stands as what it is, and its word
/// says what happened.
fn with_readable_facts(detail: &SessionDetail) -> Result<Value, Failure> {
    let unreadable = |_| Failure::internal("a session has no JSON form");
    let mut document = serde_json::to_value(detail).map_err(unreadable)?;
    let facts = document.get_mut("facts").and_then(Value::as_array_mut);
    for (fact, line) in facts.into_iter().flatten().zip(&detail.facts) {
        if let Ok(payload) = serde_json::from_str::<Value>(&line.payload) {
            fact["payload"] = payload;
        }
        fact["fact"] = Value::String(fact_word(line));
    }
    Ok(document)
}

/// What happened: the payload's own word where it has one, with its kind in front where that is not the session.
fn fact_word(line: &FactLine) -> String {
    let payload = serde_json::from_str::<Value>(&line.payload).unwrap_or_default();
    match (payload.get("fact").and_then(Value::as_str), line.fact.as_str()) {
        (Some(word), "session") => word.to_owned(),
        (Some(word), kind) => format!("{kind}_{word}"),
        (None, kind) => kind.to_owned(),
    }
}

fn timeline_text(timeline: &Timeline, units: ForceUnit) -> String {
    let mut text = chart::timeline(&timeline.segments, timeline.total_ms, units, Output::columns());
    text += "\n";
    for segment in &timeline.segments {
        let cycle = segment.cycle.map(|cycle| format!(" {cycle}")).unwrap_or_default();
        let kind = word(&segment.kind) + &cycle;
        let line = match (segment.from_mn, segment.to_mn) {
            (Some(from), Some(to)) => {
                format!("{kind:<12}{:>10} to {}", force(from, units), force(to, units))
            }
            _ => kind,
        };
        text += &format!("{}  {line}\n", minutes(segment.start_ms));
    }
    text + &format!("{}  end\n", minutes(timeline.total_ms))
}

fn list_text(sessions: &[SessionSummary], units: ForceUnit) -> String {
    if sessions.is_empty() {
        return "No session yet.".to_owned();
    }
    sessions.iter().map(|session| format!("{}\n", summary_line(session, units))).collect()
}

fn logged_text(logged: &SessionLogged) -> String {
    let told = logged.told.as_ref().map(screen::symptom_text).unwrap_or_default();
    format!("Recorded as session {}.\n{told}", logged.session)
}

/// A session in one line.
pub(super) fn summary_line(session: &SessionSummary, units: ForceUnit) -> String {
    let mut line = format!("{}  {}  {}", session.id, instant(&session.started), word(&session.modality));
    let length = minutes(session.duration_ms) + &at_force(session.force_mn, units);
    if session.logged {
        // Cracking and adjustments may leave their length out.
        let length = if session.duration_ms == 0 { String::new() } else { format!(", {length}") };
        return line + &length + ", logged";
    }
    line += &if session.rehearsal {
        ", rehearsal without any pull".to_owned()
    } else {
        format!(", planned {length}")
    };
    let end = session.end.map_or_else(|| "running".to_owned(), |end| word(&end));
    let reason = session.reason.map(|reason| format!(" ({})", word(&reason))).unwrap_or_default();
    let release = session.release.map_or_else(|| "–".to_owned(), |release| word(&release));
    line += &format!(", {end}{reason}, release {release}");
    for (mark, holds) in [("eased off", session.eased), ("simulated", session.simulated)] {
        if holds {
            line += &format!(", {mark}");
        }
    }
    line
}

fn detail_text(detail: &SessionDetail, units: ForceUnit) -> String {
    let mut text = format!("{}\n\n", summary_line(&detail.summary, units));
    if let Some(told) = &detail.told {
        text += &told_text(told);
    }
    for fact in &detail.facts {
        text += &format!("  {}  {}\n", minutes(fact.elapsed_ms), fact_word(fact).replace('_', " "));
    }
    text += "\n";
    if detail.told.is_none() {
        text += &format!("{}\n", measured_text(detail, units));
    }
    if let Some(before) = &detail.before {
        let (limb, tingling) = (of_ten(before.limb), of_ten(before.tingling));
        text += &format!("Before it: pain {}, arm or leg {limb}, tingling {tingling}\n", of_ten(before.pain));
    }
    if let Some(after) = &detail.after {
        let felt = felt(&after.symptoms);
        text += &format!("After it: {}, pain {}{felt}\n", word(&after.feeling), of_ten(after.pain));
    }
    if let Some(next_day) = &detail.next_day {
        text += &format!("A day later: pain {}{}\n", of_ten(next_day.pain), felt(&next_day.symptoms));
    }
    text + &format!("{}\n", detail.not_clinically_reviewed)
}

/// What was told of a session, a line for each field.
fn told_text(told: &LoggedSession) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!("  {label:<11}{value}\n");
        }
    };
    line("where", told.setting.map(|setting| word(&setting)));
    line("provider", told.provider.clone());
    line("position", told.position.map(|position| word(&position)));
    let degrees = told.bend_deg.map(|degrees| format!(", {degrees}°")).unwrap_or_default();
    line("bend", told.bend.map(|bend| word(&bend) + &degrees));
    line("technique", told.technique.clone());
    line("force", told.force.map(|force| format!("{} {}", force.value, word(&force.unit))));
    line("level", told.level.map(|level| level.to_string()));
    line("height", told.height.map(|height| format!("{} {}", height.value, word(&height.unit))));
    line("sets", told.sets.map(|sets| sets.to_string()));
    line("pattern", told.pattern.map(|pattern| word(&pattern)));
    line("cracks", told.count.map(|count| count.to_string()));
    line(
        "pain",
        told.pain_after.map(|_| format!("{}, then {}", of_ten(told.pain_before), of_ten(told.pain_after))),
    );
    line("felt", told.felt.map(|felt| word(&felt)));
    line("symptoms", (!told.symptoms.is_empty()).then(|| told.symptoms.join(", ").replace('_', " ")));
    line("note", told.note.clone());
    text
}

fn of_ten(value: Option<u8>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value} of 10"))
}

fn felt(symptoms: &[String]) -> String {
    if symptoms.is_empty() {
        return String::new();
    }
    format!(", felt {}", symptoms.join(", ").replace('_', " "))
}

/// What was measured, with its curve.
pub(super) fn measured_text(detail: &SessionDetail, units: ForceUnit) -> String {
    let telemetry = &detail.telemetry;
    if telemetry.samples == 0 {
        return "Nothing was measured.\n".to_owned();
    }
    let chart =
        chart::telemetry(&telemetry.points, detail.timeline.total_ms, units, Output::columns().min(84));
    format!(
        "{chart}{} samples, {} gaps, {} lost by radio; highest pull {}, mean pull of holds {}\n",
        telemetry.samples,
        telemetry.gaps.len(),
        telemetry.dropped,
        force(telemetry.max_mn, units),
        force(telemetry.hold_mean_mn, units)
    )
}
