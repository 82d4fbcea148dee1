//! UniFFI's own generator, pinned to the version that the core is built with.

fn main() {
    uniffi::uniffi_bindgen_main();
}
