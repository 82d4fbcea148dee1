#!/usr/bin/env bash
# The Compose screens, drawn and clicked without a display, on the real core. The Kotlin library is built for them;
# its own tests are test-kotlin.sh's.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
[[ -e android/ui/pom.xml ]] || die "android/ui is not built yet"
needs base kotlin app
tools/bindings.sh
tools/maven.sh -f android/pom.xml verify --projects :nape-ui --also-make -Dnape.kotlin.skipTests=true
