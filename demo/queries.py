"""The queries of the README, which the check sends as they stand there."""

import re
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
_BLOCK = re.compile(r"```graphql\n(?P<query>.*?)```", re.DOTALL)
_NAME = re.compile(r"(?:query|mutation) (?P<name>\w+)")


def readme_queries() -> dict[str, str]:
    """Return the README's queries by their names, in its order."""
    blocks = (
        block["query"] for block in _BLOCK.finditer(README.read_text(encoding="utf-8"))
    )
    return {name["name"]: block for block in blocks if (name := _NAME.search(block))}
