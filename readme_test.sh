#!/bin/bash
# The README is true: the file it shows whole is the one in bench/.
if ! diff <(sed -n '/^```c++$/,/^```$/p' README.md | sed '1d;$d') \
  bench/operator_example.cc; then
  echo "README.md shows another bench/operator_example.cc: see above"
  exit 1
fi
