//! `nape device`.

use clap::{Args, Subcommand};

/// Your traction device, and what it wrote down.
#[derive(Debug, Subcommand)]
pub(crate) enum DeviceVerb {
    /// Look for traction devices nearby.
    Scan {
        /// For how many seconds, 1 to 120.
        #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=120))]
        seconds: u32,
    },
    /// Pair with a device nearby, and know it from then on.
    Pair {
        /// Its address, as `device scan` says it.
        address: String,
        /// The six digits that it shows or that are printed on it; asked for where absent.
        #[arg(long, value_name = "DIGITS", value_parser = passkey)]
        passkey: Option<u32>,
    },
    /// The devices that you have.
    List,
    /// How a device is now; after a program that was killed, whether it has let go.
    Status(StatusOptions),
    /// For makers: hold a device against the profile, requirement by requirement.
    Check(CheckOptions),
    /// Fetch what a device wrote down of your sessions; what is in the journal for good is deleted on the device.
    Sync(SyncOptions),
    /// Forget a device. What it wrote down stays in the journal.
    Forget {
        /// Its address.
        address: String,
    },
}

/// Which device to look at.
#[derive(Debug, Args)]
pub(crate) struct StatusOptions {
    /// The device's address, or `sim` for a simulated unit; may be left out where you have one device.
    #[arg(value_name = "ADDRESS|sim")]
    pub(crate) device: Option<String>,
    /// Have it let go, whatever it does, and say whether it did.
    #[arg(long)]
    pub(crate) release: bool,
    /// The seed of the simulated unit's radio.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Which device to examine, and how far.
#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// The device's address, or `sim` for a simulated unit; may be left out where you have one device.
    #[arg(value_name = "ADDRESS|sim")]
    pub(crate) device: Option<String>,
    /// Have it pull too, several times, by its least force. Nobody may be in it.
    #[arg(long)]
    pub(crate) moving: bool,
    /// `nobody-in-it`, which --moving needs.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(crate) confirm: Vec<String>,
    /// The seed of the simulated unit's radio.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// What to fetch, and whose it is.
#[derive(Debug, Args)]
pub(crate) struct SyncOptions {
    /// The device's address, or `sim` for a simulated unit; may be left out where you have one device.
    #[arg(value_name = "ADDRESS|sim")]
    pub(crate) device: Option<String>,
    /// Records that no session of this journal began and that were you all the same.
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    pub(crate) mine: Vec<u32>,
    /// Records that were not you.
    #[arg(long = "not-mine", value_name = "NUMBERS", value_delimiter = ',')]
    pub(crate) not_mine: Vec<u32>,
    /// The seed of the simulated unit's radio.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

fn passkey(text: &str) -> Result<u32, String> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let passkey = text.parse().ok().filter(|_| digits);
    passkey.ok_or_else(|| "expected six digits".to_owned())
}
