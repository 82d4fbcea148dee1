#!/usr/bin/env bash
# Every benchmark, one after the other: each prints its limit in its name, and its peer in the same run. At the end the
# ratios of those with a limit. The journal, some minutes, and sessions at real speed, three minutes, say theirs themselves.
# Alone: cargo bench --package nape --features generate --bench journal
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base
since=$(date +%s)
cargo bench --locked --package nape-logic
cargo bench --locked --package nape --features generate
if have python3; then
    tools/bench-ratios.py "$target/criterion" "$since"
fi
