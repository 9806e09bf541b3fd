"""Where the parts of a tool are that Bazel built.

    sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
    from tool_parts import find_folder

    HERE = find_folder(("operate", "peers/peer.py"))
"""

import os
import sys


def find_folder(parts):
    """Returns the folder that has all of PARTS, or ends the program.

    Bazel puts them into the tree of runfiles beside the program that it built,
    where some other programs stand as well, or into the one that the program
    is in. The program's path may be a chain of symbolic links to either.
    """
    program = os.path.abspath(sys.argv[0])
    while True:
        here = os.path.dirname(program)
        for folder in (program + ".runfiles/feluda_benchmarks/bench/tools", here):
            if all(os.path.exists(os.path.join(folder, part)) for part in parts):
                return folder
        if not os.path.islink(program):
            name = os.path.splitext(os.path.basename(program))[0]
            sys.exit(f"{here} lacks {parts[0]}; bazel run //bench:{name} builds it")
        program = os.path.join(here, os.readlink(program))
