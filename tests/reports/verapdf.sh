#!/usr/bin/env bash
# veraPDF's own command line: verapdf.sh --flavour ua1 FILE... Fails where one of them does not keep to it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec java -Djava.awt.headless=true -cp "$here/target/lib/*" org.verapdf.apps.GreenfieldCliWrapper "$@"
