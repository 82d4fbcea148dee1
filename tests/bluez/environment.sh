# What the scripts of this folder share: where the cache is, and the Python environment in it. Source it.
# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used where it is sourced

bluez=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tools/debian-root.sh
source "$bluez/../../tools/debian-root.sh"
bluez_cache=${NAPE_BLUEZ_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nape/bluez}
bluez_python=$bluez_cache/python/bin/python

# cannot WHY: this machine cannot do it. Never a success, and another status than that of a failed test.
cannot() {
    say "NOT RUN: $*"
    exit "$no_rights"
}

# wants COMMAND PACKAGE: ends where the command is missing, with the package that has it.
wants() {
    have "$1" || [[ -x /usr/sbin/$1 || -x /sbin/$1 ]] || cannot "$1 is missing (Debian's package: $2)"
}

# Makes the Python environment where it is not there for these requirements yet.
python_environment() {
    local stamp=$bluez_cache/python/.requirements lock
    wants python3 python3
    ! cmp -s "$bluez/requirements.txt" "$stamp" || return 0
    python3 -c 'import venv, ensurepip' 2>/dev/null || cannot "Python's venv is missing (Debian's package: python3-venv)"
    mkdir -p "$bluez_cache"
    exec {lock}>"$bluez_cache/python.lock"
    flock "$lock"
    if ! cmp -s "$bluez/requirements.txt" "$stamp"; then
        say "making a Python environment in $bluez_cache/python (once, about 15 s)"
        python3 -m venv "$bluez_cache/python"
        retry "$bluez_python" -m pip --quiet --disable-pip-version-check install --requirement "$bluez/requirements.txt" ||
            cannot "the packages of $bluez/requirements.txt could not be fetched"
        cp "$bluez/requirements.txt" "$stamp"
    fi
    exec {lock}>&-
}

# wait_for FILE PATTERN PROCESS SECONDS: until the file has such a line; fails when the process ends or time is over.
wait_for() {
    local deadline=$((SECONDS + $4))
    until grep -q "$2" "$1" 2>/dev/null; do
        kill -0 "$3" 2>/dev/null && ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# end_of PROCESS: ends one that this script started, by force where it doesn't listen.
end_of() {
    kill "$1" 2>/dev/null || return 0
    for _ in {1..40}; do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.05
    done
    kill -KILL "$1" 2>/dev/null || true
}
