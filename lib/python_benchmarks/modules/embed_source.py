#!/usr/bin/python3
"""Writes a module in Python as a header of C++: python_source.bzl."""

import pathlib
import sys

path = pathlib.Path(sys.argv[1])
source = path.read_text(encoding="utf-8")
name = "k" + "".join(word.capitalize() for word in path.stem.split("_"))
guard = path.stem.upper() + "_PY_H_"
# Compilers take literals of up to 64 KiB; none of ours comes near.
assert ')python"' not in source and len(source) < 60000, path
print(f"""#ifndef {guard}
#define {guard}

#include "absl/strings/string_view.h"

namespace feluda::python_source {{

inline constexpr absl::string_view {name} = R"python({source})python";

}}  // namespace feluda::python_source

#endif  // {guard}""")
