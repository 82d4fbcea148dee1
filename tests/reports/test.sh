#!/usr/bin/env bash
# What programs that are not ours say of reports: test.sh FOLDER, in which the sample reports are.
# test.sh --accept FOLDER takes what pdfinfo says of them now for right: read the difference before you commit it.
#
# - veraPDF: does each keep to PDF/UA-1 and PDF/A-2a? And does it find files out that don't?
# - pdfinfo (poppler): which elements does a screen reader meet, with which words, in which order?
# - pdftotext (poppler): is the text there that no font here can show?
# - pdftoppm (poppler): does every page draw without a complaint, and is nothing cut off at its edges?
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
accept=no
if [[ ${1:-} == --accept ]]; then
    accept=yes
    shift
fi
folder=$1

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

for tool in java pdfinfo pdftotext pdftoppm python3; do
    command -v "$tool" >/dev/null || die "$tool is missing: run tools/setup.sh reports"
done
compgen -G "$here/target/lib/greenfield-apps-*.jar" >/dev/null || die "veraPDF is missing: run tools/test-reports.sh"
reports=("$folder"/*.pdf)
# Five samples on two papers: fewer would be a pass by absence.
((${#reports[@]} == 10)) || die "${#reports[@]} sample reports in $folder, not 10"

# verdicts FLAVOUR FILE...: one line for each file, "PASS FILE" or "FAIL FILE".
verdicts() {
    local flavour=$1
    shift
    "$here/verapdf.sh" --flavour "$flavour" --format text "$@" 2>&1 | awk '$1 == "PASS" || $1 == "FAIL" { print $1, $2 }'
}

for flavour in ua1 2a; do
    said=$(verdicts "$flavour" "${reports[@]}")
    passed=$(grep -c '^PASS ' <<<"$said" || true)
    ((passed == ${#reports[@]})) || {
        say "$said"
        "$here/verapdf.sh" --flavour "$flavour" --format text --verbose "${reports[@]}" >&2 || true
        die "$((${#reports[@]} - passed)) of ${#reports[@]} reports don't keep to $flavour"
    }
    say "veraPDF $flavour: $passed of ${#reports[@]} reports keep to it"
done

# A check that finds nothing is not believed: files with one fault each, of the same length as the sound one.
broken=$(mktemp -d)
trap 'rm -rf "$broken"' EXIT
# plant FAULT FLAVOUR SED_EXPRESSION
plant() {
    LC_ALL=C sed "$3" "$folder/year-a4.pdf" >"$broken/one.pdf"
    ! cmp -s "$folder/year-a4.pdf" "$broken/one.pdf" || die "nothing to break: $1"
    [[ $(verdicts "$2" "$broken/one.pdf") == "FAIL $broken/one.pdf" ]] || die "veraPDF $2 does not find out: $1"
}
plant "a drawing without words" ua1 's#/Alt(#/Alx(#'
plant "a heading left out" ua1 's#/S/H2/#/S/H4/#'
plant "a row that is none" ua1 's#/S/TR/#/S/LI/#'
plant "no title shown" ua1 's#/DisplayDocTitle true#/DisplayDocTitlf true#'
plant "no language" ua1 's#/Lang(en)#/Lamg(en)#'
plant "no claim" 2a 's#<pdfaid:conformance>A<#<pdfaid:conformance>X<#'
say "veraPDF finds out each of 6 planted faults"

# pdfinfo complains of krilla's /Suspects false, which PDF 1.7 has (table 321).
for name in year visit; do
    expected=$here/expected/$name.txt
    pdfinfo -struct-text "$folder/$name-a4.pdf" 2>/dev/null >"$broken/$name.txt"
    [[ $accept == no ]] || cp "$broken/$name.txt" "$expected"
    diff -u "$expected" "$broken/$name.txt" >&2 || die "a screen reader meets something else in $name (see --accept)"
done
say "pdfinfo: the elements and their words are the expected ones"

# lines FILE LINE...: each stands in the text of a report.
text=$(pdftotext -layout "$folder/letters-a4.pdf" -)
while IFS= read -r line; do
    grep -qF -- "$line" <<<"$text" || die "pdftotext does not find: $line"
done <"$here/expected/letters.lines"
say "pdftotext: letters that no font here has are in the text"

for report in "${reports[@]}"; do
    pdftoppm -r 50 -gray "$report" "$broken/$(basename "$report" .pdf)" 2>"$broken/complaints"
    [[ ! -s $broken/complaints ]] || die "pdftoppm of $(basename "$report"): $(cat "$broken/complaints")"
done
pictures=("$broken"/*.pgm)
python3 "$here/margins.py" 9 50 "${pictures[@]}" || die "a page is not drawn as it should be"
say "pdftoppm: ${#pictures[@]} pages are drawn, none to its edge"
