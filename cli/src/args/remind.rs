//! `nape remind`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// When reminders ring.
#[derive(Debug, Subcommand)]
pub(crate) enum RemindVerb {
    /// Say what rules would ring in a state; stores nothing and reads no journal.
    Check {
        /// The rules and the state (JSON); `-` for standard input.
        #[arg(long)]
        file: PathBuf,
    },
    /// Keep a reminder.
    Add(Box<NewReminder>),
    /// The reminders that are kept, and how you want to be reminded.
    List,
    /// Take a reminder away.
    Remove {
        /// Its id.
        id: String,
    },
    /// Let a reminder, or all of them, rest until a day.
    Pause {
        /// The first day on which it may ring again.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// One reminder's id; all that can be paused where absent.
        id: Option<String>,
    },
    /// End a pause.
    Resume {
        /// One reminder's id; the pause of all where absent.
        id: Option<String>,
    },
    /// Put an alert off.
    Snooze {
        /// The alert's id, as `remind plan` says it.
        alert: String,
        /// For how many minutes, 1 to 1,440.
        #[arg(long, default_value_t = 15)]
        minutes: u32,
    },
    /// What rings in the next days, and what does not and why.
    Plan {
        /// How many days of 24 hours.
        #[arg(long, default_value_t = 7)]
        days: u32,
        /// How many alerts the system holds.
        #[arg(long, default_value_t = 30)]
        capacity: u32,
    },
    /// Ring while this runs: as notifications of the desktop, where it shows any, else in the terminal.
    Watch {
        /// End by itself after so many minutes.
        #[arg(long = "for", value_name = "MINUTES")]
        minutes: Option<u32>,
    },
    /// What was done and what became of reminders, week by week.
    Weeks {
        /// How many weeks, this one included, 1 to 53.
        #[arg(long, default_value_t = 4)]
        weeks: u32,
    },
    /// How you want to be reminded.
    Settings(ReminderSettings),
}

/// A reminder, in a file or in words.
#[derive(Debug, Args)]
pub(crate) struct NewReminder {
    #[arg(
        required_unless_present = "file",
        conflicts_with = "file",
        help = "What it is about: session, symptom_check, medication, posture_break, breathing or custom"
    )]
    pub(crate) subject: Option<String>,
    /// The reminder (JSON) instead of the words; `-` for standard input.
    #[arg(long, conflicts_with_all = ["at", "on", "date", "every", "window", "in_zone", "title", "in_quiet_hours"])]
    pub(crate) file: Option<PathBuf>,
    /// At this time of the day.
    #[arg(long, value_name = "HH:MM", conflicts_with_all = ["every", "window"])]
    pub(crate) at: Option<String>,
    /// On these days of the week only.
    #[arg(long, value_name = "mon,tue,...", value_delimiter = ',', conflicts_with_all = ["date", "every"])]
    pub(crate) on: Vec<String>,
    /// Once, on this day.
    #[arg(long, value_name = "DATE", conflicts_with = "every")]
    pub(crate) date: Option<String>,
    /// Each so many minutes, at least 15.
    #[arg(long, value_name = "MINUTES", requires = "window")]
    pub(crate) every: Option<u32>,
    /// From when until when each day.
    #[arg(long, value_name = "HH:MM,HH:MM", value_delimiter = ',', num_args = 1..=2, requires = "every")]
    pub(crate) window: Vec<String>,
    /// By the clock of this zone, wherever you are; by the phone's own clock where absent.
    #[arg(long = "in-zone", value_name = "IANA")]
    pub(crate) in_zone: Option<String>,
    /// Your own words, of a medicine or of anything else.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// In quiet hours too.
    #[arg(long)]
    pub(crate) in_quiet_hours: bool,
}

/// How a person wants to be reminded; what is absent stays as it is.
#[derive(Debug, Args)]
pub(crate) struct ReminderSettings {
    /// Quiet from the first time up to the second; they may cross midnight.
    #[arg(long, value_name = "HH:MM,HH:MM", value_delimiter = ',', num_args = 1..=2, conflicts_with = "no_quiet")]
    pub(crate) quiet: Vec<String>,
    /// No quiet hours.
    #[arg(long)]
    pub(crate) no_quiet: bool,
    /// Show on a locked screen what a reminder is about.
    #[arg(long, conflicts_with = "hide_subject")]
    pub(crate) show_subject: bool,
    /// Show there only that there is one.
    #[arg(long)]
    pub(crate) hide_subject: bool,
}
