# What the scripts here share: where things are, how to speak, how to become root, how to try again.
# Source it; it changes nothing by itself.
# shellcheck shell=bash

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Toolchain roots and environments are big and serve every clone, so they stay outside the repository.
cache=${NAPE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nape}
target=${CARGO_TARGET_DIR:-$repo/target}
# Scripts read these from here, so to shellcheck they look unused.
export repo cache target

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }

# For want of a right or a tool a person may go without a part of the tests; an unattended run may not.
skip() {
    [[ ${CI:-} != true ]] || die "$* (in CI a skip is a failure)"
    say "SKIPPED: $*"
    exit 0
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        have sudo || die "root is needed for '$1', and there is no sudo here"
        sudo "$@"
    fi
}

# A first fetch fails now and then where a second one works.
retry() {
    local attempt
    for attempt in 1 2 3; do
        "$@" && return 0
        say "attempt $attempt of 3 failed: $*"
        sleep "$((attempt * 3))"
    done
    return 1
}
