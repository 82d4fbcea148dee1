//! Any bytes of any characteristic, as they are, replayed, cut off, too long, are a report or an error. What runs here
//! over the committed corpus and over bytes from a seed is the function that `fuzz/` runs for hours.

#![allow(clippy::expect_used, missing_docs, reason = "it fails loudly")]
#![allow(clippy::disallowed_methods, reason = "the corpus lies in files")]

mod feed;

use std::fs;
use std::path::PathBuf;

use feed::{CHARACTERISTICS, any_bytes};
use proptest::prelude::*;

fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/device_bytes");
    let files = fs::read_dir(&folder).expect("the corpus").map(|file| file.expect("a file").path());
    files.map(|path| (path.display().to_string(), fs::read(&path).expect("readable"))).collect()
}

#[test]
fn everything_in_the_corpus_passes_and_is_understood() {
    let corpus = corpus();
    assert!(corpus.len() >= 10);
    for (name, bytes) in corpus {
        assert!(any_bytes(&bytes) > 0, "{name} says nothing");
    }
}

/// One message: a characteristic, and bytes that it may carry.
fn message() -> impl Strategy<Value = Vec<u8>> {
    let which = 0..u8::try_from(CHARACTERISTICS.len()).expect("few");
    (which, proptest::collection::vec(any::<u8>(), 0..40)).prop_map(|(which, value)| {
        let length = u8::try_from(value.len()).expect("short");
        [vec![which, length], value].concat()
    })
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_reports_or_errors_and_stop_still_comes_first(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        any_bytes(&bytes);
    }

    #[test]
    fn messages_of_any_content_are_reports_or_errors_and_stop_still_comes_first(
        messages in proptest::collection::vec(message(), 0..12),
    ) {
        any_bytes(&messages.concat());
    }

    #[test]
    fn the_corpus_with_bytes_changed_and_cut_off_passes(
        which: prop::sample::Index,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        kept: prop::sample::Index,
    ) {
        let corpus = corpus();
        let (_, bytes) = &corpus[which.index(corpus.len())];
        let mut bytes = bytes.clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(kept.index(bytes.len()) + 1);
        any_bytes(&bytes);
    }
}
