"""Say the API's sentences in the language of who asks."""

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLError

from ..core.sentences import Sentence
from ..saleor_adapter.accepted_language import accepted_language
from ..saleor_adapter.graphql import ResolveInfo

ENGLISH = "en"
LANGUAGES = (ENGLISH, "it", "zh")
_CATALOGUES = Path(__file__).parent / "words"


def worded(text: str, info: ResolveInfo) -> str:
    """Return a sentence as who asks reads it; a text that is none stays as it is."""
    header = getattr(info.context, "META", {}).get("HTTP_ACCEPT_LANGUAGE", "")
    return said(text, accepted_language(header, among=LANGUAGES) or ENGLISH)


def said(text: str, language: str) -> str:
    """Return a sentence in one of LANGUAGES, in English where its words are not known there."""
    if language == ENGLISH or not isinstance(text, Sentence):
        return text
    values = {
        name: said(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    template = catalogue(language).get(text.template, text.template)
    return template.format(**values)


@functools.cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return the sentences of a language by their English templates."""
    path = _CATALOGUES / f"{language}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def wording_refusals(resolver: Callable[..., Any]) -> Callable[..., Any]:
    """Let a field of a query be refused in the language of who asks."""

    @functools.wraps(resolver)
    def wording(root: Any, info: ResolveInfo, **arguments: Any) -> Any:
        try:
            return resolver(root, info, **arguments)
        except GraphQLError as refusal:
            if not isinstance(refusal.message, Sentence):
                raise
            raise GraphQLError(
                worded(refusal.message, info), extensions=refusal.extensions
            ) from refusal

    return wording
