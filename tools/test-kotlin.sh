#!/usr/bin/env bash
# The Kotlin library's tests, on this machine's JVM against the real core.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base kotlin
tools/bindings.sh
tools/maven.sh -f android/pom.xml verify --projects :nape
