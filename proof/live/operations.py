"""The GraphQL documents of the story: those that were recorded of the shop, and the CRM's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..item import ROOT

FILES = (
    ROOT / "sandbox" / "capture" / "recording" / "mutations.graphql",
    Path(__file__).with_name("operations.graphql"),
)
_OPERATION = re.compile(
    r"^(?:mutation|query) (?P<name>\w+).*?(?=^(?:mutation|query|#) |\Z)",
    re.MULTILINE | re.DOTALL,
)


def documents() -> dict[str, str]:
    """Return the documents by the names of their operations."""
    return dict(_named())


def _named() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for found in _OPERATION.finditer(file.read_text(encoding="utf-8")):
            yield found["name"], found[0]
