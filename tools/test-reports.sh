#!/usr/bin/env bash
# What programs that are not ours say of the PDF of a report: tests/reports/test.sh, on samples that are made here.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base reports
tools/maven.sh -f tests/reports/pom.xml package
samples=$(mktemp -d)
trap 'rm -rf "$samples"' EXIT
cargo build "${workspace[@]}" --example sample_reports
"$target/ci/examples/sample_reports" "$samples"
tests/reports/test.sh "$@" "$samples"
