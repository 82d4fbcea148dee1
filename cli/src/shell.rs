//! What every command has at hand: the options, the output, and the way to the journal.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset};
use nape::api::{
    ForceUnit, KeyPort, Nape, NapeError, OpenConfig, PresencePort, finish_erasure, set_language,
};

use crate::args::Common;
use crate::clock;
use crate::commands::if_due;
use crate::failure::Failure;
use crate::home;
use crate::interruption::Interruption;
use crate::key::{Key, KeyFiles};
use crate::output::{self, Output};
use crate::zone::{self, ZoneTable};

/// The options, the output and the signals of one run of the program.
pub(crate) struct Shell {
    pub(crate) options: Common,
    pub(crate) output: Output,
    pub(crate) interruption: Interruption,
    opened: Mutex<Vec<Arc<Nape>>>,
}

/// An open journal, and what a kill had left in it.
pub(crate) struct Journal {
    pub(crate) nape: Arc<Nape>,
    /// A passive session whose time runs on.
    pub(crate) resumed: Option<String>,
}

impl Shell {
    pub(crate) fn new(options: Common) -> Result<Self, Failure> {
        if let Some(tag) = &options.lang {
            speak(tag)?;
        }
        let (output, interruption) = (Output::new(options.json), Interruption::listen()?);
        Ok(Self { options, output, interruption, opened: Mutex::default() })
    }

    /// The same at a later instant, with nothing opened yet.
    pub(crate) fn at(&self, now: DateTime<FixedOffset>) -> Self {
        // Where the machine's clock is the clock, it stays so.
        let now = self.options.now.map(|_| now);
        let options = Common { now, ..self.options.clone() };
        Self {
            options,
            output: self.output,
            interruption: self.interruption.clone(),
            opened: Mutex::default(),
        }
    }

    /// The present, for calls that need no journal.
    pub(crate) fn now(&self) -> String {
        clock::now(self.options.now, self.options.zone)
    }

    /// The zone of civil dates: the asked one; else the one that `--now` states by its offset; else the
    /// machine's.
    fn zone(&self) -> Option<String> {
        match (self.options.zone, self.options.now) {
            (Some(zone), _) => Some(zone.name().to_owned()),
            (None, Some(_)) => None,
            (None, None) => zone::machines(),
        }
    }

    /// The unit in which forces are shown where there is no profile to ask.
    pub(crate) fn units(&self) -> ForceUnit {
        self.options.units.unwrap_or(ForceUnit::Kilogram)
    }

    /// The unit in which forces are shown.
    pub(crate) async fn units_of(&self, nape: &Nape) -> Result<ForceUnit, Failure> {
        match self.options.units {
            Some(units) => Ok(units),
            None => Ok(nape.profile().await?.units.unwrap_or(ForceUnit::Kilogram)),
        }
    }

    /// The journal's folder.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        match &self.options.home {
            Some(folder) => Ok(folder.clone()),
            None => home::data_folder(),
        }
    }

    /// Opens the person's journal, or makes one, and says what a kill had left open.
    pub(crate) async fn open(&self) -> Result<Journal, Failure> {
        self.open_asking(None).await
    }

    /// As [`Shell::open`], for a command that may need the person's own yes.
    pub(crate) async fn open_asking(
        &self,
        presence: Option<Arc<dyn PresencePort>>,
    ) -> Result<Journal, Failure> {
        let folder = self.folder()?;
        self.finish_erasure().await?;
        let key = self.key()?;
        let config = OpenConfig {
            folder: utf8(folder.clone())?,
            key: key.bytes(),
            demonstration: false,
            now: self.options.now.as_ref().map(clock::rfc3339),
            zone: self.zone(),
            additions: None,
        };
        let journal = match self.open_with(config.clone(), presence.clone()).await {
            // A change of keys that was killed on its way: the journal opens under the one or the other.
            Err(Failure::Core(NapeError::WrongKey)) => {
                let next = key.next()?.ok_or(NapeError::WrongKey)?;
                let journal = self.open_with(OpenConfig { key: next.bytes(), ..config }, presence).await?;
                key.give_way_to(&next)?;
                journal
            }
            opened => opened?,
        };
        settle(&key, &folder)?;
        Ok(journal)
    }

    /// The key of the person's journal.
    pub(crate) fn key(&self) -> Result<Key, Failure> {
        match &self.options.key_file {
            Some(file) => Key::from_file(file),
            None => Key::of_journal(&self.folder()?),
        }
    }

    /// Who destroys the key of the person's journal.
    pub(crate) fn key_files(&self) -> Result<Arc<dyn KeyPort>, Failure> {
        Ok(KeyFiles::of(&self.folder()?, self.options.key_file.as_deref()))
    }

    /// Finishes an erasure that a kill cut short, before anybody looks for its key; whether there was one.
    pub(crate) async fn finish_erasure(&self) -> Result<bool, Failure> {
        let finished = finish_erasure(utf8(self.folder()?)?, self.key_files()?).await?;
        if finished {
            output::note("An erasure that had been cut short was finished.");
        }
        Ok(finished)
    }

    /// Opens a journal as told, and says what a kill had left open.
    pub(crate) async fn open_with(
        &self,
        config: OpenConfig,
        presence: Option<Arc<dyn PresencePort>>,
    ) -> Result<Journal, Failure> {
        let nape = Nape::open(config, None, Some(Arc::new(ZoneTable)), presence, None).await?;
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&nape));
        let found = nape.recover().await?;
        for session in &found.interrupted {
            output::note(&format!("Session {session} had been interrupted."));
        }
        if !found.interrupted.is_empty() && !nape.known_devices().await?.is_empty() {
            output::note(
                "A device that pulled lets go by itself. `nape device status --release` asks whether it did.",
            );
        }
        if let Some(advice) = &found.advice {
            output::note(advice);
        }
        if let Some(clock) = &found.clock {
            output::note(clock);
        }
        if found.resumed.is_some() {
            output::note("`nape session run` goes on with that session.");
        }
        Ok(Journal { nape, resumed: found.resumed })
    }

    /// Closes what was opened, however the command went, before the process ends. A passive session whose time
    /// runs on is left as it is: to look something up is no reason to end it.
    pub(crate) async fn leave(&self) -> Result<(), Failure> {
        for nape in self.take_opened() {
            if_due(&nape, self.interruption.clone()).await;
            nape.leave().await?;
        }
        Ok(())
    }

    /// As [`Shell::leave`], and ends what still runs.
    pub(crate) async fn close(&self) -> Result<(), Failure> {
        for nape in self.take_opened() {
            if_due(&nape, self.interruption.clone()).await;
            nape.close().await?;
        }
        Ok(())
    }

    fn take_opened(&self) -> Vec<Arc<Nape>> {
        std::mem::take(&mut *self.opened.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Names a new key after its journal, and says once where it is.
pub(crate) fn settle(key: &Key, folder: &Path) -> Result<(), Failure> {
    if let Some(file) = key.settle(folder)? {
        let file = file.display();
        output::note(&if key.is_in_keyring() {
            format!(
                "The journal's key was made; it is in the system's keyring, and {file} names it there. Without it the \
                 journal can't be opened: make backups."
            )
        } else {
            format!(
                "The journal's key was made; it is in {file}. Without it the journal can't be opened: keep a copy."
            )
        });
    }
    Ok(())
}

/// Chooses the language of the core's words; says so where it is not the asked one.
fn speak(tag: &str) -> Result<(), Failure> {
    let spoken = set_language(tag.to_owned())?;
    let language = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if language(tag) != language(&spoken) {
        output::note(&format!("There are no words in {tag} yet; these are English."));
    }
    Ok(())
}

/// A path as the core takes it.
pub(crate) fn utf8(path: PathBuf) -> Result<String, Failure> {
    path.into_os_string()
        .into_string()
        .map_err(|_| Failure::bad_input("--home", "not valid Unicode", "a path in UTF-8"))
}
