#!/usr/bin/env bash
# Every Rust test of the workspace.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base

# Without its packages a part is left out, and named.
rest=()
if ! (needs keyring); then exit 1; fi
have gnome-keyring-daemon && have dbus-run-session || rest=(-- --skip keyring:: --skip notifications::)
cargo test "${workspace[@]}" "${rest[@]}"
