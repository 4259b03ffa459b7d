"""Values of attributes: stored as text, in one form per type. Pure."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

LONGEST_VALUE = 200
MOST_DIGITS = 30

TRUE, FALSE = "true", "false"
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def normalized_attribute(
    kind: str, value: str, choices: Sequence[str] = ()
) -> str | None:
    """Return the one form of a value of this type; None if it is none.

    Numbers are plain decimals without exponent, dates are ISO days, booleans `true` and `false`,
    choices one of the codes.
    """
    text = value.strip()
    if not text or len(text) > LONGEST_VALUE or _UNPRINTABLE.search(text):
        return None
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _date(text)
    if kind == "boolean":
        return _boolean(text.lower())
    if kind == "choice":
        return text if text in choices else None
    return text


def _number(text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return None
    plain = format(number.normalize(), "f")
    if len(plain) > LONGEST_VALUE:
        return None
    return "0" if number.is_zero() else plain


def _date(text: str) -> str | None:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _boolean(text: str) -> str | None:
    if text in _YES:
        return TRUE
    return FALSE if text in _NO else None
