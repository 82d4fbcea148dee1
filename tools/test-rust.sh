#!/usr/bin/env bash
# Every Rust test of the workspace.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base
cargo test "${workspace[@]}"
