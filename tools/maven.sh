#!/usr/bin/env bash
# Maven for people and CI alike. Where an artifact could not be fetched, it tries again and asks the repository
# anew; a failed test is never tried again.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

have mvn || die "Maven is missing: run tools/setup.sh kotlin"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for attempt in 1 2 3; do
    update=()
    [[ $attempt == 1 ]] || update=(--update-snapshots)
    mvn --batch-mode --no-transfer-progress ${update[@]+"${update[@]}"} "$@" </dev/null 2>&1 | tee "$log" && exit 0
    grep -qE 'Could not (transfer|find) artifact|could not be resolved' "$log" || exit 1
    say "Maven could not fetch something (attempt $attempt of 3)"
    sleep 5
done
exit 1
