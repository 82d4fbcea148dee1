#!/usr/bin/env bash
# The device of tools/test-device.sh on a real BlueZ in a guest of QEMU: pairing, bonds, a whole session, fifty records over
# a cut. About six minutes.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base device bluez
cargo build "${workspace[@]}" --bin nape
python=${NAPE_BLUEZ_CACHE:-$cache/bluez}/python/bin/python
tests/bluez/with_bluez.sh "$python" tests/bluez/smoke.py long
NAPE_TEST_DEVICE_SIMULATED=0 tests/bluez/with_bluez.sh "$python" tests/bluez/terminal.py "$target/ci/nape" long
