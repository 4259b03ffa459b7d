"""Texts that no database keeps: one check for everything that somebody may type."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphene.utils.str_converters import to_camel_case

from ..core.sentences import Sentence
from .refused_arguments import refused_argument
from .wording import wording_refusals

UNWRITABLE = Sentence("The text has a character that cannot be kept.")


def unwritable(arguments: Mapping[str, Any]) -> str | None:
    """Return the name of the first argument whose text no database keeps, as the API spells it.

    That is a text with a NUL, or with half of a surrogate pair; also in lists and inputs.
    """
    return next(
        (
            to_camel_case(name)
            for name, text in _texts("", arguments)
            if "\x00" in text or _has_half_pair(text)
        ),
        None,
    )


def check_texts_of(queries: Any) -> None:
    """Let every field of a root refuse the query for such a text, in the language of who asks."""
    for name in queries._meta.fields:
        resolver = getattr(queries, f"resolve_{name}")
        guarded = wording_refusals(checking_texts(resolver))
        setattr(queries, f"resolve_{name}", staticmethod(guarded))


def checking_texts(resolver: Callable[..., Any]) -> Callable[..., Any]:
    """Let a field's resolver refuse the query for such a text in one of its arguments."""

    @functools.wraps(resolver)
    def checked(root: Any, info: Any, **arguments: Any) -> Any:
        name = unwritable(arguments)
        if name is not None:
            raise refused_argument(name, UNWRITABLE)
        return resolver(root, info, **arguments)

    return checked


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in the arguments with the name that stands next to it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(key, key)
            yield from _texts(key, one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(name, one)


def _has_half_pair(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
