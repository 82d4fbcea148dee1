#!/usr/bin/env bash
# Clippy over every Rust target, warnings as errors, and shellcheck over every script.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
tools/setup.sh base lint
cargo clippy --locked --profile ci --workspace --all-targets -- -D warnings
mapfile -t scripts < <(git ls-files -- '*.sh' .ci/run tools/phone-check/)
shellcheck --external-sources "${scripts[@]}"
