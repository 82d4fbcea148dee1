//! `nape device status` and `nape device check`: how a device is, and whether it keeps to the profile.

use console::Style;
use nape::api::{
    CheckedRequirement, DeviceCheck, DeviceNow, ForceUnit, Nape, RecordSource, RequirementOutcome,
};

use super::device::only_device;
use super::progress::Bar;
use crate::args::{CheckOptions, StatusOptions};
use crate::failure::Failure;
use crate::shell::Shell;
use crate::status::Status;
use crate::words::{force, word};

/// Which device is meant: the one that is named, the simulated one, or the only one that is known.
async fn source(nape: &Nape, device: Option<&str>, seed: u64) -> Result<RecordSource, Failure> {
    Ok(match device {
        Some("sim") => RecordSource::Simulated { seed },
        Some(address) => RecordSource::At { address: address.to_owned() },
        None => RecordSource::At { address: only_device(nape).await? },
    })
}

/// Ends with 4 where a release was asked for and the device did not confirm it.
pub(super) async fn status(shell: &Shell, options: &StatusOptions) -> Result<Status, Failure> {
    let journal = shell.open().await?;
    let source = source(&journal.nape, options.device.as_deref(), options.seed).await?;
    let now = journal.nape.device_now(source, options.release).await?;
    let unit = shell.units_of(&journal.nape).await?;
    shell.output.document(&now, |now| now_text(now, unit))?;
    Ok(if now.released == Some(false) { Status::Device } else { Status::Done })
}

fn now_text(now: &DeviceNow, unit: ForceUnit) -> String {
    let kind = if now.gauge { "gauge for " } else { "" };
    let simulated = if now.simulated { ", simulated" } else { "" };
    let mut text = format!(
        "{kind}{}, profile {}{simulated}\n{}, {} measured, {} aimed at, battery {} %\n",
        word(&now.modality),
        now.profile,
        word(&now.state),
        force(now.measured_mn, unit),
        force(now.target_mn, unit),
        now.battery_percent,
    );
    for fault in &now.faults {
        text += &format!("fault: {}\n", word(fault));
    }
    let told = [
        (now.hand_switch_pressed, "the hand switch is pressed\n"),
        (now.start_button_pressed, "the start button is pressed\n"),
        (now.memory_full, "there is no room for another record: fetch them by `nape device sync`\n"),
    ];
    text.extend(told.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words));
    text += match now.released {
        Some(true) => "It says that it has let go.\n",
        Some(false) => "It does not say that it has let go. Let go by hand now.\n",
        None => "",
    };
    text
}

/// Ends with 4 where a requirement is not kept or the device was not left at rest, with 6 where it was interrupted.
pub(super) async fn check(shell: &Shell, options: &CheckOptions) -> Result<Status, Failure> {
    if options.moving && !options.confirm.iter().any(|word| word == NOBODY) {
        return Err(Failure::bad_input("confirm", "missing: the device is going to pull", NOBODY));
    }
    let journal = shell.open().await?;
    let source = source(&journal.nape, options.device.as_deref(), options.seed).await?;
    let progress = Bar::shown("examined", shell.interruption.clone());
    let found = journal.nape.check_device(source, options.moving, Some(progress)).await?;
    shell.output.document(&found, check_text)?;
    let is_sound = found.failed == 0 && found.left_at_rest != Some(false);
    Ok(match shell.interruption.check() {
        _ if !is_sound => Status::Device,
        Err(_) => Status::Interrupted,
        Ok(()) => Status::Done,
    })
}

const NOBODY: &str = "nobody-in-it";

fn check_text(check: &DeviceCheck) -> String {
    let mut text = format!("{} {} {}, firmware {}\n", check.maker, check.model, check.serial, check.firmware);
    // What was not run for one reason is one line.
    let for_one_reason = |one: &CheckedRequirement, other: &CheckedRequirement| {
        one.outcome == RequirementOutcome::NotRun
            && other.outcome == RequirementOutcome::NotRun
            && one.detail == other.detail
    };
    for alike in check.requirements.chunk_by(for_one_reason) {
        text += &match alike {
            [one] => requirement_line(one),
            [first, .., last] => {
                let why = first.detail.as_deref().unwrap_or_default();
                format!("not run   {} to {}, {} of them  ({why})\n", first.id, last.id, alike.len())
            }
            [] => String::new(),
        };
    }
    let DeviceCheck { passed, failed, not_applicable, not_run, .. } = check;
    text += &format!(
        "{passed} kept, {failed} not kept, {not_applicable} not for this device, {not_run} not run\n"
    );
    if check.conforms {
        text += "It keeps to everything that it was asked.\n";
    } else if !check.moving && *failed == 0 {
        text += "At rest it keeps to everything. What it does when it pulls was not asked: --moving, with nobody in it.\n";
    }
    if check.left_at_rest == Some(false) {
        text += "It did not say at the end that it is at rest. Let go by hand.\n";
    }
    text
}

fn requirement_line(one: &CheckedRequirement) -> String {
    let (mark, style) = match one.outcome {
        RequirementOutcome::Passed => ("kept    ", Style::new()),
        RequirementOutcome::Failed => ("NOT KEPT", Style::new().red().bold()),
        RequirementOutcome::NotApplicable => ("not its ", Style::new().dim()),
        RequirementOutcome::NotRun => ("not run ", Style::new().dim()),
    };
    let detail = match (&one.outcome, &one.detail) {
        (RequirementOutcome::Failed, Some(found)) => {
            format!("\n             required: {}\n             found: {found}", one.requires)
        }
        (_, Some(why)) => format!("  ({why})"),
        (_, None) => String::new(),
    };
    format!("{}  {} (section {}){detail}\n", style.apply_to(mark), one.id, one.section)
}
