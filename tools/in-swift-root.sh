#!/usr/bin/env bash
# Runs a command where Swift is: tools/in-swift-root.sh swift test. The repository stands at /nape there, and the
# command starts in the folder it was called from. Needs root, for chroot; the command itself runs as you.
set -euo pipefail
# shellcheck source=tools/debian-root.sh
source "$(dirname "$0")/debian-root.sh"

[[ $# -gt 0 ]] || die "usage: $0 COMMAND [ARGUMENT...]"
"$repo/tools/swift-root.sh"
in_root "$cache/swift" -- "$@"
