#!/usr/bin/env python3
"""Checks that no two files define a type of the same name in one namespace.

The linker would keep one of their functions, as a destructor, for both types,
and say nothing: the "one definition rule" of C++. Types in unnamed namespaces
are each file's own.
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
        for name in types_of((TREE / file).read_text(encoding="utf-8")):
            places[name].add(file)
    twins = {name: found for name, found in places.items() if len(found) > 1}
    for name, found in sorted(twins.items()):
        print(f"{name} is defined in {' and in '.join(sorted(found))}; rename one")
    print(f"{len(places)} types, {len(twins)} problems")
    return 1 if twins or not places else 0


if __name__ == "__main__":
    sys.exit(main())
