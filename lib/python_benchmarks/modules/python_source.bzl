"""Modules in Python that are part of a program."""

def python_source(name, **kwargs):
    """A library with NAME_py.h, which declares `kNAME`, the text of NAME.py.

    The constant is an absl::string_view in namespace feluda::python_source.

    Args:
      name: of the module, in lower case with underscores.
      **kwargs: any attribute of cc_library.
    """
    native.genrule(
        name = name + "_header",
        srcs = [name + ".py"],
        outs = [name + "_py.h"],
        cmd = "/usr/bin/python3 $(execpath //lib/python_benchmarks/modules:embed_source.py) $< > $@",
        tools = ["//lib/python_benchmarks/modules:embed_source.py"],
    )
    native.cc_library(
        name = name,
        hdrs = [name + "_py.h"],
        deps = ["@com_google_absl//:strings"],
        **kwargs
    )
