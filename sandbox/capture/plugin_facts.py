"""Record the plugin interface from its source: hooks, and how the manager really calls each."""

import ast
import inspect

IMPLIED = ("plugin", "plugin_ids", "previous_value")


def hook_annotations():
    """Return every hook, method and attribute that the plugin base class names."""
    from saleor.plugins import base_plugin

    found = {}
    for node in _class_body(base_plugin, "BasePlugin"):
        found |= _member(node)
    return found


def hook_calls():
    """Return, per hook, the positional and keyword arguments the plugin manager passes."""
    from saleor.plugins import manager

    found = {}
    for function in _class_body(manager, "PluginsManager"):
        if isinstance(function, ast.FunctionDef):
            for name, call in _calls_in(function):
                found.setdefault(name, []).append(call)
    return found


def _class_body(module, name):
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node.body
    raise LookupError(f"{module.__name__} has no class {name}")


def _member(node):
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {
            node.target.id: {"kind": "hook", "annotation": ast.unparse(node.annotation)}
        }
    if isinstance(node, ast.FunctionDef):
        return {
            node.name: {"kind": "method", "signature": f"({ast.unparse(node.args)})"}
        }
    if isinstance(node, ast.Assign):
        value = ast.unparse(node.value)
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return {name: {"kind": "attribute", "value": value} for name in names}
    return {}


def _calls_in(function):
    for node in ast.walk(function):
        if _is_dispatch(node):
            name, call = _dispatch(node)
            if name is not None:
                yield name, _context(function, node) | call


def _is_dispatch(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and "run_method_on" in node.func.attr
    )


def _context(function, node):
    return {
        "manager_method": function.name,
        "manager_signature": f"({ast.unparse(function.args)})",
        "single_plugin": "single" in node.func.attr,
    }


def _dispatch(node):
    arguments = [ast.unparse(argument) for argument in node.args]
    keywords = {
        keyword.arg or "**": ast.unparse(keyword.value) for keyword in node.keywords
    }
    name = keywords.pop("method_name", None)
    positional = []
    if name is None:
        name, positional = _after_quoted(arguments)
    channel = keywords.pop("channel_slug", None)
    passed = sorted(set(keywords) - set(IMPLIED)) + ["previous_value"]
    call = {"positional": positional, "keyword": passed, "channel_slug": channel}
    return (name.strip("'\"") if name else None), call


def _after_quoted(arguments):
    """Return the quoted hook name and what follows it and the initial value."""
    for place, argument in enumerate(arguments):
        if argument[:1] in "'\"":
            return argument, arguments[place + 2 :]
    return None, []
