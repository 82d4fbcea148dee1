#!/usr/bin/env bash
# Every test of every language, one after the other; what each needs is installed on the way.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=tools/steps.sh
source "$repo/tools/steps.sh"
trap 'step_summary "make test"' EXIT

cd "$repo"
step "set-up" tools/setup.sh base kotlin swift python app
step "Rust" tools/test-rust.sh
step "Kotlin library" tools/test-kotlin.sh
step "Python wheel" tools/test-python.sh
step "Swift library" tools/test-swift.sh
step "Swift app kit" tools/test-swift.sh ios/NapeKit
step "screens" tools/test-ui.sh
