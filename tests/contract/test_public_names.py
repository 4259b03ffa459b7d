"""What can be called in the sandbox, and what the plugin imports, is there in the real shop."""

import ast
import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "saleor_crm_plugin"
SHOP = Path(__file__).resolve().parents[2] / "sandbox" / "saleor"


def modules() -> list[str]:
    """Name the hand-written modules; underscores are the generator, the API's own words stay inside it."""
    paths = (
        path.relative_to(SHOP.parent).with_suffix("")
        for path in sorted(SHOP.rglob("*.py"))
    )
    dotted = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    return [
        name
        for name in dotted
        if not any(part.startswith("_") for part in name.split("."))
        and not name.startswith("saleor.graphql.")
    ]


def source_of(module: str) -> ast.Module:
    path = SHOP.parent.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text())


def public_names(module: str) -> Iterator[str]:
    """Name what can be called: functions, and classes with their methods."""
    for node in source_of(module).body:
        if isinstance(
            node, ast.FunctionDef | ast.ClassDef
        ) and not node.name.startswith("_"):
            yield node.name
            yield from methods(node)


def methods(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                yield f"{node.name}.{part.name}"


def imported_by_plugin() -> list[tuple[str, str]]:
    """List what the plugin takes from the shop: module and name."""
    trees = (ast.parse(path.read_text()) for path in sorted(PLUGIN.rglob("*.py")))
    imports = (
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    )
    taken = {
        (node.module, alias.name)
        for node in imports
        if is_of_shop(node)
        for alias in node.names
    }
    return sorted(taken)


def is_of_shop(node: ast.ImportFrom) -> bool:
    return node.level == 0 and (node.module or "").split(".")[0] == "saleor"


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


@pytest.mark.parametrize(("module", "name"), imported_by_plugin())
def test_shop_has_what_the_plugin_imports(module, name):
    found = importlib.import_module(module)

    assert hasattr(found, name) or importlib.util.find_spec(f"{module}.{name}")


def test_there_are_modules_to_compare():
    assert {
        "saleor.plugins.manager",
        "saleor.account.models",
        "saleor.core.utils.events",
    } <= set(modules())
