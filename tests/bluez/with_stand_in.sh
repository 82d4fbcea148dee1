#!/usr/bin/env bash
# Runs a command against the stand-in for BlueZ: with_stand_in.sh COMMAND [ARGUMENT...]
# The command finds the D-Bus in DBUS_SYSTEM_BUS_ADDRESS and the unit's control socket in NAPE_TEST_DEVICE_CONTROL, its
# address in NAPE_TEST_DEVICE_ADDRESS and its passkey in NAPE_TEST_DEVICE_PASSKEY. Its status is the script's.
# NAPE_TEST_DEVICES sets how many units there are (1). Needs dbus-daemon and python3, no rights. 77: could not run.
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

(($# > 0)) || die "usage: with_stand_in.sh COMMAND [ARGUMENT...]"
wants dbus-daemon dbus-daemon
python_environment

work=$(mktemp -d)
bus='' unit=''
# shellcheck disable=SC2317  # the trap calls it
finish() {
    [[ -z $unit ]] || end_of "$unit"
    [[ -z $bus ]] || end_of "$bus"
    rm -rf "$work"
}
trap finish EXIT

cat >"$work/bus.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path=$work/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/><allow send_destination="*"/><allow send_type="*"/><allow receive_type="*"/>
  </policy>
</busconfig>
XML
dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile >"$work/bus.log" 2>&1 &
bus=$!
for _ in {1..100}; do [[ ! -S $work/bus ]] || break; sleep 0.02; done
[[ -S $work/bus ]] || { cat "$work/bus.log" >&2; die "the private D-Bus did not start"; }

export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/bus NAPE_TEST_DEVICE_CONTROL=$work/control
export NAPE_TEST_DEVICE_ADDRESS=C4:4E:61:00:00:01 NAPE_TEST_DEVICE_PASSKEY=472913
"$bluez_python" -u "$bluez/stand_in.py" "$NAPE_TEST_DEVICE_CONTROL" "${NAPE_TEST_DEVICES:-1}" >"$work/unit.log" 2>&1 &
unit=$!
wait_for "$work/unit.log" READY "$unit" 20 || { cat "$work/unit.log" >&2; die "the stand-in did not start"; }

status=0
"$@" || status=$?
if ((status != 0)); then
    say "--- the stand-in"
    tail -n 20 "$work/unit.log" >&2
fi
exit "$status"
