"""Nothing stands in the sandbox's hand-written modules that the real shop lacks."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

SHOP = Path(__file__).resolve().parents[2] / "sandbox" / "saleor"


def modules() -> list[str]:
    """Name the hand-written modules; those that begin with an underscore are the generator itself."""
    paths = (
        path.relative_to(SHOP.parent).with_suffix("")
        for path in sorted(SHOP.rglob("*.py"))
    )
    dotted = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    return [
        name
        for name in dotted
        if not any(part.startswith("_") for part in name.split("."))
    ]


def source_of(module: str) -> ast.Module:
    path = SHOP.parent.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text())


def public_names(module: str) -> Iterator[str]:
    """Name what a module defines itself: functions, classes with their methods, and constants."""
    for node in source_of(module).body:
        if isinstance(
            node, ast.FunctionDef | ast.ClassDef
        ) and not node.name.startswith("_"):
            yield node.name
            yield from methods(node)
        yield from assigned(node)


def methods(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                yield f"{node.name}.{part.name}"


def assigned(node: ast.AST) -> Iterator[str]:
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    for target in targets:
        if isinstance(target, ast.Name) and not target.id.startswith("_"):
            yield target.id


def exists(module: str, dotted: str) -> bool:
    """Tell whether a name is there; what a class sets on its instances only counts as there too."""
    found = importlib.import_module(module)
    owner, _, name = dotted.rpartition(".")
    if not owner:
        return hasattr(found, name)
    return hasattr(getattr(found, owner, None), name)


@pytest.mark.real_shop_only
@pytest.mark.parametrize("module", modules())
def test_real_shop_has_every_public_name(module):
    assert [name for name in public_names(module) if not exists(module, name)] == []


def test_there_are_modules_to_compare():
    assert {
        "saleor.plugins.manager",
        "saleor.account.models",
        "saleor.core.utils.events",
    } <= set(modules())
