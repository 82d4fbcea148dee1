//! Writes sample reports, on both papers, for other programs to check: `sample_reports FOLDER`.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

#[path = "../tests/reports/samples.rs"]
mod samples;

use std::path::Path;

use nape::report::pdf::{self, Paper};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: sample_reports FOLDER")?;
    for (name, document) in samples::all() {
        for (paper, size) in [(Paper::A4, "a4"), (Paper::Letter, "letter")] {
            std::fs::write(
                Path::new(&folder).join(format!("{name}-{size}.pdf")),
                pdf::write(&document, paper)?,
            )?;
        }
    }
    Ok(())
}
