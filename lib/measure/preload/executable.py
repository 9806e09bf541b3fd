"""Whether a library can be preloaded into a program, by what its file says."""

import os
import shutil
import stat
import struct

ELF_MAGIC = b"\x7fELF"
PT_INTERP = 3
# The kernel follows as many interpreters of scripts.
DEEPEST_SCRIPT = 4


def find(command):
    """The path of a command as the shell finds it, or None."""
    if "/" in command:
        return command if os.path.exists(command) else None
    return shutil.which(command)


def loader_of(file):
    """(machine, path of the loader); the path is None in a static program.

    None of a file that is no 64-bit little-endian ELF.
    """
    header = file.read(64)
    if len(header) < 64 or header[:6] != ELF_MAGIC + b"\x02\x01":
        return None
    machine, = struct.unpack_from("<H", header, 18)
    table, = struct.unpack_from("<Q", header, 32)
    entry_bytes, entries = struct.unpack_from("<HH", header, 54)
    for index in range(entries):
        file.seek(table + index * entry_bytes)
        entry = file.read(40)
        if len(entry) == 40 and struct.unpack_from("<I", entry)[0] == PT_INTERP:
            offset, = struct.unpack_from("<Q", entry, 8)
            length, = struct.unpack_from("<Q", entry, 32)
            file.seek(offset)
            return machine, os.fsdecode(file.read(length).rstrip(b"\0"))
    return machine, None


def interpreter_of(file):
    """The interpreter that a script names in its first line, or None."""
    file.seek(0)
    line = file.readline(256)
    words = line[2:].split() if line.startswith(b"#!") else []
    return os.fsdecode(words[0]) if words else None


def gains_rights(path):
    """Whether the kernel gives the program rights that its caller has not."""
    information = os.stat(path)
    if information.st_mode & stat.S_ISUID and information.st_uid != os.getuid():
        return True
    if information.st_mode & stat.S_ISGID and information.st_gid != os.getgid():
        return True
    try:
        return os.getuid() != 0 and bool(os.getxattr(path, "security.capability"))
    except OSError:
        return False


def why_not_measured(path, library, depth=0):
    """Why the library cannot be preloaded into the program, or None if it can."""
    if not os.path.isfile(path) or not os.access(path, os.X_OK):
        return "is no program that may be run"
    if gains_rights(path):
        return ("is set-user-ID, set-group-ID or has capabilities: the loader preloads "
                "nothing into such a program; run it as its owner")
    try:
        with open(path, "rb") as file, open(library, "rb") as own:
            found, ours = loader_of(file), loader_of(own)
            script = interpreter_of(file)
    except PermissionError:
        return "may not be read, so whether it can be measured is not known"
    if script is not None and depth < DEEPEST_SCRIPT:
        reason = why_not_measured(script, library, depth + 1)
        return None if reason is None else f"is run by {script}, which {reason}"
    if found is None:
        return "is no 64-bit program of this system, nor a script that names one"
    machine, loader = found
    if machine != ours[0]:
        return "is of another processor than the meter"
    if loader is None:
        return ("is linked statically: no loader runs that could preload the meter; "
                "link it without -static")
    if os.path.basename(loader).startswith("ld-musl"):
        return "runs on musl, and the meter needs glibc"
    return None
