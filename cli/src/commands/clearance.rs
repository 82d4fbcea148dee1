//! `nape clearance`.

use nape::api::{Clearance, ClearanceEntry, NapeError};
use serde::Serialize;

use crate::args::ClearanceVerb;
use crate::failure::Failure;
use crate::input;
use crate::presence::TypedPresence;
use crate::shell::Shell;
use crate::words::word;

/// `{"clearances":[...]}`
#[derive(Serialize)]
struct Clearances {
    clearances: Vec<ClearanceEntry>,
}

/// `{"withdrawn":ID}`
#[derive(Serialize)]
struct Withdrawn {
    withdrawn: String,
}

pub(super) async fn run(shell: &Shell, verb: ClearanceVerb) -> Result<(), Failure> {
    match verb {
        ClearanceVerb::Add { file, presence } => {
            let clearance: Clearance = input::document(&file)?;
            let presence = TypedPresence::asking_for(shell.output, &clearance.name, presence.is_told());
            let journal = shell.open_asking(Some(presence)).await?;
            let added = match journal.nape.add_clearance(clearance).await {
                Ok(id) => journal.nape.clearances().await.map(|all| all.into_iter().find(|one| one.id == id)),
                Err(error) => Err(error),
            };
            let added = added?.ok_or_else(|| Failure::internal("a clearance was not kept"))?;
            shell.output.document(&added, |added| format!("It is recorded.\n{}", entry_text(added)))
        }
        ClearanceVerb::List => {
            let journal = shell.open().await?;
            let clearances = Clearances { clearances: journal.nape.clearances().await? };
            shell.output.document(&clearances, |list| match list.clearances.as_slice() {
                [] => "No clearance is recorded.".to_owned(),
                entries => entries.iter().map(entry_text).collect(),
            })
        }
        ClearanceVerb::Withdraw { id } => {
            let journal = shell.open().await?;
            let result: Result<(), NapeError> = journal.nape.withdraw_clearance(id.clone()).await;
            result?;
            shell.output.document(&Withdrawn { withdrawn: id }, |_| "It is withdrawn.".to_owned())
        }
    }
}

fn entry_text(entry: &ClearanceEntry) -> String {
    let given = &entry.clearance;
    let role = given.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let until = given.expires.as_ref().map(|last| format!(" to {last}")).unwrap_or_default();
    let force = if entry.in_force { "" } else { ", no longer in force" };
    format!(
        "{}  {}{role}, {}{until}, {}: {} (as you entered it{force})\n",
        entry.id,
        given.name,
        given.date,
        word(&given.modality),
        given.rules.join(", ").replace('_', " ")
    )
}
