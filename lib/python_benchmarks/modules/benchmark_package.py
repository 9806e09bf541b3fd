"""Puts the package `benchmark` together: three modules of this program, the rest
from the folder `benchmark` on the user's path, if there is one."""

import importlib
import importlib.abc
import importlib.machinery
import os
import sys

_OURS = {
    "benchmark.profiler": "_feluda_profiler",
    "benchmark.data_generator": "_feluda_data_generator",
    "benchmark.report": "_feluda_report",
}


def _folders():
    """The folders `benchmark` on the path, in its order."""
    folders = (os.path.join(entry or os.getcwd(), "benchmark") for entry in sys.path)
    return [folder for folder in folders if os.path.isdir(folder)]


class _PackageLoader(importlib.abc.Loader):
    """Runs the user's __init__.py in the package, if there is one."""

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        for folder in module.__path__:
            init = os.path.join(folder, "__init__.py")
            if os.path.isfile(init):
                module.__file__ = init
                with open(init, "rb") as file:
                    exec(compile(file.read(), init, "exec"), module.__dict__)
                return


class _AliasLoader(importlib.abc.Loader):
    """Gives a module of this program its name in the package."""

    def __init__(self, name):
        self._name = name

    def create_module(self, spec):
        return importlib.import_module(self._name)

    def exec_module(self, module):
        pass


class _Finder(importlib.abc.MetaPathFinder):

    def find_spec(self, fullname, path=None, target=None):
        if fullname == "benchmark":
            spec = importlib.machinery.ModuleSpec(
                fullname, _PackageLoader(), is_package=True)
            spec.submodule_search_locations = _folders()
            return spec
        name = _OURS.get(fullname)
        if name in sys.builtin_module_names or name in sys.modules:
            return importlib.machinery.ModuleSpec(fullname, _AliasLoader(name))
        return None


sys.meta_path.insert(0, _Finder())
