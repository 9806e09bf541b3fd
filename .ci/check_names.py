#!/usr/bin/env python3
"""Checks that no two files define the same type, and no two headers the same
function, in one namespace.

The linker would keep one of their functions, as a destructor of the type, for
both, and say nothing: the "one definition rule" of C++. What is in unnamed
namespaces is each file's own, and what the compiler makes for each instruction
set, in HWY_NAMESPACE, is left out.
"""

import collections
import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent

NAMESPACE = re.compile(r"^(?:inline )?namespace ?([\w:]*) \{")
NAMESPACE_END = re.compile(r"^\}  // namespace")
TYPE = re.compile(r"^(?:enum )?(?:class|struct) ([\w:]+)[^;()]*$")


# From the beginning of a line to what ends a declaration; not a macro's call,
# which has no type before its name, nor a constructor or a member.
FUNCTION = re.compile(
    r"^(?!using |typedef |template|return |friend |static_assert|#|//|namespace)"
    r"[\w\[][\w:<>,&*\[\] ]*[\w>&*]\s+[&*]*(?!alignas\b)(\w+)\(([^;{}]*)\)[\w\s]*[;{]",
    re.MULTILINE)


def parameter_types(parameters):
    """The types of a function's parameters, without names and defaults."""
    depth = 0
    types = [""]
    for character in parameters:
        depth += (character in "<({[") - (character in ">)}]")
        if character == "," and depth == 0:
            types.append("")
        else:
            types[-1] += character
    return ", ".join(
        re.sub(r"(?<=[\w>&*]) ?\b\w+$", "", " ".join(each.split("=")[0].split()))
        for each in types)


def functions_of(text):
    """The functions that a header declares or defines, with their parameters."""
    text = re.sub(r"//.*", "", text)
    for namespace in re.split(r"^(?=namespace )", text, flags=re.MULTILINE):
        opened = NAMESPACE.match(namespace.split("\n", 1)[0])
        if not opened or opened[1] in ("", "HWY_NAMESPACE"):
            continue
        templates = re.compile(r"^template\b.*?(?=[;{])", re.M | re.S)
        for found in FUNCTION.finditer(templates.sub("", namespace)):
            yield f"{opened[1]}::{found[1]}({parameter_types(found[2])})"


def types_of(text):
    """The types that `text` defines outside of unnamed namespaces and types."""
    namespaces = []
    is_specialization = False
    for line in text.splitlines():
        if opened := NAMESPACE.match(line):
            namespaces.append(opened[1])
        elif NAMESPACE_END.match(line) and namespaces:
            namespaces.pop()
        elif (found := TYPE.match(line)) and not is_specialization:
            if "" not in namespaces:
                yield "::".join([*namespaces, found[1]])
        is_specialization = line == "template <>"


def main():
    files = subprocess.run(
        ["git", "ls-files", "*.h", "*.cc"], cwd=TREE, check=True,
        capture_output=True, text=True).stdout.split()
    places = collections.defaultdict(set)
    for file in files:
        text = (TREE / file).read_text(encoding="utf-8")
        names = list(types_of(text))
        if file.endswith(".h") and not file.endswith("-inl.h"):
            names += functions_of(text)
        for name in names:
            places[name].add(file)
    twins = {name: found for name, found in places.items() if len(found) > 1}
    for name, found in sorted(twins.items()):
        print(f"{name} is defined in {' and in '.join(sorted(found))}; rename one")
    print(f"{len(places)} types and functions, {len(twins)} problems")
    return 1 if twins or not places else 0


if __name__ == "__main__":
    sys.exit(main())
