#!/usr/bin/env bash
# Feeds whatever libFuzzer comes up with to all that reads what devices send: tools/fuzz.sh [SECONDS], 300 where none are
# named. It wants a nightly compiler and nothing else; what it finds by itself stays in target/, and what breaks something
# is written to fuzz/artifacts. `make test` feeds the committed corpus, and changes of it from a seed, to the same function.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo/fuzz"
rustup toolchain list 2>/dev/null | grep -q '^nightly' ||
    die "fuzzing needs a nightly compiler: rustup toolchain install nightly"
host=$(rustc -vV | sed -n 's/^host: //p')
# What cargo-fuzz gives to the compiler: places to count, comparisons to see, and AddressSanitizer.
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Zsanitizer=address -Cdebug-assertions" \
    cargo +nightly build --locked --release --target "$host" --target-dir "$target/fuzz"
mkdir -p "$target/fuzz/found" artifacts
"$target/fuzz/$host/release/device_bytes" "$target/fuzz/found" corpus/device_bytes \
    -artifact_prefix=artifacts/ -max_total_time="${1:-300}" -max_len=4096 -print_final_stats=1
