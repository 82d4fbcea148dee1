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
# dateutil came with what the Python tests need; without it, or Python, that peer is left out and said.
[[ ! -x $cache/python/bin/python ]] || export NAPE_PYTHON=$cache/python/bin/python
cargo bench --locked --package nape-peers --bench device --bench reminders
cargo bench --locked --package nape --features generate
# What the Bluetooth link adds to btleplug, against the device in Python; without what that needs it is left out and said.
if tools/setup.sh device; then
    tests/bluez/with_stand_in.sh cargo bench --locked --package nape-peers --bench link
fi
if have python3; then
    tools/bench-ratios.py "$target/criterion" "$since"
fi
