#!/usr/bin/env bash
# Builds the core's library and generates the Kotlin, Swift and Python layers from it. What it writes stands in the
# three ignored folders bindings/*/generated; the packages around them are committed.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
cargo build "${workspace[@]}" --all-targets
cargo build --locked --package nape-bindgen

library=$target/ci/libnape_ffi.so
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

# From the unstripped library: stripping takes away the metadata that the generator reads.
generate() {
    "$target/debug/nape-bindgen" generate "$library" --config bindings/uniffi.toml --no-format \
        --language "$1" --out-dir "$2"
}

# What JNA calls this machine: the folder in which it looks inside a jar.
case $(uname -m) in
    x86_64) jna_folder=linux-x86-64 ;;
    aarch64 | arm64) jna_folder=linux-aarch64 ;;
    *) die "no library folder is known for $(uname -m)" ;;
esac

generate kotlin "$fresh/kotlin/sources"
mkdir -p "$fresh/kotlin/resources/$jna_folder"

generate swift "$fresh/swift-flat"
mkdir -p "$fresh/swift/Nape" "$fresh/swift/NapeFFI" "$fresh/swift/lib"
mv "$fresh/swift-flat/Nape.swift" "$fresh/swift/Nape/"
mv "$fresh/swift-flat/NapeFFI.h" "$fresh/swift/NapeFFI/"
# Swift's package manager takes a system library's map only under this name.
mv "$fresh/swift-flat/NapeFFI.modulemap" "$fresh/swift/NapeFFI/module.modulemap"

generate python "$fresh/python"

strip --strip-debug -o "$fresh/libnape_ffi.so" "$library"
for place in kotlin/resources/$jna_folder swift/lib python; do
    cp "$fresh/libnape_ffi.so" "$fresh/$place/"
done

# Copied only where something changed, so that Maven and Swift see nothing to rebuild otherwise.
for language in kotlin swift python; do
    destination=bindings/$language/generated
    if ! diff -rq "$fresh/$language" "$destination" >/dev/null 2>&1; then
        rm -rf "$destination"
        cp -r "$fresh/$language" "$destination"
    fi
done
say "bindings/{kotlin,swift,python}/generated are up to date"
