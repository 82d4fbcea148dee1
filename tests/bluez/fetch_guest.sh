#!/usr/bin/env bash
# Fetches what the guest is made of, once: Debian trixie's kernel and BlueZ with what they need, from the mirror of this
# machine, into the cache. Nothing is installed here. trixie whatever the machine runs: kernel 6.1 oopsed where a bond
# was lost, 6.12 does not. Exits 77 where it cannot be done here.
set -euo pipefail
# shellcheck source=tests/bluez/environment.sh
source "$(dirname "$0")/environment.sh"

release=trixie
wanted=(bluez dbus-daemon busybox-static)
parts=$bluez_cache/parts
ready="$release ${wanted[*]}"

[[ $(uname -m) == x86_64 ]] || cannot "the guest is an x86_64 one, this machine is $(uname -m)"
! root_is_ready "$parts" "$ready" || exit 0
for need in apt-get:apt dpkg-deb:dpkg depmod:kmod; do wants "${need%:*}" "${need#*:}"; done
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -e $keyring ]] || cannot "$keyring is missing (Debian's package: debian-archive-keyring)"
mirror=$(debian_mirror)
[[ -n $mirror ]] || cannot "no Debian mirror is known: set NAPE_DEBIAN_MIRROR"

say "fetching the guest's kernel and BlueZ into $parts (once, about half a minute, 130 MB)"
rm -rf "$parts"
mkdir -p "$parts"/apt/{lists/partial,archives/partial} "$parts"/{packages,kernel,root}
# An apt of its own beside the machine's: no packages installed, one source.
: >"$parts/apt/status"
printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$release" >"$parts/apt/sources.list"
cat >"$parts/apt/apt.conf" <<CONF
Dir::Etc::SourceList "$parts/apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State::Lists "$parts/apt/lists";
Dir::State::Status "$parts/apt/status";
Dir::Cache::Archives "$parts/apt/archives";
Dir::Cache::PkgCache "";
Dir::Cache::SrcPkgCache "";
APT::Sandbox::User "";
CONF
export APT_CONFIG=$parts/apt/apt.conf
retry apt-get update --quiet=2 || cannot "the list of packages could not be fetched"
kernel=$(apt-cache depends linux-image-amd64 | awk '$1 == "Depends:" && $2 ~ /^linux-image-/ { print $2; exit }')
[[ -n $kernel ]] || die "no kernel found in $release"
# Of what they depend on, the libraries are enough: nothing is configured, only a few programs run.
mapfile -t libraries < <(
    apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
        "${wanted[@]}" | grep -E '^(lib|zlib)' | sort -u
)
cd "$parts/packages"
retry apt-get download --quiet=2 "$kernel" "${wanted[@]}" "${libraries[@]}" || cannot "the packages could not be fetched"
for package in *.deb; do
    case $package in
        linux-image-*) dpkg-deb --extract "$package" "$parts/kernel" ;;
        *) dpkg-deb --extract "$package" "$parts/root" ;;
    esac
done
# depmod looks below lib, the package's files are below usr/lib.
[[ -e $parts/kernel/lib ]] || ln -s usr/lib "$parts/kernel/lib"
versions=("$parts/kernel/lib/modules"/*)
PATH=$PATH:/usr/sbin:/sbin depmod --basedir "$parts/kernel" "$(basename "${versions[0]}")"
rm -rf "$parts/packages" "$parts/apt"
printf '%s\n' "$ready" >"$parts/.ready"
