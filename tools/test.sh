#!/usr/bin/env bash
# Every test of every language, one after the other; what each needs is installed on the way. What had to be left
# out for want of rights is named at the end.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=tools/steps.sh
source "$repo/tools/steps.sh"
NAPE_SKIPPED=$(mktemp)
export NAPE_SKIPPED
finish() {
    step_summary "make test"
    [[ ! -s $NAPE_SKIPPED ]] || sed 's/^/SKIPPED: /' "$NAPE_SKIPPED" >&2
    rm -f "$NAPE_SKIPPED"
}
trap finish EXIT

cd "$repo"
step "Rust" tools/test-rust.sh
step "device" tools/test-device.sh
step "reports" tools/test-reports.sh
step "Kotlin library" tools/test-kotlin.sh
step "Python wheel" tools/test-python.sh
step "Swift library" tools/test-swift.sh
step "Swift app kit" tools/test-swift.sh ios/NapeKit
step "screens" tools/test-ui.sh
