//! Whatever a device sends, read by every parser and fed to the controllers and to the fetching of records.
#![no_main]

#[path = "../../core/logic/tests/device_bytes/feed.rs"]
mod feed;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    feed::any_bytes(input);
});
