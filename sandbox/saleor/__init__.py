"""A small shop with Saleor's import names, generated from the recorded contract of the real one."""

from . import _loader
from ._contract import contract

__version__ = contract()["saleor"]

_loader.install()
