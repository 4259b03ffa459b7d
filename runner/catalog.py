"""Write the page of everything that is registered: facts, and the items of every registry.

Started by `make docs` with Django's variables in place; the tests hold the page against the code.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from .environment import ROOT

PAGE = ROOT / "docs" / "reference" / "catalog.md"
PACKAGE = "saleor_crm_plugin"
# The API must be built by the shop, which reads the adapter: not to be imported out of order.
WITHOUT_REGISTRIES = frozenset(
    {"graphql", "http", "saleor_adapter", "management", "migrations"}
)
HEADER = """# Catalog

Everything that is registered under a code.
This page is written by `make docs`; edit the docstrings instead.
"""


def render() -> str:
    """Return the page; Django must be set up."""
    modules = list(_modules())
    sections = [_section("Facts", [_fact_row(fact) for fact in facts(modules)])]
    for registry in registries(modules):
        title = _words(registry._base.__name__)
        sections.append(_section(title, [_item_row(item) for item in registry]))
    return "\n".join([HEADER, *sections])


def codes() -> list[str]:
    """Return every code on the page."""
    modules = list(_modules())
    items = (item.code for registry in registries(modules) for item in registry)
    return sorted({*items, *(fact.code for fact in facts(modules))})


def facts(modules: list[ModuleType]) -> list[Any]:
    """Return the classes of facts that have a code, by code."""
    from saleor_crm_plugin.core.facts import Fact  # noqa: PLC0415 (Django first)

    found = {
        value.code: value
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Fact) and value.code
    }
    return [found[code] for code in sorted(found)]


def registries(modules: list[ModuleType]) -> list[Any]:
    """Return every registry that is a name of some module, by the name of its base."""
    from saleor_crm_plugin.core.registry import Registry  # noqa: PLC0415 (Django first)

    found = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Registry)
    }
    return sorted(found.values(), key=lambda registry: registry._base.__name__)


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module(PACKAGE)
    for found in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        if not WITHOUT_REGISTRIES.intersection(found.name.split(".")):
            yield importlib.import_module(found.name)


def _section(title: str, rows: list[str]) -> str:
    return "\n".join(
        [
            f"## {title}",
            "",
            "| Code | What it is | Carries |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _fact_row(fact: Any) -> str:
    own = sorted(
        {field.name for field in dataclasses.fields(fact)} - _common_fields(fact)
    )
    return _row(fact.code, fact, own)


def _item_row(item: Any) -> str:
    settings = getattr(item, "Settings", None)
    return _row(item.code, item, sorted(getattr(settings, "model_fields", {})))


def _row(code: str, described: Any, names: list[str]) -> str:
    carries = ", ".join(f"`{name}`" for name in names)
    return f"| `{code}` | {_first_line(described)} | {carries} |"


def _first_line(described: Any) -> str:
    """Return the first line of the class's docstring, else of its file's."""
    own = described.__doc__ or inspect.getmodule(described).__doc__ or ""
    return own.strip().splitlines()[0] if own.strip() else ""


def _common_fields(fact: Any) -> set[str]:
    """Return the names that every fact carries."""
    base = fact.__mro__[-2]
    return {field.name for field in dataclasses.fields(base)}


def _words(name: str) -> str:
    """`EarningRule` becomes `Earning rules`."""
    words = re.findall(r"[A-Z][a-z]*", name)
    return " ".join(words).capitalize() + ("" if name.endswith("Data") else "s")


def main() -> None:
    import django  # noqa: PLC0415 (only when run as a program)

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render())
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
