"""A small shop with Saleor's import names, generated from the recorded contract of the real one."""

from . import _loader
from ._contract import contract

__version__ = contract()["saleor"]
schema_version = ".".join(__version__.split(".")[:2])
user_agent_version = f"Saleor/{schema_version}"

_loader.install()
