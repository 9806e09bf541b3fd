"""Builds a revision of this project in a worktree of its own, and cleans up."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile

from interruption import interruptible
from programs import BadUse

PREFIX = "feluda_ab_worktree_"


def git(repository, *arguments):
    """What git prints."""
    done = subprocess.run(["git", "-C", repository, *arguments],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise BadUse(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def binary_of(tree, target):
    """Where Bazel puts //folder:name."""
    folder, _, name = target.removeprefix("//").partition(":")
    return os.path.join(tree, "bazel-bin", folder, name)


class Bazel:
    """Bazel in a source tree, with the cache of compiled files that CI has."""

    def __init__(self, tree, output_base=None):
        wrapper = os.path.join(tree, "bazelw")
        self.tree = tree
        self.command = [wrapper if os.access(wrapper, os.X_OK) else "bazel"]
        if output_base:
            self.command.append(f"--output_base={output_base}")
        cache = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
        self.cache = os.path.join(cache, "feluda_benchmarks")

    def run(self, *arguments, waiting=interruptible):
        # In a group of its own, so that all of it can be told to end, which
        # takes Bazel's client a moment.
        process = subprocess.Popen([*self.command, *arguments], cwd=self.tree,
                                   stdin=subprocess.DEVNULL,
                                   start_new_session=True)
        try:
            with waiting():
                return process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            raise

    def build(self, target):
        """The path of what was built."""
        if self.run("build", "--noshow_progress", f"--disk_cache={self.cache}",
                    target) != 0:
            raise BadUse(f"{target} cannot be built in {self.tree}")
        built = binary_of(self.tree, target)
        if not os.path.isfile(built):
            raise BadUse(f"{target} is no program: {built} is missing; name it "
                         "as //folder:name, and no alias")
        return built


class Worktree:
    """A revision's tree, in a new directory of its own.

    with Worktree(repository, "HEAD~1") as worktree:
        worktree.build("//bench:operators", "/tmp/old")
    """

    def __init__(self, repository, revision):
        self.repository = repository
        # Without it a revision such as --help would be an option.
        self.commit = git(repository, "rev-parse", "--verify", "--quiet",
                          "--end-of-options", f"{revision}^{{commit}}")
        self.folder = None

    def __enter__(self):
        # The name is new, so that no other worktree is in the way; detached, a
        # branch may be checked out elsewhere as well.
        self.folder = tempfile.mkdtemp(prefix=PREFIX)
        self.tree = os.path.join(self.folder, "tree")
        self.output_base = os.path.join(self.folder, "output_base")
        try:
            git(self.repository, "worktree", "add", "--detach", self.tree,
                self.commit)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        """Leaves no directory, no server of Bazel's, no entry of git's."""
        if os.path.isdir(self.output_base):
            Bazel(self.tree, self.output_base).run(
                "clean", "--expunge", waiting=contextlib.nullcontext)
        subprocess.run(["git", "-C", self.repository, "worktree", "remove",
                        "--force", self.tree], stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def build(self, target, copy):
        """Builds TARGET and copies it, since the tree goes away."""
        built = Bazel(self.tree, self.output_base).build(target)
        shutil.copy(built, copy)
