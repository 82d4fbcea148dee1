#!/usr/bin/env bash
# Packs the Python wheel and installs it, with pytest, into an environment in the cache folder; prints that folder.
# Run tools/bindings.sh first: the wheel holds what that made.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

environment=$cache/python
wheels=$target/wheels
python3 -c 'import venv, ensurepip' 2>/dev/null || die "Python's venv is missing: run tools/setup.sh python"
[[ -x $environment/bin/python ]] || { mkdir -p "$cache"; python3 -m venv "$environment" >&2; }
# The last three prove that programs that are not ours read what ours wrote: a journal, a calendar.
retry "$environment/bin/pip" --quiet install pytest==9.2.* setuptools==80.9.0 sqlcipher3==0.6.4 icalendar==7.3.0 \
    recurring-ical-events==3.8.2 >&2

rm -rf "$wheels" "$repo/bindings/python/build"
# --no-build-isolation: the packer was installed above, so the wheel itself needs no network.
"$environment/bin/pip" --quiet wheel --no-deps --no-build-isolation --wheel-dir "$wheels" "$repo/bindings/python" >&2
"$environment/bin/pip" --quiet install --no-deps --force-reinstall "$wheels"/nape-*.whl >&2
printf '%s\n' "$environment"
