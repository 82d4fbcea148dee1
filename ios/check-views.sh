#!/usr/bin/env bash
# Parses the iOS views, then type-checks them on Linux against NapeKit as built by its tests and a small stand-in for
# SwiftUI. It proves nothing about Apple's own signatures. Run tools/test-swift.sh ios/NapeKit first.
set -euo pipefail
cd "$(dirname "$0")"
modules=NapeKit/.build/debug/Modules
[[ -e $modules/NapeKit.swiftmodule ]] || { echo "error: run tools/test-swift.sh ios/NapeKit first" >&2; exit 1; }
# The inner shell expands its own arguments.
# shellcheck disable=SC2016
../tools/in-swift-root.sh sh -euc '
    swiftc -parse Nape/*.swift
    stub=$(mktemp -d)
    trap "rm -rf $stub" EXIT
    swiftc -swift-version 6 -parse-as-library -emit-module -module-name SwiftUI -o "$stub/SwiftUI.swiftmodule" stub/SwiftUI.swift
    swiftc -typecheck -swift-version 6 -parse-as-library -I "$stub" -I "$1" \
        -Xcc -fmodule-map-file=../bindings/swift/generated/NapeFFI/module.modulemap Nape/*.swift
' sh "$modules"
echo "the views parse and type-check" >&2
