//! `nape lock`.

use nape::api::{Examination, Lock};
use serde::Serialize;

use super::screen::call_text;
use crate::args::LockVerb;
use crate::failure::Failure;
use crate::input;
use crate::presence::TypedPresence;
use crate::shell::Shell;
use crate::words::{instant, word};

/// `{"locks":[...]}`
#[derive(Serialize)]
struct Locks {
    locks: Vec<Lock>,
}

/// `{"resolved":ID}`
#[derive(Serialize)]
struct Resolved {
    resolved: String,
}

pub(super) async fn run(shell: &Shell, verb: LockVerb) -> Result<(), Failure> {
    match verb {
        LockVerb::List => {
            let journal = shell.open().await?;
            let locks = Locks { locks: journal.nape.locks().await? };
            shell.output.document(&locks, |locks| list_text(&locks.locks))
        }
        LockVerb::Resolve { id, file, presence } => {
            let examination: Examination = input::document(&file)?;
            let presence = TypedPresence::asking_for(shell.output, &examination.by, presence.is_told());
            let journal = shell.open_asking(Some(presence)).await?;
            let result = journal.nape.resolve_lock(id.clone(), examination).await;
            result?;
            let said = "The examination is recorded. The full form is due before the next session.";
            shell.output.document(&Resolved { resolved: id }, |_| said.to_owned())
        }
    }
}

fn list_text(locks: &[Lock]) -> String {
    if locks.is_empty() {
        return "No lock is open.".to_owned();
    }
    locks.iter().fold(String::new(), |mut text, lock| {
        text += &format!(
            "{}  since {}, told {}, {}\n",
            lock.id,
            instant(&lock.since),
            told(lock),
            word(&lock.outcome)
        );
        for line in &lock.texts {
            text += &format!("  {line}\n");
        }
        text + &format!("  {}\n{}", lock.next_step, call_text(lock.call.as_ref()))
    })
}

fn told(lock: &Lock) -> &'static str {
    use nape::api::LockCause;
    match lock.cause {
        LockCause::Form => "on a form",
        LockCause::Session => "in a session",
        LockCause::AfterCheck => "after a session",
        LockCause::NextDay => "a day after a session",
        LockCause::Told => "outside a session",
    }
}
