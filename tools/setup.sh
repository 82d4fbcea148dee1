#!/usr/bin/env bash
# Installs by apt what the recipes need beside Rust, make and a C compiler: tools/setup.sh [GROUP...].
# Groups: base (the core and the terminal program), kotlin, swift, python, app (the screens), lint, phone; none means all.
# What is there already is left alone, and each package is named with its reason before it is installed.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

# group|package|why. Where a command is named after the reason, it stands for the package, whoever installed it.
packages='
base|libssl-dev|the cryptography below the encrypted journal (SQLCipher)|
base|pkg-config|finds it|pkg-config
kotlin|default-jdk-headless|compiles and runs Kotlin (JDK 17 or newer)|javac
kotlin|maven|builds the Kotlin library and the screens|mvn
swift|debootstrap|makes the folder in which Swift runs|
swift|debian-archive-keyring|checks what comes into that folder|
python|python3-venv|an environment for the wheel and its tests|
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
[[ $# -gt 0 ]] || groups=(base kotlin swift python app lint phone)

have apt-get || skip "this machine has no apt; install what 'make doctor' names by hand"

installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing=()
for group in "${groups[@]}"; do
    grep -q "^$group|" <<<"$packages" || die "no group '$group': base, kotlin, swift, python, app, lint, phone"
    while IFS='|' read -r _ package why command; do
        if [[ -n $command ]] && have "$command"; then continue; fi
        if installed "$package" || [[ " ${missing[*]-} " == *" $package "* ]]; then continue; fi
        say "will install $package: $why"
        missing+=("$package")
    done < <(grep "^$group|" <<<"$packages")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}"
}
# The list of packages is fetched only where the one here doesn't do.
if ! install 2>/dev/null; then
    say "fetching the list of packages first"
    retry as_root apt-get update --quiet=2
    retry install
fi
