#!/usr/bin/env bash
# A traction device that takes nothing from the core: its model's own tests, then our Bluetooth link and the terminal
# program against it, over a stand-in for BlueZ on a private D-Bus. For a real BlueZ: tools/test-bluez.sh.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base device
tests/bluez/test.sh
# The name of the test program stands in what cargo says of it.
link=$(cargo test "${workspace[@]}" --test link --no-run --message-format=json |
    sed -n 's/.*"executable":"\([^"]*\/link-[^"]*\)".*/\1/p' | tail -n 1)
[[ -n $link ]] || die "cargo named no test program for the links"
tests/bluez/with_stand_in.sh "$link" --ignored bluetooth --test-threads=1
cargo build "${workspace[@]}" --bin nape
python=${NAPE_BLUEZ_CACHE:-$cache/bluez}/python/bin/python
NAPE_TEST_DEVICE_SIMULATED=0 tests/bluez/with_stand_in.sh "$python" tests/bluez/terminal.py "$target/ci/nape"
