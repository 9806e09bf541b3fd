#!/bin/bash
# What clang-tidy finds in C++ sources, and in our headers that they include.
#
#   bash .ci/check_tidy.sh [--all | FILE...]
#
# Without files: the sources that differ from where this branch left main (from
# $BASE, if it is set), committed or not, with the source beside each header.
# A source takes five to thirty seconds, and each processor looks at one. Headers
# that the build makes are taken from its last run.
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

if [[ ${1-} == --all ]]; then
  cd "$root" || exit 2
  mapfile -t files < <(git ls-files '*.cc')
elif (($# > 0)); then
  mapfile -t files < <(realpath -m --relative-to="$root" "$@")
  cd "$root" || exit 2
else
  cd "$root" || exit 2
  changed=$(changed_files) || exit 2
  mapfile -t files < <(sources_of <<<"$changed")
fi

# The headers of others are not ours to mend: -isystem keeps them out.
flags=(-std=c++17 -I. -isystem bazel-bin -isystem /usr/include/opencv4
  -isystem /usr/include/freetype2 -isystem /usr/include/harfbuzz)
for directory in /usr/include/python3.*; do
  flags+=(-isystem "$directory")
done

# Each source's findings are printed in one piece. Where DIR/NAME_test.cc includes
# headers that stand in for a library's, they are in DIR/testing/NAME.
# shellcheck disable=SC2016  # the inner shell expands these
printf '%s\0' "${files[@]}" | xargs -0 -r -n 1 -P "$(nproc)" bash -c '
  file=${!#}
  stand_ins=$(dirname "$file")/testing/$(basename "$file" _test.cc)
  found=$(clang-tidy --quiet --warnings-as-errors="*" "$file" -- \
    -I"$stand_ins" "${@:1:$#-1}" 2>/dev/null)
  status=$?
  printf "%s\n" "$file" ${found:+"$found"}
  exit $status' look "${flags[@]}" || exit 1
