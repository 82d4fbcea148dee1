# A Debian of another release in a folder, for compilers that this one doesn't have: made once, entered often.
# Source it. Swift comes from trixie (swift-root.sh), a rustc with phone targets from sid (phone-check.sh).
#
# Everything is mounted in a mount namespace of its own, which ends with its last process: nothing can stay
# mounted on the machine, so no removal can reach through a mount into the real /dev, /proc or repository.
# shellcheck shell=bash
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The machine's own Debian mirror. Nothing on another distribution, where debootstrap's default serves.
debian_mirror() {
    if [[ -n ${NAPE_DEBIAN_MIRROR:-} ]]; then
        printf '%s' "$NAPE_DEBIAN_MIRROR"
        return
    fi
    grep -q '^ID=debian' /etc/os-release 2>/dev/null || return 0
    # Either file may be missing.
    { cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true; } | awk '
        /^URIs:/ && $2 ~ /^https?:/ { print $2; exit }
        /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) { print $i; exit } }'
}

# A half-made root goes away as a whole, unless something is still mounted below it.
remove_root() {
    local root=$1
    [[ -e $root ]] || return 0
    local mounted
    while read -r mounted; do
        as_root umount -l "$mounted"
    done < <(awk -v below="$root/" 'index($2, below) == 1 { print $2 }' /proc/mounts | sort -r)
    if awk -v below="$root/" 'index($2, below) == 1 { found = 1 } END { exit !found }' /proc/mounts; then
        die "something is still mounted below $root; it was left as it is"
    fi
    as_root rm -rf --one-file-system "$root"
}

# Finished, and of what is asked for now: an older list of packages makes the root anew.
root_is_ready() { [[ -e $1/.ready && $(<"$1/.ready") == "$2" ]]; }

# make_root FOLDER RELEASE PACKAGES: PACKAGES is a list with commas. Does nothing where the root is finished.
make_root() {
    local root=$1 release=$2 packages=$3 mirror lock
    ! root_is_ready "$root" "$release $packages" || return 0
    have debootstrap || [[ -x /usr/sbin/debootstrap ]] || die "debootstrap is missing: run tools/setup.sh swift"
    mkdir -p "$(dirname "$root")"
    # One maker at a time; a second one waits and then finds the root finished.
    exec {lock}>"$root.lock"
    flock "$lock"
    ! root_is_ready "$root" "$release $packages" || return 0
    mirror=$(debian_mirror)
    say "making a Debian $release root in $root (once, about two minutes; log: $root.log)"
    # shellcheck disable=SC2317  # retry calls it
    bootstrap_once() {
        remove_root "$root"
        as_root unshare --mount --propagation private \
            /usr/sbin/debootstrap --variant=minbase --include="$packages" "$release" "$root" ${mirror:+"$mirror"} \
            >"$root.log" 2>&1
    }
    retry bootstrap_once || { tail -n 20 "$root.log" >&2; die "debootstrap failed"; }
    as_root rm -rf "$root/var/cache/apt/archives" "$root/var/lib/apt/lists"
    as_root mkdir -p "$root/nape" "$root/var/tmp/home"
    as_root chmod 1777 "$root/var/tmp/home"
    printf '%s\n' "$release $packages" | as_root tee "$root/.ready" >/dev/null
    exec {lock}>&-
}

# in_root ROOT NAME=VALUE... -- COMMAND...: runs it as the calling person, in the same folder of the repository,
# which stands at /nape there.
in_root() {
    local root=$1 settings=() folder
    shift
    while [[ $1 != -- ]]; do
        settings+=("$1")
        shift
    done
    shift
    case $PWD/ in
        "$repo"/*) folder=/nape${PWD#"$repo"} ;;
        *) folder=/nape ;;
    esac
    # shellcheck disable=SC2016  # the inner shell expands its own arguments
    as_root unshare --mount --propagation private bash -euc '
        root=$1 repo=$2 who=$3 folder=$4
        shift 4
        mount --bind /proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount --bind "$repo" "$root/nape"
        for name in resolv.conf hosts; do cp -L "/etc/$name" "$root/etc/$name"; done
        exec chroot --userspec="$who" "$root" /usr/bin/env -i "$@"
    ' bash "$root" "$repo" "$(id -u):$(id -g)" "$folder" \
        HOME=/var/tmp/home PATH=/usr/bin:/bin LANG=C.UTF-8 "CI=${CI:-}" ${settings[@]+"${settings[@]}"} \
        /bin/sh -c 'cd "$1" && shift && exec "$@"' sh "$folder" "$@"
}
