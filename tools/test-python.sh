#!/usr/bin/env bash
# The Python package's tests, on the wheel as it would be installed.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

cd "$repo"
needs base python
tools/bindings.sh
environment=$(tools/python-env.sh)
# Not from the repository's top, where the sources would be found instead of the wheel.
cd bindings/python/tests
"$environment/bin/python" -m pytest --quiet -p no:cacheprovider .
