"""One small registry for everything that can be added in a single file."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Generic, TypeVar

Base = TypeVar("Base")
Item = TypeVar("Item", bound=type)


class RegistrationError(Exception):
    """An item that may not be registered: wrong type, no code, or a code that is taken."""


class Registry(Generic[Base]):
    """Classes of one kind by their `code`; complete after `load`.

    `register` is a class decorator and refuses, at import, whatever could not work later.
    """

    def __init__(self, base: type[Base]) -> None:
        self._base = base
        self._items: dict[str, type[Base]] = {}

    def register(self, item: Item) -> Item:
        """Add a subclass of the base under its own `code` and hand it back."""
        candidate: object = item
        if not (isinstance(candidate, type) and issubclass(candidate, self._base)):
            raise RegistrationError(
                f"{item!r} is not a subclass of {self._base.__name__}."
            )
        code = item.__dict__.get("code")
        if not isinstance(code, str) or not code:
            raise RegistrationError(f"{item.__name__} needs a code of its own.")
        if code in self._items:
            raise RegistrationError(
                f"The code {code!r} is taken by {self._items[code].__name__}."
            )
        self._items[code] = candidate
        return item

    def load(self, package: ModuleType) -> None:
        """Import every module in the package's folder, so that each registers its items."""
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")

    @contextmanager
    def registered_temporarily(self, item: type[Base]) -> Iterator[None]:
        """Hold one more item inside the block; for tests."""
        self.register(item)
        try:
            yield
        finally:
            del self._items[item.__dict__["code"]]

    def __getitem__(self, code: str) -> type[Base]:
        return self._items[code]

    def __contains__(self, code: object) -> bool:
        return code in self._items

    def __iter__(self) -> Iterator[type[Base]]:
        return iter(
            sorted(self._items.values(), key=lambda item: item.__dict__["code"])
        )

    def __len__(self) -> int:
        return len(self._items)
