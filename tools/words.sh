#!/usr/bin/env bash
# No tracked file names a folder of someone's machine, or the address of a package registry or mirror: the first is
# true for one person only, the second is the machine's own setting.
# tools/words.sh --self-test shows that it finds what it looks for.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "$0")/lib.sh"

patterns=(
    # Home folders and work folders, with something in them.
    '(^|[^A-Za-z0-9_./$}-])/(home|Users|root|work)/[A-Za-z0-9_.-]+'
    '(^|[^A-Za-z0-9_.-])[A-Z]:\\(Users|Documents)'
    # A temporary folder by name is someone's; the temporary folder itself is everyone's.
    '(^|[^A-Za-z0-9_./$}-])/tmp/[A-Za-z0-9_.-]+'
    # Hosts that serve packages: registries, mirrors, proxies.
    'https?://[A-Za-z0-9.-]*(registry|mirror|nexus|artifactory|pypi|pythonhosted|proxy)[A-Za-z0-9.-]*'
    'https?://(static\.|index\.)?crates\.io'
    'https?://[A-Za-z0-9.-]*(repo|repo1)\.maven\.[A-Za-z0-9.-]+'
    'https?://[A-Za-z0-9.-]*(deb|security|archive|ftp)\.[A-Za-z0-9.-]*(debian|ubuntu)\.[a-z]+'
)

# Arguments for every pattern at once.
expressions=()
for pattern in "${patterns[@]}"; do expressions+=(-e "$pattern"); done

if [[ ${1:-} == --self-test ]]; then
    # Put together here, so that this file doesn't name any of them itself.
    slash=/ scheme=https:
    for planted in "${slash}home/ada/nape" "see ${slash}tmp/build.log" "${scheme}//registry.example.org/x" \
        "${scheme}//index.crates.io/x" "${scheme}//deb.debian.org/x"; do
        grep -qE "${expressions[@]}" <<<"$planted" || die "the words check misses: $planted"
    done
    for allowed in 'docs/home/page' "\$HOME/.cache" "in ${slash}tmp" "${scheme}//example.org/x" 'homework/plan'; do
        ! grep -qE "${expressions[@]}" <<<"$allowed" || die "the words check refuses: $allowed"
    done
    exit 0
fi

"$0" --self-test
cd "$repo"
# Cargo.lock names cargo's own registry by design; -I leaves pictures out.
status=0
git grep -nIE "${expressions[@]}" -- . ':!Cargo.lock' || status=$?
case $status in
    0) die "the lines above name a machine's folder or a package registry" ;;
    1) ;;
    *) die "git could not search the tracked files" ;;
esac
say "no tracked file names a machine's folder or a package registry"
