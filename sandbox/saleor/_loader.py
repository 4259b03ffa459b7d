"""Answers imports of the shop's modules that no file holds: apps, models, enums and migrations."""

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from . import _enums
from ._contract import apps, contract, node_names

ROOT = Path(__file__).resolve().parent
NODES = "contract:"  # the pretended folder of an app's migrations: "contract:order"


class _Loader(importlib.abc.Loader):
    """Runs one function on the empty module instead of reading a file."""

    def __init__(self, fill: Callable[[ModuleType], None]) -> None:
        self.fill = fill

    def exec_module(self, module: ModuleType) -> None:
        self.fill(module)


class _ModelsLoader(importlib.machinery.SourceFileLoader):
    """Runs the hand-written behavior of an app, then defines its remaining models."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        _define_models(module)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds `saleor.<app>`, its models and migrations, and the modules that only hold enums."""

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        parts = name.split(".")
        if parts[0] != "saleor" or len(parts) == 1:
            return None
        if len(parts) == 2:
            return self._app(name, parts[1])
        if parts[1] in apps() and parts[2] == "models" and len(parts) == 3:
            return self._models(name, parts[1])
        if parts[1] in apps() and parts[2] == "migrations":
            return self._migrations(name, parts[1], parts[3:])
        return self._enums(name, parts)

    def _app(self, name: str, label: str) -> importlib.machinery.ModuleSpec | None:
        folder = ROOT / label
        if label not in apps() or (folder / "__init__.py").exists():
            return None
        spec = _synthetic(name, _enums.fill)
        spec.submodule_search_locations = [str(folder)]
        return spec

    def _models(self, name: str, label: str) -> importlib.machinery.ModuleSpec | None:
        path = ROOT / label / "models.py"
        if not path.exists():
            return _synthetic(name, _define_models)
        return importlib.util.spec_from_file_location(
            name, path, loader=_ModelsLoader(name, str(path))
        )

    def _migrations(
        self, name: str, label: str, node: list[str]
    ) -> importlib.machinery.ModuleSpec:
        if node:
            return _synthetic(name, _fill_node)
        spec = _synthetic(name, lambda module: None)
        spec.submodule_search_locations = [NODES + label]
        return spec

    def _enums(
        self, name: str, parts: list[str]
    ) -> importlib.machinery.ModuleSpec | None:
        path = ROOT.joinpath(*parts[1:])
        if (
            not _enums.recorded(name)
            or path.is_dir()
            or path.with_suffix(".py").exists()
        ):
            return None
        return _synthetic(name, _enums.fill)


class _NodeFolder:
    """What pkgutil asks for the names of an app's migrations."""

    def __init__(self, path: str) -> None:
        if not path.startswith(NODES):
            raise ImportError(path)
        self.label = path.removeprefix(NODES)

    def iter_modules(self, prefix: str = "") -> Iterator[tuple[str, bool]]:
        for name in node_names(self.label):
            yield prefix + name, False

    def find_spec(self, name: str, target: ModuleType | None = None) -> None:
        return None


__all__ = ["contract", "install"]


def _define_models(module: ModuleType) -> None:
    # Late: Django may not be imported before the settings, which import this package.
    from ._models import define_all

    define_all(module)


def _fill_node(module: ModuleType) -> None:
    from ._migrations import fill

    fill(module)


def _synthetic(
    name: str, fill: Callable[[ModuleType], None]
) -> importlib.machinery.ModuleSpec:
    return importlib.machinery.ModuleSpec(name, _Loader(fill), origin="contract")


def install() -> None:
    """Put the finder first; a second call changes nothing."""
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder())
    sys.path_hooks.insert(0, _NodeFolder)
