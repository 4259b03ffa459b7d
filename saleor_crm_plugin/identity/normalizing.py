"""One form for each type of identifier, so that equal people are found as equal. Pure."""

import re
from collections.abc import Callable, Mapping

import phonenumbers

from ..core.hashing import normalized_email

# As long as RFC 5321 lets an address be.
LONGEST_EMAIL = 254
LONGEST_MAILBOX = 64
# A push subscription is an address with long keys.
LONGEST_TEXT = 500

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{4,64}")
_NUMBER = re.compile(r"-?[0-9]{1,20}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def normalized_value(kind: str, value: str, *, region: str = "") -> str:
    """Return the one form of an identifier's value, "" if it is none of this type.

    A phone number becomes E.164; without + it is read as one of the region (two letters). An
    e-mail is trimmed and in lower case. Codes of other systems keep their case.
    """
    if kind == "phone":
        return normalized_number(value, region=region)
    normalize = _NORMALIZE.get(kind)
    return normalize(value.strip()) if normalize else ""


def normalized_number(value: str, *, region: str = "") -> str:
    """Return a phone number in E.164, "" if there is none of this kind."""
    try:
        number = phonenumbers.parse(value, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str:
    address = normalized_email(value)
    is_one = len(address) <= LONGEST_EMAIL and _EMAIL.fullmatch(address)
    return address if is_one else ""


def _token(value: str) -> str:
    return value if _TOKEN.fullmatch(value) else ""


def _number(value: str) -> str:
    return value if _NUMBER.fullmatch(value) else ""


def _text(value: str) -> str:
    is_one = len(value) <= LONGEST_TEXT and not _UNPRINTABLE.search(value)
    return value if is_one else ""


_NORMALIZE: Mapping[str, Callable[[str], str]] = {
    "email": _email,
    "external": _text,
    "wechat_openid": _token,
    "wechat_unionid": _token,
    "wecom": _token,
    "telegram": _number,
    "push": _text,
    "visitor": _token,
}
