"""What the pages ask the API, read from their own files."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graphql.language import ast
from graphql.language.parser import parse
from graphql.language.printer import print_ast

from runner.environment import ROOT

SOURCES = ROOT / "dashboard_extension" / "src"
HOST_SCHEMA = SOURCES / "api" / "host.graphql"


@dataclass(frozen=True)
class PageOperation:
    """One query or mutation with the fragments beside it, as it is sent."""

    name: str
    place: str
    document: ast.Document

    @property
    def text(self) -> str:
        """Return it as the pages send it."""
        return print_ast(self.document)

    @property
    def definition(self) -> ast.OperationDefinition:
        """Return the operation itself."""
        return self.document.definitions[0]


def page_operations() -> list[PageOperation]:
    """Return every operation of the pages, by folder and name."""
    found = []
    for place, definitions in sorted(_by_place().items()):
        fragments = {
            one.name.value: one
            for one in definitions
            if isinstance(one, ast.FragmentDefinition)
        }
        for one in definitions:
            if isinstance(one, ast.OperationDefinition):
                document = ast.Document([one, *_used(one, fragments)])
                found.append(PageOperation(one.name.value, place, document))
    return found


def page_operation(name: str) -> PageOperation:
    """Return the one operation of this name."""
    [found] = [one for one in page_operations() if one.name == name]
    return found


def _by_place() -> dict[str, list[ast.Node]]:
    """Gather definitions as they are built: a folder's together, a widget's by themselves."""
    gathered = defaultdict(list)
    for path in sorted(SOURCES.rglob("*.graphql")):
        if path != HOST_SCHEMA:
            gathered[_place(path)] += parse(path.read_text()).definitions
    return gathered


def _place(path: Path) -> str:
    folder = path.parent.relative_to(SOURCES).as_posix()
    return f"{folder}/widget" if path.name == "widget.graphql" else folder


def _used(
    one: ast.Node, fragments: dict[str, ast.FragmentDefinition]
) -> list[ast.FragmentDefinition]:
    """Return the fragments that it spreads, and those that they spread."""
    names: dict[str, None] = {}
    waiting = [one]
    while waiting:
        text = print_ast(waiting.pop())
        for name, fragment in fragments.items():
            if f"...{name}\n" in text and name not in names:
                names[name] = None
                waiting.append(fragment)
    return [fragments[name] for name in names]
