"""Turn Python values into plain JSON values whose text is the same on every run."""

import enum
import functools

from django.db.models import expressions


def plain(value):
    """Return *value* as JSON values; what has no JSON form becomes its text."""
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    return str(value)


def callable_name(function):
    """Return `module.name` of a callable; for a partial, that of the function inside it."""
    if isinstance(function, functools.partial):
        return callable_name(function.func)
    module = getattr(function, "__module__", "")
    return f"{module}.{getattr(function, '__qualname__', function)}"


def callable_default(function):
    """Describe a callable default so that it can be built again: name and bound arguments."""
    fact = {"callable": callable_name(function)}
    if isinstance(function, functools.partial):
        fact["args"] = plain(function.args)
        fact["kwargs"] = plain(function.keywords)
    return fact


def default_text(function):
    """Name a callable default in one string without a memory address."""
    if not isinstance(function, functools.partial):
        return f"callable:{callable_name(function)}"
    arguments = [repr(argument) for argument in function.args]
    arguments += [f"{name}={value!r}" for name, value in function.keywords.items()]
    return f"callable:functools.partial({', '.join([callable_name(function), *arguments])})"


def expression(value):
    """Describe a database expression: a bare value, a column, an ordering or a function call."""
    if isinstance(value, str):
        return value
    if isinstance(value, expressions.Value):
        return {"value": plain(value.value), "type": type(value.value).__name__}
    if isinstance(value, expressions.F):
        return value.name
    if isinstance(value, expressions.OrderBy):
        return {
            "expression": expression(value.expression),
            "descending": value.descending,
            "nulls_first": bool(value.nulls_first),
            "nulls_last": bool(value.nulls_last),
        }
    if isinstance(value, expressions.Func):
        return {
            "function": type(value).__name__,
            "arguments": [expression(item) for item in value.get_source_expressions()],
        }
    return str(value)
