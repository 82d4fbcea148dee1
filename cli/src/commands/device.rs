//! `nape device`.

use std::io::{BufRead, stdin};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nape::api::{
    EventBody, FoundDevice, FoundPort, KnownDevice, Nape, NapeError, PairingPort, RecordClaim, RecordSource,
    SyncReport, WaitingRecord,
};
use serde::Serialize;

use crate::args::{DeviceVerb, SyncOptions};
use crate::failure::Failure;
use crate::output;
use crate::shell::Shell;
use crate::words::{instant, minutes, word};

pub(super) async fn run(shell: &Shell, verb: DeviceVerb) -> Result<(), Failure> {
    match verb {
        DeviceVerb::Scan { seconds } => scan(shell, seconds).await,
        DeviceVerb::Pair { address, passkey } => pair(shell, address, passkey).await,
        DeviceVerb::List => list(shell).await,
        DeviceVerb::Status(_) | DeviceVerb::Check(_) => {
            Err(Failure::internal("these say by themselves how they end"))
        }
        DeviceVerb::Sync(options) => sync(shell, options).await,
        DeviceVerb::Forget { address } => forget(shell, address).await,
    }
}

#[derive(Serialize)]
struct Found {
    devices: Vec<FoundDevice>,
}

/// Says each device at once: a scan lasts some seconds.
struct Told;

impl FoundPort for Told {
    fn found(&self, device: FoundDevice) -> Result<(), NapeError> {
        output::note(&format!("  found {}", found_line(&device)));
        Ok(())
    }
}

async fn scan(shell: &Shell, seconds: u32) -> Result<(), Failure> {
    let journal = shell.open().await?;
    output::note(&format!("Looking for traction devices for {seconds} s..."));
    let told: Option<Arc<dyn FoundPort>> = (!shell.output.is_json()).then(|| Arc::new(Told) as _);
    let found = tokio::select! {
        found = journal.nape.find_devices(seconds * 1000, told) => Found { devices: found? },
        () = output::closed() => return Err(Failure::OutputClosed),
    };
    shell.output.document(&found, |Found { devices }| {
        if devices.is_empty() {
            return "No traction device was heard. Is it on, near, and not connected to another phone?"
                .to_owned();
        }
        devices.iter().map(|device| found_line(device) + "\n").collect()
    })
}

fn found_line(device: &FoundDevice) -> String {
    let name = device.name.as_deref().unwrap_or("without a name");
    let signal = device.signal_dbm.map(|dbm| format!(", {dbm} dBm")).unwrap_or_default();
    let paired = if device.paired == Some(true) { ", paired" } else { "" };
    format!("{}  {name}{signal}{paired}", device.address)
}

/// Asks who sits at the terminal.
struct Asked {
    can_ask: bool,
}

impl Asked {
    fn answer(&self, question: &str) -> Option<String> {
        if !self.can_ask {
            return None;
        }
        output::ask(question);
        let mut line = String::new();
        stdin().lock().read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }
}

impl PairingPort for Asked {
    fn passkey(&self) -> Result<Option<u32>, NapeError> {
        let answer = self.answer("The six digits that the device shows or that are printed on it:");
        Ok(answer.and_then(|digits| digits.parse().ok()))
    }

    fn shows(&self, number: u32) -> Result<bool, NapeError> {
        let answer = self.answer(&format!("Does the device show {number:06}? (yes/no)"));
        Ok(answer.is_some_and(|answer| answer.eq_ignore_ascii_case("yes")))
    }
}

async fn pair(shell: &Shell, address: String, passkey: Option<u32>) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let answers = Arc::new(Asked { can_ask: shell.output.can_ask() });
    let known = tokio::select! {
        known = journal.nape.pair_device(address, passkey, Some(answers)) => known?,
        () = output::closed() => return Err(Failure::OutputClosed),
    };
    shell.output.document(&known, |known| format!("paired with {}", known_line(known)))
}

#[derive(Serialize)]
struct Known {
    devices: Vec<KnownDevice>,
}

async fn list(shell: &Shell) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let known = Known { devices: journal.nape.known_devices().await? };
    shell.output.document(&known, |Known { devices }| {
        if devices.is_empty() {
            return "No device yet. `nape device scan` looks for one.".to_owned();
        }
        devices.iter().map(|device| known_line(device) + "\n").collect()
    })
}

fn known_line(device: &KnownDevice) -> String {
    let KnownDevice {
        address, serial, maker, model, firmware, modality, gauge, keeps_records, synced, ..
    } = device;
    let named: Vec<&str> = [maker, model].into_iter().flatten().map(String::as_str).collect();
    let firmware = firmware.as_ref().map(|firmware| format!(", firmware {firmware}")).unwrap_or_default();
    let kind = if *gauge { "gauge for " } else { "" };
    let synced = match (keeps_records, synced) {
        (false, _) => ", keeps no records".to_owned(),
        (true, None) => ", records never fetched".to_owned(),
        (true, Some(synced)) => format!(", records fetched {}", instant(synced)),
    };
    format!("{address}  {} {serial} ({kind}{}{firmware}){synced}", named.join(" "), word(modality))
}

#[derive(Serialize)]
struct Forgotten {
    address: String,
    /// Whether the bond is gone too.
    bond_removed: bool,
}

async fn forget(shell: &Shell, address: String) -> Result<(), Failure> {
    let journal = shell.open().await?;
    let bond_removed = journal.nape.forget_device(address.clone()).await?;
    shell.output.document(&Forgotten { address, bond_removed }, |Forgotten { address, bond_removed }| {
        let bond = if *bond_removed { "" } else { " Forget it in the system's Bluetooth settings too." };
        format!("{address} is forgotten. What it wrote down stays in the journal.{bond}")
    })
}

async fn sync(shell: &Shell, options: SyncOptions) -> Result<(), Failure> {
    let SyncOptions { device, mine, not_mine, seed } = options;
    if let Some(both) = mine.iter().find(|number| not_mine.contains(number)) {
        return Err(Failure::bad_input(
            "not-mine",
            format!("{both} is named in mine too"),
            "each number once",
        ));
    }
    let claim = |mine| move |number| RecordClaim { number, mine };
    let claims = mine.into_iter().map(claim(true)).chain(not_mine.into_iter().map(claim(false))).collect();
    let journal = shell.open().await?;
    let source = match device.as_deref() {
        Some("sim") => RecordSource::Simulated { seed },
        Some(address) => RecordSource::At { address: address.to_owned() },
        None => RecordSource::At { address: only_device(&journal.nape).await? },
    };
    let report = tokio::select! {
        report = journal.nape.sync_device(source, claims) => report?,
        never = show_progress(&journal.nape, shell.output.is_json()) => match never {},
        () = output::closed() => return Err(Failure::OutputClosed),
    };
    shell.output.document(&report, sync_text)
}

pub(super) async fn only_device(nape: &Nape) -> Result<String, Failure> {
    let mut known = nape.known_devices().await?;
    match known.len() {
        1 => Ok(known.swap_remove(0).address),
        0 => Err(Failure::bad_input("device", "missing, and no device is known", "an address, or sim")),
        _ => Err(Failure::bad_input(
            "device",
            "missing, and several devices are known",
            "one of their addresses",
        )),
    }
}

const EVENTS_A_PAGE: u32 = 100;

/// Draws how far it is until it is dropped.
async fn show_progress(nape: &Nape, silent: bool) -> std::convert::Infallible {
    let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(10) };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}") {
        bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
    }
    let mut after = 0;
    while let Ok(page) = nape.events(after, EVENTS_A_PAGE).await {
        after = page.next;
        for event in page.events {
            if let EventBody::Syncing { done_bytes, total_bytes } = event.body {
                bar.set_length(total_bytes);
                bar.set_position(done_bytes);
            }
        }
        if page.closed {
            break;
        }
    }
    std::future::pending().await
}

fn sync_text(report: &SyncReport) -> String {
    let SyncReport { serial, records_new, records_known, deleted_on_device, .. } = report;
    let mut text = format!(
        "{serial}: {records_new} new, {records_known} known before, {deleted_on_device} deleted there\n"
    );
    for record in &report.new {
        let session = record.session.as_deref().unwrap_or("no session");
        text += &format!("  record {}: session {session}\n", record.number);
    }
    for damaged in &report.damaged {
        text += &format!("  record {damaged} is damaged and stays on the device\n");
    }
    let asked: Vec<&WaitingRecord> = report.waiting.iter().filter(|one| !one.disowned).collect();
    if !asked.is_empty() {
        text += "Was this you? Say so by --mine or --not-mine and the number.\n";
    }
    for WaitingRecord { number, began, duration_ms, at_unit, .. } in asked {
        let began = began.as_deref().map_or_else(|| "at an unknown time".to_owned(), instant);
        let by = if *at_unit { "begun at the unit" } else { "begun by another phone" };
        text += &format!("  record {number}: {began}, {}, {by}\n", minutes(*duration_ms));
    }
    text
}
