//! `nape remind`.

use std::sync::Arc;

use nape::api::{
    self, AlertWord, DropReason, KeptReminder, Reminder, ReminderAdded, ReminderManner, ReminderPlan,
    ReminderRule, ReminderSchedule, WeekCounts, WithheldReason, WithheldReminder,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{NewReminder, RemindVerb, ReminderSettings};
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::{instant, word};
use crate::zone::ZoneTable;

pub(super) async fn run(shell: &Shell, verb: RemindVerb) -> Result<(), Failure> {
    match verb {
        RemindVerb::Check { file } => {
            let plan = api::check_reminders(input::bytes(&file)?, Arc::new(ZoneTable))?;
            shell.output.document(&plan, checked)
        }
        RemindVerb::Add(new) => add(shell, *new).await,
        RemindVerb::List => list(shell).await,
        RemindVerb::Remove { id } => {
            shell.open().await?.nape.remove_reminder(id.clone()).await?;
            shell.output.document(&json!({ "removed": id }), |_| "The reminder is taken away.".to_owned())
        }
        RemindVerb::Pause { until, id } => {
            shell.open().await?.nape.pause_reminders(id, until.clone()).await?;
            let text = format!(
                "Paused: it may ring again on {until}. How it was after a session is asked all the same."
            );
            shell.output.document(&json!({ "paused_until": until }), |_| text.clone())
        }
        RemindVerb::Resume { id } => {
            shell.open().await?.nape.resume_reminders(id).await?;
            shell.output.document(&json!({ "paused_until": null }), |_| "The pause is over.".to_owned())
        }
        RemindVerb::Snooze { alert, minutes } => {
            let journal = shell.open().await?;
            journal.nape.tell_of_alert(alert.clone(), AlertWord::Snoozed, Some(minutes)).await?;
            let text = format!("It rings again in {minutes} minutes.");
            shell.output.document(&json!({ "snoozed": alert, "minutes": minutes }), |_| text.clone())
        }
        RemindVerb::Plan { days, capacity } => {
            let schedule = shell.open().await?.nape.reminder_schedule(days, capacity).await?;
            shell.output.document(&schedule, planned)
        }
        RemindVerb::Weeks { weeks } => {
            let weeks = shell.open().await?.nape.week_counts(weeks).await?;
            shell.output.document(&json!({ "weeks": weeks }), |_| weeks.iter().map(week).collect())
        }
        RemindVerb::Watch { minutes } => super::watch::watch(shell, minutes).await,
        RemindVerb::Settings(settings) => set(shell, settings).await,
    }
}

#[derive(Serialize)]
struct Added {
    added: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    silent: Option<WithheldReason>,
}

async fn add(shell: &Shell, new: NewReminder) -> Result<(), Failure> {
    let document = match &new.file {
        Some(file) => input::bytes(file)?,
        None => serde_json::to_vec(&in_words(new)?).unwrap_or_default(),
    };
    let reminder = api::reminder_from_json(document)?;
    let ReminderAdded { id, silent } = shell.open().await?.nape.add_reminder(reminder).await?;
    shell.output.document(&Added { added: id, silent }, |Added { added, silent }| {
        let silent = silent.map(|why| format!("\nAs things stand it would not ring: {}.", word(&why)));
        format!("Kept: {added}{}", silent.unwrap_or_default())
    })
}

/// A reminder as the words of the command line say it; what makes no sense is for the core to name.
fn in_words(new: NewReminder) -> Result<Value, Failure> {
    let NewReminder { subject, at, on, date, every, window, in_zone, title, in_quiet_hours, .. } = new;
    let kind = match (&date, every, on.is_empty()) {
        (Some(_), ..) => "once",
        (_, Some(_), _) => "interval",
        (.., false) => "weekly",
        _ => "daily",
    };
    let mut rule =
        json!({ "kind": kind, "zone_policy": if in_zone.is_some() { "fixed" } else { "floating" } });
    let mut reminder = json!({ "subject": subject, "in_quiet_hours": in_quiet_hours });
    let put = |object: &mut Value, key: &str, value: Option<Value>| {
        if let (Some(value), Some(object)) = (value, object.as_object_mut()) {
            object.insert(key.to_owned(), value);
        }
    };
    put(&mut rule, "time", at.map(Value::from));
    put(&mut rule, "weekdays", (!on.is_empty()).then(|| on.into()));
    put(&mut rule, "date", date.map(Value::from));
    put(&mut rule, "every_minutes", every.map(Value::from));
    put(&mut rule, "window", (!window.is_empty()).then(|| window.into()));
    put(&mut rule, "zone", in_zone.map(Value::from));
    put(&mut reminder, "title", title.map(Value::from));
    // Where nobody says when, the core may know when it is usual.
    let when = ["time", "weekdays", "date", "every_minutes", "window"];
    let says_when = when.iter().any(|field| rule.get(field).is_some());
    let usual = if says_when { None } else { usual_rule(&reminder["subject"])? };
    let in_its_zone = |usual: ReminderRule| {
        let mut usual = json!(usual);
        for field in ["zone_policy", "zone"] {
            put(&mut usual, field, rule.get(field).cloned());
        }
        usual
    };
    let rule = usual.map_or_else(|| rule.clone(), in_its_zone);
    put(&mut reminder, "rule", Some(rule));
    Ok(reminder)
}

fn usual_rule(subject: &Value) -> Result<Option<ReminderRule>, Failure> {
    let Ok(subject) = serde_json::from_value(subject.clone()) else { return Ok(None) };
    Ok(api::usual_reminder(subject)?.map(|usual| usual.rule))
}

#[derive(Serialize)]
struct Listed {
    reminders: Vec<KeptReminder>,
    settings: ReminderManner,
}

async fn list(shell: &Shell) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let listed = Listed {
        reminders: journal.nape.reminders().await?,
        settings: journal.nape.reminder_manner().await?,
    };
    shell.output.document(&listed, |listed| {
        let lines = listed.reminders.iter().map(|kept| format!("{}  {}\n", kept.id, line(&kept.reminder)));
        let kept: String = lines.collect();
        let kept = if kept.is_empty() { "No reminder is kept.\n" } else { &kept };
        kept.to_owned() + &settings_line(&listed.settings)
    })
}

async fn set(shell: &Shell, settings: ReminderSettings) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let mut manner = journal.nape.reminder_manner().await?;
    let ReminderSettings { quiet, no_quiet, show_subject, hide_subject } = settings;
    if no_quiet {
        manner.quiet = Vec::new();
    } else if !quiet.is_empty() {
        manner.quiet = quiet;
    }
    manner.shows_subject = (manner.shows_subject || show_subject) && !hide_subject;
    journal.nape.set_reminder_manner(manner.clone()).await?;
    shell.output.document(&manner, settings_line)
}

fn line(reminder: &Reminder) -> String {
    let ReminderRule { kind, time, weekdays, every_minutes, window, date, zone, .. } = &reminder.rule;
    let when = match (kind.as_str(), every_minutes, date) {
        ("interval", Some(every), _) => format!("every {every} minutes from {}", window.join(" to ")),
        ("once", _, Some(date)) => format!("once on {date}"),
        ("weekly", ..) => weekdays.join(", "),
        _ => "every day".to_owned(),
    };
    let mut text = format!("{}: {when}", reminder.title.clone().unwrap_or_else(|| word(&reminder.subject)));
    text += &time.iter().map(|time| format!(" at {time}")).collect::<String>();
    text += &zone.iter().map(|zone| format!(", by the clock of {zone}")).collect::<String>();
    if reminder.in_quiet_hours {
        text += ", in quiet hours too";
    }
    text += &reminder.paused_until.iter().map(|day| format!(", paused until {day}")).collect::<String>();
    text
}

fn settings_line(manner: &ReminderManner) -> String {
    let quiet = match manner.quiet.as_slice() {
        [from, until] => format!("Quiet from {from} to {until}. "),
        _ => "No quiet hours. ".to_owned(),
    };
    let screen = if manner.shows_subject {
        "A locked screen shows what a reminder is about."
    } else {
        "A locked screen shows only that there is one."
    };
    let paused =
        manner.paused_until.iter().map(|day| format!(" All paused until {day}.")).collect::<String>();
    quiet + screen + &paused
}

fn week(week: &WeekCounts) -> String {
    let WeekCounts { monday, sessions, shown, acted, snoozed, missed } = week;
    format!(
        "week of {monday}: sessions {sessions}; reminders shown {shown}, acted upon {acted}, put off {snoozed}, passed \
         {missed}\n"
    )
}

/// What rings, then what does not and why.
fn planned(schedule: &ReminderSchedule) -> String {
    let mut text = String::new();
    for one in &schedule.notifications {
        let about = one.subject.as_ref().map_or_else(|| "plan again".to_owned(), word);
        text += &format!("{}  {about}  {}\n", instant(&one.at), one.id);
    }
    if schedule.notifications.is_empty() {
        text += "Nothing rings.\n";
    }
    text + &silent(&schedule.dropped)
}

/// What does not ring; what stays silent often and for one reason is said once.
fn silent(dropped: &[WithheldReminder]) -> String {
    let mut silent: Vec<(String, Option<String>, u32)> = Vec::new();
    for one in dropped {
        let what = format!("{}: {}", word(&one.subject), word(&one.reason));
        match silent.iter_mut().find(|(known, ..)| *known == what) {
            Some((.., times)) => *times += 1,
            None => silent.push((what, one.at.as_deref().map(instant), 1)),
        }
    }
    silent
        .into_iter()
        .map(|(what, first, times)| format!("  not rung, {what}{}\n", as_often(first, times)))
        .collect()
}

/// `, when first and so many more`.
pub(super) fn as_often(first: Option<String>, times: u32) -> String {
    let first = first.map_or_else(String::new, |at| format!(", {at}"));
    let more = if times > 1 { format!(" and {} more", times - 1) } else { String::new() };
    first + &more
}

/// What rings, then what does not, as often as that happens.
fn checked(plan: &ReminderPlan) -> String {
    let mut text = String::new();
    for one in &plan.notifications {
        text += &format!("{}  rule {}\n", instant(&one.at), one.rule);
    }
    if plan.notifications.is_empty() {
        text += "Nothing rings.\n";
    }
    for one in &plan.dropped {
        let why = match one.reason {
            DropReason::Never => "names nothing that is still to come".to_owned(),
            reason => format!("{}: {}", one.at.as_deref().map(instant).unwrap_or_default(), word(&reason)),
        };
        text += &format!("  not rung, rule {}: {why}\n", one.rule);
    }
    text
}
