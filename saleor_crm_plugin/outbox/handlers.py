"""Who wants to hear which fact: filled once at start from `subscriptions.py`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..core.facts import Fact

Handler = Callable[[Sequence[Any]], None]

AREA_DEPTH = 1


class UnknownHandler(LookupError):
    """A delivery waits for a handler that nobody has subscribed in this process."""


class Subscriptions:
    """The map from a fact's type to its handlers, and back from the codes that rows carry."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._types: dict[str, type[Fact]] = {}
        self._codes_by_fact: dict[str, tuple[str, ...]] = {}

    def subscribe(self, table: Mapping[type[Fact], Sequence[Handler]]) -> None:
        """Take over the whole table. Raises ValueError where two things share one code."""
        types: dict[str, type[Fact]] = {}
        handlers: dict[str, Handler] = {}
        codes: dict[str, tuple[str, ...]] = {}
        for fact_type, listed in table.items():
            _claim(types, fact_type.code, fact_type)
            for handler in listed:
                _claim(handlers, handler_code(handler), handler)
            codes[fact_type.code] = tuple(handler_code(handler) for handler in listed)
        self._types, self._handlers, self._codes_by_fact = types, handlers, codes

    def handler(self, code: str) -> Handler:
        """Return the handler of this code. Raises UnknownHandler."""
        try:
            return self._handlers[code]
        except KeyError:
            raise UnknownHandler(code) from None

    def fact_type(self, code: str) -> type[Fact]:
        """Return the type of facts of this code. Raises UnknownHandler."""
        try:
            return self._types[code]
        except KeyError:
            raise UnknownHandler(f"No subscription names the fact {code!r}.") from None

    def codes_for(self, fact_code: str) -> tuple[str, ...]:
        """Return the codes of the handlers that want this fact; none for an unknown fact."""
        return self._codes_by_fact.get(fact_code, ())

    def fact_codes(self) -> tuple[str, ...]:
        """Return the codes of all facts that anybody wants, in the order of the table."""
        return tuple(self._types)

    def handler_codes(self) -> tuple[str, ...]:
        """Return the codes of all handlers, in the order of the table."""
        return tuple(self._handlers)


_current = Subscriptions()


def handler_code(handler: Handler) -> str:
    """Return "<area>.<function>", which deliveries carry: renaming a handler strands them."""
    module = handler.__module__.split(".")
    area = module[AREA_DEPTH] if len(module) > AREA_DEPTH else module[0]
    return f"{area}.{handler.__name__}"


def subscribe(table: Mapping[type[Fact], Sequence[Handler]]) -> None:
    """Take over the table of who hears what, in place of any before; called once at start."""
    _current.subscribe(table)


def subscriptions() -> Subscriptions:
    """Return what is subscribed in this process."""
    return _current


@contextmanager
def subscribed_temporarily(
    table: Mapping[type[Fact], Sequence[Handler]],
) -> Iterator[None]:
    """Subscribe another table inside the block; for tests and rehearsals."""
    global _current  # noqa: PLW0603 the table of this process, put back afterwards
    before, _current = _current, Subscriptions()
    try:
        _current.subscribe(table)
        yield
    finally:
        _current = before


def _claim(taken: dict[str, Any], code: str, item: object) -> None:
    if not code:
        raise ValueError(f"{item!r} has no code.")
    if taken.setdefault(code, item) != item:
        raise ValueError(f"The code {code!r} stands for two things.")
