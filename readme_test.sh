#!/bin/bash
# What is shown is true: the file that a page of docs/ shows whole is the one in
# bench/, and the lines that the README shows of it are its.
page=docs/adding_an_operator.md
if ! diff <(sed -n '/^```c++$/,/^```$/p' "$page" | sed '1d;$d') \
  bench/examples/operator_example.cc; then
  echo "$page shows another bench/examples/operator_example.cc: see above"
  exit 1
fi
shown=$(sed -n 's/^    \(benchmark\.\|Register(\)/\1/p' README.md)
if [[ -z $shown ]] ||
  grep -vxF -f <(sed 's/^ *//' bench/examples/operator_example.cc) <<<"$shown"; then
  echo "README.md shows a line that bench/examples/operator_example.cc has not"
  exit 1
fi
