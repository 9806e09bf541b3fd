"""A virtual environment with the peers of today, made once and kept.

    text = open("third_party/python-peers.txt", encoding="utf-8").read()
    python = environment.python_with(text, "/usr/bin/python3", print)

It stands in the user's cache directory, $XDG_CACHE_HOME/feluda_benchmarks or
~/.cache/feluda_benchmarks, under a name that changes with the versions and with
Python's, and is there whole or not at all: it is made beside its place and then
renamed. Of two runs that want it at once one makes it and the other waits.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess

PINNED = re.compile(r"([A-Za-z0-9][\w.-]*)==([\w.!+]+)")
# What of pip's words tells that it reached no index.
NO_NETWORK = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution"
    r"|Name or service not known|Network is unreachable|Connection refused"
    r"|ConnectTimeout|ReadTimeout|ProxyError|Connection broken",
)
NO_VERSION = re.compile(
    r"Could not find a version that satisfies the requirement (\S+) "
    r"\(from versions: (none)?"
)
DEBIANS = "or leave out --peers=pip to compare with Debian's packages"
LAST_WORDS = 1000


class Unmakable(Exception):
    """Why there is no environment, and the remedy."""


def pinned(text):
    """Returns {package: version} of a file of requirements.

    Raises Unmakable for a line that names no one version.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        requirement = line.split("#")[0].strip()
        if not requirement:
            continue
        match = PINNED.fullmatch(requirement)
        if not match:
            raise Unmakable(
                f"line {number} of the pinned versions says {requirement}; "
                "write it as package==version"
            )
        found[match[1]] = match[2]
    return found


def cache_directory(environ):
    """As the XDG Base Directory Specification has it.

    Raises Unmakable where neither XDG_CACHE_HOME nor HOME tells it.
    """
    cache = environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        home = environ.get("HOME", "")
        if not os.path.isabs(home):
            raise Unmakable(
                "there is no cache directory to keep the peers in; "
                "set XDG_CACHE_HOME to one"
            )
        cache = os.path.join(home, ".cache")
    return os.path.join(cache, "feluda_benchmarks")


def name_for(version, packages):
    """The environment's name: another one for other versions."""
    listed = ",".join(f"{k}=={v}" for k, v in sorted(packages.items()))
    digest = hashlib.sha256(listed.encode()).hexdigest()[:12]
    return f"peers_python{version}_{digest}"


def explain(said, python, version):
    """What to tell the user of pip's output when it failed."""
    if "No space left on device" in said:
        return (
            "the disk is full; free a gigabyte, or set XDG_CACHE_HOME to a "
            "directory on another disk"
        )
    if NO_NETWORK.search(said):
        return (
            "pip reached no package index; connect to a network or configure "
            f"pip's index, {DEBIANS}"
        )
    match = NO_VERSION.search(said)
    if match and match[2]:
        return (
            f"pip's index has no {match[1].split('==')[0]} for this machine, or "
            f"pip reached none; configure pip's index, {DEBIANS}"
        )
    if match:
        return (
            f"there is no {match[1]} for Python {version}, which {python} is; "
            f"name another Python by --python, {DEBIANS}"
        )
    return f"pip failed, {DEBIANS}; it said:\n{said.strip()[-LAST_WORDS:]}"


def version_of(python):
    """Returns "3.11", and raises Unmakable if that Python makes no environments."""
    program = (
        "import sys; print('%d.%d' % sys.version_info[:2], flush=True); "
        "import ensurepip, venv"
    )
    try:
        done = subprocess.run(
            [python, "-c", program],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
        )
    except OSError as error:
        raise Unmakable(
            f"--python: {error.strerror}: {python}; name a Python program"
        ) from None
    version = done.stdout.strip()
    if not re.fullmatch(r"3\.\d+", version):
        raise Unmakable(f"--python: {python} is no Python 3; name one")
    if done.returncode == 0:
        return version
    missing = re.search(r"No module named '(\w+)'", done.stderr)
    raise Unmakable(
        f"{python} has no module {missing[1] if missing else 'venv'}; apt-get "
        f"install python{version}-venv, {DEBIANS}"
    )


@contextlib.contextmanager
def locked(path, tell):
    """Holds a lock that ends with this process."""
    with open(path, "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(f"Waiting for another run that has {path} locked.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command, python, version):
    """Runs venv or pip; raises Unmakable with the remedy if it fails."""
    # These would have pip install elsewhere, or Python look elsewhere.
    foreign = ("PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH")
    environ = {k: v for k, v in os.environ.items() if k not in foreign}
    environ["PIP_USER"] = "0"
    done = subprocess.run(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    if done.returncode != 0:
        raise Unmakable(explain(done.stdout, python, version))


def make(place, packages, python, version):
    """Makes the environment at PLACE, whole or not at all."""
    part = place + ".part"
    # Of a run that was killed.
    shutil.rmtree(part, ignore_errors=True)
    try:
        run([python, "-m", "venv", part], python, version)
        run(
            [
                os.path.join(part, "bin", "python"),
                "-m",
                "pip",
                "install",
                "--no-input",
                # Without a second try pip does not tell of the network.
                "--retries=2",
                "--disable-pip-version-check",
                "--only-binary=:all:",
                *(f"{k}=={v}" for k, v in packages.items()),
            ],
            python,
            version,
        )
        os.rename(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def python_with(text, python, tell):
    """Returns the Python of an environment with these requirements.

    TELL is called with a line for the user if that takes its time. Raises
    Unmakable, with the remedy.
    """
    packages = pinned(text)
    version = version_of(python)
    directory = cache_directory(os.environ)
    place = os.path.join(directory, name_for(version, packages))
    try:
        os.makedirs(directory, exist_ok=True)
        with locked(place + ".lock", tell):
            if not os.path.isdir(place):
                tell(
                    f"Making {place}, a virtual environment with the peers "
                    "from pip, some 600 MB; a minute or two."
                )
                make(place, packages, python, version)
    except OSError as error:
        raise Unmakable(
            f"{error.filename or directory}: {error.strerror}; set "
            f"XDG_CACHE_HOME to a directory that can be written, {DEBIANS}"
        ) from None
    return os.path.join(place, "bin", "python")
