#!/bin/bash
# What clang-tidy finds in C++ sources, and in our headers that they include.
#
#   bash .ci/check_tidy.sh [FILE...]
#
# Without files: the sources that differ from where this branch left main (from
# $BASE, if it is set), committed or not, with the source beside each header.
# A source takes ten to thirty seconds; all of them take more than an hour.
# Exit status 1 if something was found, 2 if nothing could be checked.
set -u
root=$(cd "$(dirname "$0")/.." && pwd) || exit 2

if ! command -v clang-tidy >/dev/null; then
  echo "clang-tidy is missing: apt-get install clang-tidy" >&2
  exit 2
fi

# The sources to look at for the changed files of standard input: a header is
# seen through the source beside it, or the test.
sources_of() {
  local file
  while read -r file; do
    case $file in
      *.cc) echo "$file" ;;
      *.h) ls "${file%.h}.cc" "${file%.h}_test.cc" 2>/dev/null | head -1 ;;
    esac
  done | sort -u
}

changed_files() {
  local base
  base=$(git merge-base HEAD "${BASE:-main}" 2>/dev/null) ||
    base=$(git merge-base HEAD "${BASE:-origin/main}" 2>/dev/null) || {
      echo "neither main nor origin/main is here; set BASE to a commit" >&2
      return 1
    }
  git diff --name-only --diff-filter=d "$base"
  git ls-files --others --exclude-standard
}

if (($# > 0)); then
  mapfile -t files < <(realpath -m --relative-to="$root" "$@")
  cd "$root" || exit 2
else
  cd "$root" || exit 2
  changed=$(changed_files) || exit 2
  mapfile -t files < <(sources_of <<<"$changed")
fi

# Debian's headers are not ours to mend: -isystem keeps them out.
includes=(-I. -isystem /usr/include/opencv4 -isystem /usr/include/freetype2
  -isystem /usr/include/harfbuzz)
status=0
for file in "${files[@]}"; do
  echo "$file"
  clang-tidy --quiet --warnings-as-errors='*' "$file" -- \
    -std=c++17 "${includes[@]}" 2>/dev/null || status=1
done
exit $status
