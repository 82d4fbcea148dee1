#!/usr/bin/env bash
# Says what is installed, what is missing and what each missing piece switches off. Changes nothing; always exits 0.
set -uo pipefail
# shellcheck source=tools/debian-root.sh
source "$(dirname "$0")/debian-root.sh"

row() { printf '%-22s %-26s %s\n' "$1" "$2" "$3"; }

# tool NAME "what it switches off" COMMAND...: the command prints the version, or fails.
tool() {
    local name=$1 off=$2 version
    shift 2
    # </dev/null: no tool may wait for an answer. 2>&1: some say their version there.
    if have "$1" && version=$("$@" 2>&1 </dev/null | grep -oE '[0-9]+(\.[0-9]+)+[A-Za-z0-9.~+-]*' | head -n 1) &&
        [[ -n $version ]]; then
        row "$name" "$version" ""
    else
        row "$name" "missing" "off: $off"
    fi
}

package() {
    local version
    version=$(dpkg-query --show --showformat='${db:Status-Abbrev}${Version}' "$1" 2>/dev/null)
    if [[ $version == ii* ]]; then row "$1" "${version#ii }" ""; else row "$1" "missing" "off: $2"; fi
}

folder() {
    if [[ -e $2 ]]; then row "$1" "ready" ""; else row "$1" "not made yet" "$3"; fi
}

row "WHAT" "HERE" "WITHOUT IT"
tool rustc "everything" rustc --version
tool cargo "everything" cargo --version
tool rustfmt "the format check" rustfmt --version
tool clippy "the lint" cargo clippy --version
tool make "these recipes" make --version
tool "C compiler" "everything (the encrypted journal is C)" cc --version
tool git "the words check" git --version
tool pkg-config "everything (it finds OpenSSL)" pkg-config --version
package libssl-dev "everything (the encrypted journal's cryptography)"
tool JDK "Kotlin, the screens, the check of reports" javac -version
tool Maven "Kotlin, the screens, the check of reports" mvn --version
tool Python "the Python wheel, the phone check" python3 --version
package python3-venv "the Python wheel, the phone check"
tool poppler "the check of reports" pdftotext -v
tool dbus-daemon "the device on a stand-in for BlueZ" dbus-daemon --version
tool QEMU "the device on a real BlueZ" qemu-system-x86_64 --version
tool debootstrap "Swift, the phone check" debootstrap --version
tool shellcheck "the lint of the scripts" shellcheck --version
for name in fontconfig fonts-dejavu-core libgl1 libgl1-mesa-dri libxrender1 libxtst6 libxi6; do
    package "$name" "the screens"
done
if ((EUID == 0)); then
    row "root" "yes" ""
elif have sudo; then
    row "root" "by sudo" ""
else
    row "root" "no" "off: installing, Swift, the phone check"
fi
folder "Swift root" "$cache/swift/.ready" "made by the first Swift test, about 1 min, 3.3 GB"
folder "phone compiler" "$cache/sid/.ready" "made by the first phone check, about 2 min, 2 GB"
folder "device environment" "$cache/bluez/python/bin/python" "made by the first device test, about 15 s"
folder "Python environment" "$cache/python/bin/pytest" "made by the first Python test"
row "cache folder" "$cache" ""
above=$cache
until [[ -d $above ]]; do above=$(dirname "$above"); done
row "free there" "$(df -h --output=avail "$above" | tail -n 1 | tr -d ' ')" ""
printf '\nWhat is missing is installed by: make setup\n'
exit 0
