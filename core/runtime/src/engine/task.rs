//! The engine's one task. It owns the clock, the running session, the line before the disk and the ledger; it
//! sleeps until something happens, does all that follows at that instant, and sleeps again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use nape_logic::id::{JournalId, RecordId, SessionId};
use nape_logic::journal::chain::Payload;
use nape_logic::modality::{Modality, Region};
use nape_logic::plan::Plan;
use nape_logic::routine::{self, Routine};
use nape_logic::session::{Input, StopCause};
use nape_logic::time::{Elapsed, Now};
use serde::de::DeserializeOwned;
use tokio::sync::{Notify, mpsc};
use uuid::Uuid;

use super::clock::EngineClock;
use super::command::{Command, Reply, Urgent};
use super::commits::{Commits, Effect, Pass, Settled};
use super::connecting::Connecting;
use super::devices::{Held, OwnRadio, Syncing};
use super::error::EngineError;
use super::event::{EventLog, Happening};
use super::folding::Folding;
use super::knowledge::Knowledge;
use super::ledger::Ledger;
use super::profile::Profile;
use super::reading::Reads;
use super::routine::RunningRoutine;
use super::running::Running;
use super::snapshot::View;
use crate::store::fact::Fact;
use crate::store::{Journal, NewRecord, Reader, StoreError};

/// See the module.
pub(super) struct Task {
    pub(super) clock: EngineClock,
    pub(super) journal: Arc<Journal>,
    /// Its own: nobody else's reading ever holds this task up (E1).
    pub(super) reader: Reader,
    /// What the handle reads by.
    pub(super) reads: Arc<Reads>,
    pub(super) commits: Commits,
    pub(super) ledger: Ledger,
    pub(super) folding: Folding,
    pub(super) knowledge: Knowledge,
    pub(super) plans: BTreeMap<(Modality, Region), Plan>,
    pub(super) profile: Profile,
    pub(super) session: Option<Running>,
    /// A start that waits for its device.
    pub(super) connecting: Option<Connecting>,
    /// The fetching of a device's records.
    pub(super) syncing: Option<Syncing>,
    /// A device that is looked at outside a session.
    pub(super) held: Held,
    /// The platform's Bluetooth, which the handle has too.
    pub(super) radio: Arc<OwnRadio>,
    pub(super) routines: BTreeMap<String, Routine>,
    pub(super) routine: Option<RunningRoutine>,
    pub(super) events: Arc<EventLog>,
    /// Calls that wait until what was told before them is on the disk.
    pub(super) waiting: VecDeque<Command>,
    /// A link that hears from outside wakes the task by this.
    pub(super) wake: Arc<Notify>,
    /// Who waits for the end of the task.
    pub(super) closing: Option<Vec<Reply<()>>>,
}

/// What the task is told from outside: ordinary calls, and those that pass them.
pub(super) struct Inbox {
    pub(super) commands: mpsc::UnboundedReceiver<Command>,
    pub(super) urgent: mpsc::UnboundedReceiver<Urgent>,
}

impl Task {
    /// Runs until closed, or until nobody holds the handle any more; releases first either way.
    pub(super) async fn run(mut self, mut inbox: Inbox) {
        loop {
            let now = self.clock.now();
            self.turn(&now);
            self.keep_folded(&now);
            self.show(&now);
            if self.is_done() {
                break;
            }
            let routine = self.routine.as_ref().and_then(RunningRoutine::poll_timeout);
            let session = self.session.as_ref().and_then(Running::poll_timeout);
            let connecting = self.connecting.as_ref().and_then(Connecting::poll_timeout);
            let syncing = self.syncing.as_ref().and_then(Syncing::poll_timeout);
            let deadline = session.into_iter().chain(routine).chain(connecting).chain(syncing).min();
            // A paced clock stands while the disk works, so that a fast session is the same as a slow one.
            let stands = self.clock.is_paced() && !self.commits.is_empty();
            let ends = self.closing.is_some();
            tokio::select! {
                biased;
                urgent = inbox.urgent.recv(), if !ends => {
                    self.clock.catch_up(deadline);
                    self.urgent(urgent.unwrap_or(Urgent::Close(None)));
                }
                settled = self.commits.settled(), if !self.commits.is_empty() => {
                    self.clock.forgive_delay();
                    if let Some(settled) = settled {
                        self.settled(settled);
                    }
                    self.take_waiting();
                }
                () = self.wake.notified() => {}
                command = inbox.commands.recv(), if !ends => {
                    self.clock.catch_up(deadline);
                    match command {
                        Some(command) => self.take(command),
                        None => self.urgent(Urgent::Close(None)),
                    }
                }
                () = self.clock.wait_until(deadline.unwrap_or_default()), if deadline.is_some() && !stands => {}
            }
        }
        self.events.close();
        let waiting = self.closing.take();
        let reads = Arc::clone(&self.reads);
        // The journal is closed before anybody hears of it: whoever does may end the process.
        drop(self);
        reads.all_let_go().await;
        for reply in waiting.into_iter().flatten() {
            reply.done(Ok(()));
        }
    }

    fn is_done(&self) -> bool {
        self.closing.is_some() && self.session.is_none() && self.routine.is_none() && self.commits.is_empty()
    }

    /// Whoever decides from the journal must know of what was told a moment ago.
    fn take(&mut self, command: Command) {
        if command.is_for_now() || (self.commits.is_empty() && self.waiting.is_empty()) {
            self.command(command);
        } else {
            self.waiting.push_back(command);
        }
    }

    fn take_waiting(&mut self) {
        if self.closing.is_some() {
            self.waiting.clear();
        }
        while self.commits.is_empty()
            && let Some(command) = self.waiting.pop_front()
        {
            self.command(command);
        }
    }

    /// Lets the session do what is due, the script included.
    fn turn(&mut self, now: &Now) {
        self.turn_connecting(now);
        self.turn_syncing(now);
        self.with_session(now, |session, pass| session.turn(now, pass));
        while let Some(line) = self.session.as_mut().and_then(|session| session.due_line(now.elapsed)) {
            self.perform(line.act, now);
        }
        self.turn_routine(now);
    }

    /// Runs `step` on the session, if there is one, and carries out what it wants.
    pub(super) fn with_session(&mut self, now: &Now, step: impl FnOnce(&mut Running, &mut Pass)) {
        let mut pass = Pass::default();
        if let Some(session) = &mut self.session {
            step(session, &mut pass);
        }
        self.carry_out(pass, now);
    }

    /// Says what can't wait, submits what is to be written and does what need not wait for it.
    pub(super) fn carry_out(&mut self, mut pass: Pass, now: &Now) {
        for effect in std::mem::take(&mut pass.at_once) {
            self.effect(effect, now);
        }
        for effect in self.commits.submit(pass, now) {
            self.effect(effect, now);
        }
    }

    fn settled(&mut self, settled: Settled) {
        let now = self.clock.now();
        match &settled.result {
            Ok(committed) => self.fold(committed),
            Err(changed @ StoreError::Changed { .. }) => return refuse(changed, settled.effects),
            Err(error) => return self.journal_failed(error.clone().into(), settled.effects, &now),
        }
        for (heading, fact) in &settled.facts {
            self.ledger.apply(heading, fact);
        }
        if settled.facts.iter().any(|(_, fact)| matches!(fact, Fact::LockSet(_) | Fact::Screening(_))) {
            self.stop_closed_routine(&now);
        }
        for effect in settled.effects {
            self.effect(effect, &now);
        }
    }

    fn effect(&mut self, effect: Effect, now: &Now) {
        match effect {
            Effect::Publish(elapsed, happening) => {
                self.show_routine(now.elapsed);
                self.events.publish(elapsed, happening, self.view(now.elapsed));
            }
            Effect::Device(request) => {
                self.with_session(now, |session, pass| session.ask_device(request, now, pass));
            }
            Effect::Journalled(sequence) => {
                self.with_session(now, |session, pass| session.journalled(sequence, now, pass));
            }
            Effect::Reply(reply) => {
                self.show(now);
                reply(Ok(()));
            }
            Effect::RecordKept(number) => self.record_kept(number, now),
            Effect::Finish(id) => self.finish(id, now),
            Effect::FinishRoutine(id) => self.finish_routine(id, now),
        }
    }

    /// Nothing may go on that can't be recorded: let go, say so, and answer those who wait.
    fn journal_failed(&mut self, error: EngineError, effects: Vec<Effect>, now: &Now) {
        tracing::error!(%error, "the journal can't be written");
        for effect in effects {
            match effect {
                Effect::Device(_) | Effect::Journalled(_) => {}
                Effect::RecordKept(_) => self.record_not_kept(now),
                Effect::Reply(reply) => reply(Err(error.clone())),
                Effect::Publish(..) | Effect::Finish(..) | Effect::FinishRoutine(_) => {
                    self.effect(effect, now);
                }
            }
        }
        self.routine_input(routine::Input::Interrupt, now);
        if self.session.is_some() {
            self.publish(Happening::JournalFailed, now.elapsed);
            self.with_session(now, |session, pass| session.input(Input::Stop(StopCause::Storage), now, pass));
        }
    }

    fn finish(&mut self, id: SessionId, now: &Now) {
        let Some(mut session) = self.session.take_if(|session| session.id == id) else {
            return;
        };
        let view = session.view(now.elapsed);
        let pass = Pass { pages: session.finish(now.elapsed).into_iter().collect(), ..Pass::default() };
        drop(session);
        self.clock.keep_real_pace();
        self.events.show(self.profile.name.as_ref(), Some(view));
        self.carry_out(pass, now);
    }

    fn publish(&self, happening: Happening, now: Elapsed) {
        let elapsed = self.session.as_ref().map(|session| session.elapsed(now)).unwrap_or_default();
        self.events.publish(elapsed, happening, self.view(now));
    }

    fn show(&self, now: &Now) {
        self.events.show(self.profile.name.as_ref(), self.view(now.elapsed));
        self.show_routine(now.elapsed);
    }

    fn show_routine(&self, now: Elapsed) {
        if let Some(routine) = &self.routine {
            self.events.show_routine(routine.view(now));
        }
    }

    pub(super) fn view(&self, now: Elapsed) -> Option<View> {
        self.session.as_ref().map(|session| session.view(now))
    }

    /// Answers whoever acted: who has the answer finds what it did in the snapshot too.
    pub(super) fn acted(&self, reply: Reply<()>, now: &Now) {
        self.show(now);
        reply.done(Ok(()));
    }

    /// What passes everything else.
    fn urgent(&mut self, urgent: Urgent) {
        let now = self.clock.now();
        match urgent {
            Urgent::Stop { cause, why, reply } => {
                self.stop_connecting(EngineError::StoppedFirst, &now);
                self.stop(cause, why, &now);
                self.acted(reply, &now);
            }
            Urgent::EaseOff(reply) => {
                self.with_session(&now, |session, pass| session.input(Input::EaseOff, &now, pass));
                self.acted(reply, &now);
            }
            Urgent::Leave(reply) => {
                // Without a device nothing is ours to release, and the facts on the disk say where it stands.
                self.session.take_if(|session| !session.device_pulls());
                self.urgent(Urgent::Close(Some(reply)));
            }
            Urgent::Close(reply) => {
                self.stop_connecting(EngineError::Closed, &now);
                self.drop_sync(&now);
                self.stop(StopCause::Signal, None, &now);
                self.routine_input(routine::Input::Interrupt, &now);
                self.reads.end();
                self.closing.get_or_insert_default().extend(reply);
            }
        }
    }

    /// Writes a further revision of a record; `then` is done once it is durable.
    pub(super) fn keep_record(&mut self, kind: &str, name: &str, payload: String, then: Effect, now: &Now) {
        let record = self.revision(kind, name, payload, now);
        self.carry_out(Pass { records: vec![record], effects: vec![then], ..Pass::default() }, now);
    }

    /// What [`Task::keep_record`] kept under a name; none where nothing was, or where only a newer program can read it.
    pub(super) fn kept<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, EngineError> {
        let record = self.reader.latest_record(name, record_id(self.journal.id(), name))?;
        let payload = record.filter(|record| !record.deleted).and_then(|record| record.payload);
        Ok(payload.and_then(|payload| serde_json::from_str(&payload.0).ok()))
    }

    /// A further revision of a record.
    pub(super) fn revision(&self, kind: &str, name: &str, payload: String, now: &Now) -> NewRecord {
        NewRecord {
            kind: kind.to_owned(),
            id: record_id(self.journal.id(), name),
            at: now.wall,
            written: now.wall,
            deleted: false,
            payload: Payload(payload),
        }
    }
}

/// Answers who asked for what no longer fits; nothing is wrong with the journal.
fn refuse(changed: &StoreError, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Reply(reply) = effect {
            reply(Err(changed.clone().into()));
        }
    }
}

/// The id of the record that a journal keeps under a name.
pub(super) fn record_id(journal: JournalId, name: &str) -> RecordId {
    RecordId(Uuid::new_v5(&journal.0, name.as_bytes()))
}
