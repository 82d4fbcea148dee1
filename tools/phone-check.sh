#!/usr/bin/env bash
# Type-checks crates for Android and iOS where neither SDK is at hand: tools/phone-check.sh [CRATE...].
# Debian sid's rustc builds the standard library for the phone from its source; zig stands in for the C compiler of
# build scripts. Nothing is linked and nothing runs, so only Rust code is judged. Needs root, for debootstrap.
set -euo pipefail
# shellcheck source=tools/debian-root.sh
source "$(dirname "$0")/debian-root.sh"

root=$cache/sid
crates=("$@")
[[ $# -gt 0 ]] || crates=(nape-logic nape-simulator nape nape-ffi)

make_root "$root" sid rustc,cargo,rust-src,libc6-dev,libssl-dev,pkg-config,perl,make,ca-certificates

if [[ ! -x $root/opt/zig/zig ]]; then
    say "adding zig, the C compiler that can aim at a phone's processor"
    retry python3 -m venv "$cache/zig"
    retry "$cache/zig/bin/pip" --quiet install ziglang==0.15.1
    as_root cp -r "$cache"/zig/lib/python3*/site-packages/ziglang "$root/opt/zig"
fi
as_root cp "$repo/tools/phone-check/cc" "$repo/tools/phone-check/ar" "$root/opt/"
# SQLCipher's C code asks for OpenSSL's headers, which are the same for every system; the C library's are not, so
# the headers move to a folder of their own. The library is named but never linked.
as_root mkdir -p "$root/opt/openssl/include/openssl" "$root/opt/openssl/lib"
as_root cp "$root"/usr/include/openssl/*.h "$root"/usr/include/*-linux-gnu/openssl/*.h "$root/opt/openssl/include/openssl/"
as_root mkdir -p "$root/opt/iPhoneOS.sdk" "$root/var/tmp/home/.cargo"
as_root chown "$(id -u):$(id -g)" "$root/var/tmp/home/.cargo"
# The person's own registry settings hold there too; without any, cargo's default does.
[[ ! -e ${CARGO_HOME:-$HOME/.cargo}/config.toml ]] ||
    cp "${CARGO_HOME:-$HOME/.cargo}/config.toml" "$root/var/tmp/home/.cargo/config.toml"
as_root cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

# Every clone stands at /nape in there; with one folder for all, cargo could take another clone's result for this one's.
results=/var/tmp/home/target-$(cksum <<<"$repo" | cut -d ' ' -f 1)
packages=()
for crate in "${crates[@]}"; do packages+=(--package "$crate"); done
failed=()
for phone in aarch64-linux-android aarch64-apple-ios; do
    suffix=${phone//-/_}
    # RUSTC_BOOTSTRAP: a stable compiler builds its own standard library only so.
    if in_root "$root" RUSTC_BOOTSTRAP=1 "CARGO_TARGET_DIR=$results" SDKROOT=/opt/iPhoneOS.sdk \
        "CC_$suffix=/opt/cc" "AR_$suffix=/opt/ar" \
        OPENSSL_INCLUDE_DIR=/opt/openssl/include OPENSSL_LIB_DIR=/opt/openssl/lib -- \
        cargo check --locked --quiet "${packages[@]}" -Zbuild-std=std,panic_abort --target "$phone"; then
        say "$phone: ${crates[*]} type-check"
    else
        failed+=("$phone")
    fi
done
[[ ${#failed[@]} -eq 0 ]] || die "does not type-check for ${failed[*]}"
