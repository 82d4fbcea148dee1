#!/usr/bin/env bash
# Runs a command against a real BlueZ: with_bluez.sh COMMAND [ARGUMENT...]
# The unit and a virtual controller run here (peripheral.py), BlueZ runs in a guest of QEMU and drives that controller,
# and the command finds BlueZ's D-Bus in DBUS_SYSTEM_BUS_ADDRESS. NAPE_TEST_DEVICE_CONTROL, NAPE_TEST_DEVICE_ADDRESS and
# NAPE_TEST_DEVICE_PASSKEY as with with_stand_in.sh; NAPE_BLUEZ_SECONDS is the command's time (580);
# with NAPE_BLUEZ_TELL set, the logs are told also where all went well; NAPE_BLUEZ_LOGS is a folder to keep them in.
# Its status is the script's. 77: this machine cannot run it; what is missing is said. Never a success.
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

(($# > 0)) || die "usage: with_bluez.sh COMMAND [ARGUMENT...]"
wants qemu-system-x86_64 qemu-system-x86
python_environment
"$bluez/build_guest.sh"

seconds=${NAPE_BLUEZ_SECONDS:-580}
work=$(mktemp -d)
peripheral='' guest=''
# shellcheck disable=SC2317  # the trap calls it
finish() {
    [[ -z $guest ]] || end_of "$guest"
    [[ -z $peripheral ]] || end_of "$peripheral"
    [[ -z ${NAPE_BLUEZ_LOGS:-} ]] || cp "$work"/*.log "$NAPE_BLUEZ_LOGS/"
    rm -rf "$work"
}
trap finish EXIT
tell_logs() {
    say "--- the guest"
    tail -n 15 "$work/guest.log" >&2
    say "--- the peripheral"
    tail -n 30 "$work/peripheral.log" >&2
}

export NAPE_TEST_DEVICE_CONTROL=$work/control
# Entries and fragments in a hundredth of a second. With 8, BlueZ under emulation falls behind, its socket overflows and
# the kernel drops what does not fit, indications too; 4 went well, so 3 has room.
export NAPE_TEST_DEVICE_FRAMES=${NAPE_TEST_DEVICE_FRAMES:-3}
export NAPE_TEST_DEVICE_ADDRESS=C4:4E:61:00:00:01 NAPE_TEST_DEVICE_PASSKEY=472913
"$bluez_python" -u "$bluez/peripheral.py" "$work/hci" "$NAPE_TEST_DEVICE_CONTROL" >"$work/peripheral.log" 2>&1 &
peripheral=$!
: >"$work/guest.log"
wait_for "$work/peripheral.log" READY "$peripheral" 20 || { tell_logs; die "the peripheral did not start"; }

port=$("$bluez_python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export DBUS_SYSTEM_BUS_ADDRESS=tcp:host=127.0.0.1,port=$port
# The console stays open for as long as this script runs; a line on it ends the guest.
mkfifo "$work/console"
exec {console}<>"$work/console"
"$bluez/boot_guest.sh" "$work/hci" "$port" "$((seconds + 120))" <&"$console" >"$work/guest.log" 2>&1 &
guest=$!
wait_for "$work/guest.log" READY "$guest" 90 || { tell_logs; die "the guest did not come up"; }

status=0
timeout --kill-after=5 "$seconds" "$@" || status=$?
((status != 124)) || say "the command did not end in $seconds s"
# Its last words, among them BlueZ's, are told where something went wrong.
printf 'end\n' >&"$console"
for _ in {1..100}; do kill -0 "$guest" 2>/dev/null || break; sleep 0.05; done
if ((status != 0)) || [[ -n ${NAPE_BLUEZ_TELL:-} ]]; then tell_logs; fi
exit "$status"
