"""Sentences that can be said in other languages: English words with the values in them."""

from collections.abc import Iterable, Mapping
from typing import Any, Self, cast

from pydantic_core import ErrorDetails, PydanticKnownError

_BY_OURSELVES = "value_error"
_ONE_OF_THEM = 1


class Sentence(str):
    """An English sentence that still knows its template and its values.

    It is a plain text to whoever reads, compares or stores it. Who answers a person looks its
    template up among that person's language and fills the same values in; a value that is a
    sentence itself is said in that language too.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template = template
        sentence.values = values
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.template,), self.values


def to_plain(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence as plain values that can be stored, and read by `from_plain`."""
    values = {
        name: to_plain(value)
        if isinstance(value, Sentence)
        else value
        if isinstance(value, int | float)
        else str(value)
        for name, value in sentence.values.items()
    }
    return {"template": sentence.template, "values": values}


def from_plain(stored: Mapping[str, Any]) -> Sentence:
    """Return a stored sentence, which can still be said otherwise."""
    values = {
        name: from_plain(value) if isinstance(value, dict) else value
        for name, value in stored["values"].items()
    }
    return Sentence(stored["template"], **values)


def joined(parts: Iterable[Sentence], between: str = " ") -> Sentence:
    """Return the sentences one after the other, each of which can still be said otherwise."""
    values = {f"part_{place}": part for place, part in enumerate(parts)}
    return Sentence(between.join(f"{{{name}}}" for name in values), **values)


def sentence_of(error: Exception) -> Sentence:
    """Return the sentence that an error was raised with; another's words are taken as they are."""
    given = error.args[0] if error.args else ""
    return given if isinstance(given, Sentence) else Sentence("{words}", words=given)


def sentence_about(detail: ErrorDetails) -> Sentence:
    """Return what pydantic has found at one place, by its own template."""
    context: dict[str, Any] = dict(detail.get("ctx", {}))
    if detail["type"] == _BY_OURSELVES:
        return sentence_of(context["error"])
    kind = cast(Any, detail["type"])
    template = PydanticKnownError(kind, context or None).message_template
    if "expected_plural" in template:
        counted = next(value for value in context.values() if isinstance(value, int))
        context["expected_plural"] = "" if counted == _ONE_OF_THEM else "s"
    return Sentence(f"{template}.", **context)
