"""How a search term is read, and how identifiers are normalized."""

import re

MOST_WORDS = 5
FEWEST_DIGITS = 3

_PHONE = re.compile(r"[+\d][\d\s()./-]*")
_NOT_DIGITS = re.compile(r"\D")


def name_beginnings(term: str) -> list[str]:
    """Return each word of the term as it stands in the searched text: after a blank, lower case.

    Words after the fifth are not looked at.
    """
    return [f" {word}" for word in term.lower().split()[:MOST_WORDS]]


def phone_beginning(term: str) -> str:
    """Return the beginning of the phone number in E.164 that the term may be, else ""."""
    if not _PHONE.fullmatch(term.strip()):
        return ""
    digits = _NOT_DIGITS.sub("", term)
    return f"+{digits}" if len(digits) >= FEWEST_DIGITS else ""


def normalized_phone(number: str) -> str:
    """Return an international number in E.164; "" if it does not begin with + or is too short."""
    number = number.strip()
    if not number.startswith("+"):
        return ""
    return phone_beginning(number)
