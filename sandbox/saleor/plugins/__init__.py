"""How the shop finds its plugins."""

import importlib


def discover_plugins_modules(plugins: list[str]) -> list[str]:
    """List the packages that hold the given plugin classes, for the search of their tasks."""
    return [
        importlib.import_module(path.rpartition(".")[0]).__package__ or ""
        for path in plugins
    ]
