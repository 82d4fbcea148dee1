#!/usr/bin/env bash
# A Swift package's tests on Linux, against the real core: tools/test-swift.sh [FOLDER], bindings/swift by default.
# Needs root once, to make the folder with Swift in it, and then for chroot.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

package=$repo/${1:-bindings/swift}
[[ -e $package/Package.swift ]] || die "${1:-bindings/swift} is not built yet"
((EUID == 0)) || have sudo || skip "${1:-bindings/swift}: it needs root, for the folder with Swift in it"
cd "$repo"
needs base swift
tools/bindings.sh
cd "$package"
# Debian's libswiftObservation.so names a symbol (swift::threading::fatal) that no library there has; it is reached
# only when Swift's own runtime gives up, and the linker is told to accept that.
"$repo/tools/in-swift-root.sh" swift test -Xlinker --allow-shlib-undefined
# The views stand on the kit as just built; SwiftUI itself is not to be had here.
[[ $package != */ios/NapeKit ]] || "$repo/ios/check-views.sh"
