#!/usr/bin/env bash
# Packs the guest's initial file system from the fetched parts: a few programs, their libraries, the modules of
# Bluetooth and of QEMU's devices, and guest/. About a second; done anew when guest/ or this script changed.
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

"$bluez/fetch_guest.sh"
for need in cpio:cpio modprobe:kmod xz:xz-utils; do wants "${need%:*}" "${need#*:}"; done
parts=$bluez_cache/parts
image=$bluez_cache/guest.cpio
made_from=$(cat "$parts/.ready" "$0" "$bluez"/guest/* | sha256sum)
[[ ! -e $image || $(cat "$image.made-from" 2>/dev/null) != "$made_from" ]] || exit 0

programs=(usr/libexec/bluetooth/bluetoothd usr/bin/dbus-daemon usr/bin/btattach usr/bin/bluetoothctl)
# The cryptography is what the kernel's half of pairing needs (CMAC, AES, elliptic curves) and what uses it.
modules=(virtio_pci virtio_net virtio_rng sha3_generic sha512_generic jitterentropy_rng drbg cmac ecb ccm ecdh_generic
    algif_hash algif_skcipher bluetooth hci_uart uhid)
loader_folder=$parts/root/usr/lib/x86_64-linux-gnu
loader=$loader_folder/ld-linux-x86-64.so.2

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{bin,dev,etc/bluetooth,modules,proc,run,sys,tmp,var/lib/bluetooth} \
    "$tree"/usr/{bin,lib/x86_64-linux-gnu,lib64,libexec/bluetooth}
ln -s usr/lib "$tree/lib"
ln -s usr/lib64 "$tree/lib64"

cp "$bluez/guest/init" "$bluez/guest/bus.conf" "$bluez/guest/main.conf" "$tree/"
mv "$tree/bus.conf" "$tree/etc/"
mv "$tree/main.conf" "$tree/etc/bluetooth/"
chmod +x "$tree/init"
printf 'root:x:0:0::/:/bin/sh\n' >"$tree/etc/passwd"
printf 'root:x:0:\n' >"$tree/etc/group"
# Any will do; it is the same on each start, as the bonds are not: they end with the guest.
printf '%032d\n' 1 >"$tree/etc/machine-id"

cp -L "$loader" "$tree/usr/lib64/"
for program in "${programs[@]}"; do
    cp "$parts/root/$program" "$tree/$program"
    # The guest's own loader says what it loads, so the host's libraries play no part.
    "$loader" --library-path "$loader_folder" --list "$parts/root/$program" | awk '$3 ~ /^\// { print $3 }' |
        while read -r library; do cp -nL "$library" "$tree/usr/lib/x86_64-linux-gnu/"; done
done
cp "$parts/root/usr/bin/busybox" "$tree/bin/"
"$tree/bin/busybox" --list | while read -r applet; do
    [[ $applet == busybox ]] || ln -s busybox "$tree/bin/$applet"
done

versions=("$parts/kernel/lib/modules"/*)
needed_by() {
    PATH=$PATH:/usr/sbin:/sbin modprobe --dirname "$parts/kernel" --set-version "$(basename "${versions[0]}")" \
        --show-depends --ignore-install "$1" 2>/dev/null | awk '$1 == "insmod" { print $2 }' || true
}
for module in "${modules[@]}"; do needed_by "$module"; done | awk '!seen[$0]++' | while read -r file; do
    name=$(basename "$file" .xz)
    if [[ $file == *.xz ]]; then xz --decompress --stdout "$file" >"$tree/modules/$name"; else cp "$file" "$tree/modules/"; fi
    printf '%s\n' "$name"
done >"$tree/modules.order"
mv "$tree/modules.order" "$tree/modules/order"
grep -q hci_uart "$tree/modules/order" || die "the kernel's modules were not found in $parts/kernel"

(cd "$tree" && find . | cpio --create --format=newc --quiet) >"$image.new"
mv "$image.new" "$image"
printf '%s' "$made_from" >"$image.made-from"
say "the guest: $(du -h "$image" | cut -f1), $(wc -l <"$tree/modules/order") modules"
