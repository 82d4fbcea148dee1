# What the scripts here share: where things are, how to speak, how to become root, how to try again.
# Source it; it changes nothing by itself.
# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used where it is sourced

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Toolchain roots and environments are big and serve every clone, so they stay outside the repository.
cache=${NAPE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nape}
target=${CARGO_TARGET_DIR:-$repo/target}
# One selection for tests and library: with another one cargo would choose other features and compile half of it
# again. The generator stays out: it has no tests, and optimising it takes minutes, so it is built in the dev profile.
workspace=(--locked --profile ci --workspace --exclude nape-bindgen)

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }

# For want of a right a person may go without a part of the tests; an unattended run may not. Where tools/test.sh
# runs the parts, it names a file in which it finds again what was skipped.
skip() {
    [[ ${CI:-} != true ]] || die "$* (in CI a skip is a failure)"
    say "SKIPPED: $*"
    printf '%s\n' "$*" >>"${NAPE_SKIPPED:-/dev/null}"
    exit 0
}

# needs GROUP...: installs what tools/setup.sh knows under these names, or skips the part that asked.
readonly no_rights=77
needs() {
    local status=0
    "$repo/tools/setup.sh" "$@" || status=$?
    case $status in
        0) ;;
        "$no_rights") skip "$(basename "$0"): it needs packages that only root can install" ;;
        *) exit "$status" ;;
    esac
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
