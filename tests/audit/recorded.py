"""Reads from the code which names of settings `record_change` is given, without running it."""

import ast
import dataclasses
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parents[2] / "saleor_crm_plugin"
CALLED = "record_change"
# Stands for names that are made of data, such as the code of an interest.
CODE = "*"


class Unreadable(Exception):
    """A call is written in a way that is not understood here: write it plainer, or teach it."""


@dataclass(frozen=True)
class Recorded:
    """What calls of one place may record: every name for every subject."""

    place: str
    subjects: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def all_recorded() -> list[Recorded]:
    """Return what each call of the package records."""
    return [
        recorded
        for path in sorted(PACKAGE.rglob("*.py"))
        if f"{CALLED}(" in (text := path.read_text()) and f"def {CALLED}(" not in text
        for recorded in _File(path, text).recorded()
    ]


class _File:
    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path.relative_to(PACKAGE.parent), text
        self.module: ModuleType = importlib.import_module(
            ".".join(self.path.with_suffix("").parts)
        )
        tree = ast.parse(text)
        self.functions = [
            node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        ]
        self.by_name = {
            node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)
        }

    def recorded(self) -> Iterator[Recorded]:
        calls = list(self.calls(CALLED))
        if len(calls) != self.text.count(f"{CALLED}("):
            raise Unreadable(
                f"{self.path}: not all calls of {CALLED} stand in functions"
            )
        for function, call in calls:
            named = {one.arg: one.value for one in call.keywords}
            names = self.names(named["before"], function)
            names |= self.names(named["after"], function)
            subjects = self.subjects(call.args[0], function)
            yield Recorded(f"{self.path}:{call.lineno}", subjects, names)

    def calls(self, name: str) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
        """Give the calls of a function, with the function that each stands in."""
        for function in self.functions:
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == name
                ):
                    yield function, node

    def subjects(self, node: ast.expr, function: ast.FunctionDef) -> set[str]:
        if isinstance(node, ast.Constant):
            return {node.value}
        if isinstance(node, ast.Name) and hasattr(self.module, node.id):
            return {getattr(self.module, node.id)}
        if isinstance(node, ast.Name):
            return {
                subject
                for given, caller in self.given(node.id, function)
                for subject in self.subjects(given, caller)
            }
        raise self.unreadable(node)

    def names(self, node: ast.expr, function: ast.FunctionDef) -> set[str]:
        """Return the names that a mapping may have."""
        match node:
            case ast.Dict():
                return self.names_of_dict(node, function)
            case ast.BinOp(left=one, op=ast.BitOr(), right=other):
                return self.names(one, function) | self.names(other, function)
            case ast.IfExp(body=one, orelse=other):
                return self.names(one, function) | self.names(other, function)
            case ast.DictComp():
                return self.names_of_comprehension(node, function)
            case ast.Call():
                return self.names_of_call(node, function)
            case ast.Name():
                return self.names_of_variable(node, function)
        raise self.unreadable(node)

    def names_of_dict(self, node: ast.Dict, function: ast.FunctionDef) -> set[str]:
        found: set[str] = set()
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                found |= self.names(value, function)
            else:
                found.add(key.value if isinstance(key, ast.Constant) else CODE)
        return found

    def names_of_comprehension(
        self, node: ast.DictComp, function: ast.FunctionDef
    ) -> set[str]:
        """Return the names of what it goes over, if those are its own names too."""
        [over] = node.generators
        target = (
            over.target.elts[0] if isinstance(over.target, ast.Tuple) else over.target
        )
        if ast.dump(node.key) != ast.dump(target).replace("Store()", "Load()"):
            return {CODE}
        match over.iter:
            case ast.Call(func=ast.Attribute(attr="items", value=mapping)):
                return self.names(mapping, function)
        return self.names(over.iter, function)

    def names_of_call(self, node: ast.Call, function: ast.FunctionDef) -> set[str]:
        match node.func:
            case ast.Name(id="asdict"):
                return self.fields(node.args[0], function)
            case ast.Attribute(attr="columns", value=settings):
                return self.fields(settings, function)
            case ast.Name(id=name) if called := self.by_name.get(name):
                returned = [
                    one.value
                    for one in ast.walk(called)
                    if isinstance(one, ast.Return) and one.value
                ]
                return set().union(*(self.names(one, called) for one in returned))
        raise self.unreadable(node)

    def names_of_variable(self, node: ast.Name, function: ast.FunctionDef) -> set[str]:
        values = [
            one.value
            for one in ast.walk(function)
            if isinstance(one, ast.Assign | ast.AnnAssign)
            and node.id
            in map(_id, one.targets if isinstance(one, ast.Assign) else [one.target])
            and one.value
        ]
        if values:
            return set().union(*(self.names(one, function) for one in values))
        if function.args.kwarg and function.args.kwarg.arg == node.id:
            return self.other_names(function)
        given = self.given(node.id, function)
        return set().union(*(self.names(one, caller) for one, caller in given))

    def other_names(self, function: ast.FunctionDef) -> set[str]:
        """Return by which names callers pass what a function takes as `**values`."""
        own = {one.arg for one in function.args.kwonlyargs}
        return {
            one.arg or CODE
            for _, call in self.calls(function.name)
            for one in call.keywords
            if one.arg not in own
        }

    def fields(self, node: ast.expr, function: ast.FunctionDef) -> set[str]:
        """Return the fields of the dataclass that a parameter is one of."""
        if not isinstance(node, ast.Name):
            raise self.unreadable(node)
        annotations = {
            one.arg: one.annotation
            for one in (*function.args.args, *function.args.kwonlyargs)
        }
        match annotations.get(node.id):
            case ast.Name(id=name) if dataclasses.is_dataclass(
                found := getattr(self.module, name, None)
            ):
                return {one.name for one in dataclasses.fields(found)}
        given = self.given(node.id, function)
        return set().union(*(self.fields(one, caller) for one, caller in given))

    def given(
        self, parameter: str, function: ast.FunctionDef
    ) -> list[tuple[ast.expr, ast.FunctionDef]]:
        """Return what this file passes for a function's parameter, and where."""
        order = [one.arg for one in function.args.args]
        found = [
            (value, caller)
            for caller, call in self.calls(function.name)
            for name, value in (
                *zip(order, call.args, strict=False),
                *((one.arg, one.value) for one in call.keywords),
            )
            if name == parameter
        ]
        if not found:
            raise Unreadable(f"{self.path}: {parameter} of {function.name}")
        return found

    def unreadable(self, node: ast.expr) -> Unreadable:
        return Unreadable(f"{self.path}:{node.lineno}: {ast.unparse(node)}")


def _id(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
