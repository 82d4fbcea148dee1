//! `nape remind`.

use std::sync::Arc;

use nape::api::{self, DropReason, ReminderPlan};

use crate::args::RemindVerb;
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::{instant, word};
use crate::zone::ZoneTable;

pub(super) fn run(shell: &Shell, verb: RemindVerb) -> Result<(), Failure> {
    let RemindVerb::Check { file } = verb;
    let plan = api::check_reminders(input::bytes(&file)?, Arc::new(ZoneTable))?;
    shell.output.document(&plan, text)
}

/// What rings, then what does not, as often as that happens.
fn text(plan: &ReminderPlan) -> String {
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
