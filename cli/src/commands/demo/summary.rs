//! The page at the end of a demonstration.

use nape::api::{ForceUnit, SegmentKind, SessionDetail};

use super::course::Course;
use super::day::Done;
use crate::chart;
use crate::commands::{plan, session};
use crate::words::{action, force_or_none, minutes, word};

/// The greatest pain of the scale.
const PAIN: u8 = 10;

pub(super) fn text(
    course: &Course,
    number: usize,
    done: &Done,
    detail: &SessionDetail,
    past: &[SessionDetail],
    units: ForceUnit,
) -> String {
    format!(
        "\n== Summary of day {} of {} == demonstration with a simulated device ==\n\nThe plan: {}\n{}\n{}\n{}\n{}",
        number + 1,
        course.days.len(),
        plan::plan_text(&course.plan),
        this_session(done, detail, units),
        session::measured_text(detail, units),
        all_sessions(course, past),
        next(course, number)
    )
}

fn this_session(done: &Done, detail: &SessionDetail, units: ForceUnit) -> String {
    let summary = &detail.summary;
    let end = summary.end.map_or_else(|| "running".to_owned(), |end| word(&end));
    let reason = summary.reason.map(|reason| format!(" ({})", word(&reason))).unwrap_or_default();
    let eased = if summary.eased { ", eased off" } else { "" };
    let release = summary.release.map_or_else(|| "unknown".to_owned(), |release| word(&release));
    let holds = detail.timeline.segments.iter().filter(|segment| segment.kind == SegmentKind::Hold).count();
    let lowered = done.dose.as_ref().map_or(&[][..], |dose| &dose.limited_by);
    let lowered = if lowered.is_empty() { "no limit lowered it".to_owned() } else { lowered.join(", ") };
    let mut text = format!(
        "This session\n  end       {end}{reason}{eased}\n  release   {release}\n  holds     {} of {holds}\n  \
         dose      {} at {} ({lowered})\n",
        done.ending.holds,
        minutes(summary.duration_ms),
        force_or_none(summary.force_mn, units),
    );
    if let Some(after) = &detail.after {
        let pain = after.pain.map_or_else(|| "–".to_owned(), |pain| pain.to_string());
        text += &format!("  after it  {}, pain {pain} of {PAIN}", word(&after.feeling));
        if let Some(outcome) = &done.after {
            text += &format!("; what follows: {}", action(outcome.action));
        }
        text += "\n";
    }
    text
}

fn all_sessions(course: &Course, past: &[SessionDetail]) -> String {
    let before: Vec<_> = course.days.iter().take(past.len()).map(super::course::Day::pain_before).collect();
    let after: Vec<_> =
        past.iter().map(|detail| detail.after.as_ref().and_then(|after| after.pain)).collect();
    let days: String =
        course.days.iter().take(past.len()).map(|day| day.date.format(" %-d/%-m").to_string()).collect();
    format!(
        "Sessions of this demonstration (pain 0 to {PAIN})\n{:<14}{days}\n{}\n{}\n",
        "day/month",
        chart::bars("before", &before, PAIN),
        chart::bars("after", &after, PAIN)
    )
}

fn next(course: &Course, number: usize) -> String {
    match course.days.get(number + 1) {
        Some(day) => format!("Run it again for the next day, {}.", day.date.format("%A %-d %B")),
        None => "That was the last day of the example course.".to_owned(),
    }
}
