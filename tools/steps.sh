# Named steps with the minutes of each, and a table at the end: what .ci/run and `make test` are made of. Source it.
# A failed step ends the run, with a line that names it.
# shellcheck shell=bash

step_table=()
step_running=

# step TITLE COMMAND...
step() {
    local started=$SECONDS
    step_running=$1
    shift
    printf '\n== %s\n' "$step_running" >&2
    # Not as `"$@" || ...`: that would switch off the caller's `set -e` inside a function given as COMMAND.
    "$@"
    step_note passed "$started"
    step_running=
}

step_note() {
    local seconds=$((SECONDS - $2))
    step_table+=("$(printf '%-34s %3d min %02d s  %s' "$step_running" $((seconds / 60)) $((seconds % 60)) "$1")")
}

# Prints the table, whatever ended the run: call it from a trap on EXIT.
step_summary() {
    local status=$? # of what ended the run; the shell keeps it as its own
    [[ -z $step_running ]] || step_table+=("$(printf '%-34s FAILED (exit status %d)' "$step_running" "$status")")
    printf '\n== %s: %d min %02d s\n' "$1" $((SECONDS / 60)) $((SECONDS % 60)) >&2
    printf '%s\n' ${step_table[@]+"${step_table[@]}"} >&2
    [[ -z $step_running ]] || printf '\n%s STOPPED at: %s\n' "$1" "$step_running" >&2
    return 0
}
