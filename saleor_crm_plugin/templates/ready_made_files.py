"""Templates that come with the package: one folder each, a file per language.

`template.toml` says name, kind, purpose and list; `<language>.mjml` begins with the header lines
`subject:`, `preheader:`, and after an empty line holds the sections of the body.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .rendering import Content, TemplateKind

FOLDER = Path(__file__).parent / "ready_made"
_HEADERS = ("subject", "preheader")


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A template of the package with everything that it says."""

    code: str
    name: str
    kind: TemplateKind
    purpose: str
    list_code: str
    contents: tuple[Content, ...]


@lru_cache(maxsize=1)
def ready_made() -> dict[str, ReadyMade]:
    """Return all templates of the package by code."""
    folders = sorted(file.parent for file in FOLDER.glob("*/template.toml"))
    return {folder.name: _read(folder) for folder in folders}


def _read(folder: Path) -> ReadyMade:
    about = tomllib.loads((folder / "template.toml").read_text())
    return ReadyMade(
        code=folder.name,
        name=about["name"],
        kind=TemplateKind(about["kind"]),
        purpose=about["purpose"],
        list_code=about.get("list", ""),
        contents=tuple(
            content_from(file.stem, file.read_text())
            for file in sorted(folder.glob("*.mjml"))
        ),
    )


def content_from(language: str, source: str) -> Content:
    """Return the content that a file holds. Raises ValueError for a header that is no header."""
    head, _, body = source.partition("\n\n")
    found: dict[str, str] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon or name not in _HEADERS:
            raise ValueError(f"{language}: {line!r} is no header of a template.")
        found[name] = value.strip()
    return Content(language=language, body=body.strip() + "\n", **found)
