#!/bin/sh
# Measures a shard of the operators' benchmarks as a test of Bazel's, which then
# brings the report back from wherever it ran: as a test output.
exec bench/operators --feluda_results_dir="$TEST_UNDECLARED_OUTPUTS_DIR" "$@"
