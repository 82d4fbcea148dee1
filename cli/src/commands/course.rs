//! `nape course`.

use nape::api::{
    Course, CourseReview, Nape, NapeError, Progress, ProviderContact, Region, ReviewDue, RuleText,
};
use serde::Serialize;

use crate::args::CourseVerb;
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::{instant, word};

/// The open course, with what it waits for.
#[derive(Serialize)]
struct CourseShown {
    #[serde(flatten)]
    course: Course,
    reviews: Vec<ReviewDue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_session_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused: Option<RuleText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restart: Option<RuleText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taper: Option<RuleText>,
}

pub(super) async fn run(shell: &Shell, verb: CourseVerb) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let nape = &journal.nape;
    let course = match verb {
        CourseVerb::Start { region, reason, provider } => nape.start_course(region, reason, provider).await?,
        CourseVerb::Contact { region, file } => {
            let contact: ProviderContact = input::document(&file)?;
            nape.record_contact(region, contact).await?;
            return show(shell, nape, region).await;
        }
        CourseVerb::Review { region, file } => {
            let review: CourseReview = input::document(&file)?;
            nape.record_review(region, review).await?;
            return show(shell, nape, region).await;
        }
        CourseVerb::Show { region } => return show(shell, nape, region).await,
        CourseVerb::End { region, why } => {
            let course = nape.course(region).await?.ok_or_else(none_open)?;
            nape.end_course(region, why).await?;
            Course { ended: Some(shell.now()), ..course }
        }
    };
    shell.output.document(&course, text)
}

async fn show(shell: &Shell, nape: &Nape, region: Region) -> Result<(), Failure> {
    let course = nape.course(region).await?.ok_or_else(none_open)?;
    let Progress { reviews, no_session_before, paused, restart, taper, reasons, .. } =
        nape.course_progress(region).await?;
    let said = |rule: &str| reasons.iter().find(|reason| reason.rule == rule).cloned();
    let paused = paused.and_then(|rule| said(&rule));
    let restart = restart.then(|| said("progression.restart")).flatten();
    let taper = taper.then(|| said("progression.taper")).flatten();
    let shown = CourseShown { course, reviews, no_session_before, paused, restart, taper };
    shell.output.document(&shown, shown_text)
}

fn shown_text(shown: &CourseShown) -> String {
    let mut text = text(&shown.course);
    for review in &shown.reviews {
        text += &format!("  review    {}, due since {}\n", review.text, instant(&review.due));
    }
    if let Some(date) = &shown.no_session_before {
        text += &format!("  held      no session before {date}\n");
    }
    if let Some(paused) = &shown.paused {
        text += &format!("  paused    {} [{}]\n", paused.text, paused.rule);
    }
    if let Some(restart) = &shown.restart {
        text += &format!("  anew      {}\n", restart.text);
    }
    if let Some(taper) = &shown.taper {
        text += &format!("  less      {}\n", taper.text);
    }
    text
}

fn none_open() -> Failure {
    NapeError::NotFound { detail: "no course is open; `nape course start` begins one".to_owned() }.into()
}

fn text(course: &Course) -> String {
    let mut text = format!("Course ({}), begun {}\n", word(&course.region), instant(&course.started));
    if let Some(ended) = &course.ended {
        text += &format!("  ended     {}\n", instant(ended));
    }
    if let Some(reason) = &course.reason {
        text += &format!("  reason    {reason}\n");
    }
    if let Some(provider) = &course.provider {
        text += &format!("  provider  {provider} (as you entered it)\n");
    }
    text + &format!("  sessions  {}\n", course.sessions)
}
