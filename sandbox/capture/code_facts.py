"""Record enums, constants, permissions and the signatures of callables."""

import enum
import importlib
import inspect

import celery

from .plain import plain


def module_enums(name):
    """Return the constants of each enum or plain constants class of a module, or None."""
    found = _classes(name)
    return (
        None
        if found is None
        else {key: _constants(value) for key, value in found.items()}
    )


def enum_kinds(name):
    """Return of each such class whether it is a real enum, its bases and its labelled choices."""
    found = _classes(name)
    return (
        None if found is None else {key: _kind(value) for key, value in found.items()}
    )


def permissions():
    """Return name and value of each member of the permission enums."""
    from saleor.permission import enums

    return {
        name: {member.name: member.value for member in found}
        for name, found in vars(enums).items()
        if _is_enum(found) and list(found)
    }


def describe_callable(spec):
    """Return type, bases or signature of `module:dotted.name`; "missing" where it is not there."""
    module, path = spec.split(":")
    try:
        found = importlib.import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
    except (ImportError, AttributeError) as error:
        return {"missing": f"{type(error).__name__}: {error}"}
    facts = {"type": _kind_of_callable(found)}
    if inspect.isclass(found):
        return facts | _class_facts(found)
    return facts | _signature(found)


def _kind_of_callable(found):
    """Return the name of its type; a task is a proxy or itself, as it was imported late or early."""
    return "Task" if isinstance(found, celery.Task) else type(found).__name__


def _classes(name):
    try:
        module = importlib.import_module(name)
    except ImportError:
        return None
    return {
        key: value
        for key, value in vars(module).items()
        if inspect.isclass(value)
        and value.__module__.startswith("saleor")
        and (_is_enum(value) or _plain_constants(value))
    }


def _is_enum(value):
    return inspect.isclass(value) and issubclass(value, enum.Enum)


def _constants(found):
    if _is_enum(found):
        return {member.name: plain(member.value) for member in found}
    return _plain_constants(found)


def _plain_constants(found):
    return {
        key: plain(value)
        for key, value in vars(found).items()
        if key.isupper() and isinstance(value, (str, int))
    }


def _kind(found):
    facts = {
        "kind": "enum" if _is_enum(found) else "class",
        "module": found.__module__,
        "bases": [base.__name__ for base in found.__bases__],
    }
    choices = getattr(found, "CHOICES", None) or getattr(found, "choices", None)
    if isinstance(choices, (list, tuple)):
        pairs = [
            choice
            for choice in choices
            if isinstance(choice, tuple) and len(choice) == 2
        ]
        facts["choices"] = [[plain(value), str(label)] for value, label in pairs]
    groups = {
        key: plain(value)
        for key, value in vars(found).items()
        if key.isupper()
        and key != "CHOICES"
        and isinstance(value, (list, tuple, set, frozenset))
    }
    return facts | ({"groups": groups} if groups and not _is_enum(found) else {})


def _class_facts(found):
    facts = {"bases": [base.__name__ for base in found.__mro__[1:4]]}
    members = getattr(getattr(found, "_meta", None), "enum", None)
    if members is not None:
        facts["enum"] = {member.name: plain(member.value) for member in members}
    return facts


def _signature(found):
    if not callable(found):
        return {}
    try:
        return {"signature": str(inspect.signature(found))}
    except (TypeError, ValueError):
        return {}
