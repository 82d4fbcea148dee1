//! `nape about`.

use nape::api::About;

use crate::failure::Failure;
use crate::shell::Shell;

pub(super) fn run(shell: &Shell) -> Result<(), Failure> {
    shell.output.document(&nape::api::about()?, text)
}

fn text(about: &About) -> String {
    format!(
        "Nape {}\n\n{}\n\n{}\n\nQuestions and rules: version {}\nLicence: {}\n",
        about.version,
        about.intended_use,
        about.not_clinically_reviewed,
        about.content_version,
        about.licence
    )
}
