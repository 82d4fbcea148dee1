//! Journals of many years from a seed, each made once a run and opened once, as by the first start of a program.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use nape::api::{Generate, Generated, generate_journal};
use tempfile::TempDir;

use super::alone::{self, Seen};
use super::made::{self, timed};

pub(crate) struct Years(BTreeMap<u32, Made>);

/// A journal that waits to be opened.
pub(crate) struct Made {
    folder: TempDir,
    pub(crate) what: Generated,
    pub(crate) took: Duration,
    /// By a program that has folded nothing of it yet: after an update of Nape.
    pub(crate) first: Seen,
}

impl Made {
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The length of its database.
    pub(crate) fn megabytes(&self) -> f64 {
        megabytes(&self.folder().join("journal.db"))
    }
}

impl Years {
    pub(crate) const fn new() -> Self {
        Self(BTreeMap::new())
    }

    pub(crate) fn of(&mut self, years: u32) -> &Made {
        self.0.entry(years).or_insert_with(|| make(years))
    }
}

fn make(years: u32) -> Made {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let what = Generate {
        folder: folder.path().to_string_lossy().into_owned(),
        key: made::key_bytes(),
        seed: 1,
        years,
        until: made::NOW.to_owned(),
    };
    let (took, what) = timed(|| generate_journal(what, |_, _| ()).expect("generates"));
    let first = alone::first(folder.path());
    Made { folder, what, took, first }
}

#[expect(clippy::cast_precision_loss, reason = "small files")]
pub(crate) fn megabytes(file: &Path) -> f64 {
    std::fs::metadata(file).expect("there").len() as f64 / 1e6
}
