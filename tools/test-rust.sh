#!/usr/bin/env bash
# Every Rust test of the workspace, in the profile that the library and the terminal program are built with, so that
# nothing compiles twice.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
tools/setup.sh base
cargo test --locked --profile ci --workspace
