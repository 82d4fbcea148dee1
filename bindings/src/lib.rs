//! Re-exports the scaffolding of the core's door; the door itself is `nape::api`.

nape::uniffi_reexport_scaffolding!();
