"""A library and its test, from files of the same name."""

def _precompiled(header, deps, copts):
    """The copts and deps of code that is compiled with //lib/precompiled.

    Code without Abseil, or with flags of its own, is compiled without.
    """
    if copts or not [dep for dep in deps if dep.startswith("@com_google_absl")]:
        return struct(copts = copts, deps = deps)
    off = "//lib/precompiled:no_" + header
    flags = [
        "-include",
        "lib/precompiled/compiled/%s.h" % header,
        # A compiler that cannot use it says so, and takes longer.
        "-Winvalid-pch",
        "-Wno-error=invalid-pch",
    ]
    return struct(
        copts = select({off: [], "//conditions:default": flags}),
        deps = deps + select({
            off: [],
            "//conditions:default": ["//lib/precompiled:" + header],
        }),
    )

def cc_pair(
        name,
        deps = [],
        test_deps = [],
        test_data = [],
        test_size = "small",
        copts = [],
        **kwargs):
    """The library of NAME.h and NAME.cc, and the test of NAME_test.cc.

    NAME.cc and NAME_test.cc may be missing. The test is NAME_test.

    Args:
      name: of the files and of the library.
      deps: what the library depends on, and its test as well.
      test_deps: what the test depends on besides; GoogleTest always.
      test_data: the files that the test reads.
      test_size: Bazel's size of the test.
      copts: flags of the library's own.
      **kwargs: any attribute of cc_library.
    """
    library = _precompiled("library", deps, copts)
    native.cc_library(
        name = name,
        srcs = native.glob([name + ".cc"]),
        hdrs = [name + ".h"],
        copts = library.copts,
        deps = library.deps,
        **kwargs
    )
    test = native.glob([name + "_test.cc"])
    if not test:
        return
    with_test = _precompiled(
        "test",
        [":" + name] + deps + test_deps + [
            "@com_google_googletest//:gtest_main",
        ],
        [],
    )
    native.cc_test(
        name = name + "_test",
        size = test_size,
        srcs = test,
        copts = with_test.copts,
        data = test_data,
        deps = with_test.deps,
    )
