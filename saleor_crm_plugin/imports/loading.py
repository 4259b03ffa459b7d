"""Loads what can be brought in and what can be taken out."""

from .export import load_exports
from .import_kind import load_import_kinds


def load_imports() -> None:
    """Import every kind's and every list's file, so that each registers itself."""
    load_import_kinds()
    load_exports()
