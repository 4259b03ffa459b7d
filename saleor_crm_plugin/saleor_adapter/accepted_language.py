"""Which of some languages a request asks for."""

from collections.abc import Collection

from django.utils.translation.trans_real import parse_accept_lang_header

LONGEST_HEADER = 400


def accepted_language(header: str, *, among: Collection[str]) -> str | None:
    """Return the language that an Accept-Language header likes best, by its first part; None for none."""
    for given, _ in parse_accept_lang_header(header[:LONGEST_HEADER]):
        language = given.partition("-")[0]
        if language in among:
            return language
    return None
