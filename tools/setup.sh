#!/usr/bin/env bash
# Installs by apt what the recipes need beside Rust, make and a C compiler: tools/setup.sh [GROUP...].
# Groups: base (the core and the terminal program), keyring (its tests on a real one), device (a device in Python), bluez
# (that on a real BlueZ), reports (what reads their PDF), kotlin, swift, python, app (the screens), lint, phone; none means
# all but bluez.
# What is there already is left alone, and each package is named with its reason before it is installed.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

# group|package|why|sign. A sign, a command or a pattern of files, stands for the package, whoever installed it.
packages='
base|libssl-dev|the cryptography below the encrypted journal (SQLCipher)|
base|pkg-config|finds it|pkg-config
keyring|dbus-daemon|a session bus, for the tests of a key in the keyring of the system and of notifications|dbus-run-session
keyring|gnome-keyring|the keyring of those tests|gnome-keyring-daemon
device|dbus-daemon|a private bus, on which BlueZ is stood in for|dbus-daemon
device|python3-venv|an environment for the device of the tests|
bluez|qemu-system-x86|runs the guest that has a real BlueZ|qemu-system-x86_64
bluez|cpio|packs the guest|cpio
bluez|kmod|picks its drivers|depmod
bluez|xz-utils|unpacks its packages|xz
bluez|debian-archive-keyring|checks what comes into it|
reports|default-jdk-headless|runs veraPDF (Java 17 or newer)|java
reports|maven|fetches it|mvn
reports|poppler-utils|reads and draws the PDF of a report as other programs do|pdftotext
kotlin|default-jdk-headless|compiles and runs Kotlin (JDK 17 or newer)|javac
kotlin|maven|builds the Kotlin library and the screens|mvn
swift|debootstrap|makes the folder in which Swift runs|
swift|debian-archive-keyring|checks what comes into that folder|
python|python3-venv|an environment for the wheel and its tests|
python|age|opens a backup, to prove that a program that is not ours can|age
app|default-jre|the part of Java that draws|/usr/lib/jvm/*/lib/libjawt.so
app|fontconfig|fonts for the screens|fc-match
app|fonts-dejavu-core|letters that every picture of a screen uses|
app|libgl1|draws the screens|
app|libgl1-mesa-dri|draws them without a graphics card|
app|libxrender1|shows them in a window|
app|libxtst6|clicks in that window|
app|libxi6|reads the pointer in that window|
lint|shellcheck|checks the scripts here|shellcheck
phone|debootstrap|makes the folder with the phone compiler|
phone|debian-archive-keyring|checks what comes into that folder|
phone|python3-venv|fetches the stand-in C compiler|
'

groups=("$@")
[[ $# -gt 0 ]] || groups=(base keyring device reports kotlin swift python app lint phone)

have apt-get || die "this machine has no apt; install by hand what 'make doctor' names"

installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

there() {
    local package=$1 sign=$2
    case $sign in
        /*) compgen -G "$sign" >/dev/null && return 0 ;;
        ?*) have "$sign" && return 0 ;;
    esac
    installed "$package"
}

missing=()
for group in "${groups[@]}"; do
    grep -q "^$group|" <<<"$packages" || die "no group '$group': base, keyring, device, bluez, reports, kotlin, swift, python, app, lint, phone"
    while IFS='|' read -r _ package why sign; do
        if there "$package" "$sign" || [[ " ${missing[*]-} " == *" $package "* ]]; then continue; fi
        say "$package: $why"
        missing+=("$package")
    done < <(grep "^$group|" <<<"$packages")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0
say "installing ${#missing[@]} packages"

((EUID == 0)) || have sudo || {
    say "root is needed to install ${missing[*]}, and there is no sudo here"
    exit "$no_rights"
}

install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}"
}
# The list of packages is fetched only where the one here doesn't do.
if ! install 2>/dev/null; then
    say "fetching the list of packages first"
    retry as_root apt-get update --quiet=2
    retry install
fi
