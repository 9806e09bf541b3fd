#!/usr/bin/python3 -B
"""The environment of pinned peers: versions, places, errors; without a network.

Arguments: environment.py, the file of pinned versions.
"""

import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
import environment
from environment import Unmakable

VERSIONS = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")

# A Python that makes an environment with itself in it, writes down what it is
# asked, and fails where a file beside it says so.
FAKE = """#!/bin/sh
here=$(dirname "$0")
case "$*" in
  -c*) echo 3.12; cat "$here/no_venv" >&2 2>/dev/null && exit 1 ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *) [ -e "$FAKE_SAYS" ] && cat "$FAKE_SAYS" && exit 1 ;;
esac
echo "$*" >> "$FAKE_LOG"
exit 0
"""
# What pip 23.0 says.
UNREACHED = (
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, "
    "status=None)) after connection broken by 'NewConnectionError('<pip._vendor."
    "urllib3.connection.HTTPSConnection object at 0x7f9fd4ecea10>: Failed to "
    "establish a new connection: [Errno -2] Name or service not known')': "
    "/simple/tqdm/\nERROR: Could not find a version that satisfies the "
    "requirement tqdm==4.70.1 (from versions: none)\n"
)
TOO_NEW = (
    "ERROR: Could not find a version that satisfies the requirement "
    "scikit-learn==1.9.1 (from versions: 1.5.2, 1.6.0)\n"
    "ERROR: No matching distribution found for scikit-learn==1.9.1\n"
)
NOTHING = TOO_NEW.replace("1.5.2, 1.6.0", "none")
FULL = "ERROR: Could not install packages: [Errno 28] No space left on device"


class VersionsTest(unittest.TestCase):
    def test_the_file_pins_the_peers_and_what_they_need(self):
        packages = environment.pinned(VERSIONS)
        for package in ("faiss-cpu", "numpy", "openTSNE", "scikit-learn",
                        "umap-learn"):
            self.assertIn(package, packages)

    def test_a_version_that_is_not_one_is_refused(self):
        for line in ("numpy", "numpy>=2", "numpy==2.*", "-r other.txt"):
            with self.subTest(line):
                with self.assertRaisesRegex(Unmakable, "^line 2 .*==version$"):
                    environment.pinned("scipy==1.2 # why\n" + line)

    def test_a_name_changes_with_the_versions_and_with_pythons(self):
        name = environment.name_for("3.11", {"a": "1", "b": "2"})
        self.assertEqual(name, environment.name_for("3.11", {"b": "2", "a": "1"}))
        self.assertRegex(name, "^peers_python3.11_[0-9a-f]{12}$")
        for version, packages in [("3.12", {"a": "1", "b": "2"}),
                                  ("3.11", {"a": "1", "b": "3"})]:
            self.assertNotEqual(name, environment.name_for(version, packages))


class CacheDirectoryTest(unittest.TestCase):
    def test_it_is_the_users(self):
        for environ, expected in [
                ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/feluda_benchmarks"),
                ({"XDG_CACHE_HOME": "c", "HOME": "/h"},
                 "/h/.cache/feluda_benchmarks"),
                ({"HOME": "/h"}, "/h/.cache/feluda_benchmarks")]:
            with self.subTest(environ):
                self.assertEqual(environment.cache_directory(environ), expected)

    def test_without_a_home_the_remedy_is_named(self):
        with self.assertRaisesRegex(Unmakable, "set XDG_CACHE_HOME"):
            environment.cache_directory({})


class ExplainTest(unittest.TestCase):
    def test_what_pip_says_becomes_a_remedy(self):
        for said, cause, remedy in [
                (UNREACHED, "pip reached no package index", "connect"),
                (TOO_NEW, "no scikit-learn==1.9.1 for Python 3.9", "--python"),
                (NOTHING, "no scikit-learn for this machine", "configure pip"),
                (FULL, "the disk is full", "XDG_CACHE_HOME"),
                ("ERROR: something else", "something else", "Debian's")]:
            with self.subTest(cause):
                told = environment.explain(said, "/usr/bin/python3", "3.9")
                self.assertIn(cause, told)
                self.assertIn(remedy, told)


class PythonWithTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)
        self.python = self.directory / "python"
        self.write_program(self.python, FAKE)
        self.log = self.directory / "log"
        self.says = self.directory / "says"
        self.cache = self.directory / "cache" / "feluda_benchmarks"
        patch = mock.patch.dict(os.environ, {
            "XDG_CACHE_HOME": str(self.cache.parent),
            "FAKE_LOG": str(self.log),
            "FAKE_SAYS": str(self.says),
        })
        patch.start()
        self.addCleanup(patch.stop)
        self.told = []

    def write_program(self, path, text):
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def make(self, python=None):
        return environment.python_with(
            "a==1\nb==2\n", str(python or self.python), self.told.append)

    def test_it_is_made_once_and_told_of(self):
        python = self.make()
        self.assertEqual(self.make(), python)
        place = pathlib.Path(python).parents[1]
        self.assertEqual(place.parent, self.cache)
        self.assertEqual(len(self.told), 1)
        self.assertIn(str(place), self.told[0])
        installs = [line for line in self.log.read_text().splitlines()
                    if "pip install" in line]
        self.assertEqual(len(installs), 1)
        self.assertTrue(installs[0].endswith(" a==1 b==2"), installs)

    def test_what_failed_leaves_nothing_and_can_be_tried_again(self):
        self.says.write_text(UNREACHED, encoding="utf-8")
        with self.assertRaisesRegex(Unmakable, "reached no package index"):
            self.make()
        self.assertEqual([path.suffix for path in self.cache.iterdir()],
                         [".lock"])
        self.says.unlink()
        self.assertTrue(os.path.exists(self.make()))

    def test_what_a_killed_run_left_is_made_anew(self):
        left = self.cache / (environment.name_for(
            "3.12", {"a": "1", "b": "2"}) + ".part")
        (left / "lib").mkdir(parents=True)
        place = pathlib.Path(self.make()).parents[1]
        self.assertFalse(left.exists())
        self.assertFalse((place / "lib").exists())

    def test_a_python_without_venv_names_its_package(self):
        (self.directory / "no_venv").write_text(
            "ModuleNotFoundError: No module named 'ensurepip'\n")
        with self.assertRaisesRegex(
                Unmakable, "no module ensurepip; apt-get install python3.12-venv"):
            self.make()

    def test_what_is_no_python_is_refused(self):
        other = self.directory / "other"
        self.write_program(other, "#!/bin/sh\necho Python 2\n")
        for python, cause in [(other, "is no Python 3"),
                              (self.directory / "missing", "No such file")]:
            with self.subTest(cause):
                with self.assertRaisesRegex(Unmakable, "--python: .*" + cause):
                    self.make(python)

    def test_a_cache_that_is_no_directory_is_told(self):
        self.cache.parent.write_text("a file")
        with self.assertRaisesRegex(Unmakable, "set XDG_CACHE_HOME to a dir"):
            self.make()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
