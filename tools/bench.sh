#!/usr/bin/env bash
# Every benchmark, one after the other: each prints its limit in its name, and its peer in the same run.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base
cargo bench --locked --package nape-logic
