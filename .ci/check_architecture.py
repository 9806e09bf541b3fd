#!/usr/bin/python3
"""Checks that the code has the arrows of docs/architecture.md, and no others.

    check_architecture.py [--print]

The page's table has a row for each room: the rooms that it uses, those that only
its tests use, and whether it includes Google Benchmark. A file is in the deepest
room that it is below. This reads every #include and every BUILD file of the
working tree, and prints a line for each

  - include, dependency or Bazel visibility that crosses from a room to one that
    the page does not let it use;
  - arrow of the page that nothing crosses;
  - room that uses one further down in the table, which is sorted so that no
    arrow runs back.

--print prints the arrows that there are, as rows for the table. Exit status 1 if
something is wrong. It takes a second and needs Python alone.
"""

import ast
import collections
import itertools
import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent
PAGE = TREE / "docs/architecture.md"
ROW = re.compile(r"\| \[?`([\w/]+)`.*")
INCLUDE = re.compile(r'^ *#include ["<]((?:bench|lib|reporters|benchmark)/[^">]+)', re.M)
GOOGLE_BENCHMARK = "benchmark/benchmark.h"

Room = collections.namedtuple("Room", "name uses tests_use benchmark")


def read_rooms(page):
    """The rooms of the page's table, in its order, by name."""
    rooms = {}
    for line in page.splitlines():
        if not ROW.fullmatch(line):
            continue
        name, _, uses, tests_use, benchmark = line.split("|")[1:-1]
        names = [re.findall(r"`([\w/]+)`", cell) for cell in (name, uses, tests_use)]
        room = Room(names[0][0], set(names[1]), set(names[2]), "yes" in benchmark)
        rooms[room.name] = room
    return rooms


def room_of(path, rooms):
    """The deepest room that a file or folder is in, or None."""
    parts = path.split("/")
    for end in range(len(parts), 0, -1):
        if "/".join(parts[:end]) in rooms:
            return "/".join(parts[:end])
    return None


def git_files(*patterns):
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output([*command, "--", *patterns], cwd=TREE, text=True)
    return sorted(set(filter(lambda file: (TREE / file).exists(), listed.split("\n")[:-1])))


def texts_in(expression):
    nodes = ast.walk(expression)
    return [n.value for n in nodes if isinstance(getattr(n, "value", None), str)]


def rules_of(build_file):
    """Yields (rule, attributes) of a BUILD file, which is in Python's grammar.

    An attribute that is no literal becomes the list of the texts in it.
    """
    tree = ast.parse((TREE / build_file).read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        attributes = {}
        for keyword in call.keywords:
            try:
                attributes[keyword.arg] = ast.literal_eval(keyword.value)
            except ValueError:
                attributes[keyword.arg] = texts_in(keyword.value)
        yield call.func.id, attributes


def files_for_tests():
    """The files of targets that Bazel lets only tests use."""
    files = set()
    for build_file in git_files("*/BUILD.bazel"):
        folder = build_file.rpartition("/")[0]
        for _, attributes in rules_of(build_file):
            if not attributes.get("testonly"):
                continue
            name = attributes.get("name", "")
            own = [f"{name}.h", f"{name}.cc"]
            own += attributes.get("srcs", []) + attributes.get("hdrs", [])
            files.update(f"{folder}/{file}" for file in own)
    return files


def includes():
    """Yields (file, whether it is for tests, included file)."""
    for_tests = files_for_tests()
    for file in git_files("bench/*.h", "bench/*.cc", "lib/*.h", "lib/*.cc",
                          "reporters/*.h", "reporters/*.cc"):
        is_test = file in for_tests or file.endswith(("_test.cc", "_fuzz.cc"))
        text = (TREE / file).read_text(encoding="utf-8")
        for included in INCLUDE.findall(text):
            yield file, is_test, included


def dependencies():
    """Yields (BUILD file, whether it is for tests, target) for each label used."""
    for build_file in git_files("*/BUILD.bazel"):
        for rule, attributes in rules_of(build_file):
            is_test = rule.endswith("_test") or bool(attributes.get("testonly"))
            for key in ("srcs", "deps", "data", "test_deps", "test_data"):
                for label in attributes.get(key, []):
                    if label.startswith("//"):
                        yield build_file, is_test or "test" in key, label[2:]


def grants():
    """Yields (BUILD file, folder that may use it)."""
    for build_file in git_files("*/BUILD.bazel"):
        for _, attributes in rules_of(build_file):
            for key in ("visibility", "default_visibility"):
                for label in attributes.get(key, []):
                    folder = re.fullmatch("//(.+):__(?:pkg|subpackages)__", label)
                    if folder:
                        yield build_file, folder[1]


def check_arrows(rooms, crossed):
    """Yields problems; adds the arrows to CROSSED: (from, to, whether for tests)."""
    for file, is_test, included in itertools.chain(includes(), dependencies()):
        here = room_of(file, rooms)
        if here is None:
            if "/" in file and not file.startswith("third_party/"):
                yield f"{file} is in no room of the page"
            continue
        room = rooms[here]
        if included.startswith("benchmark/"):
            crossed.add((here, GOOGLE_BENCHMARK, is_test))
            if not room.benchmark and not is_test:
                yield f"{file} includes {included}; {here} does without"
            continue
        there = room_of(included.partition(":")[0], rooms)
        if there in (here, None):
            continue
        crossed.add((here, there, is_test))
        allowed = room.uses | (room.tests_use if is_test else set())
        if there not in allowed:
            yield f"{file} uses {included}; {here} may not use {there}"


def check_grants(rooms):
    for build_file, folder in grants():
        here = room_of(folder, rooms)
        there = room_of(build_file, rooms)
        if here is None or there is None:
            # `lib` and the root are no rooms: what they may use is code of theirs.
            continue
        if here != there and there not in rooms[here].uses | rooms[here].tests_use:
            yield f"{build_file} is visible to {folder}; {here} may not use {there}"


def check_page(rooms, crossed):
    above = set()
    for room in rooms.values():
        for other in sorted(room.uses - above):
            yield f"{room.name} uses {other}, which is not above it in the table"
        above.add(room.name)
        for other in sorted(room.uses):
            if (room.name, other, False) not in crossed:
                yield f"{room.name} uses {other} in its tests at most"
        for other in sorted(room.tests_use):
            if (room.name, other, True) not in crossed:
                yield f"no test of {room.name} uses {other}"
        if room.benchmark and (room.name, GOOGLE_BENCHMARK, False) not in crossed:
            yield f"no file of {room.name} includes {GOOGLE_BENCHMARK}"


def print_arrows(rooms, crossed):
    for name in rooms:
        uses = [o for o in rooms if (name, o, False) in crossed]
        tests = [o for o in rooms if (name, o, True) in crossed and o not in uses]
        benchmark = "yes" if (name, GOOGLE_BENCHMARK, False) in crossed else ""
        cells = [", ".join(f"`{o}`" for o in names) for names in (uses, tests)]
        print(" | ".join(["", f"`{name}`", "", *cells, benchmark, ""]).strip())


def main():
    rooms = read_rooms(PAGE.read_text(encoding="utf-8"))
    if not rooms:
        return f"{PAGE}: the table of rooms is gone"
    crossed = set()
    problems = list(check_arrows(rooms, crossed))
    problems += check_grants(rooms)
    problems += check_page(rooms, crossed)
    if sys.argv[1:] == ["--print"]:
        print_arrows(rooms, crossed)
        return 0
    for problem in problems:
        print(problem)
    print(f"{len(crossed)} arrows, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
