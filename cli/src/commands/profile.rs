//! `nape profile`.

use nape::api::{EntryKind, Profile};

use crate::args::ProfileVerb;
use crate::failure::Failure;
use crate::input;
use crate::shell::Shell;
use crate::words::word;

pub(super) async fn run(shell: &Shell, verb: ProfileVerb) -> Result<(), Failure> {
    // Read first: a bad file must not even make a journal.
    let change: Option<Profile> = match verb {
        ProfileVerb::Set { file } => Some(input::document(&file)?),
        ProfileVerb::Show => None,
    };
    let journal = shell.open().await?;
    let nape = &journal.nape;
    if let Some(change) = change {
        nape.set_profile(change).await?;
    }
    let profile = nape.profile().await?;
    shell.output.document(&profile, text)
}

fn words(kinds: &[EntryKind]) -> String {
    kinds.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn text(profile: &Profile) -> String {
    let unknown = || "–".to_owned();
    let weight = profile.weight.map(|weight| format!("{} {}", weight.value, word(&weight.unit)));
    [
        ("name", profile.name.clone()),
        ("born", profile.birth_year.map(|year| year.to_string())),
        ("weight", weight),
        ("units", profile.units.map(|units| word(&units))),
        ("country", profile.country.clone()),
        ("check-in", profile.check_in.as_deref().map(words)),
    ]
    .map(|(label, value)| format!("{label:<9}{}\n", value.unwrap_or_else(unknown)))
    .concat()
}
