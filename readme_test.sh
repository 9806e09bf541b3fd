#!/bin/bash
# The lines that README.md shows of an operator's benchmarks are in the page that
# it names for the whole.
page=docs/adding_an_operator.md
shown=$(sed -n 's/^    \(benchmark\.\|Register(\)/\1/p' README.md)
if [[ -z $shown ]]; then
  echo "README.md shows nothing of an operator's benchmarks"
  exit 1
fi
if missing=$(grep -vxF -f <(sed 's/^ *//' "$page") <<<"$shown"); then
  printf '%s\n' "README.md shows lines that $page has not:" "$missing"
  exit 1
fi
