#!/bin/bash
# Checks that every C++ file is as clang-format writes it.
#
#   bash .ci/check_format.sh
#
# It wants version 14, which Debian 12 has: others break some lines elsewhere. It
# takes two seconds. Exit status 1 if a file differs, 2 if clang-format 14 is
# missing.
set -u
cd "$(dirname "$(readlink -f "$0")")/.." || exit 2

if ! clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
  echo "clang-format 14 is missing: apt-get install clang-format" >&2
  exit 2
fi
mapfile -t files < <(git ls-files --cached --others --exclude-standard \
  -- '*.cc' '*.h')
if ((${#files[@]} == 0)); then
  echo "no C++ file found: is this a Git working tree?" >&2
  exit 2
fi
if ! clang-format --dry-run --Werror "${files[@]}"; then
  echo "clang-format -i on the files above writes them right." >&2
  exit 1
fi
