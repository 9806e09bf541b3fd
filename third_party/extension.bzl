"""The libraries of dependencies.bzl for MODULE.bazel, which Bazel reads from 7 on.

Bazel 4 does not load this file.
"""

load("@bazel_tools//tools/build_defs/repo:local.bzl", "new_local_repository")
load(":dependencies.bzl", "libraries")

def _define_libraries(_context):
    for library in libraries():
        new_local_repository(**library)

debian_libraries = module_extension(implementation = _define_libraries)
