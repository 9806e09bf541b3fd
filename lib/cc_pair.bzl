"""A library and its test, from files of the same name."""

def cc_pair(
        name,
        deps = [],
        test_deps = [],
        test_data = [],
        test_size = "small",
        **kwargs):
    """The library of NAME.h and NAME.cc, and the test of NAME_test.cc.

    NAME.cc and NAME_test.cc may be missing. The test is NAME_test.

    Args:
      name: of the files and of the library.
      deps: what the library depends on, and its test as well.
      test_deps: what the test depends on besides; GoogleTest always.
      test_data: the files that the test reads.
      test_size: Bazel's size of the test.
      **kwargs: any attribute of cc_library.
    """
    native.cc_library(
        name = name,
        srcs = native.glob([name + ".cc"]),
        hdrs = [name + ".h"],
        deps = deps,
        **kwargs
    )
    test = native.glob([name + "_test.cc"])
    if not test:
        return
    native.cc_test(
        name = name + "_test",
        size = test_size,
        srcs = test,
        data = test_data,
        deps = [":" + name] + deps + test_deps + [
            "@com_google_googletest//:gtest_main",
        ],
    )
