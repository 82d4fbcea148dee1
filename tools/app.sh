#!/usr/bin/env bash
# Opens the Compose app in a window on this desktop, on the real core and the simulated device.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
[[ -e android/ui/pom.xml ]] || die "android/ui is not built yet"
[[ -n ${DISPLAY:-} ]] || die "there is no display here; make test-ui draws the screens into pictures instead"
tools/setup.sh base kotlin app
tools/bindings.sh
tools/maven.sh --quiet -f android/pom.xml package --projects :nape-ui --also-make -DskipTests -Dnape.kotlin.skipTests=true \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=runtime
exec java -cp "android/ui/target/classes:$(<android/ui/target/classpath.txt)" health.nape.ui.MainKt
