#!/usr/bin/env bash
# Boots the guest in the foreground: boot_guest.sh HCI_SOCKET BUS_PORT [SECONDS]. Its controller is what listens at
# HCI_SOCKET, its D-Bus comes out at BUS_PORT of 127.0.0.1, its console is this terminal; it ends after SECONDS (600)
# or with a line on the console. NAPE_BLUEZ_APPEND adds to the kernel's command line (bluetooth_debug: more in the log).
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

(($# >= 2)) || die "usage: boot_guest.sh HCI_SOCKET BUS_PORT [SECONDS]"
wants qemu-system-x86_64 qemu-system-x86
"$bluez/build_guest.sh"
kernels=("$bluez_cache"/parts/kernel/boot/vmlinuz-*)

# tcg, also where there is /dev/kvm: on machines that are guests themselves it can be there and hang.
# romfile= : no network boot. restrict=on: the guest reaches nothing but the host's end of its D-Bus.
exec timeout --kill-after=5 "${3:-600}" qemu-system-x86_64 \
    -accel tcg,thread=multi -machine pc -cpu Nehalem -smp 2 -m 512 \
    -nodefaults -no-user-config -nographic -no-reboot \
    -serial stdio \
    -chardev "socket,id=controller,path=$1,server=off,reconnect=1" -serial chardev:controller \
    -netdev "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:$2-10.0.2.15:5555" \
    -device virtio-net-pci,netdev=net,romfile= \
    -object rng-random,id=random,filename=/dev/urandom -device virtio-rng-pci,rng=random \
    -kernel "${kernels[0]}" -initrd "$bluez_cache/guest.cpio" \
    -append "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off no_timer_check ${NAPE_BLUEZ_APPEND:-}"
