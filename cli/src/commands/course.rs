//! `nape course`.

use nape::api::{Course, NapeError};

use crate::args::CourseVerb;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::words::{instant, word};

pub(super) async fn run(shell: &Shell, verb: CourseVerb) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let nape = &journal.nape;
    let course = match verb {
        CourseVerb::Start { region, reason, provider } => nape.start_course(region, reason, provider).await?,
        CourseVerb::Show { region } => nape.course(region).await?.ok_or_else(none_open)?,
        CourseVerb::End { region, why } => {
            let course = nape.course(region).await?.ok_or_else(none_open)?;
            nape.end_course(region, why).await?;
            Course { ended: Some(shell.now()), ..course }
        }
    };
    shell.output.document(&course, text)
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
