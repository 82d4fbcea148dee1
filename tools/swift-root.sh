#!/usr/bin/env bash
# Makes the folder in which Swift runs on Linux: Debian trixie with its swiftlang package, about 3.3 GB, once.
# Debian 12 and many Ubuntus have no Swift of their own. Needs root, for debootstrap.
set -euo pipefail
# shellcheck source=tools/debian-root.sh
source "$(dirname "$0")/debian-root.sh"

make_root "$cache/swift" trixie swiftlang,libc6-dev,libstdc++-14-dev,binutils,git,ca-certificates
