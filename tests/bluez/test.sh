#!/usr/bin/env bash
# The light half of the tests here, without a guest: the unit's model, the stand-in, and the smoke test against it.
# About a minute the first time, a quarter of one after that. 77: could not run.
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

wants dbus-daemon dbus-daemon
python_environment
cd "$bluez"
export PYTHONDONTWRITEBYTECODE=1
./with_stand_in.sh "$bluez_python" -m pytest --quiet -p no:cacheprovider .
./with_stand_in.sh "$bluez_python" smoke.py
