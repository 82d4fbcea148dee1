#!/usr/bin/env bash
# Kills commits, changes of the key, erasures and migrations many times over, and looks at what is left each time.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base
export NAPE_KILLS="${NAPE_KILLS:-10000}"
cargo test --locked --profile ci --package nape --test store kill::
cargo test --locked --profile ci --package nape --lib store::upgrade
